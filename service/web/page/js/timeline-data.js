/** Lanes of the timeline from top to bottom, by quad class; 0 is for events outside the scheme. */
export const lanes = [1, 2, 3, 4, 0];

/**
 * Places dated events on a grid: `knots` are the distinct days at which something starts or ends, in order, and every event gets a `row`
 * in its lane such that no two overlap. `laneRows` says which rows a lane takes. Numbers run in the order of the events.
 */
export function layOut(events) {
  const knots = [...new Set(events.flatMap(({ data }) => [data.date.start, data.date.end]))].sort();
  const placed = [];
  const laneRows = [];
  let top = 0;
  for (const lane of lanes) {
    const mine = events.filter(({ data }) => (data.quad_class ?? 0) === lane);
    if (!mine.length) continue;
    const rows = stack(mine, knots);
    mine.forEach((record, index) => placed.push({ record, number: events.indexOf(record) + 1, row: top + rows[index] }));
    const height = Math.max(...rows) + 1;
    laneRows.push({ lane, first: top, last: top + height - 1 });
    top += height;
  }
  return { knots, placed, laneRows, rows: top };
}

/** The first free row for each event; events meet when they share a knot. */
function stack(events, knots) {
  const taken = [];
  return events.map(({ data }) => {
    const from = knots.indexOf(data.date.start);
    const to = knots.indexOf(data.date.end);
    let row = 0;
    while ((taken[row] ?? []).some(([start, end]) => start <= to && end >= from)) row += 1;
    (taken[row] ??= []).push([from, to]);
    return row;
  });
}
