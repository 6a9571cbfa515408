// The beginning: the map in sight, the most quoted text open.
let begun = false;
function start() {
  if (nodes.size) begin(); else sizeRoom();
  begun = stage.clientWidth > 0;
}

let width = 0;
new ResizeObserver(() => {
  if (!begun) return start();
  if (stage.clientWidth && stage.clientWidth !== width) { width = stage.clientWidth; zoomTo(scale); }
}).observe(stage);

const firstStop = data.thesis[0] ?? nodes.keys().next().value;
if (firstStop) boxOf(firstStop).tabIndex = 0;
const quoted = [...nodes.values()].filter((node) => node.isQuote);
const perSource = new Map([...tabs.keys()].map((id) => [id, quoted.filter((node) => node.source === id).length]));
const most = [...perSource].sort((one, other) => other[1] - one[1])[0];
if (most) openSource(most[0]);
start();

// A link to an element opens it: page.html#b-some-claim, #p-some-quote.
const named = decodeURIComponent(location.hash).slice(3);
if (/^#[bop]-/.test(location.hash) && nodes.has(named)) select(named, { middle: true });
