const force = { name: "fcose", quality: "proof", randomize: true, animate: false, padding: 18, idealEdgeLength: 64, nodeRepulsion: 9000, nodeSeparation: 90, gravity: 0.3, gravityCompound: 1.5, nestingFactor: 0.3 };
const tries = 6;
const margin = 16;
const air = 14;
const farthest = 1.8;
const closer = 0.88;

/**
 * Lays the graph out and fits it into its canvas. The forces start from chance, so that one picture is better than another: of several
 * tries the one is kept whose boxes keep clear of each other and whose letters are largest.
 */
export function settle(cy) {
  const leaves = cy.nodes().filter((node) => !node.isParent());
  let best = null;
  for (let round = 0; round < tries; round += 1) {
    cy.layout(force).run();
    if (cy.width() < cy.height()) stand(cy, leaves);
    squeeze(cy, leaves);
    fill(cy, leaves);
    fill(cy, leaves); // boxes do not grow with the distances, so that once is not enough
    const crossed = nameGroups(cy);
    cy.fit(undefined, margin);
    const score = cy.zoom() / (1 + collisions(cy, leaves) + crossed / 2);
    if (best === null || score > best.score) best = { score, places: leaves.map((node) => ({ ...node.position() })) };
  }
  leaves.forEach((node, index) => node.position(best.places[index]));
  nameGroups(cy);
  cy.fit(undefined, margin);
}

/** Writes the name of each group above or below its frame, where fewer links cross it; how much is crossed all the same. */
function nameGroups(cy) {
  let crossed = 0;
  cy.nodes(":parent").forEach((group) => {
    const inside = group.union(group.descendants());
    let [above, below] = [0, 0];
    inside.connectedEdges().forEach((edge) => {
      const other = inside.contains(edge.source()) ? edge.target() : edge.source();
      if (inside.contains(other)) return;
      const across = Math.abs(other.position("x") - group.position("x"));
      const down = other.position("y") - group.position("y");
      const steepness = (down / (across + Math.abs(down) || 1)) ** 2;
      if (down < 0) above += steepness;
      else below += steepness;
    });
    group.toggleClass("named-below", above > below);
    crossed += Math.min(above, below);
  });
  return crossed;
}

/** Moves the boxes closer along the side that keeps the picture small, as long as they keep clear of each other. */
function squeeze(cy, leaves) {
  let before = collisions(cy, leaves);
  for (let round = 0; round < tries; round += 1) {
    const places = leaves.map((node) => ({ ...node.position() }));
    const { w, h } = cy.elements().boundingBox();
    const wide = w / cy.width() > h / cy.height();
    spread(leaves, ({ x, y }) => (wide ? { x: x * closer, y } : { x, y: y * closer }));
    const after = collisions(cy, leaves);
    if (after > before) {
      leaves.forEach((node, index) => node.position(places[index]));
      return;
    }
    before = after;
  }
}

/** Turns a picture that is wider than high by a quarter, for narrow screens. */
function stand(cy, leaves) {
  const { w, h } = cy.elements().boundingBox();
  if (w > h) spread(leaves, ({ x, y }) => ({ x: y, y: x }));
}

/** Draws the picture apart, along the side where the canvas has room to spare. */
function fill(cy, leaves) {
  const { w, h } = cy.elements().boundingBox();
  const wanted = cy.width() / cy.height() / (w / h);
  const [across, down] = wanted > 1 ? [Math.min(wanted, farthest), 1] : [1, Math.min(1 / wanted, farthest)];
  spread(leaves, ({ x, y }) => ({ x: x * across, y: y * down }));
}

function spread(leaves, place) {
  const places = leaves.map((node) => place(node.position()));
  leaves.forEach((node, index) => node.position(places[index]));
}

/** How many boxes lie over one another, or over the frame of a group they do not belong to. */
function collisions(cy, leaves) {
  const boxes = leaves.map((node) => ({ node, box: node.boundingBox({ includeOverlays: false }) }));
  const frames = cy.nodes(":parent").map((node) => ({ node, box: node.boundingBox({ includeOverlays: false }) }));
  let found = 0;
  boxes.forEach(({ node, box }, index) => {
    found += boxes.slice(index + 1).filter((other) => meet(box, other.box)).length;
    found += frames.filter((frame) => !node.ancestors().contains(frame.node) && meet(box, frame.box)).length;
  });
  frames.forEach(({ node, box }, index) => {
    found += frames.slice(index + 1).filter((other) => !related(node, other.node) && meet(box, other.box)).length;
  });
  return found;
}

function related(one, other) {
  return one.ancestors().contains(other) || other.ancestors().contains(one);
}

function meet(one, other) {
  return one.x1 < other.x2 + air && other.x1 < one.x2 + air && one.y1 < other.y2 + air && other.y1 < one.y2 + air;
}
