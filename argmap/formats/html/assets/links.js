// Links to single boxes, page.html#some-id, and the way back through what was looked at.
const isPhone = matchMedia("(max-width: 699px)");

// The element that the address names. With o-, b- or p- before it, it is one of the page's own places.
function linked() {
  const name = location.hash.slice(1);  // ids are ASCII
  return [name, /^[bop]-/.test(name) ? name.slice(2) : ""].find((id) => nodes.has(id));
}

function openLink() {
  const id = linked();
  if (id) select(id, { middle: true, keep: "" });
  return Boolean(id);
}

// Files what is selected in the browser's history: "push" for a step that one goes back from, else "replace".
function remember(how) {
  const address = selection.id ? "#" + selection.id : location.pathname + location.search;
  const isNew = linked() !== (selection.id ?? undefined) || history.state?.view !== document.body.dataset.view;
  try {
    history[how === "push" && isNew ? "pushState" : "replaceState"]({ view: document.body.dataset.view }, "", address);
  } catch (fault) {
    // Within another page, as previews show it, it has no address of its own: it works, without a way back.
    if (fault.name !== "SecurityError") throw fault;
  }
}

function goTo(view) {
  setView(view);
  remember("push");
}

addEventListener("popstate", (event) => {
  if (event.state?.view) setView(event.state.view);
  if (!openLink()) deselect();
});

async function copyLink() {
  const link = new URL("#" + selection.id, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Without a secure context browsers give no clipboard: the old way, through a field.
    const field = made("textarea", { class: "unseen" });
    document.body.append(field);
    field.value = link;
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) return say(`The browser refused. The link is ${link}`);
  }
  const button = card.querySelector("[data-do='copy-link']");
  button.textContent = "Copied";
  button.focus({ preventScroll: true });
  say("The link is copied.");
}
