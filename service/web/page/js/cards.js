import { hovering } from "./article.js";
import { facts } from "./facts.js";
import { arrange, h, reveal } from "./dom.js";
import { dateWords } from "./dates.js";
import { filtered, whoIs } from "./records.js";
import { whoToWhom } from "./sentences.js";
import { delegationStatus, eventStatus, eventTypes, expressions, mandates, positions, quoted } from "./words.js";

const headings = { delegation: "Delegations", event: "Events", stance: "Stances" };
const leads = { delegation: "who is sent to whom", event: "who did what to whom, by date", stance: "who supports or opposes what" };

/**
 * Draws the records as cards in three groups. `choose(id)` is called when a reader picks a card, `cite(id, sentence)` when they follow one
 * of its sentences into the article.
 */
export function cardsView(container, state, { choose, cite }) {
  const cards = new Map();
  const groups = Object.keys(headings).map((kind) => group(kind));
  const nothing = h("p", { class: "empty" });
  container.append(...groups.map((each) => each.section), nothing);

  function draw({ view, filters }) {
    const shown = filtered(view, filters);
    for (const { kind, section, count, list } of groups) {
      const mine = shown.filter((record) => record.kind === kind);
      section.hidden = mine.length === 0;
      count.textContent = mine.length;
      arrange(list, mine.map((record) => cardOf(record, view)));
    }
    nothing.hidden = shown.length > 0;
    nothing.textContent = view.records.length ? "No record passes these filters." : "No records yet.";
    paint(state.get());
  }

  /** The card of a record: the one already drawn, unless its words changed. */
  function cardOf(record, view) {
    const words = JSON.stringify([record.data, record.title, record.actors.map(view.name)]);
    const drawn = cards.get(record.id);
    if (drawn?.words === words) return drawn.element;
    const element = h("li", {}, card(record, view));
    cards.set(record.id, { words, element, record });
    return element;
  }

  function card(record, view) {
    const titleId = `title-${record.id}`;
    const title = h("button", { type: "button", class: "card-title", id: titleId, "aria-pressed": "false", onclick: () => choose(record.id) }, record.title);
    const attributes = { class: `card of-${record.kind}`, id: `card-${record.id}`, "aria-labelledby": titleId };
    return h("article", { ...attributes, ...hovering(state, new Set([record.id])) }, topLine(record), h("h3", {}, title), ...body(record, view), h("div", { class: "card-foot" }, sources(record), facts(record, view)));
  }

  function sources(record) {
    const numbers = [...new Set(record.evidence.map((cited) => cited.sentence))];
    const buttons = numbers.map((number) =>
      h("button", { type: "button", class: "source", "aria-label": `Go to sentence ${number} in the article`, onclick: () => cite(record.id, number) }, String(number)),
    );
    return h("div", { class: "sources" }, h("span", { class: "quiet" }, numbers.length === 1 ? "Sentence" : "Sentences"), ...buttons);
  }

  function paint({ selected, hovered }) {
    for (const [id, { element }] of cards) {
      const article = element.firstElementChild;
      article.classList.toggle("selected", selected.has(id));
      article.classList.toggle("hovered", hovered.has(id));
      article.querySelector(".card-title").setAttribute("aria-pressed", String(selected.has(id)));
    }
  }

  container.addEventListener("keydown", (event) => walk(event, container));
  state.watch((now, before) => {
    if (now.view !== before.view || now.filters !== before.filters) draw(now);
    else if (now.selected !== before.selected || now.hovered !== before.hovered) paint(now);
  });

  return {
    /** Scrolls to the card of a record; with `focus`, moves the focus to it. */
    show(id, { focus = false } = {}) {
      const article = cards.get(id)?.element.firstElementChild;
      if (!article?.isConnected) return;
      reveal(article, "nearest");
      if (focus) article.querySelector(".card-title").focus({ preventScroll: true });
    },
  };
}

function group(kind) {
  const count = h("span", { class: "count" });
  const list = h("ul", { class: "cards" });
  const heading = h("h2", { id: `group-${kind}` }, h("span", { class: `dot of-${kind}` }), headings[kind], " ", count, h("span", { class: "quiet" }, leads[kind]));
  return { kind, count, list, section: h("section", { class: "group", "aria-labelledby": heading.id }, heading, list) };
}

function topLine({ kind, data }) {
  const label = { event: eventTypes[data.type], delegation: "Delegation", stance: positions[data.position] }[kind];
  const tone = { event: `quad-${data.quad_class ?? 0}`, delegation: "of-delegation", stance: `position-${data.position}` }[kind];
  const status = { event: eventStatus[data.status], delegation: delegationStatus[data.status], stance: expressions[data.expression] }[kind];
  const when = dateWords(data.date);
  return h("p", { class: "card-top" }, h("span", { class: `tag ${tone}` }, label), h("span", { class: `status is-${data.status ?? data.expression}` }, status), when && h("span", { class: "when" }, when));
}

function body({ kind, data }, view) {
  if (kind === "event") return [h("p", { class: "who", dir: "auto" }, whoToWhom(data, view.name), data.location && ` · ${data.location.name}`)];
  if (kind === "stance") return [h("p", { class: "claim", dir: "auto" }, data.claim)];
  return [data.purpose && h("p", { class: "claim", dir: "auto" }, data.purpose), h("p", { class: "who", dir: "auto" }, delegationLine(data, view))];
}

/** "Defence Minister, Ukraine · Mandate: none – “no mandate to decide anything”". */
function delegationLine({ head, mandate, mandate_note: note }, { actors, name }) {
  const rank = actors.has(head) ? whoIs(actors.get(head), name) : "Head not named";
  const words = mandate === "unstated" ? null : `Mandate: ${mandates[mandate].toLowerCase()}`;
  return [rank, [words, quoted(note)].filter(Boolean).join(" – ")].filter(Boolean).join(" · ");
}

/** Arrow keys go from card to card. */
function walk(event, container) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches(".card-title")) return;
  const titles = [...container.querySelectorAll(".card-title")].filter((title) => title.checkVisibility());
  const next = titles[titles.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
