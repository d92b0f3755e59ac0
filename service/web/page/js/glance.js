import { h } from "./dom.js";
import { dateWords } from "./dates.js";
import { involvement, whoIs } from "./records.js";
import { counted } from "./words.js";

/** The story in a few lines above the cards: what is coming, what will not happen, who is who. */
export function glanceView(container, state, { choose, byActor }) {
  function draw({ view }) {
    const cast = involvement(view).slice(0, 8);
    container.hidden = view.records.length === 0;
    container.replaceChildren(
      h("p", { class: "totals" }, totals(view)),
      h("div", { class: "glance-columns" }, h("div", {}, block("Coming up", upcoming(view), choose), block("Will not happen", refused(view), choose)), castBlock(cast, view)),
    );
  }

  function castBlock(cast, view) {
    const items = cast.map(({ actor, count }) =>
      h("li", {},
        h("button", { type: "button", class: "person", onclick: () => byActor(actor.id), title: `Show the ${count} records with ${actor.name}` },
          h("span", { class: "person-name" }, actor.name), h("span", { class: "quiet" }, whoIs(actor, view.name))),
        h("span", { class: "count", "aria-label": `${count} records` }, String(count))),
    );
    return items.length ? h("section", { "aria-label": "Who is who" }, h("h2", {}, "Who is who", h("span", { class: "aside" }, "in how many records")), h("ul", {}, items)) : null;
  }

  state.watch((now, before) => {
    if (now.view !== before.view) draw(now);
  });
}

function block(heading, records, choose) {
  if (!records.length) return null;
  const items = records.map((record) =>
    h("li", {}, record.data.date && h("span", { class: "when" }, dateWords(record.data.date)),
      h("button", { type: "button", class: "line", onclick: () => choose(record.id) }, record.title)),
  );
  return h("section", { "aria-label": heading }, h("h2", {}, heading), h("ul", {}, items));
}

/** What is planned and was still to come when the article was published: "planned in 2022" is no news of 2025. */
function upcoming({ records, extraction }) {
  const { published } = extraction.article;
  const past = ({ date }) => published && date && date.end < published;
  return records.filter(({ kind, data }) => kind === "event" && data.status === "planned" && !past(data)).slice(0, 4);
}

function refused({ records }) {
  const gone = new Set(["refused", "withdrawn"]);
  return records.filter((record) => gone.has(record.data.status)).slice(0, 4);
}

function totals({ records, actors }) {
  const parts = ["delegation", "event", "stance"].map((kind) => counted(records.filter((record) => record.kind === kind).length, kind));
  return `${parts.join(" · ")} · ${actors.size} ${actors.size === 1 ? "actor" : "actors"}`;
}
