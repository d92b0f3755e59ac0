const full = format({ day: "numeric", month: "long", year: "numeric" });
const month = format({ month: "long", year: "numeric" });

/** A date range in words: "16 May 2025", "May 2025", "2022", "3 – 5 May 2025". Null for none. */
export function dateWords(range) {
  if (!range) return null;
  const { start, end } = range;
  if (start === end) return full.format(day(start));
  if (start.endsWith("-01-01") && end.endsWith("-12-31")) {
    const years = [start.slice(0, 4), end.slice(0, 4)];
    return years[0] === years[1] ? years[0] : years.join(" – ");
  }
  if (isWholeMonth(start, end)) return month.format(day(start));
  return full.formatRange(day(start), day(end));
}

/** Midnight UTC of an ISO date. */
export function day(iso) {
  return new Date(`${iso}T00:00:00Z`);
}

function isWholeMonth(start, end) {
  const next = day(end);
  next.setUTCDate(next.getUTCDate() + 1);
  return start.endsWith("-01") && start.slice(0, 7) === end.slice(0, 7) && next.getUTCDate() === 1;
}

function format(options) {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
}
