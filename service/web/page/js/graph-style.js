/** The colour a class of graph.css gives, as the canvas needs it: custom properties and light-dark() mean nothing there. */
function colour(variable) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${variable})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const families = ["quad-0", "quad-1", "quad-2", "quad-3", "quad-4", "position-supports", "position-opposes", "position-conditional", "position-ambivalent"];

const font = "15px 'Inter Variable', system-ui, sans-serif";
const widest = 20;

/** A node with its label broken into lines and the size in pixels that they need. */
export function labelled(node) {
  const lines = [];
  for (const word of node.label.split(/\s+/u)) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= widest) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const width = Math.max(...lines.map((line) => pen.measureText(line).width));
  return { ...node, label: lines.join("\n"), width: Math.ceil(width) + 4, height: lines.length * 18 };
}

/** Cytoscape's style sheet in the page's colours of the moment. */
export function graphStyle() {
  const ink = colour("ink");
  const text = { label: "data(label)", color: ink, "font-family": "Inter Variable, system-ui, sans-serif", "font-size": 15, "text-wrap": "wrap" };
  return [
    { selector: "node", style: { ...text, "background-color": colour("surface"), "border-width": 1.5, "border-color": colour("ink-quiet"), shape: "round-rectangle", width: "data(width)", height: "data(height)", padding: 8, "text-valign": "center" } },
    { selector: 'node[kind = "person"]', style: { shape: "round-rectangle", "background-color": colour("raised") } },
    { selector: 'node[kind = "topic"]', style: { "border-style": "dashed", "background-color": colour("sunken"), "font-style": "italic" } },
    { selector: ":parent", style: { "background-color": colour("sunken"), "background-opacity": 0.75, "border-color": colour("line-strong"), "text-valign": "top", "text-margin-y": -4, "font-weight": 600, "text-background-color": colour("surface"), "text-background-opacity": 0.9, "text-background-padding": 2, padding: 12, "border-width": 1 } },
    { selector: ".named-below", style: { "text-valign": "bottom", "text-margin-y": 4 } },
    { selector: "edge", style: { ...text, label: "data(count)", width: "data(width)", "curve-style": "bezier", "control-point-step-size": 44, "target-arrow-shape": "none", "arrow-scale": 1.1, "font-size": 13, "text-background-color": colour("surface"), "text-background-opacity": 0.9, "text-background-padding": 2 } },
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge[!firm]", style: { "line-style": "dashed" } },
    ...families.map((family) => ({ selector: `edge[family = "${family}"]`, style: { "line-color": colour(family), "target-arrow-color": colour(family) } })),
    { selector: "edge.chosen", style: { width: 6 } },
    { selector: ".faded", style: { opacity: 0.2 } },
  ];
}
