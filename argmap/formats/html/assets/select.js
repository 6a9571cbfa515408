// The selected box: one stop for the Tab key; arrow keys go on from it.
function unmark() {
  for (const box of canvas.querySelectorAll(".near, [aria-selected='true']")) {
    box.classList.remove("near");
    box.setAttribute("aria-selected", "false");
  }
  for (const row of document.querySelectorAll(".outline li.chosen")) row.classList.remove("chosen");
}

function select(id, { middle = false, fromText = false, focus = true, keep = "push" } = {}) {
  if (!nodes.has(id)) return;
  uncover(id);
  unmark();
  if (selection.id) boxOf(selection.id).tabIndex = -1;
  selection.id = id;
  const box = boxOf(id);
  box.setAttribute("aria-selected", "true");
  box.tabIndex = 0;
  for (const other of tied.get(id) ?? []) if (other !== id) boxOf(other).classList.add("near");
  $("o-" + id)?.classList.add("chosen");
  drawStrong();
  showCard(id);
  const quotes = nodes.get(id).isQuote ? [id] : quotesUnder(id);
  markChosen(quotes);
  if (!fromText && quotes.length) openPassage(quotes[0]);
  bringInSight(id, { middle });
  if (document.body.dataset.view === "outline") $("o-" + id)?.scrollIntoView({ block: "nearest" });
  else if (focus) box.focus({ preventScroll: true });
  if (keep) remember(keep);
}

function deselect() {
  unmark();
  card.hidden = true;
  resized();
  markChosen([]);
  if (!selection.id) return false;
  selection.id = null;
  drawStrong();
  remember("replace");
  return true;
}

// The nearest box that way: near along the way counts, and far off it counts more.
function boxTowards(id, dx, dy) {
  const [x, y] = centreOf(id);
  let best = null, least = Infinity;
  for (const other of layout.visible) {
    if (other === id) continue;
    const [otherX, otherY] = centreOf(other);
    const along = (otherX - x) * dx + (otherY - y) * dy, across = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    if (along < 12 || across > along * (dx ? 4 : 1.6) + (dx ? 60 : 0)) continue;
    const cost = along + across * 2;
    if (cost < least) { least = cost; best = other; }
  }
  return best;
}

canvas.addEventListener("click", (event) => {
  const box = event.target.closest(".box");
  if (!box) return;
  const id = box.id.slice(2);
  if (event.target.closest(".fold")) fold(id);
  else select(id);
});
canvas.addEventListener("focusin", (event) => {
  // The Tab key lands on the box that is its stop; that selects it.
  const id = event.target.closest(".box")?.id.slice(2);
  if (id && id !== selection.id && event.target.matches(":focus-visible")) select(id, { focus: false });
});
$("outline").addEventListener("click", (event) => {
  const link = event.target.closest("[data-box], [data-passage]");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.passage) {
    select(link.dataset.passage);
    openPassage(link.dataset.passage, { go: true });
  } else {
    setView("map");
    select(link.dataset.box, { middle: true });
  }
});
