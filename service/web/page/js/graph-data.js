/**
 * The who-to-whom graph of a view: `nodes` are `{id, label, kind, parent}`, `links` are `{source, target, family, directed, firm, records}`,
 * one for each pair and family, where a family is a quad class of events or a position of stances, and `firm` is false when all its records
 * are planned, possible or refused.
 */
export function graphOf(view, what) {
  const links = new Map();
  const topics = new Map();
  for (const record of view.records) {
    const found = what === "events" ? eventLinks(record) : stanceLinks(record, topics);
    for (const link of found) gather(links, link, record);
  }
  const all = [...links.values()];
  return { nodes: nodesOf(view, all, topics), links: all };
}

function eventLinks({ kind, data }) {
  if (kind !== "event") return [];
  const family = `quad-${data.quad_class ?? 0}`;
  const firm = data.status === "occurred" || data.status === "ongoing";
  const link = (source, target, directed) => ({ source, target, family, directed, firm });
  if (data.recipients.length) {
    return data.actors.flatMap((source) => data.recipients.filter((target) => target !== source).map((target) => link(source, target, true)));
  }
  return data.actors.flatMap((source, index) => data.actors.slice(index + 1).map((target) => link(...[source, target].sort(), false)));
}

/** A stance points to an actor where its target is one, else to a topic of its own. */
function stanceLinks({ kind, data }, topics) {
  if (kind !== "stance") return [];
  let target = data.target.actor;
  if (!target || target === data.holder) {
    target = `topic:${data.target.event ?? data.target.text.toLowerCase()}`;
    if (!topics.has(target)) topics.set(target, data.target.text);
  }
  return [{ source: data.holder, target, family: `position-${data.position}`, directed: true, firm: true }];
}

function gather(links, link, record) {
  const key = [link.source, link.target, link.family, link.directed].join("|");
  const known = links.get(key);
  if (!known) links.set(key, { ...link, records: [record] });
  else if (!known.records.includes(record)) {
    known.records.push(record);
    known.firm ||= link.firm;
  }
}

/** Linked actors and topics, and around people the actor they represent where that has links of its own or several people in the picture. */
function nodesOf(view, links, topics) {
  const linked = new Set(links.flatMap(({ source, target }) => [source, target]));
  const staff = new Map();
  for (const id of linked) {
    const employer = view.actors.get(id)?.represents;
    if (view.actors.has(employer) && !view.actors.get(employer).represents) staff.set(employer, (staff.get(employer) ?? 0) + 1);
  }
  const employers = new Set([...staff].filter(([id, people]) => linked.has(id) || people > 1).map(([id]) => id));
  const ids = new Set([...linked, ...employers]);
  return [...ids].map((id) => {
    if (topics.has(id)) return { id, label: topics.get(id), kind: "topic" };
    const actor = view.actors.get(id);
    const parent = employers.has(actor?.represents) && !employers.has(id) ? actor.represents : undefined;
    return { id, label: view.name(id), kind: actor?.kind ?? "group", parent };
  });
}
