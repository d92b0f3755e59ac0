/** The vocabulary of the records in plain English. Meanings: docs/codebook.md; types and quad classes: PLOVER. */

export const kinds = {
  event: { one: "event", many: "events", field: "events" },
  delegation: { one: "delegation", many: "delegations", field: "delegations" },
  stance: { one: "stance", many: "stances", field: "stances" },
};

export const eventTypes = {
  AGREE: "Agreement or plan",
  CONSULT: "Meeting",
  SUPPORT: "Support",
  CONCEDE: "Concession",
  COOPERATE: "Cooperation",
  AID: "Aid",
  RETREAT: "Withdrawal",
  REQUEST: "Demand",
  ACCUSE: "Accusation",
  REJECT: "Refusal",
  THREATEN: "Threat",
  PROTEST: "Protest",
  SANCTION: "Sanction",
  MOBILIZE: "Mobilisation",
  COERCE: "Coercion",
  ASSAULT: "Attack",
  OTHER: "Other event",
};

export const quads = {
  1: "Words of cooperation",
  2: "Acts of cooperation",
  3: "Words of conflict",
  4: "Acts of conflict",
  0: "Outside the scheme",
};

export const eventStatus = {
  occurred: "Happened",
  ongoing: "Going on",
  planned: "Planned",
  hypothetical: "Only possible",
  refused: "Will not happen",
};

export const positions = {
  supports: "Supports",
  opposes: "Opposes",
  conditional: "On conditions",
  ambivalent: "Ambivalent",
};

export const expressions = { direct: "In quoted words", indirect: "In reported speech", conduct: "Shown by conduct" };

export const levels = {
  head_of_state_or_government: "Head of state or government",
  ministerial: "Ministers",
  senior_official: "Senior officials",
  technical: "Technical staff",
  unstated: "Not stated",
};

export const mandates = { full: "Full", limited: "Limited", none: "None", unstated: "Not stated" };

export const delegationStatus = {
  announced: "Announced",
  en_route: "On the way",
  arrived: "Arrived",
  in_talks: "In talks",
  concluded: "Concluded",
  withdrawn: "Called off",
  refused: "Refused",
  unstated: "Status not stated",
};

export const actorKinds = {
  person: "Person",
  government: "Government",
  organization: "Organisation",
  armed_group: "Armed group",
  party: "Party",
  company: "Company",
  group: "Group",
};

export const rejections = {
  invalid_draft: "Malformed",
  unknown_sentence: "Cites a sentence that does not exist",
  unknown_actor: "Refers to an actor that was not named",
  actor_not_in_article: "Names somebody the article does not",
  ungrounded: "The cited sentences do not state it",
  example_leak: "Copied from the instructions",
  duplicate: "Found twice",
  not_verified: "Not confirmed on checking",
  out_of_scope: "Not asked for",
};

export const warnings = {
  date_unsupported: "Date left out",
  date_unresolved: "Date not understood",
  place_unsupported: "Place left out",
  actor_dropped: "Actor left out",
  instruction_like_text: "Text that reads like an instruction",
  call_failed: "A model call failed",
  reply_truncated: "A reply was cut off",
  language_uncertain: "Language uncertain",
  unverified: "Not confirmed on checking",
  not_stored: "Not stored",
};

/** "3 events", "1 stance". */
export function counted(number, kind) {
  return `${number} ${number === 1 ? kinds[kind].one : kinds[kind].many}`;
}

/** "Ukraine, Russia and NATO". */
export function listed(names) {
  return new Intl.ListFormat("en-GB").format(names);
}

/** A code of the vocabulary as words, where no table has it: "human_rights" → "human rights". */
export function spaced(code) {
  return code.replaceAll("_", " ");
}

/** The article's words in quotation marks, unless they hold some already. Null for none. */
export function quoted(words) {
  if (!words) return null;
  return /[“”"«»„]/u.test(words) ? words : `“${words}”`;
}
