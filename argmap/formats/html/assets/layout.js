// Where things stand while some are hidden: what is empty then, across the whole map, is taken out of it.
// The order of things never changes by that, so lines that did not cross do not cross now.
const GAP = [24, 18];

function squeezed(spans, gap) {
  spans.sort((one, other) => one[0] - other[0]);
  const kept = [];
  for (const [from, to] of spans) {
    const last = kept.at(-1), first = from - gap / 2, end = to + gap / 2;
    if (last && first <= last.end) last.end = Math.max(last.end, end);
    else kept.push({ first, end, at: last ? last.at + last.end - last.first : 0 });
  }
  const total = kept.length ? kept.at(-1).at + kept.at(-1).end - kept.at(-1).first : 0;
  const place = (value) => {
    let low = 0, high = kept.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (kept[middle].first <= value) low = middle; else high = middle - 1;
    }
    const run = kept[low];
    return run.at + Math.min(Math.max(value, run.first), run.end) - run.first;
  };
  return { place, total };
}

const layout = { visible: new Set(nodes.keys()), x: (x) => x, y: (y) => y, size: data.size, links: new Set(links) };

function layOut(visible) {
  layout.visible = visible;
  layout.links = new Set(links.filter((link) => [link.target, ...link.premises, ...link.against].every((id) => visible.has(id))));
  if (visible.size === nodes.size) {
    Object.assign(layout, { x: (x) => x, y: (y) => y, size: data.size });
  } else {
    const across = [], along = [];
    for (const id of visible) {
      const [x, y, width, height] = nodes.get(id).box;
      across.push([x, x + width]);
      along.push([y, y + height]);
    }
    for (const arrow of arrows) {
      if (!layout.links.has(arrow.link)) continue;
      arrow.points.slice(1).forEach(([x, y], at) => {
        const [beforeX, beforeY] = arrow.points[at];
        if (beforeX === x) across.push([x, x]);
        if (beforeY === y) along.push([y, y]);
      });
    }
    const x = squeezed(across, GAP[0]), y = squeezed(along, GAP[1]);
    Object.assign(layout, { x: x.place, y: y.place, size: [x.total, y.total] });
  }
  for (const node of nodes.values()) {
    const box = boxOf(node.id), shown = visible.has(node.id);
    box.classList.toggle("hidden", !shown);
    if (!shown) continue;
    box.style.left = layout.x(node.box[0]) + "px";
    box.style.top = layout.y(node.box[1]) + "px";
  }
  canvas.style.width = layout.size[0] + "px";
  canvas.style.height = layout.size[1] + "px";
  drawWires();
}
