import { codePointOffsets } from "./codepoints.js";

/**
 * Cuts an article into paragraphs, and each paragraph into stretches that the same spans cover.
 *
 * `spans` are `{start, end, key}` in code points and may overlap in any way. Gives `[{pieces: [{text, keys, ends}]}]`: the texts of all
 * pieces of a paragraph make up the paragraph; `keys` are the spans over the piece, `ends` those that end with it.
 */
export function paragraphsOf(text, spans) {
  const offsets = codePointOffsets(text);
  const placed = spans.map((span) => ({ key: span.key, from: offsets.toUnits(span.start), to: offsets.toUnits(span.end) }));
  const paragraphs = linesOf(text).map(({ from, to }) => ({ pieces: piecesOf(text, from, to, placed) }));
  markEnds(paragraphs);
  return paragraphs;
}

/** Notes each span at the last piece it covers. */
function markEnds(paragraphs) {
  const last = new Map();
  for (const { pieces } of paragraphs) for (const piece of pieces) for (const key of piece.keys) last.set(key, piece);
  for (const [key, piece] of last) piece.ends.push(key);
}

/** Ranges of the lines that hold more than white space. */
function linesOf(text) {
  const lines = [];
  for (const match of text.matchAll(/[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*/gu)) {
    lines.push({ from: match.index, to: match.index + match[0].length });
  }
  return lines;
}

function piecesOf(text, from, to, spans) {
  const inside = spans.filter((span) => span.from < to && span.to > from && span.from < span.to);
  const borders = new Set([from, to]);
  for (const span of inside) {
    if (span.from > from) borders.add(span.from);
    if (span.to < to) borders.add(span.to);
  }
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1];
    const over = inside.filter((span) => span.from <= start && span.to >= end);
    return { text: text.slice(start, end), keys: over.map((span) => span.key), ends: [] };
  });
}
