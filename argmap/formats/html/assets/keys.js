// What buttons and keys do.
const THEMES = ["system", "light", "dark"];
function nextTheme() {
  const root = document.documentElement;
  const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
  if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
  $("theme").textContent = { system: "◐", light: "○", dark: "●" }[next];
  $("theme").setAttribute("aria-label", `Theme: ${next === "system" ? "as the system" : next}`);
}

function setView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll(".views button")) {
    button.setAttribute("aria-pressed", String(button.dataset.do === `view-${view}`));
  }
  if (view === "map") {
    if (!begun) start(); else sizeRoom();
    if (selection.id) bringInSight(selection.id);
  }
}

function enter(id) {
  const node = nodes.get(id);
  if (node.isQuote) return void openPassage(id, { go: true });
  const [first] = node.below;
  if (first) select(first);
}

const withSelected = (action) => () => { if (selection.id) action(selection.id); };
const actions = {
  "view-map": () => goTo("map"),
  "view-outline": () => goTo("outline"),
  "view-texts": () => goTo("texts"),
  "copy-link": copyLink,
  "zoom-in": () => zoomTo(scale * 1.25),
  "zoom-out": () => zoomTo(scale / 1.25),
  fit,
  theme: nextTheme,
  help: () => $("help").showModal(),
  fold: withSelected(fold),
  focus: withSelected((id) => focusOn(id, near?.id === id ? near.steps + 1 : 1)),
  wider: () => { if (near) focusOn(near.id, near.steps + 1); },
  unfocus,
  passage: withSelected((id) => openPassage(id, { go: true })),
  "clear-filters": clearFilters,
  "close-card": () => { const id = selection.id; deselect(); if (id) boxOf(id).focus({ preventScroll: true }); },
  search: () => $("search").select(),
  next: () => nextHit(1),
  previous: () => nextHit(-1),
  turn: () => goTo(document.body.dataset.view === "outline" ? "map" : "outline"),
  back: () => {
    if ($("filters").open) $("filters").open = false;
    else unfocus() || deselect();
  },
};
const KEYS = {
  "/": "search", n: "next", N: "previous", f: "focus", " ": "fold", "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", "−": "zoom-out",
  0: "fit", o: "turn", t: "theme", "?": "help", Escape: "back",
};
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-do]")?.dataset.do;
  if (action) actions[action]();
});
addEventListener("keydown", (event) => {
  const on = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || on.closest?.("input, dialog")) return;
  const onMap = canvas.contains(on) || on === document.body;
  if (WAYS[event.key] && onMap && document.body.dataset.view === "map") {
    const next = selection.id ? boxTowards(selection.id, ...WAYS[event.key]) : data.thesis[0] ?? nodes.keys().next().value;
    if (next) select(next, { keep: "replace" });
  } else if (event.key === "Enter" && canvas.contains(on) && selection.id) enter(selection.id);
  else if (event.key === " " && !canvas.contains(on)) return;
  else if (KEYS[event.key]) actions[KEYS[event.key]]();
  else return;
  event.preventDefault();
});
