/**
 * Reads a dropped file: `{text}` from plain text, `{html}` from a web page, the fields of a request from JSON, or `{extraction}` from a
 * saved result. Throws an Error that says what is wrong with it.
 */
export async function readFile(file) {
  const content = await file.text();
  if (content.includes("\u0000")) throw new Error(`${file.name} is not text. Drop a .txt, .html or .json file.`);
  if (/\.(html?|xhtml)$/i.test(file.name) || file.type.includes("html")) return { html: content };
  if (/\.json$/i.test(file.name) || file.type === "application/json") return fromJson(content, file.name);
  return { text: content };
}

function fromJson(content, name) {
  let value;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Error(`${name} is not JSON: ${error.message}`);
  }
  if (value?.article?.sentences && Array.isArray(value.events)) return { extraction: value };
  if (typeof value?.text === "string" || typeof value?.html === "string") return value;
  throw new Error(`${name} has neither an article ("text" or "html") nor a result of this service in it.`);
}
