const folder = "/page/vendor/";
const waiting = new Map();

/**
 * Loads a vendored library on first use and resolves to its global, `Plot` or `cytoscape`. A report that carries the library inline has the
 * global already.
 */
export async function library(name) {
  const files = { Plot: ["d3.min.js", "plot.umd.min.js"], cytoscape: ["cytoscape.min.js", "layout-base.js", "cose-base.js", "cytoscape-fcose.js"] }[name];
  for (const file of carried(name) ? [] : files) await load(file);
  return globalThis[name];
}

/** Whether a report brought the library along; a library of which only some files are loaded yet does not count. */
function carried(name) {
  return Boolean(globalThis[name]) && waiting.size === 0;
}

function load(file) {
  if (!waiting.has(file)) {
    waiting.set(file, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = folder + file;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${file} could not be loaded`)));
      document.head.append(script);
    }));
  }
  return waiting.get(file);
}
