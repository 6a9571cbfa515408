// What is known of the selected box, in full.
const card = $("card");

function linkRow(role, id, others = []) {
  const node = nodes.get(id);
  const words = made("span", { lang: node.translation ? undefined : node.lang, dir: "auto" }, firstWords(node));
  const joined = others.length ? made("small", {}, ` with ${others.join(", ")}`) : "";
  return made("li", {}, made("button", { type: "button", "data-go": id },
    made("span", { class: `role ${role}`, "aria-hidden": "true" }, SIGN[role]), made("span", {}, words, joined)));
}

function linkList(title, rows) {
  return rows.length ? [made("div", {}, made("h3", {}, title), made("ul", {}, ...rows))] : [];
}

function kindLine(node) {
  const kind = node.isQuote ? "Quote" : thesis.has(node.id) ? "Thesis" : "Claim";
  const where = node.isQuote ? `${node.line ? `, line ${node.line}` : ""} · ${sourceTitle.get(node.source)}` : "";
  const state = node.state
    ? [made("span", { class: `state ${["exact", "normalized"].includes(node.state) ? "calm" : "review"}` }, `${STATE_SIGN[node.state]} ${node.state}`)]
    : [];
  return made("p", { class: "kind" }, made("span", {}, kind + where), ...state,
    made("button", { type: "button", "data-do": "copy-link", title: "Copy a link to this box" }, "Copy link"),
    made("button", { type: "button", "data-do": "close-card", "aria-label": "Close", title: "Close  Esc" }, "✕"));
}

function showCard(id) {
  const node = nodes.get(id);
  const to = linksTo.get(id) ?? [], from = linksFrom.get(id) ?? [];
  const bearing = to.flatMap((link) => link.premises.map((some) => linkRow(link.role, some, link.premises.filter((other) => other !== some))));
  const borne = from.map((link) => linkRow(link.role, link.target, link.premises.filter((other) => other !== id)));
  const doing = [];
  const button = (action, label) => doing.push(made("button", { type: "button", "data-do": action }, label));
  if (node.isQuote && passagesOf(id).length) button("passage", "Show the passage");
  if (node.below.length) button("fold", folded.has(id) ? "Unfold" : "Fold");
  button("focus", "Only what is near");
  card.replaceChildren(
    kindLine(node),
    made("p", { class: "words", lang: node.lang, dir: "auto" }, node.isQuote ? `“${node.text}”` : node.text),
    ...(node.translation ? [made("p", { class: "translation", dir: "auto" }, node.translation)] : []),
    ...(node.note ? [made("p", { class: "note", dir: "auto" }, node.note)] : []),
    ...(node.tags.length ? [made("ul", { class: "tags", "aria-label": "Tags" }, ...node.tags.map((tag) => made("li", { dir: "auto" }, tag)))] : []),
    made("div", { class: "doing" }, ...doing),
    made("div", { class: "kin" }, ...linkList("Bears on", borne), ...linkList("What bears on it", bearing)));
  card.hidden = false;
  resized();
  card.scrollTop = 0;
}

card.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  if (go) select(go.dataset.go, { middle: true });
});
