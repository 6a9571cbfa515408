// What is shown: what is not folded away, or only what is near a box.
const folded = new Set();
let near = null;  // { id, steps }

function reached(from, passes) {
  const met = new Set(from), open = [...from];
  while (open.length) {
    const id = open.pop();
    if (!passes(id)) continue;
    for (const other of nodes.get(id).below) if (!met.has(other)) { met.add(other); open.push(other); }
  }
  return met;
}

const roots = [];
{
  const met = new Set();
  const loose = [...nodes.keys()].filter((id) => !linksFrom.has(id));
  for (const id of [...data.thesis, ...loose, ...nodes.keys()]) {
    if (met.has(id)) continue;
    roots.push(id);
    for (const other of reached([id], () => true)) met.add(other);
  }
}

function neighbourhood(id, steps) {
  let met = new Set([id]);
  for (let step = 0; step < steps; step++) met = new Set([...met, ...[...met].flatMap((some) => tied.get(some) ?? [])]);
  return met;
}

function shownNow() {
  const shown = near ? neighbourhood(near.id, near.steps) : reached(roots, (id) => !folded.has(id));
  return filtering.hides ? new Set([...shown].filter(matches)) : shown;
}

function refresh(anchor = selection.id) {
  keepingInPlace(anchor, () => layOut(shownNow()));
  for (const node of nodes.values()) {
    if (!node.below.length) continue;
    const box = boxOf(node.id), isFolded = folded.has(node.id) && !near;
    box.classList.toggle("folded", isFolded);
    if (!isFolded) continue;
    const away = [...reached(node.below, () => true)].filter((id) => !layout.visible.has(id));
    box.querySelector(".fold").dataset.n = away.length;
  }
  const note = $("focus-note");
  note.hidden = !near;
  if (near) note.firstElementChild.textContent = `${layout.visible.size} near ${near.id}`;
}

function fold(id) {
  if (!nodes.get(id).below.length) return say("Nothing hangs below this box.");
  if (near) near = null;
  if (folded.has(id)) folded.delete(id); else folded.add(id);
  const before = layout.visible.size;
  refresh(id);
  const change = layout.visible.size - before;
  say(change < 0 ? `Folded: ${-change} boxes hidden.` : `Unfolded: ${change} boxes more.`);
  if (selection.id === id) showCard(id);
}

function focusOn(id, steps) {
  near = { id, steps };
  refresh(id);
  scale = Math.min(1, Math.max(0.6, fitting()));
  sizeRoom();
  bringInSight(id, { middle: true });
  say(`Only the ${layout.visible.size} boxes near ${id}.`);
}

function unfocus() {
  if (!near) return false;
  const id = near.id;
  near = null;
  refresh(id);
  bringInSight(id, { middle: true });
  say("The whole map.");
  return true;
}

// Makes a hidden box visible again.
function uncover(id) {
  if (layout.visible.has(id)) return;
  near = null;
  if (!reached(roots, (some) => !folded.has(some)).has(id)) {
    for (const some of [...folded]) if (reached([some], () => true).has(id)) folded.delete(some);
  }
  if (filtering.hides && !matches(id)) clearFilters();
  refresh();
}
