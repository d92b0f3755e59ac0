import { arrange, h } from "./dom.js";
import { graphOf } from "./graph-data.js";
import { settle } from "./graph-layout.js";
import { graphStyle, labelled } from "./graph-style.js";
import { library } from "./library.js";
import { positions, quads } from "./words.js";

const familyNames = {
  ...Object.fromEntries(Object.entries(quads).map(([quad, words]) => [`quad-${quad}`, words])),
  ...Object.fromEntries(Object.entries(positions).map(([position, words]) => [`position-${position}`, words])),
};

const crowd = 14;

/**
 * Who acts toward whom, and who stands where: a drawn graph, and a table that says the same. `open(ids)` is called with the records behind
 * a link, `byActor(id)` with an actor.
 */
export function graphView(container, state, { open, byActor }) {
  const canvas = h("div", { class: "graph", "aria-hidden": "true" });
  const legend = h("ul", { class: "legend", "aria-label": "Colours of the graph" });
  const rows = h("tbody");
  const nothing = h("p", { class: "empty" });
  const table = h("table", { class: "links" }, h("caption", { class: "hidden" }, "Links between actors"),
    h("thead", {}, h("tr", {}, ["From", "To", "How", "Records"].map((word) => h("th", { scope: "col" }, word)))), rows);
  const choices = ["events", "stances"].map((what) => h("input", { type: "radio", name: "graph-of", value: what, checked: what === "events", onchange: drawAll }));
  const labels = { events: "Events: who does what to whom", stances: "Stances: who stands where" };
  container.append(h("fieldset", { class: "chips" }, h("legend", { class: "hidden" }, "What the links show"), choices.map((box) => h("label", { class: "chip" }, box, labels[box.value]))), legend, canvas, nothing, h("div", { class: "table-frame" }, table));
  let cy = null;
  let drawn = null;

  function drawAll() {
    const { view } = state.get();
    if (!view) return;
    const what = choices.find((box) => box.checked).value;
    const graph = graphOf(view, what);
    nothing.hidden = graph.links.length > 0;
    canvas.hidden = table.hidden = !nothing.hidden;
    nothing.textContent = what === "events" ? "No event links two actors." : "No stances were found.";
    arrange(legend, [...new Set(graph.links.map(({ family }) => family))].sort().map((family) => h("li", {}, h("span", { class: `stroke ${family}` }), familyNames[family])));
    if (what === "events" && graph.links.some(({ firm }) => !firm)) legend.append(h("li", {}, h("span", { class: "stroke dashed" }), "Planned, possible or refused"));
    rows.replaceChildren(...graph.links.map((link) => row(link, graph, view)));
    drawn = graph;
    drawGraph();
  }

  function row({ source, target, family, directed, records }, { nodes }, view) {
    const label = (id) => nodes.find((node) => node.id === id)?.label ?? view.name(id);
    const ids = new Set(records.map((record) => record.id));
    const titles = records.map((record) => h("li", {}, h("button", { type: "button", class: "line", onclick: () => open(new Set([record.id])) }, record.title)));
    return h("tr", { onpointerenter: () => state.set({ hovered: ids }), onpointerleave: () => state.set({ hovered: new Set() }) },
      h("th", { scope: "row" }, label(source)), h("td", {}, directed ? "" : h("span", { class: "quiet" }, "with "), label(target)),
      h("td", {}, h("span", { class: `tag ${family}` }, familyNames[family])), h("td", {}, h("ul", {}, titles)));
  }

  async function drawGraph() {
    if (!drawn || container.hidden || canvas.hidden) return;
    const graph = drawn;
    const cytoscape = await library("cytoscape");
    if (graph !== drawn) return;
    drawn = null;
    cy?.destroy();
    canvas.classList.toggle("crowded", graph.nodes.length > crowd);
    cy = cytoscape({ container: canvas, elements: elementsOf(graph), style: graphStyle(), layout: { name: "preset" }, minZoom: 0.3, maxZoom: 1.1, userZoomingEnabled: false, boxSelectionEnabled: false });
    settle(cy);
    cy.on("tap", "edge", ({ target }) => open(new Set(target.data("records"))));
    cy.on("tap", "node", ({ target }) => target.data("kind") !== "topic" && byActor(target.id()));
    cy.on("mouseover", "edge", ({ target }) => state.set({ hovered: new Set(target.data("records")) }));
    cy.on("mouseout", "edge", () => state.set({ hovered: new Set() }));
    cy.on("mouseover", "node", ({ target }) => cy.elements().difference(target.closedNeighborhood().union(target.ancestors()).union(target.descendants().closedNeighborhood())).addClass("faded"));
    cy.on("mouseout", "node", () => cy.elements().removeClass("faded"));
  }

  state.watch((now, before) => {
    if (now.view !== before.view) drawAll();
  });
  new ResizeObserver(() => (drawn ? drawGraph() : cy?.resize().fit(undefined, 16))).observe(canvas);
  return { redraw: drawAll, shown: drawGraph };
}

/** Nodes of the graph with room for their labels, and its links. */
function elementsOf({ nodes, links }) {
  const edges = links.map(({ source, target, family, directed, firm, records }) => ({
    data: { source, target, family, directed, firm, count: records.length > 1 ? String(records.length) : "", width: 1.5 + Math.min(records.length, 5), records: records.map(({ id }) => id) },
  }));
  return [...nodes.map((node) => ({ data: labelled(node) })), ...edges];
}
