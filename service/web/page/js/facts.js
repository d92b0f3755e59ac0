import { countryName } from "./countries.js";
import { h } from "./dom.js";
import { dateWords } from "./dates.js";
import { eventTypes, levels, listed, mandates, quads, spaced } from "./words.js";

/** Everything a record holds, folded away below its card: codes, slots, and the quotes word for word. */
export function facts(record, view) {
  const rows = { event: eventFacts, delegation: delegationFacts, stance: stanceFacts }[record.kind](record.data, view);
  const filled = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const list = h("dl", {}, ...filled.flatMap(([term, value]) => [h("dt", {}, term), h("dd", { dir: "auto" }, String(value))]));
  const quotes = record.evidence.map((cited) => h("blockquote", { dir: "auto" }, cited.quote));
  return h("details", { class: "facts" }, h("summary", {}, "Details", h("span", { class: "hidden" }, ` of ${record.title}`)), list, ...quotes);
}

function eventFacts(event, { name }) {
  return [
    ["Actors", listed(event.actors.map(name))],
    ["Toward", listed(event.recipients.map(name))],
    ["PLOVER type", `${event.type} – ${eventTypes[event.type].toLowerCase()}${event.mode ? `, mode ${spaced(event.mode)}` : ""}`],
    ["Contexts", event.contexts.map(spaced).join(", ")],
    ["Class", event.quad_class ? `${event.quad_class} – ${quads[event.quad_class].toLowerCase()}` : null],
    ["CAMEO code", event.cameo],
    ["Goldstein score", signed(event.goldstein)],
    ["PLOVER score", signed(event.plover_score)],
    ["When", when(event.date)],
    ["Where", where(event.location)],
  ];
}

function delegationFacts(delegation, { name }) {
  return [
    ["Party", name(delegation.party)],
    ["Head", delegation.head ? name(delegation.head) : "Not named"],
    ["Members", listed(delegation.members.map(name))],
    ["To meet", listed(delegation.counterparts.map(name))],
    ["Hosts", listed(delegation.hosts.map(name))],
    ["Level", levels[delegation.level]],
    ["Mandate", mandates[delegation.mandate]],
    ["On the mandate", delegation.mandate_note],
    ["When", when(delegation.date)],
    ["Where", where(delegation.destination)],
    ["Events", delegation.events.join(", ")],
  ];
}

function stanceFacts(stance, { name, record }) {
  return [
    ["Holder", name(stance.holder)],
    ["Toward", stance.target.text],
    ["Who that is", stance.target.actor ? name(stance.target.actor) : null],
    ["Which event", stance.target.event ? record(stance.target.event)?.title : null],
    ["Claim", stance.claim],
    ["When", when(stance.date)],
  ];
}

function when(range) {
  if (!range) return null;
  return range.text ? `${dateWords(range)} (“${range.text}”)` : dateWords(range);
}

function where(place) {
  if (!place) return null;
  const country = countryName(place.country);
  return country && country !== place.name ? `${place.name}, ${country}` : place.name;
}

function signed(score) {
  if (score === null || score === undefined) return null;
  return new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero", minimumFractionDigits: 1 }).format(score);
}
