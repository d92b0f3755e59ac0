import { h } from "./dom.js";
import { dateWords } from "./dates.js";
import { rejections, warnings } from "./words.js";

/** What a careful reader should know: warnings, drafts that were rejected, and how the answer came about. */
export function notesView(container, state, { goTo, choose }) {
  function draw({ extraction }) {
    container.replaceChildren(
      section("Warnings", extraction.warnings.map((warning) => warningItem(warning)), "None."),
      section("Rejected drafts", extraction.rejected.map(rejectedItem), "None: every draft of the model became a record."),
      extraction.provenance ? provenance(extraction) : "",
    );
  }

  function warningItem({ code, detail, record, sentence }) {
    return h("li", {},
      h("strong", {}, warnings[code] ?? code), h("span", { dir: "auto" }, detail),
      record && h("button", { type: "button", class: "small", onclick: () => choose(record) }, `Show ${record}`),
      sentence && h("button", { type: "button", class: "small", onclick: () => goTo(sentence) }, `Sentence ${sentence}`));
  }

  state.watch((now, before) => {
    if (now.view !== before.view) draw(now.view);
  });
}

function section(heading, items, none) {
  return h("section", {}, h("h2", {}, heading, " ", h("span", { class: "count" }, String(items.length))), items.length ? h("ul", { class: "notes" }, items) : h("p", { class: "quiet" }, none));
}

function rejectedItem({ kind, reason, detail, draft }) {
  return h("li", {},
    h("details", {},
      h("summary", {}, h("span", { class: `tag of-${kind}` }, kind), h("strong", {}, rejections[reason] ?? reason), h("span", { class: "quiet", dir: "auto" }, detail)),
      h("pre", { tabindex: "0", "aria-label": "The draft as the model gave it" }, JSON.stringify(draft, null, 2))));
}

function provenance({ id, provenance: from, article }) {
  const tokens = new Intl.NumberFormat("en-GB");
  const rows = [
    ["Model", from.model],
    ["Prompt", from.prompt],
    ["Asked", from.created],
    ["From the store", from.cached ? "Yes" : "No"],
    ["Model calls", from.calls],
    ["Tokens", `${tokens.format(from.tokens.prompt)} in (${tokens.format(from.tokens.cached)} cached), ${tokens.format(from.tokens.completion)} out`],
    ["Cost", from.cost_usd === null || from.cost_usd === undefined ? "No price known" : `${from.cost_usd.toFixed(4)} USD`],
    ["Time", `${(from.duration_ms / 1000).toFixed(1)} s`],
    ["Service", `${from.service}, schema ${from.schema}`],
    ["Extraction", id],
    ["Published", article.published ? dateWords({ start: article.published, end: article.published }) : "Unknown: relative dates stay open"],
  ];
  return h("section", {}, h("h2", {}, "How this came about"), h("dl", {}, rows.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, String(value))])));
}
