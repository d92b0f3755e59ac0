import { byId } from "./dom.js";
import { readFile } from "./files.js";

/**
 * The form that takes an article. `submit(request, {fresh})` is called with a request of the contract, `opened(extraction)` when the reader
 * drops a result instead of an article, `failed(problem)` when a file cannot be read.
 */
export function composeForm(form, { submit, opened, failed }) {
  const { text, title, published, model, fresh } = form.elements;
  const button = byId("submit");
  let html = null;

  function changed() {
    button.disabled = !text.value.trim();
  }

  async function take(file) {
    try {
      const found = await readFile(file);
      if (found.extraction) return opened(found.extraction);
      fill(found);
      byId("compose-note").textContent = `${file.name} is in the form. Nothing has been sent yet.`;
    } catch (error) {
      failed({ title: "This file cannot be read", detail: error.message });
    }
    return undefined;
  }

  function fill(found) {
    html = found.html ?? null;
    text.value = found.text ?? found.html ?? "";
    title.value = found.title ?? "";
    published.value = found.published ?? "";
    changed();
    text.focus();
  }

  text.addEventListener("input", () => {
    html = null;
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isPage = html !== null && html.replaceAll("\r\n", "\n") === text.value;
    const extra = { title: title.value.trim(), published: published.value, model: model.value.trim() };
    const filled = Object.fromEntries(Object.entries(extra).filter(([, value]) => value));
    const body = isPage ? { html } : { text: text.value };
    submit({ ...body, ...filled, include: ["events", "delegations", "stances", "text"] }, { fresh: fresh.checked });
  });
  byId("file").addEventListener("change", ({ target }) => {
    if (target.files[0]) take(target.files[0]);
    target.value = "";
  });
  byId("sample").addEventListener("click", async () => {
    const response = await fetch("/page/samples/istanbul-talks.txt");
    fill({ text: await response.text(), published: "2025-05-15" });
    byId("compose-note").textContent = "The sample is in the form: press “Read the article”.";
  });
  dropZone(form, take);
  changed();
}

function dropZone(form, take) {
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    form.classList.remove("dropping");
    take(event.dataTransfer.files[0]);
  });
}
