import { h } from "./dom.js";
import { involvement } from "./records.js";
import { allKinds, noFilters } from "./state.js";
import { eventTypes, kinds, levels, positions } from "./words.js";

const typeNames = { event: eventTypes, delegation: levels, stance: positions };
const groupNames = { event: "Events", delegation: "Delegations, by level", stance: "Stances" };

/** The bar that narrows the records by kind, type and actor, and says so when they are narrowed to one sentence. */
export function filtersView(container, state) {
  const boxes = new Map([...allKinds].map((kind) => [kind, h("input", { type: "checkbox", checked: true, onchange: toggled })]));
  const chips = [...boxes].map(([kind, box]) => h("label", { class: `chip of-${kind}` }, box, h("span", { class: `dot of-${kind}` }), capital(kinds[kind].many)));
  const type = h("select", { "aria-label": "Type", onchange: () => change({ type: type.value }) });
  const actor = h("select", { "aria-label": "Actor", onchange: () => change({ actor: actor.value }) });
  const note = h("span", { class: "filter-note" });
  const reset = h("button", { type: "button", class: "small", onclick: () => state.set({ filters: noFilters, selected: new Set() }) }, "Show all");
  container.append(h("fieldset", { class: "chips" }, h("legend", { class: "hidden" }, "Kinds of records"), chips), type, actor, note, reset);

  function toggled() {
    change({ kinds: new Set([...boxes].filter(([, box]) => box.checked).map(([kind]) => kind)) });
  }

  function change(part) {
    state.set({ filters: { ...state.get().filters, ...part } });
  }

  function fill(view) {
    const present = (kind) => [...new Set(view.records.filter((record) => record.kind === kind).map((record) => record.type))];
    const groups = Object.keys(typeNames).map((kind) =>
      h("optgroup", { label: groupNames[kind] }, present(kind).sort().map((value) => h("option", { value }, typeNames[kind][value] ?? value))),
    );
    type.replaceChildren(h("option", { value: "" }, "All types"), ...groups.filter((each) => each.childElementCount));
    const people = involvement(view).map(({ actor: { id, name }, count }) => h("option", { value: id }, `${name} (${count})`));
    actor.replaceChildren(h("option", { value: "" }, "All actors"), ...people);
  }

  function show(filters) {
    for (const [kind, box] of boxes) box.checked = filters.kinds.has(kind);
    type.value = filters.type;
    actor.value = filters.actor;
    note.textContent = filters.sentence ? `Only sentence ${filters.sentence}` : "";
    const narrowed = filters.sentence || filters.type || filters.actor || filters.kinds.size < allKinds.size;
    reset.hidden = !narrowed;
  }

  state.watch((now, before) => {
    if (now.view !== before.view) fill(now.view);
    if (now.view !== before.view || now.filters !== before.filters) show(now.filters);
  });
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
