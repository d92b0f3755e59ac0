/**
 * Makes a tablist of buttons with `aria-controls` work as in the ARIA Authoring Practices: arrow keys, Home and End move, and the tab moved
 * to is shown. `shown(panelId)` is called with each panel that comes up.
 */
export function tabs(list, shown) {
  const all = [...list.querySelectorAll('[role="tab"]')];

  function select(tab, focus = false) {
    for (const each of all) {
      const active = each === tab;
      each.setAttribute("aria-selected", String(active));
      each.tabIndex = active ? 0 : -1;
      panelOf(each).hidden = !active;
    }
    if (focus) tab.focus();
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    shown(panelOf(tab).id);
  }

  list.addEventListener("keydown", (event) => {
    const here = all.indexOf(event.target.closest('[role="tab"]'));
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    select(all[(next + all.length) % all.length], true);
  });
  for (const tab of all) tab.addEventListener("click", () => select(tab));

  return { select: (panelId) => select(all.find((tab) => panelOf(tab).id === panelId)) };
}

function panelOf(tab) {
  return document.getElementById(tab.getAttribute("aria-controls"));
}
