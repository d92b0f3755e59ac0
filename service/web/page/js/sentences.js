import { listed } from "./words.js";

const sends = {
  announced: "will send",
  en_route: "is sending",
  arrived: "has sent",
  in_talks: "has sent",
  concluded: "sent",
  withdrawn: "called off sending",
  refused: "does not send",
  unstated: "sends",
};

/** A delegation as one sentence: "Ukraine will send Rustem Umerov to meet Russia in Istanbul", "… to Istanbul". */
export function delegationTitle(delegation, name) {
  const whom = delegation.head ? name(delegation.head) : `a delegation${rank(delegation.level)}`;
  const others = delegation.members.length ? ` with ${listed(delegation.members.map(name))}` : "";
  const meet = delegation.counterparts.length ? ` to meet ${listed(delegation.counterparts.map(name))}` : "";
  const place = delegation.destination ? ` ${meet ? "in" : "to"} ${delegation.destination.name}` : "";
  return `${name(delegation.party)} ${sends[delegation.status]} ${whom}${others}${meet}${place}`;
}

function rank(level) {
  return { ministerial: " of ministers", senior_official: " of senior officials", technical: " of technical staff" }[level] ?? "";
}

const takes = {
  supports: "supports",
  opposes: "opposes",
  conditional: "sets conditions on",
  ambivalent: "is of two minds about",
};

/** A stance as one sentence: "Margus Tsahkna opposes the junior delegation". */
export function stanceTitle(stance, name) {
  return `${name(stance.holder)} ${takes[stance.position]} ${stance.target.text}`;
}

/** Who does it to whom: "Vladimir Putin → Volodymyr Zelenskyy". Sides of equal standing are joined by "and". */
export function whoToWhom(event, name) {
  const doers = listed(event.actors.map(name));
  return event.recipients.length ? `${doers} → ${listed(event.recipients.map(name))}` : doers;
}
