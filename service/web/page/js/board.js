import { hovering } from "./article.js";
import { arrange, h } from "./dom.js";
import { dateWords } from "./dates.js";
import { whoIs } from "./records.js";
import { delegationStatus, levels, listed, mandates, quoted } from "./words.js";

/** The delegations board: party → counterpart, with head, members, level, mandate and status. */
export function boardView(container, state, choose) {
  const list = h("ul", { class: "board" });
  const nothing = h("p", { class: "empty" }, "The article tells of no delegation.");
  container.append(list, nothing);

  function entry(record, view) {
    const { data } = record;
    const counterparts = data.counterparts.map(view.name);
    const titleId = `board-${record.id}`;
    return h("li", {},
      h("article", { class: `board-entry is-${data.status}`, "aria-labelledby": titleId, ...hovering(state, new Set([record.id])) },
        h("p", { class: "card-top" }, h("span", { class: `status is-${data.status}` }, delegationStatus[data.status]), h("span", { class: "when" }, whenWhere(data))),
        h("h2", { id: titleId }, h("button", { type: "button", class: "card-title", onclick: () => choose(record.id) },
          h("span", { class: "party" }, view.name(data.party)),
          h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("span", { class: "hidden" }, " to "),
          h("span", { class: "party" }, counterparts.length ? listed(counterparts) : "counterpart not stated"))),
        h("dl", { class: "slots" }, ...slots(data, view).flatMap(([term, value, note]) => [
          h("dt", {}, term), h("dd", { class: value ? null : "quiet" }, value || "Not stated", note && h("span", { class: "quiet note" }, note))])),
        data.purpose && h("p", { class: "claim", dir: "auto" }, data.purpose)));
  }

  state.watch((now, before) => {
    if (now.view === before.view) return;
    const delegations = now.view.records.filter((record) => record.kind === "delegation");
    nothing.hidden = delegations.length > 0;
    arrange(list, delegations.map((record) => entry(record, now.view)));
  });
}

function slots(data, { name, actors }) {
  const head = data.head && actors.get(data.head);
  return [
    ["Head", data.head && name(data.head), head && whoIs(head, name)],
    ["Level", data.level === "unstated" ? null : levels[data.level]],
    ["Mandate", data.mandate === "unstated" ? null : mandates[data.mandate], quoted(data.mandate_note)],
    ["Members", listed(data.members.map(name)) || "None named"],
    ...(data.hosts.length ? [["Hosts", listed(data.hosts.map(name))]] : []),
  ];
}

function whenWhere({ date, destination }) {
  return [destination?.name, dateWords(date)].filter(Boolean).join(", ");
}
