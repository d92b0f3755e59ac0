import { hovering } from "./article.js";
import { arrange, h } from "./dom.js";
import { dateWords, day } from "./dates.js";
import { library } from "./library.js";
import { whoToWhom } from "./sentences.js";
import { layOut } from "./timeline-data.js";
import { eventStatus, quads } from "./words.js";

const rowHeight = 30;
const solid = new Set(["occurred", "ongoing"]);

/**
 * The events in time: a chart by class of event, and below it the same events as a list, day by day, the undated ones last. Days on which
 * nothing happens are squeezed, so that three years of background leave room for the day of the talks.
 */
export function timelineView(container, state, choose) {
  const figure = h("figure", { class: "chart", "aria-hidden": "true" });
  const list = h("ol", { class: "days" });
  const nothing = h("p", { class: "empty" }, "The article tells of no event.");
  const undatable = h("p", { class: "hint" }, "The day of publication is not known, so that words such as “on Monday” or “in October” give no date here.");
  container.append(figure, undatable, legend(), list, nothing);
  let current = null;

  async function drawChart() {
    if (!current || container.hidden) return;
    const dated = current.events.filter((record) => record.start);
    figure.hidden = dated.length === 0;
    if (figure.hidden) return;
    const Plot = await library("Plot");
    const svg = chart(Plot, layOut(dated), figure.clientWidth || 600);
    // Plot writes its rules into a <style> element, which the page's security policy refuses; timeline.css has them instead.
    svg.querySelector("style")?.remove();
    figure.replaceChildren(svg);
    link(svg, dated);
  }

  function link(svg, dated) {
    for (const mark of svg.querySelectorAll(".hit > *")) {
      const record = dated.find(({ id }) => id === mark.getAttribute("aria-label"));
      mark.addEventListener("click", () => choose(record.id));
      const { onpointerenter, onpointerleave } = hovering(state, new Set([record.id]));
      mark.addEventListener("pointerenter", onpointerenter);
      mark.addEventListener("pointerleave", onpointerleave);
    }
  }

  function drawList() {
    const numbers = new Map(current.events.filter((record) => record.start).map((record, index) => [record, index + 1]));
    const days = new Map();
    for (const record of current.events) {
      const heading = dateWords(record.data.date) ?? "Without a date";
      days.set(heading, [...(days.get(heading) ?? []), record]);
    }
    const { extraction } = current.view;
    undatable.hidden = !extraction.id || Boolean(extraction.article.published) || !current.events.some((record) => !record.start);
    nothing.hidden = days.size > 0;
    arrange(list, [...days].map(([heading, records]) =>
      h("li", {}, h("h2", {}, heading), h("ul", {}, records.map((record) => entry(record, numbers.get(record)))))));
  }

  function entry(record, number) {
    const { data } = record;
    return h("li", { class: `is-${data.status}`, ...hovering(state, new Set([record.id])) },
      h("span", { class: `bead quad-${data.quad_class ?? 0} is-${data.status}`, "aria-hidden": "true" }, number ?? ""),
      h("div", {},
        h("button", { type: "button", class: "line", onclick: () => choose(record.id) }, record.title),
        h("p", { class: "who", dir: "auto" }, whoToWhom(data, current.view.name), data.status !== "occurred" && h("span", { class: `status is-${data.status}` }, eventStatus[data.status]))));
  }

  state.watch((now, before) => {
    if (now.view === before.view) return;
    current = { view: now.view, events: now.view.records.filter((record) => record.kind === "event") };
    drawList();
    drawChart();
  });
  new ResizeObserver(drawChart).observe(container);
  return { redraw: drawChart };
}

function chart(Plot, { knots, placed, laneRows, rows }, width) {
  const narrow = width < 520;
  const left = narrow ? 84 : 150;
  const marks = placed.map(mark);
  const ranges = marks.filter(({ from, to }) => from < to);
  const days = [...new Set(marks.filter(({ from, to }) => from === to).map(({ from }) => from))].map(day);
  const dots = Object.keys(eventStatus).map((status) => dotsOf(Plot, status, marks));
  return Plot.plot({
    width, height: rows * rowHeight + 50, marginLeft: left, marginRight: 24, marginTop: 4, marginBottom: 40,
    x: { type: "utc", label: null, domain: (knots.length > 1 ? knots : [knots[0], knots[0]]).map(day), inset: 24 },
    y: { type: "point", axis: null, domain: Array.from({ length: rows }, (_, index) => index), padding: 0.5 },
    color: { type: "identity" },
    marks: [
      Plot.ruleX(days, { stroke: "var(--line)" }),
      Plot.ruleY(laneRows.slice(1), { y: "first", dy: -rowHeight / 2, stroke: "var(--line)" }),
      Plot.axisX(days, { tickFormat: (date) => tick(date, narrow), tickSize: 0, tickPadding: 8, fontSize: 12, lineWidth: narrow ? 4 : 10, lineHeight: 1.2 }),
      Plot.text(laneRows, { y: "first", frameAnchor: "left", dx: 4 - left, textAnchor: "start", lineWidth: narrow ? 6 : 12, text: ({ lane }) => quads[lane], fill: "var(--ink-quiet)", fontSize: 12 }),
      Plot.ruleY(ranges, { x1: ({ from }) => day(from), x2: ({ to }) => day(to), y: "row", stroke: "colour", strokeWidth: 4, strokeLinecap: "round" }),
      Plot.text(ranges, { x: ({ to }) => day(to), y: "row", dx: 7, textAnchor: "start", text: "when", fill: "var(--ink-quiet)", stroke: "var(--surface)", strokeWidth: 3, fontSize: 11.5 }),
      ...dots,
      Plot.vector(marks.filter(({ status }) => status === "refused"), { x: "middle", y: "row", rotate: 45, length: 26, anchor: "middle", shape: stroke, stroke: "colour", strokeWidth: 2 }),
      Plot.text(marks, { x: "middle", y: "row", text: "number", fontSize: 11, fontWeight: 650, fill: "ink", stroke: "paper", strokeWidth: 3 }),
      Plot.dot(marks, { x: "middle", y: "row", r: 13, fill: "transparent", className: "hit", ariaLabel: "id", title: ({ when, title }) => `${when}: ${title}` }),
    ],
  });
}

/** What the chart draws for an event: a bead with its number in the middle of its days. */
function mark({ record: { id, title, data }, number, row }) {
  const { start: from, end: to } = data.date;
  const colour = `var(--quad-${data.quad_class ?? 0})`;
  const [ink, paper] = solid.has(data.status) ? ["var(--on-colour)", colour] : [colour, "var(--surface)"];
  const middle = new Date((day(from).getTime() + day(to).getTime()) / 2);
  return { id, title, status: data.status, number: String(number), row, from, to, middle, colour, ink, paper, when: dateWords(data.date) };
}

/** Beads of one status: what happened is solid, what did not (yet) is hollow; timeline.css dashes and strikes them. */
function dotsOf(Plot, status, marks) {
  const fill = solid.has(status) ? "colour" : "var(--surface)";
  const mine = marks.filter((each) => each.status === status);
  return Plot.dot(mine, { x: "middle", y: "row", r: 11, fill, stroke: "colour", strokeWidth: 2, className: `beads is-${status}` });
}

/** The stroke through what will not happen, as a shape of Plot. */
const stroke = {
  draw(pen, length) {
    pen.moveTo(0, 0);
    pen.lineTo(0, -length);
  },
};

function tick(date, narrow) {
  const iso = date.toISOString().slice(0, 10);
  const words = dateWords({ start: iso, end: iso });
  return narrow ? words.replace(/ (\p{L}{3})\p{L}*/u, " $1") : words;
}

function legend() {
  const styles = [["occurred", "Happened"], ["planned", "Planned"], ["hypothetical", "Only possible"], ["refused", "Will not happen"]];
  return h("ul", { class: "legend", "aria-label": "Signs of the timeline" }, styles.map(([status, words]) => h("li", {}, h("span", { class: `bead is-${status}` }), words)));
}
