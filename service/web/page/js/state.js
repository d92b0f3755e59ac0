/** One observable value: `set` merges a change and tells every listener `(value, before)`. */
export function observable(value) {
  const listeners = [];
  return {
    get: () => value,
    set(change) {
      const before = value;
      value = { ...value, ...change };
      for (const listener of listeners) listener(value, before);
    },
    watch(listener) {
      listeners.push(listener);
    },
  };
}

export const allKinds = new Set(["delegation", "event", "stance"]);
export const noFilters = { kinds: allKinds, type: "", actor: "", sentence: null };

/**
 * What the result shows: the records (`view`), the article (`text`, null while unknown), `selected` and `hovered` record ids, and the filters.
 */
export function resultState() {
  return observable({ view: null, text: null, selected: new Set(), hovered: new Set(), filters: noFilters });
}
