import { articleView } from "./article.js";
import { boardView } from "./board.js";
import { cardsView } from "./cards.js";
import { byId } from "./dom.js";
import { filtersView } from "./filters.js";
import { glanceView } from "./glance.js";
import { graphView } from "./graph.js";
import { notesView } from "./notes.js";
import { filtered, readExtraction } from "./records.js";
import { noFilters, resultState } from "./state.js";
import { tabs } from "./tabs.js";
import { timelineView } from "./timeline.js";

/** Puts all views of a result together and links them. */
export function resultView() {
  const state = resultState();
  const panes = byId("panes");
  const wide = matchMedia("(min-width: 960px)");

  const article = articleView(byId("article"), state, open);
  filtersView(byId("filters"), state);
  glanceView(byId("glance"), state, { choose: fromElsewhere, byActor });
  const cards = cardsView(byId("cards"), state, { choose, cite });
  const timeline = timelineView(byId("panel-timeline"), state, fromElsewhere);
  const graph = graphView(byId("panel-graph"), state, { open: (ids) => open(ids, null), byActor });
  boardView(byId("panel-board"), state, fromElsewhere);
  notesView(byId("panel-notes"), state, { goTo, choose: fromElsewhere });
  const views = tabs(byId("tabs"), (panel) => ({ "panel-timeline": timeline.redraw, "panel-graph": graph.shown })[panel]?.());
  paneSwitch(panes);

  /** Selects a record and brings its evidence into sight; picking it again lets it go. */
  function choose(id) {
    const again = state.get().selected.has(id) && state.get().selected.size === 1;
    state.set({ selected: again ? new Set() : new Set([id]) });
    if (!again) article.show(id);
  }

  function fromElsewhere(id) {
    state.set({ selected: new Set([id]) });
    article.show(id);
    if (!wide.matches || !byId("panel-records").hidden) toCards([id], false);
  }

  function cite(id, sentence) {
    state.set({ selected: new Set([id]) });
    panes.dataset.pane = "article";
    article.show(id, sentence);
  }

  /** From the article or the graph to the cards; a sentence narrows them to its own. */
  function open(ids, sentence) {
    const filters = sentence === null ? state.get().filters : { ...noFilters, sentence };
    state.set({ selected: sentence === null ? ids : new Set(), filters });
    toCards([...ids], sentence !== null);
  }

  function toCards(ids, focus) {
    const { view, filters } = state.get();
    const shown = new Set(filtered(view, filters).map((record) => record.id));
    if (!ids.some((id) => shown.has(id))) state.set({ filters: noFilters });
    views.select("panel-records");
    panes.dataset.pane = "records";
    const first = state.get().view.records.find((record) => ids.includes(record.id));
    if (first) cards.show(first.id, { focus });
  }

  function byActor(actor) {
    state.set({ filters: { ...noFilters, actor }, selected: new Set() });
    views.select("panel-records");
  }

  function goTo(sentence) {
    panes.dataset.pane = "article";
    byId("article").querySelector(`[data-sentence="${sentence}"]`)?.focus();
  }

  return {
    /** Draws an extraction, whole or so far; `text` is the article, null while it is not known. */
    show(extraction, text) {
      const view = readExtraction(extraction);
      const { selected } = state.get();
      state.set({ view, text, selected: new Set([...selected].filter((id) => view.record(id))) });
      const notes = extraction.rejected.length + extraction.warnings.length;
      byId("notes-count").textContent = notes || "";
    },
    clear() {
      state.set({ selected: new Set(), hovered: new Set(), filters: noFilters });
      views.select("panel-records");
      panes.dataset.pane = "records";
    },
    recolour() {
      timeline.redraw();
      if (state.get().view) graph.redraw();
    },
    view: () => state.get().view,
  };
}

/** On narrow screens one pane is shown at a time. */
function paneSwitch(panes) {
  const buttons = [...panes.querySelectorAll(".pane-switch button")];
  const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === panes.dataset.pane)));
  for (const button of buttons) button.addEventListener("click", () => (panes.dataset.pane = button.value));
  new MutationObserver(show).observe(panes, { attributes: true, attributeFilter: ["data-pane"] });
  show();
}
