// Panning and zooming. Panning is the browser's own scrolling, so that wheels, fingers and keys all do it.
const stage = $("stage"), room = $("room"), canvas = $("canvas");
const LEAST = 0.04, MOST = 3, FAR = 0.42;
const selection = { id: null };
let scale = 1;

let padding = [0, 0];  // around the map, so that any part of it can come to the middle

function sizeRoom() {
  padding = [stage.clientWidth / 2, stage.clientHeight / 2];
  const [x, y] = padding;
  room.style.width = layout.size[0] * scale + 2 * x + "px";
  room.style.height = layout.size[1] * scale + 2 * y + "px";
  canvas.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
  room.classList.toggle("far", scale < FAR);
  $("zoom").textContent = Math.round(scale * 100) + "%";
}

// Puts a point of the map at a point of the window.
function putAt(mapX, mapY, x, y) {
  const [padX, padY] = padding;
  stage.scrollTo(mapX * scale + padX - x, mapY * scale + padY - y);
}

const pointAt = (x, y) => {
  const [padX, padY] = padding;
  return [(stage.scrollLeft + x - padX) / scale, (stage.scrollTop + y - padY) / scale];
};

// Keeps what is in sight where it is, after the stage became larger or smaller.
function resized() {
  const point = pointAt(0, 0);
  sizeRoom();
  putAt(...point, 0, 0);
}

function zoomTo(next, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const point = pointAt(x, y);
  scale = Math.min(MOST, Math.max(LEAST, next));
  sizeRoom();
  putAt(...point, x, y);
}

const fitting = () => Math.min((stage.clientWidth - 60) / layout.size[0], (stage.clientHeight - 60) / layout.size[1]);

function fit() {
  const [width, height] = layout.size;
  scale = Math.min(1.25, Math.max(LEAST, fitting()));
  sizeRoom();
  putAt(width / 2, height / 2, stage.clientWidth / 2, stage.clientHeight / 2);
}

// The whole map if it can be read so; else its first thesis, with as much of what bears on it as can be read.
function begin() {
  if (!stage.clientWidth || !nodes.size) return;
  if (fitting() >= 0.55) return void fit();
  const first = data.thesis[0] ?? layout.visible.values().next().value;
  const near = [first, ...nodes.get(first).below].filter((id) => layout.visible.has(id)).map((id) => nodes.get(id).box);
  const span = (place, starts, sizes) =>
    [Math.min(...near.map((box) => place(box[starts]))), Math.max(...near.map((box) => place(box[starts]) + box[sizes]))];
  const [top, bottom] = span(layout.y, 1, 3), [left, right] = span(layout.x, 0, 2);
  const fits = Math.min((stage.clientHeight - 60) / (bottom - top), (stage.clientWidth - 56) / (right - left));
  scale = Math.min(1, Math.max(0.55, fits));
  sizeRoom();
  const [x, y] = fits >= scale ? [left, (top + bottom) / 2] : [layout.x(nodes.get(first).box[0]), centreOf(first)[1]];
  putAt(x, y, 28, stage.clientHeight / 2);
}

const centreOf = (id) => {
  const [x, y, width, height] = nodes.get(id).box;
  return [layout.x(x) + width / 2, layout.y(y) + height / 2];
};

// Brings a box in sight, moving as little as is needed unless it is to be in the middle.
function bringInSight(id, { middle = false } = {}) {
  if (!stage.clientWidth) return;
  const [x, y] = centreOf(id), [, , width, height] = nodes.get(id).box;
  const [left, top] = pointAt(0, 0), [right, bottom] = pointAt(stage.clientWidth, stage.clientHeight);
  const margin = 24 / scale, halfX = width / 2 + margin, halfY = height / 2 + margin;
  const inSight = x - halfX >= left && x + halfX <= right && y - halfY >= top && y + halfY <= bottom;
  if (inSight && !middle) return;
  putAt(x, y, stage.clientWidth / 2, stage.clientHeight / 2);
}

// Keeps a box where it is in the window while something changes the layout.
function keepingInPlace(id, change) {
  const known = id && layout.visible.has(id) && stage.clientWidth;
  const before = known ? boxOf(id).getBoundingClientRect() : null;
  change();
  sizeRoom();
  if (!before || !layout.visible.has(id)) return;
  const after = boxOf(id).getBoundingClientRect();
  stage.scrollBy(after.left - before.left, after.top - before.top);
}

let drag = null;
stage.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || event.pointerType === "touch") return;
  if (event.offsetX > stage.clientWidth && event.target === stage) return;
  drag = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, moves: false };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (!drag.moves && Math.hypot(dx, dy) < 5) return;
  drag.moves = true;
  stage.classList.add("panning");
  stage.scrollTo(drag.left - dx, drag.top - dy);
});
addEventListener("pointerup", () => {
  if (drag?.moves) {
    // The click that ends a drag selects nothing.
    addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    setTimeout(() => stage.classList.remove("panning"));
  }
  drag = null;
});
stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const frame = stage.getBoundingClientRect();
  zoomTo(scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });

let pinch = null;
const spread = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
stage.addEventListener("touchstart", (event) => {
  pinch = event.touches.length === 2 ? { spread: spread(event.touches), scale } : null;
}, { passive: true });
stage.addEventListener("touchmove", (event) => {
  if (!pinch || event.touches.length !== 2) return;
  event.preventDefault();
  const frame = stage.getBoundingClientRect(), [one, other] = event.touches;
  zoomTo(pinch.scale * spread(event.touches) / pinch.spread,
    (one.clientX + other.clientX) / 2 - frame.left, (one.clientY + other.clientY) / 2 - frame.top);
}, { passive: false });
