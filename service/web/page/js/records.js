import { countryName } from "./countries.js";
import { delegationTitle, stanceTitle } from "./sentences.js";

/** An extraction without records, to be filled as they arrive. */
export function emptyExtraction() {
  return { id: null, complete: true, article: { sentences: [] }, actors: [], events: [], delegations: [], stances: [], rejected: [], warnings: [] };
}

const fieldOf = { event: "events", delegation: "delegations", stance: "stances", actor: "actors" };

/** The extraction with one more record of a stream; a record with a known id replaces the earlier one. */
export function withRecord(extraction, kind, record) {
  const field = fieldOf[kind];
  if (!field) return extraction;
  const others = extraction[field].filter((other) => other.id !== record.id);
  return { ...extraction, [field]: [...others, record] };
}

/**
 * What every view draws from: `actors` by id, and `records`, each `{id, kind, data, title, type, actors, start, evidence}`, where
 * `actors` are the ids of all who take part, `type` is what the type filter goes by and `start` an ISO date or null.
 */
export function readExtraction(extraction) {
  const actors = new Map(extraction.actors.map((actor) => [actor.id, actor]));
  const name = (id) => actors.get(id)?.name ?? id;
  const records = [
    ...extraction.delegations.map((data) => fromDelegation(data, name)),
    ...extraction.events.map(fromEvent).sort(byStart),
    ...extraction.stances.map((data) => fromStance(data, name)),
  ];
  const known = new Map(records.map((record) => [record.id, record]));
  return { extraction, actors, name, records, record: (id) => known.get(id) };
}

function fromEvent(data) {
  const actors = [...data.actors, ...data.recipients];
  return { id: data.id, kind: "event", data, title: data.summary, type: data.type, actors, ...placed(data) };
}

function fromDelegation(data, name) {
  const actors = [data.party, data.head, ...data.members, ...data.counterparts, ...data.hosts].filter(Boolean);
  return { id: data.id, kind: "delegation", data, title: delegationTitle(data, name), type: data.level, actors, ...placed(data) };
}

function fromStance(data, name) {
  const actors = [data.holder, data.target.actor].filter(Boolean);
  return { id: data.id, kind: "stance", data, title: stanceTitle(data, name), type: data.position, actors, ...placed(data) };
}

function placed(data) {
  return { start: data.date?.start ?? null, evidence: data.evidence };
}

function byStart(a, b) {
  return (a.start ?? "9999").localeCompare(b.start ?? "9999");
}

/** "Defence Minister, Ukraine": who an actor is, as far as the article says. Empty when it does not. */
export function whoIs(actor, name) {
  const country = actor.kind === "government" ? null : countryName(actor.country);
  const from = actor.represents ? name(actor.represents) : country;
  return [actor.role, from === actor.name ? null : from].filter(Boolean).join(", ");
}

/** Actors by the number of records they take part in, most first: `[{actor, count}]`. */
export function involvement({ actors, records }) {
  const counts = new Map();
  for (const record of records) for (const id of new Set(record.actors)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([id]) => actors.has(id))
    .map(([id, count]) => ({ actor: actors.get(id), count }))
    .sort((a, b) => b.count - a.count);
}

/** The records that pass the filters `{kinds: Set, type, actor, sentence}`. */
export function filtered(view, { kinds, type, actor, sentence }) {
  return view.records.filter(
    (record) =>
      kinds.has(record.kind) &&
      (!type || record.type === type) &&
      (!actor || record.actors.includes(actor)) &&
      (!sentence || record.evidence.some((cited) => cited.sentence === sentence)),
  );
}
