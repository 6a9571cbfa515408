// Searching and filtering. Filters of one kind add to each other, filters of different kinds narrow one another down.
const filtering = { chosen: new Map(), hides: false };
const plain = (text) => text.normalize("NFKC").toLowerCase();
const foundIn = (node) =>
  node.found ??= plain([node.id, node.text, node.translation, node.note, ...node.tags].filter(Boolean).join("\n"));
const values = {
  tag: (node) => node.tags,
  source: (node) => (node.isQuote ? [node.source] : []),
  role: (node) => [...node.roles],
  state: (node) => (node.state ? [node.state] : []),
};
const matches = (id) =>
  [...filtering.chosen].every(([name, wanted]) => values[name](nodes.get(id)).some((value) => wanted.has(value)));

let hits = [];
function find(query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  hits = words.length ? [...nodes.values()].filter((node) => words.every((word) => foundIn(node).includes(word))).map((node) => node.id) : [];
  const found = new Set(hits);
  for (const id of nodes.keys()) {
    boxOf(id).classList.toggle("hit", found.has(id));
    $("o-" + id)?.classList.toggle("hit", found.has(id));
  }
  $("hits").textContent = words.length ? `${hits.length}` : "";
  if (words.length) say(hits.length === 1 ? "1 hit" : `${hits.length} hits`);
  if (hits.length && !found.has(selection.id)) select(hits[0], { middle: true, focus: false, keep: "replace" });
}

function nextHit(step) {
  if (!hits.length) return;
  const at = hits.indexOf(selection.id);
  select(hits[(at + step + hits.length) % hits.length], { middle: true, focus: document.activeElement !== $("search"), keep: "replace" });
  $("hits").textContent = `${hits.indexOf(selection.id) + 1}/${hits.length}`;
}

function applyFilters() {
  filtering.chosen.clear();
  for (const box of document.querySelectorAll("#filters fieldset input:checked")) {
    if (!filtering.chosen.has(box.name)) filtering.chosen.set(box.name, new Set());
    filtering.chosen.get(box.name).add(box.value);
  }
  const isOn = filtering.chosen.size > 0, hid = filtering.hides;
  filtering.hides = isOn && $("hide-rest").checked;
  const fitting = new Set([...nodes.keys()].filter(matches));
  for (const id of nodes.keys()) boxOf(id).classList.toggle("faded", !fitting.has(id));
  for (const row of document.querySelectorAll(".outline li[data-e]")) row.classList.toggle("faded", !fitting.has(row.dataset.e));
  for (const passage of articles.querySelectorAll(".q")) {
    passage.classList.toggle("faded", !passage.dataset.q.split(" ").some((id) => fitting.has(id)));
  }
  $("filter-count").textContent = isOn ? `${fitting.size}` : "";
  if (filtering.hides || hid) refresh();
  say(isOn ? `${fitting.size} of ${nodes.size} fit the filters.` : "No filters.");
}

function clearFilters() {
  for (const box of document.querySelectorAll("#filters input:checked")) box.checked = false;
  applyFilters();
}

$("search").addEventListener("input", (event) => find(event.target.value));
$("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape") { event.target.value = ""; find(""); event.target.blur(); }
  else return;
  event.preventDefault();
});
$("filters").addEventListener("change", applyFilters);
$("filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("click", (event) => { if (!event.target.closest("#filters")) $("filters").open = false; });
