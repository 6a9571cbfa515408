// The lines, drawn anew after the layout changed. As in the exported drawing, what arrows of one way share is drawn
// once, since dashes over dashes would close up.
const ROUNDING = 6;
const SVG = "http://www.w3.org/2000/svg";
let places = null;  // where signs and heads stood at first

function firstPlaces() {
  const marks = [...document.querySelectorAll("#signs path, #heads path")];
  return new Map(marks.map((mark) =>
    [mark, /translate\(([-\d.]+) ([-\d.]+)\)/.exec(mark.getAttribute("transform")).slice(1).map(Number)]));
}

const moved = (points) => points.map(([x, y]) => [layout.x(x), layout.y(y)]);

function towards([x, y], [toX, toY], most) {
  const dx = toX - x, dy = toY - y, step = Math.min(most, Math.abs(dx) + Math.abs(dy));
  return [x + Math.sign(dx) * step, y + Math.sign(dy) * step];
}

function pathOf(points) {
  let path = "M" + points[0].join(" ");
  for (let at = 1; at < points.length - 1; at++) {
    const half = (other) => Math.min(ROUNDING, (Math.abs(other[0] - points[at][0]) + Math.abs(other[1] - points[at][1])) / 2);
    const enter = towards(points[at], points[at - 1], half(points[at - 1]));
    const leave = towards(points[at], points[at + 1], half(points[at + 1]));
    path += `L${enter.join(" ")}Q${points[at].join(" ")} ${leave.join(" ")}`;
  }
  return path + "L" + points.at(-1).join(" ");
}

function widened(runs, first, last) {
  const apart = runs.filter(([from, to]) => to < first || from > last);
  const joined = runs.filter(([from, to]) => !(to < first || from > last));
  return [...apart, [Math.min(first, ...joined.map((run) => run[0])), Math.max(last, ...joined.map((run) => run[1]))]];
}

class Drawn {
  level = new Map();
  upright = new Map();

  newPart(line) {
    const kept = [line[0]];
    for (let at = 1; at < line.length; at++) {
      const meets = this.meeting(line[at - 1], line[at]);
      if (meets) {
        const corner = meets[0] === line[at][0] && meets[1] === line[at][1];
        const next = corner ? line[at + 1] : line[at];
        this.draw([...kept, meets]);
        return next ? [...kept, ...(corner ? [meets] : []), towards(meets, next, ROUNDING * 2)] : [...kept, meets];
      }
      kept.push(line[at]);
    }
    this.draw(kept);
    return kept;
  }

  draw(line) {
    for (let at = 1; at < line.length; at++) {
      const [[x0, y0], [x1, y1]] = [line[at - 1], line[at]];
      if (y0 === y1) this.level.set(y0, widened(this.level.get(y0) ?? [], Math.min(x0, x1), Math.max(x0, x1)));
      else this.upright.set(x0, widened(this.upright.get(x0) ?? [], Math.min(y0, y1), Math.max(y0, y1)));
    }
  }

  meeting([x0, y0], [x1, y1]) {
    const nearest = (runs, begin, end) => {
      const found = runs
        .filter(([first, last]) => first <= Math.max(begin, end) && Math.min(begin, end) <= last)
        .map(([first, last]) => (begin <= end ? Math.max(begin, first) : Math.min(begin, last)));
      return found.sort((one, other) => Math.abs(one - begin) - Math.abs(other - begin));
    };
    if (y0 === y1) {
      const [x] = nearest(this.level.get(y0) ?? [], x0, x1);
      return x === undefined ? null : [x, y0];
    }
    const found = nearest(this.upright.get(x0) ?? [], y0, y1);
    for (const [y, runs] of this.level) {
      if (Math.min(y0, y1) <= y && y <= Math.max(y0, y1) && runs.some(([first, last]) => first <= x0 && x0 <= last)) found.push(y);
    }
    if (!found.length) return null;
    return [x0, found.sort((one, other) => Math.abs(one - y0) - Math.abs(other - y0))[0]];
  }
}

function drawWires() {
  places ??= firstPlaces();
  const ways = new Map(), ends = new Set();
  for (const arrow of arrows) {
    if (!layout.links.has(arrow.link)) continue;
    filed(ways, arrow.way).push(moved(arrow.points));
    ends.add([arrow.way, ...arrow.points.at(-1)].join());
  }
  for (const wire of document.querySelectorAll("#wires path")) {
    const lines = ways.get(Number(wire.dataset.w)), drawn = new Drawn();
    wire.classList.toggle("hidden", !lines);
    if (lines) wire.setAttribute("d", lines.map((line) => pathOf(drawn.newPart(line))).join(""));
  }
  for (const [mark, [x, y]] of places) {
    const shown = mark.dataset.l === undefined ? ends.has([mark.dataset.w, x, y].join()) : layout.links.has(links[mark.dataset.l]);
    mark.classList.toggle("hidden", !shown);
    if (shown) mark.setAttribute("transform", `translate(${layout.x(x)} ${layout.y(y)})${mark.dataset.t ?? ""}`);
  }
  drawStrong();
}

// The lines of the selected box, from end to end.
function drawStrong() {
  const id = selection.id;
  const own = arrows.filter(
    ({ link }) => layout.links.has(link) && (link.target === id || link.premises.includes(id)));
  $("strong").replaceChildren(...own.map((arrow) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", `wire ${arrow.link.role}`);
    path.setAttribute("d", pathOf(moved(arrow.points)));
    return path;
  }));
}
