// The beginning: the map in sight, the most quoted text open.
foldAtFirst();  // before anything asks for sizes, so that what is folded away is never laid out
let begun = false;
function start() {
  if (nodes.size) begin(); else sizeRoom();
  begun = stage.clientWidth > 0;
}

let size = "";
new ResizeObserver(() => {
  if (!begun) return start();
  if (stage.clientWidth && `${stage.clientWidth} ${stage.clientHeight}` !== size) {
    size = `${stage.clientWidth} ${stage.clientHeight}`;
    resized();
  }
}).observe(stage);

const firstStop = data.thesis[0] ?? nodes.keys().next().value;
if (firstStop) boxOf(firstStop).tabIndex = 0;
const quoted = [...nodes.values()].filter((node) => node.isQuote);
const perSource = new Map([...tabs.keys()].map((id) => [id, quoted.filter((node) => node.source === id).length]));
const most = [...perSource].sort((one, other) => other[1] - one[1])[0];
if (most) openSource(most[0]);
// On a phone a map is a keyhole; and where theses and what is tied to nothing are too many, folding makes none smaller.
if (isPhone.matches || layout.visible.size > MOST_UNFOLDED) setView("outline");
start();
openLink();
remember("replace");
