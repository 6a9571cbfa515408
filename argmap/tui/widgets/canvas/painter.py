"""Stretches of rows of the graph as strips, each painted once and kept.

Boxes and lines are filed by blocks of cells that they touch, not by each row that they cross. Lines are solid for
supports, dashed for counters, dotted for undercuts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from argmap.graph.drawn import Arrow, Box, Cell, Drawing, End, Size
from argmap.graph.outline import MEMBER_SIGN, ROLE_SIGN
from argmap.model import Link, Role
from argmap.tui.widgets.canvas.boxes import Became, Emphasis, Lettering

_CACHED_STRETCHES: Final = 4096
_CACHED_BOXES: Final = 1024
_LINE_STYLE: Final = {role: f"{role}-line" for role in Role}
_NONE: Final[Mapping[Link, Became]] = MappingProxyType({})
StyleOf = Callable[[str], Style]


class Painter:
    """Paints a drawing. What is selected and found is set from outside; then only changed boxes are painted anew."""

    def __init__(self, drawing: Drawing, lettering: Lettering, changed: Mapping[Link, Became] = _NONE) -> None:
        """`changed` tells what became of links since another version."""
        self.index: Final = Index(drawing)
        self.lettering: Final = lettering
        self._emphasis = Emphasis()
        self._strong: tuple[Run, ...] = ()
        self._changes: Final = ChangedLines(drawing, changed) if lettering.became or changed else None
        self._stretches: LRUCache[tuple[int, int], Strip] = LRUCache(_CACHED_STRETCHES)
        self._box_rows: LRUCache[str, list[list[Segment]]] = LRUCache(_CACHED_BOXES)

    def forget(self) -> None:
        """Paint everything anew: the colours changed."""
        self._stretches.clear()
        self._box_rows.clear()

    def emphasise(self, emphasis: Emphasis, strong: Iterable[Arrow]) -> None:
        """Tell which boxes stand out, and which arrows."""
        before, self._emphasis = self._emphasis, emphasis
        self._strong = tuple(runs_of(self.index.drawing, strong))
        self._stretches.clear()
        for some_id in before.boxes | emphasis.boxes:
            self._box_rows.discard(some_id)

    def strip(self, row: int, left: int, width: int, style_of: StyleOf) -> Strip:
        """The cells of a row from a column on."""
        first, last = left // TILE, (left + width - 1) // TILE
        stretches = [self._stretch(row, tile, style_of) for tile in range(first, last + 1)]
        begin = self._begin(row, first)
        if begin > left:
            stretches.insert(0, self._stretch(row, first - 1, style_of))
            begin = self._begin(row, first - 1)
        return Strip.join(stretches).crop(left - begin, left - begin + width)

    def _begin(self, row: int, tile: int) -> int:
        """The column at which the stretch of a tile begins: no box is cut in two."""
        edge = tile * TILE
        over = self.index.box_at(Cell(edge, row))
        return edge if over is None else over.right if over.x < edge else edge

    def _stretch(self, row: int, tile: int, style_of: StyleOf) -> Strip:
        strip = self._stretches.get((row, tile))
        if strip is None:
            strip = Strip(self._segments(row, tile, style_of)).simplify()
            self._stretches.set((row, tile), strip)
        return strip

    def _segments(self, row: int, tile: int, style_of: StyleOf) -> Iterator[Segment]:
        begin, end = self._begin(row, tile), self._begin(row, tile + 1)
        cells = self._line_cells(row, tile, begin, end)
        boxes = [box for box in self.index.boxes_on(row, tile) if box.x >= begin]
        base = style_of("")
        at = begin
        for box in boxes:
            yield from _between(at, box.x, cells, style_of, base)
            yield from self._box_segments(box, row, style_of)
            at = box.right
        yield from _between(at, end, cells, style_of, base)

    def _box_segments(self, box: Box, row: int, style_of: StyleOf) -> list[Segment]:
        rows = self._box_rows.get(box.id)
        if rows is None:
            size = Size(box.width, box.height)
            lettered = self.lettering.rows(box.id, size, self._emphasis.on(box.id))
            rows = [[Segment(piece.text, style_of(piece.style)) for piece in line] for line in lettered]
            self._box_rows.set(box.id, rows)
        segments = rows[row - box.y]
        marks = {
            mark.cell.x - box.x: Segment(mark.text, style_of(str(mark.role)))
            for tile in {box.x // TILE, (box.right - 1) // TILE}
            for mark in self.index.marks.near(row, tile)
            if mark.cell.y == row and box.x <= mark.cell.x < box.right
        }
        return _with_marks(segments, marks) if marks else segments

    def _line_cells(self, row: int, tile: int, begin: int, end: int) -> dict[int, tuple[str, str]]:
        """The characters of lines and marks by column, with their styles."""
        tiles = {tile, end // TILE} if end % TILE else {tile}
        runs = {run for some in tiles for run in self.index.runs.near(row, some)}
        ways, roles = crossings(runs, row, begin, end)
        changes = self._changes
        cells = {
            x: (_line_character(here, here, roles), "faint" if changes else _LINE_STYLE[roles[over(here)]])
            for x, here in ways.items()
        }
        if changes is not None:
            for x, style in changes.styles(row, tiles, begin, end).items():
                cells[x] = (cells[x][0], style)
        strong, roles = crossings(self._strong, row, begin, end)
        for x, here in strong.items():
            cells[x] = (_line_character(here, ways[x], roles, heavy=True), str(roles[over(here)]))
        for some in tiles:
            for mark in self.index.marks.near(row, some):
                if mark.cell.y == row:
                    cells[mark.cell.x] = (mark.text, str(mark.role))
        if changes is not None:
            cells.update(changes.signs(row, begin, end))
        return cells


def _line_character(
    here: dict[int, int], everything: dict[int, int], roles: dict[int, Role], *, heavy: bool = False
) -> str:
    """The character where some ways pass; `everything` has also those arms that do not stand out."""
    above = over(here)
    crossed = set(here.values()) <= {LEVEL, UPRIGHT}
    towards = everything[above] if crossed or len(here) == 1 else joined(here.values())
    return line_character(roles[above], towards, heavy=heavy)


def _between(at: int, end: int, cells: dict[int, tuple[str, str]], style_of: StyleOf, base: Style) -> Iterator[Segment]:
    """The segments of a stretch without boxes."""
    blanks = 0
    for x in range(at, end):
        cell = cells.get(x)
        if cell is None:
            blanks += 1
            continue
        if blanks:
            yield Segment(" " * blanks, base)
            blanks = 0
        yield Segment(cell[0], style_of(cell[1]))
    if blanks:
        yield Segment(" " * blanks, base)


def _with_marks(segments: Iterable[Segment], marks: dict[int, Segment]) -> list[Segment]:
    """The segments with marks in place of some of their cells, which hold characters of the border."""
    marked = Strip(list(segments))
    for at, mark in sorted(marks.items()):
        marked = Strip.join([marked.crop(0, at), Strip([mark]), marked.crop(at + mark.cell_length)])
    return list(marked)


TILE: Final = 128
"""Columns of a block."""


_BAND: Final = 16
"""Rows of a block."""


T = TypeVar("T")


class Run(NamedTuple):
    """A straight piece of an arrow."""

    left: int
    top: int
    right: int
    bottom: int
    way: int
    role: Role


class Mark(NamedTuple):
    """A sign that stands in a cell and those right of it, above lines and borders."""

    cell: Cell
    text: str
    role: Role


class Blocks(Generic[T]):
    """Things filed by the blocks that they touch."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int], list[T]] = {}

    def add(self, thing: T, left: int, top: int, right: int, bottom: int) -> None:
        """File a thing that takes the cells from left to right and top to bottom, both included."""
        for band in range(top // _BAND, bottom // _BAND + 1):
            for tile in range(left // TILE, right // TILE + 1):
                self._blocks.setdefault((band, tile), []).append(thing)

    def near(self, row: int, tile: int) -> Sequence[T]:
        """What may be on a row within a tile."""
        return self._blocks.get((row // _BAND, tile), ())


class Index:
    """The boxes, runs and marks of a drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing: Final = drawing
        self.boxes: Final = Blocks[Box]()
        self.runs: Final = Blocks[Run]()
        self.marks: Final = Blocks[Mark]()
        for box in drawing.boxes.values():
            self.boxes.add(box, box.x, box.y, box.right - 1, box.bottom - 1)
        for run in runs_of(drawing, drawing.arrows):
            self.runs.add(run, run.left, run.top, run.right, run.bottom)
        for mark in marks_of(drawing):
            self.marks.add(mark, *mark.cell, mark.cell.x + len(mark.text) - 1, mark.cell.y)

    def box_at(self, cell: Cell) -> Box | None:
        """The box that has a cell."""
        return next((box for box in self.boxes.near(cell.y, cell.x // TILE) if box.has(cell)), None)

    def boxes_on(self, row: int, tile: int) -> list[Box]:
        """The boxes on a row that touch a tile, from left to right."""
        near = self.boxes.near(row, tile)
        return sorted((box for box in near if box.y <= row < box.bottom), key=lambda box: box.x)

    def way_at(self, cell: Cell) -> int | None:
        """The way that passes a cell."""
        for run in self.runs.near(cell.y, cell.x // TILE):
            if run.left <= cell.x <= run.right and run.top <= cell.y <= run.bottom:
                return run.way
        return None

    def joint_at(self, cell: Cell) -> Link | None:
        """The link whose joint is in a cell."""
        return next((one.link for one in self.drawing.joints.values() if (one.x, one.y) == cell), None)

    def links_at(self, cell: Cell) -> list[Link]:
        """The links whose joint is in a cell or whose arrows pass it."""
        joint, way = self.joint_at(cell), self.way_at(cell)
        if joint is not None:
            return [joint]
        if way is None:
            return []
        passing = (arrow for arrow in self.drawing.arrows if arrow.way == way and _passes(arrow, cell))
        return list(dict.fromkeys(arrow.link for arrow in passing))


def runs_of(drawing: Drawing, arrows: Iterable[Arrow]) -> Iterator[Run]:
    """The straight pieces of some arrows, each once however many share it, from inside where they begin to inside where
    they end, so that no corner lacks an arm.
    """
    seen: set[Run] = set()
    for arrow in arrows:
        points = [_within(drawing, arrow.begin, arrow.points[0]), *arrow.points]
        points.append(_within(drawing, arrow.end, arrow.points[-1]))
        for one, other in pairwise(points):
            left, right = sorted((one.x, other.x))
            top, bottom = sorted((one.y, other.y))
            run = Run(left, top, right, bottom, arrow.way, arrow.role)
            if run not in seen:
                seen.add(run)
                yield run


def marks_of(drawing: Drawing) -> Iterator[Mark]:
    """Heads of arrows, signs of roles where arrows leave boxes, and joints."""
    for arrow in drawing.arrows:
        end, before = arrow.points[-1], arrow.points[-2] if len(arrow.points) > 1 else None
        if isinstance(arrow.end, str):
            yield Mark(end, HEADS[_heading(drawing.boxes[arrow.end], end)], arrow.role)
        elif arrow.role is Role.UNDERCUT and arrow.link != arrow.end and len(arrow.end.premises) > 1 and before:
            yield Mark(end, ROLE_SIGN[Role.UNDERCUT], Role.UNDERCUT)
        if isinstance(arrow.begin, str):
            box, start = drawing.boxes[arrow.begin], arrow.points[0]
            if box.height > 1:
                yield _sign(box, _nearest(box, start), arrow.role)
    for joint in drawing.joints.values():
        if len(joint.link.premises) > 1:
            yield Mark(Cell(joint.x, joint.y), MEMBER_SIGN, joint.link.role)
        else:
            yield Mark(Cell(joint.x, joint.y), ROLE_SIGN[Role.UNDERCUT], Role.UNDERCUT)


def _sign(box: Box, cell: Cell, role: Role) -> Mark:
    """The sign of a role in the border of a box, set off from a level border by blanks."""
    if cell.y in (box.y, box.bottom - 1) and box.x + 1 < cell.x < box.right - 2:
        return Mark(Cell(cell.x - 1, cell.y), f" {ROLE_SIGN[role]} ", role)
    return Mark(cell, ROLE_SIGN[role], role)


def _heading(box: Box, cell: Cell) -> int:
    """To which side a box lies of a cell that touches it."""
    if cell.y >= box.bottom:
        return NORTH
    if cell.y < box.y:
        return SOUTH
    return WEST if cell.x >= box.right else EAST


def _within(drawing: Drawing, end: End, cell: Cell) -> Cell:
    """The cell of a box or a joint that is nearest to a cell outside."""
    if isinstance(end, Link):
        return Cell(drawing.joints[end].x, drawing.joints[end].y)
    return _nearest(drawing.boxes[end], cell)


def _nearest(box: Box, cell: Cell) -> Cell:
    """The cell of a box that is nearest to one outside."""
    return Cell(min(max(cell.x, box.x), box.right - 1), min(max(cell.y, box.y), box.bottom - 1))


def _passes(arrow: Arrow, cell: Cell) -> bool:
    return any(
        min(one.x, other.x) <= cell.x <= max(one.x, other.x) and min(one.y, other.y) <= cell.y <= max(one.y, other.y)
        for one, other in pairwise((*arrow.points, arrow.points[-1]))
    )


def _arms(run: Run, row: int, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The columns of a run on a row, and to which sides it goes on from there."""
    if run.top == run.bottom and run.left != run.right:
        for x in range(max(run.left, begin), min(run.right + 1, end)):
            yield x, (EAST if x < run.right else 0) | (WEST if x > run.left else 0)
    elif begin <= run.left < end:
        yield run.left, (NORTH if row > run.top else 0) | (SOUTH if row < run.bottom else 0)


def crossings(runs: Iterable[Run], row: int, begin: int, end: int) -> tuple[dict[int, dict[int, int]], dict[int, Role]]:
    """For each column of a row the ways that pass, with the sides they go on to; and the roles of the ways."""
    ways: dict[int, dict[int, int]] = {}
    roles: dict[int, Role] = {}
    for run in runs:
        if run.top <= row <= run.bottom:
            roles[run.way] = run.role
            for x, towards in _arms(run, row, begin, end):
                here = ways.setdefault(x, {})
                here[run.way] = here.get(run.way, 0) | towards
    return ways, roles


def over(here: dict[int, int]) -> int:
    """The way that goes over the others where they cross: one that is not level."""
    return min(here, key=lambda way: (not here[way] & ~LEVEL, way))


def joined(arms: Iterable[int]) -> int:
    """All arms at once: where ways share a port of a small box."""
    joined = 0
    for some in arms:
        joined |= some
    return joined


class ChangedLines:
    """The changed arrows of a drawing. A stretch that an unchanged arrow takes, too, is not shown as changed."""

    def __init__(self, drawing: Drawing, changed: Mapping[Link, Became]) -> None:
        self._unchanged: Final = _filed(
            runs_of(drawing, (arrow for arrow in drawing.arrows if arrow.link not in changed))
        )
        self._by_style: Final[dict[str, Blocks[Run]]] = {}
        for style in dict.fromkeys(became.style for became in changed.values()):
            arrows = [arrow for arrow in drawing.arrows if arrow.link in changed and changed[arrow.link].style == style]
            self._by_style[style] = _filed(runs_of(drawing, arrows))
        self._signs: Final[dict[int, dict[int, tuple[str, str]]]] = {}
        for arrow in drawing.arrows:
            if arrow.link in changed and isinstance(arrow.begin, str):
                became, (x, y) = changed[arrow.link], arrow.points[0]
                self._signs.setdefault(y, {})[x] = (became.sign, became.style)

    def styles(self, row: int, tiles: Iterable[int], begin: int, end: int) -> dict[int, str]:
        """The columns of a row from `begin` up to `end` where only changed arrows pass, with their styles."""
        unchanged, _ = crossings(_near(self._unchanged, row, tiles), row, begin, end)
        styles = {}
        for style, runs in self._by_style.items():
            for x, ways in crossings(_near(runs, row, tiles), row, begin, end)[0].items():
                if not ways.keys() <= unchanged.get(x, {}).keys():
                    styles[x] = style
        return styles

    def signs(self, row: int, begin: int, end: int) -> dict[int, tuple[str, str]]:
        """The signs on a row from one column up to another, with their styles."""
        return {x: sign for x, sign in self._signs.get(row, {}).items() if begin <= x < end}


def _filed(runs: Iterable[Run]) -> Blocks[Run]:
    blocks = Blocks[Run]()
    for run in runs:
        blocks.add(run, run.left, run.top, run.right, run.bottom)
    return blocks


def _near(runs: Blocks[Run], row: int, tiles: Iterable[int]) -> set[Run]:
    return {run for tile in tiles for run in runs.near(row, tile)}


NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
UPRIGHT: Final = NORTH | SOUTH
LEVEL: Final = EAST | WEST
_SHAPES: Final = {
    NORTH: "│", SOUTH: "│", UPRIGHT: "│", EAST: "─", WEST: "─", LEVEL: "─",
    NORTH | EAST: "╰", EAST | SOUTH: "╭", SOUTH | WEST: "╮", NORTH | WEST: "╯",
    UPRIGHT | EAST: "├", UPRIGHT | WEST: "┤", LEVEL | SOUTH: "┬", LEVEL | NORTH: "┴", UPRIGHT | LEVEL: "┼",
}  # fmt: skip
_HEAVY: Final = dict(zip("│─╰╭╮╯├┤┬┴┼", "┃━┗┏┓┛┣┫┳┻╋", strict=True))
_DASHES: Final = {
    Role.SUPPORT: {},
    Role.COUNTER: {"│": "╎", "─": "╌", "┃": "╏", "━": "╍"},
    Role.UNDERCUT: {"│": "┊", "─": "┈", "┃": "┋", "━": "┉"},
}
HEADS: Final = {NORTH: "▲", EAST: "▶", SOUTH: "▼", WEST: "◀"}
"""By the way they point."""


def line_character(role: Role, arms: int, *, heavy: bool = False) -> str:
    """The character with arms to these sides."""
    shape = _SHAPES[arms]
    if heavy:
        shape = _HEAVY[shape]
    return _DASHES[role].get(shape, shape)
