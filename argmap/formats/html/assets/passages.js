// The texts: one at a time, its quotes as links to their boxes.
const articles = $("articles");
const tabs = new Map([...document.querySelectorAll(".tabs a")].map((tab) => [tab.dataset.source, tab]));
const isNarrow = matchMedia("(max-width: 860px)");

function openSource(id) {
  for (const [some, tab] of tabs) {
    if (some === id) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
    $("s-" + some).classList.toggle("open", some === id);
  }
  tabs.get(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const passagesOf = (id) => articles.querySelectorAll(`.q[data-q~="${id}"]`);

function markChosen(ids) {
  for (const passage of articles.querySelectorAll(".q.chosen")) passage.classList.remove("chosen");
  for (const id of ids) for (const passage of passagesOf(id)) passage.classList.add("chosen");
}

// Opens the text at a quote's passage.
function openPassage(id, { go = false } = {}) {
  const node = nodes.get(id), [first] = passagesOf(id);
  if (!node?.isQuote) return false;
  openSource(node.source);
  if (go && isNarrow.matches) goTo("texts");
  if (first) {
    first.scrollIntoView({ block: "center" });
    if (go) first.focus({ preventScroll: true });
  }
  return Boolean(first);
}

// The quotes from which a claim is made: its own, else those below it.
const quotesUnder = (id) => {
  const own = nodes.get(id).below.filter((some) => nodes.get(some).isQuote);
  return own.length ? own : [...reached([id], () => true)].filter((some) => nodes.get(some).isQuote).slice(0, 1);
};

articles.addEventListener("click", (event) => {
  const passage = event.target.closest(".q");
  if (!passage) return;
  event.preventDefault();
  const ids = passage.dataset.q.split(" ");
  // Where quotes overlap, each click goes to the next of them.
  const next = ids[(ids.indexOf(selection.id) + 1) % ids.length];
  if (document.body.dataset.view === "texts") setView("map");
  select(next, { middle: true, fromText: true });
});
document.querySelector(".tabs").addEventListener("click", (event) => {
  const tab = event.target.closest("a");
  if (!tab) return;
  event.preventDefault();
  openSource(tab.dataset.source);
  articles.scrollTo(0, 0);
});
