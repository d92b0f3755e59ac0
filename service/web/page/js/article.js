import { arrange, h, reveal } from "./dom.js";
import { paragraphsOf } from "./segments.js";
import { counted, kinds } from "./words.js";

/**
 * Draws the article with its evidence, and links it with the records both ways. `open(ids, sentence)` is called when a reader follows a
 * sentence to its records.
 */
export function articleView(container, state, open) {
  let marks = [];

  function draw({ view, text, filters }) {
    const spans = spansOf(view, filters.actor);
    const paragraphs = text === null ? excerpts(view) : paragraphsOf(text, spans.list);
    marks = [];
    arrange(container, paragraphs.map((paragraph) => drawParagraph(paragraph, spans)));
    paint(state.get());
  }

  function drawParagraph(paragraph, spans) {
    const children = paragraph.pieces.flatMap((piece) => drawPiece(piece, spans));
    return h("p", { dir: "auto", class: paragraph.cut ? "excerpt" : null }, children);
  }

  function drawPiece(piece, spans) {
    const records = piece.keys.map((key) => spans.records.get(key)).filter(Boolean);
    const mention = piece.keys.some((key) => spans.mentions.has(key));
    const text = mention ? h("span", { class: "mention" }, piece.text) : piece.text;
    if (!records.length) return [text];
    const ids = new Set(records.map((record) => record.id));
    const classes = ["evidence", ...new Set(records.map((record) => `of-${record.kind}`))];
    const element = h("mark", { class: classes.join(" "), onclick: () => follow(ids, null), ...hovering(state, ids) }, text);
    marks.push({ element, ids });
    const ending = piece.ends.map((key) => spans.records.get(key)).filter(Boolean);
    return ending.length ? [element, citation(ending, spans)] : [element];
  }

  function citation(records, spans) {
    const sentence = records[0].sentence;
    const all = spans.bySentence.get(sentence);
    const ids = new Set(all.map((record) => record.id));
    const found = Object.keys(kinds).filter((kind) => all.some((record) => record.kind === kind));
    const words = found.map((kind) => counted(all.filter((record) => record.kind === kind).length, kind));
    const dots = found.map((kind) => h("span", { class: `dot of-${kind}` }));
    const label = `Sentence ${sentence}: show its ${words.join(", ")}`;
    const attributes = { type: "button", class: "cite", "aria-label": label, title: words.join(", "), "data-sentence": sentence };
    return h("button", { ...attributes, onclick: () => follow(ids, sentence), ...hovering(state, ids) }, String(sentence), ...dots);
  }

  function follow(ids, sentence) {
    if (sentence === null && getSelection()?.toString()) return;
    open(ids, sentence);
  }

  function paint({ selected, hovered }) {
    for (const { element, ids } of marks) {
      element.classList.toggle("selected", touches(ids, selected));
      element.classList.toggle("hovered", touches(ids, hovered));
    }
    container.classList.toggle("has-selection", selected.size > 0);
  }

  state.watch((now, before) => {
    if (now.view !== before.view || now.text !== before.text || now.filters.actor !== before.filters.actor) draw(now);
    else if (now.selected !== before.selected || now.hovered !== before.hovered) paint(now);
  });

  return {
    /** Scrolls to the evidence of a record, or to one sentence of it, and moves the focus there. */
    show(id, sentence = null) {
      const mine = marks.filter((mark) => mark.ids.has(id));
      const cited = state.get().view?.record(id)?.evidence.findIndex((evidence) => evidence.sentence === sentence) ?? -1;
      const target = (cited >= 0 && container.querySelector(`[data-sentence="${sentence}"]`)) || mine[0]?.element;
      if (!target) return;
      reveal(target);
      const focusable = target.matches("button") ? target : target.parentElement.querySelector(".cite");
      if (sentence !== null) focusable?.focus({ preventScroll: true });
    },
  };
}

/** Spans to draw, by key: evidence of all records, and the mentions of one actor when the records are filtered by it. */
function spansOf(view, actorId) {
  const spans = { list: [], records: new Map(), mentions: new Set(), bySentence: new Map() };
  for (const record of view.records) {
    record.evidence.forEach((cited, index) => {
      const key = `${record.id}/${index}`;
      spans.list.push({ start: cited.start, end: cited.end, key });
      spans.records.set(key, { id: record.id, kind: record.kind, sentence: cited.sentence });
      spans.bySentence.set(cited.sentence, [...(spans.bySentence.get(cited.sentence) ?? []), record]);
    });
  }
  view.actors.get(actorId)?.mentions?.forEach((mention, index) => {
    const key = `mention/${index}`;
    spans.list.push({ ...mention, key });
    spans.mentions.add(key);
  });
  return spans;
}

/** Without the text, the cited sentences alone, in order. */
function excerpts(view) {
  const quotes = new Map();
  for (const record of view.records) {
    record.evidence.forEach((cited, index) => {
      const place = quotes.get(cited.start) ?? { cited, keys: [] };
      place.keys.push(`${record.id}/${index}`);
      quotes.set(cited.start, place);
    });
  }
  const inOrder = [...quotes.values()].sort((a, b) => a.cited.start - b.cited.start);
  return inOrder.map(({ cited, keys }) => ({ cut: true, pieces: [{ text: cited.quote, keys, ends: keys }] }));
}

/** Listeners that mark `ids` as hovered while the pointer or the focus is on an element. */
export function hovering(state, ids) {
  const enter = () => state.set({ hovered: ids });
  const leave = () => state.set({ hovered: new Set() });
  return { onpointerenter: enter, onpointerleave: leave, onfocusin: enter, onfocusout: leave };
}

function touches(ids, others) {
  for (const id of others) if (ids.has(id)) return true;
  return false;
}
