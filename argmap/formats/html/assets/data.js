// What the page knows of the map. Ids are kept in Maps: one may be called "constructor".
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const nodes = new Map(data.nodes.map(([id, node, box]) => [id, { id, box, tags: [], ...node }]));
const links = data.links.map(([role, premises, target, against], at) => ({ role, premises, target, against, at }));
const arrows = data.arrows.map(([way, at, ...flat]) => {
  const points = [];
  for (let i = 0; i < flat.length; i += 2) points.push([flat[i], flat[i + 1]]);
  return { way, link: links[at], points };
});
const sourceTitle = new Map(data.sources);
const thesis = new Set(data.thesis);
const SIGN = { support: "+", counter: "−", undercut: "×" };
const SAYS = { support: "supports", counter: "counters", undercut: "undercuts" };
const STATE_SIGN = { exact: "●", normalized: "●", tracked: "▲", fuzzy: "▲", ambiguous: "?", rewritten: "✎", lost: "✗", unreadable: "!" };

const linksTo = new Map(), linksFrom = new Map(), tied = new Map();
const filed = (index, id) => index.get(id) ?? index.set(id, []).get(id);
for (const link of links) {
  filed(linksTo, link.target).push(link);
  for (const id of link.premises) filed(linksFrom, id).push(link);
  const members = [link.target, ...link.premises, ...link.against];
  for (const id of members) filed(tied, id).push(...members);
}
for (const node of nodes.values()) {
  node.roles = new Set((linksFrom.get(node.id) ?? []).map((link) => link.role));
  if (thesis.has(node.id)) node.roles.add("thesis");
  if (!node.roles.size) node.roles.add("none");
  node.isQuote = node.source !== undefined;
  node.below = [...new Set((linksTo.get(node.id) ?? []).flatMap((link) => link.premises))];
}

const boxOf = (id) => $("b-" + id);
const made = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== "") element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const say = (words) => { $("said").textContent = words; };
const firstWords = (node, most = 120) => {
  const words = node.translation ?? node.text;
  return words.length > most ? [...words].slice(0, most).join("") + "…" : words;
};
