const columns = [
  "id", "kind", "type", "mode", "status", "summary", "actors", "recipients", "date_start", "date_end", "place", "country", "cameo",
  "quad_class", "goldstein", "head", "members", "hosts", "level", "mandate", "target", "claim", "expression", "sentences", "quotes",
];

/** All records as one CSV table (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). */
export function csvOf(view) {
  const rows = view.records.map((record) => {
    const cells = cellsOf(record, view);
    return columns.map((column) => cell(cells[column]));
  });
  return "\ufeff" + [columns, ...rows].map((row) => row.join(",")).join("\r\n") + "\r\n";
}

function cellsOf({ id, kind, title, type, data, evidence }, view) {
  const names = (ids) => (ids ?? []).map(view.name).join("; ");
  const place = data.location ?? data.destination;
  const { actors, recipients } = { event: data, delegation: { actors: [data.party], recipients: data.counterparts }, stance: { actors: [data.holder] } }[kind];
  return {
    id, kind, type, mode: data.mode, status: data.status, summary: title, actors: names(actors), recipients: names(recipients),
    date_start: data.date?.start, date_end: data.date?.end, place: place?.name, country: place?.country, cameo: data.cameo,
    quad_class: data.quad_class, goldstein: data.goldstein, head: data.head && view.name(data.head), members: names(data.members),
    hosts: names(data.hosts), level: data.level, mandate: data.mandate, target: data.target?.text, claim: data.claim,
    expression: data.expression, sentences: evidence.map((cited) => cited.sentence).join("; "), quotes: evidence.map((cited) => cited.quote).join(" … "),
  };
}

/** One quoted cell. A spreadsheet would run text that begins with =, +, - or @ as a formula, so such text gets an apostrophe. */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
