import { counted } from "./words.js";

const pause = 1500;

/** Tells a screen reader, in a polite live region, what arrives: records are gathered so that a burst is one sentence. */
export function announcer(region) {
  const arrived = new Map();
  let timer = null;

  function tell() {
    timer = null;
    const parts = [...arrived].map(([kind, titles]) => (titles.length === 1 ? `${kind} found: ${titles[0]}` : `${counted(titles.length, kind)} found`));
    arrived.clear();
    if (parts.length) region.textContent = parts.join("; ");
  }

  return {
    record(kind, title) {
      arrived.set(kind, [...(arrived.get(kind) ?? []), title]);
      timer ??= setTimeout(tell, pause);
    },
    say(words) {
      clearTimeout(timer);
      timer = null;
      arrived.clear();
      region.textContent = words;
    },
  };
}
