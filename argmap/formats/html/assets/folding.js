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

// A map of more boxes begins folded: its first thesis with what bears on it, then the others while few are shown.
const MOST_UNFOLDED = 60, MOST_AT_FIRST = 30;
function foldAtFirst() {
  if (nodes.size <= MOST_UNFOLDED) return;
  for (const node of nodes.values()) if (node.below.length) folded.add(node.id);
  const shown = new Set(roots);
  for (const [at, root] of roots.entries()) {
    const more = nodes.get(root).below.filter((id) => !shown.has(id));
    if (at > 0 && shown.size + more.length > MOST_AT_FIRST) continue;
    folded.delete(root);
    for (const id of more) shown.add(id);
  }
  refresh();
}

// The rows of the outline fold with the boxes of the map.
const twists = new Map();
for (const row of document.querySelectorAll(".outline li[id]")) {
  if (![...row.children].some((child) => child.localName === "ul" && child.className !== "tags")) continue;
  const twist = made("button", { type: "button", class: "twist", "data-fold": row.dataset.e, "aria-expanded": "true", "aria-label": "What bears on it" });
  row.prepend(twist);
  twists.set(row.dataset.e, twist);
}

function foldRows() {
  for (const [id, twist] of twists) {
    twist.parentElement.classList.toggle("closed", folded.has(id));
    twist.setAttribute("aria-expanded", String(!folded.has(id)));
  }
}

function refresh(anchor = selection.id) {
  keepingInPlace(anchor, () => layOut(shownNow()));
  for (const node of nodes.values()) {
    if (!node.below.length) continue;
    const box = boxOf(node.id), isFolded = folded.has(node.id) && !near;
    box.classList.toggle("folded", isFolded);
    if (!isFolded || !layout.visible.has(node.id)) continue;
    const away = [...reached(node.below, () => true)].filter((id) => !layout.visible.has(id));
    box.querySelector(".fold").dataset.n = away.length;
  }
  foldRows();
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
  const whole = fitting();
  scale = Math.min(1, Math.max(FAR, whole));
  sizeRoom();
  if (whole >= scale) putAt(layout.size[0] / 2, layout.size[1] / 2, stage.clientWidth / 2, stage.clientHeight / 2);
  else bringInSight(id, { middle: true });
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

// Makes a hidden box visible again, by unfolding one shortest way to it; in the outline, its row.
function uncover(id) {
  const row = document.body.dataset.view === "outline" ? $("o-" + id)?.parentElement.closest("li.closed") : null;
  if (layout.visible.has(id) && !row) return;
  near = null;
  for (let some = row; some; some = some.parentElement.closest("li.closed")) folded.delete(some.dataset.e);
  if (!reached(roots, (some) => !folded.has(some)).has(id)) for (const some of wayTo(id)) folded.delete(some);
  if (filtering.hides && !matches(id)) clearFilters();
  refresh();
}

// The ids above a box, from a root on, by the fewest steps.
function wayTo(id) {
  const from = new Map(roots.map((root) => [root, null])), open = [...roots];
  for (const some of open) {
    for (const other of nodes.get(some).below) if (!from.has(other)) { from.set(other, some); open.push(other); }
  }
  const way = [];
  for (let above = from.get(id); above; above = from.get(above)) way.unshift(above);
  return way;
}

$("outline").addEventListener("click", (event) => {
  const twist = event.target.closest(".twist");
  if (twist) fold(twist.dataset.fold);
});
