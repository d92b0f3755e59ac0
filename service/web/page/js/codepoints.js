/**
 * Offsets of the service count Unicode code points; JavaScript strings count UTF-16 units. The two differ by one for every
 * character beyond U+FFFF before the offset, so the code-point positions of those characters are all one has to know.
 */
export function codePointOffsets(text) {
  const beyond = [];
  let position = 0;
  for (const character of text) {
    if (character.length === 2) beyond.push(position);
    position += 1;
  }
  return {
    /** Length of the text in code points. */
    length: position,
    /** UTF-16 index of the code point `offset`; offsets past the end give the end. */
    toUnits(offset) {
      const inside = Math.min(Math.max(offset, 0), position);
      return inside + countBelow(beyond, inside);
    },
  };
}

/** How many numbers of the sorted list `values` are smaller than `limit`. */
function countBelow(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
