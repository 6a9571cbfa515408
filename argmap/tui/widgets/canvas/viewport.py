"""The part of the graph that is in sight: it is painted, panned with keys, mouse and wheel, and has an overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from argmap.graph.drawn import Box, Cell, Direction, Drawing
from argmap.graph.drawn import Size as Cells
from argmap.model import ArgMap, Link, Premises
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import cut
from argmap.tui.content import safe
from argmap.tui.widgets import painted_pane
from argmap.tui.widgets.canvas.boxes import Became, Emphasis, Lettering, Zoom
from argmap.tui.widgets.canvas.painter import Painter
from argmap.tui.widgets.canvas.view_spec import arrows_of
from argmap.tui.widgets.painted_pane import PaintedPane, Piece

_SHARE: Final = 3
"""The overview takes at most such a part of the width and height."""


class Inset:
    """The overview of one drawing in a window of one size."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing: Final = drawing
        self._overview: Overview | None = None
        self._region = Region()
        self._view = Region()
        """What is in sight, in cells of the drawing."""
        self._kept: tuple[Region, list[list[Piece]]] | None = None
        """What was in sight when the overview was last painted, and its rows."""

    def placed(self, view: Region, unhidden: Box | None) -> Region | None:
        """Where it stands in a window that shows `view`: in the lower right corner, or the left one where it would
        hide a box. Nowhere while all is in sight.
        """
        whole = self._drawing.size
        self._view = view
        if whole.width <= view.width and whole.height <= view.height:
            return None
        if self._overview is None:
            most = Cells(min(MOST.width, max(4, view.width // _SHARE)), min(MOST.height, max(2, view.height // _SHARE)))
            self._overview = Overview(self._drawing, most)
        size = self._overview.size
        place = Offset(max(0, view.width - size.width), max(0, view.height - size.height))
        self._region = Region(*place, *size)
        box = unhidden
        if box is not None and Region(box.x, box.y, box.width, box.height).overlaps(self._region + view.offset):
            self._region = Region(0, place.y, *size)
        return self._region

    def rows(self) -> list[list[Piece]]:
        """Its rows, with what is in sight now."""
        if self._overview is not None and (self._kept is None or self._kept[0] != self._view):
            self._kept = self._view, self._overview.rows(self._view)
        return [] if self._kept is None else self._kept[1]

    def place(self, at: Offset, *, anywhere: bool) -> Cell | None:
        """What a cell of the window stands for; outside of the overview nothing, or with `anywhere` what is nearest."""
        if self._overview is None or not (anywhere or self._region.contains(*at)):
            return None
        return self._overview.place(at.x - self._region.x, at.y - self._region.y)


MOST: Final = Cells(30, 10)
"""Cells that the picture takes at most, without its border."""


_DOTS: Final = Cells(2, 4)
"""Dots of a cell, in Unicode's braille patterns."""


_BRAILLE: Final = 0x2800
_BITS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""By column and row of the dot."""


class Overview:
    """A picture of one drawing."""

    def __init__(self, drawing: Drawing, most: Cells = MOST) -> None:
        self._full: Final = Cells(max(1, drawing.size.width), max(1, drawing.size.height))
        self.size: Final = self._fitting(most)
        """Cells of the picture, with its border."""
        dots: dict[tuple[int, int], int] = {}
        for box in drawing.boxes.values():
            left, top = self._dot(box.x, box.y)
            right, bottom = self._dot(box.right - 1, box.bottom - 1)
            for x in range(left, max(right, left + 1)):
                for y in range(top, max(bottom, top + 1)):
                    cell = (x // _DOTS.width, y // _DOTS.height)
                    dots[cell] = dots.get(cell, 0) | _BITS[x % _DOTS.width][y % _DOTS.height]
        self._dots: Final = dots

    def rows(self, view: Region) -> list[list[Piece]]:
        """The picture in its border; `view` is what is in sight, in cells of the drawing."""
        width, height = self.size.width - 2, self.size.height - 2
        first, last = self._cell(view.x, view.y), self._cell(view.right - 1, view.bottom - 1)
        rows = [[Piece("╭" + "─" * width + "╮", "faint")]]
        for y in range(height):
            row = [Piece("│", "faint")]
            for x in range(width):
                seen = first.x <= x <= last.x and first.y <= y <= last.y
                row.append(Piece(chr(_BRAILLE + self._dots.get((x, y), 0)), "view" if seen else "box"))
            rows.append([*row, Piece("│", "faint")])
        return [*rows, [Piece("╰" + "─" * width + "╯", "faint")]]

    def place(self, x: int, y: int) -> Cell:
        """The place of the drawing that a cell of the picture stands for, border and all."""
        width, height = self.size.width - 2, self.size.height - 2
        across = min(max(x - 1, 0), width - 1) + 0.5
        along = min(max(y - 1, 0), height - 1) + 0.5
        return Cell(int(across * self._full.width / width), int(along * self._full.height / height))

    def _fitting(self, most: Cells) -> Cells:
        """As large as can be in the shape of the drawing; flat or narrow ones get a cell at least."""
        scale = min(most.width / self._full.width, most.height / self._full.height)
        return Cells(max(2, round(self._full.width * scale)) + 2, max(1, round(self._full.height * scale)) + 2)

    def _dot(self, x: int, y: int) -> tuple[int, int]:
        width, height = (self.size.width - 2) * _DOTS.width, (self.size.height - 2) * _DOTS.height
        return min(width - 1, x * width // self._full.width), min(height - 1, y * height // self._full.height)

    def _cell(self, x: int, y: int) -> Cell:
        across, along = self._dot(min(x, self._full.width - 1), min(y, self._full.height - 1))
        return Cell(across // _DOTS.width, along // _DOTS.height)


_OWN: Final = ("box", "chosen", "hit", "view", "support-line", "counter-line", "undercut-line")
VIEWPORT_CLASSES: Final = painted_pane.PANE_CLASSES | {f"pane--{style}" for style in _OWN}
VIEWPORT_CSS: Final = """
Sheet {
    overflow: auto auto;
    scrollbar-size: 1 1;
    border: round $foreground 30%;
    border-title-color: $foreground 80%;
    border-subtitle-color: $foreground 80%;
    & .pane--box { color: $foreground 85%; }
    & .pane--chosen { color: $text-accent; text-style: bold; }
    & .pane--hit { text-style: reverse; }
    & .pane--view { background: $primary 45%; }
    & .pane--support-line { color: $text-success 70%; }
    & .pane--counter-line { color: $text-error 75%; }
    & .pane--undercut-line { color: $text-warning 80%; }
}
"""


_NOTHING: Final = Drawing(Direction.RIGHT, Cells(0, 0), {}, {}, ())
_MARGIN: Final = Cells(4, 2)
"""Cells left around a box that is brought in sight, where there is room."""


_PANNING: Final = (1, 2)
"""Mouse buttons: the left one, also on what can be carried, and the one in the middle."""


class Sheet(PaintedPane, can_focus=True, inherit_bindings=False):
    """A drawing larger than the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(VIEWPORT_CLASSES)
    DEFAULT_CSS = VIEWPORT_CSS

    def __init__(self, title: str, empty: str) -> None:
        super().__init__(title, empty)
        self.painter = Painter(_NOTHING, Lettering(ArgMap(title=""), {}, Zoom.DOTS))
        self.overview_shown = False
        self._marked: Box | None = None
        """The box that the overview is not to hide."""
        self._inset = Inset(_NOTHING)
        self._grip: Offset | None = None
        """Where a drag holds the sheet, in cells of the drawing, while the mouse button is down."""
        self._dragged = False
        self._in_overview = False
        self._holds_something = False
        """Whether the drag holds something that stands on the sheet, not the sheet."""

    @property
    def drawing(self) -> Drawing:
        """What is shown."""
        return self.painter.index.drawing

    def spread(self, drawing: Drawing, lettering: Lettering, changed: Mapping[Link, Became]) -> None:
        """Show another drawing, with what became of its links."""
        self.painter = Painter(drawing, lettering, changed)
        self._inset = Inset(drawing)
        self.repaint()

    def emphasise(self, emphasis: Emphasis) -> None:
        """Show what stands out: boxes, and the arrows of links."""
        first = next(iter(sorted(emphasis.selected)), None)
        self._marked = None if first is None else self.drawing.boxes.get(first)
        strong = [arrow for end in emphasis.ends for arrow in arrows_of(self.drawing, end)]
        self.painter.emphasise(emphasis, strong)
        self.refresh()

    def set_words(self, whole: ArgMap, premises: Premises, link: Link | None) -> None:
        """Say what is selected in the lower border, on one line."""
        if len(premises) == 1:
            some_id = premises[0]
            claim, quote = whole.claims.get(some_id), whole.quotes.get(some_id)
            words = claim.text if claim else quote.translation or quote.text if quote else ""
            said = f"{some_id} · {reading_line(words)}"
        else:
            said = " + ".join(premises)
        if link is not None:
            said += (
                f" ({link.role}s {link.target})" if link.role != "undercut" else f" (undercuts a link of {link.target})"
            )
        self.say(said)

    def say(self, words: str) -> None:
        """Say something in the lower border, on one line."""
        self.border_subtitle = safe(cut(words, max(0, self.size.width - 4)))

    def bring_in_sight(self, box: Box) -> None:
        """Scroll as little as is needed to see a box, with some room around it."""
        view = self.scrollable_content_region
        if not view.area:
            return
        x = _shifted(self.scroll_offset.x, view.width, box.x, box.right, _MARGIN.width)
        y = _shifted(self.scroll_offset.y, view.height, box.y, box.bottom, _MARGIN.height)
        self.scroll_to(x, y, animate=False, force=True)

    def centre(self, box: Box) -> None:
        """Scroll so that a box stands in the middle, as far as the drawing goes."""
        view = self.scrollable_content_region
        middle = box.centre
        self.scroll_to(middle.x - view.width // 2, middle.y - view.height // 2, animate=False, force=True)

    # Keys

    def action_pan(self, x: int, y: int) -> None:
        """Move what is in sight by some cells."""
        self.scroll_to(self.scroll_offset.x + x, self.scroll_offset.y + y, animate=False, force=True)

    def action_pan_half(self, x: int, y: int) -> None:
        """Move what is in sight by half of what fits."""
        view = self.scrollable_content_region
        self.action_pan(x * max(1, view.width // 2), y * max(1, view.height // 2))

    def action_overview(self) -> None:
        """Show or hide the small picture of the whole."""
        self.overview_shown = not self.overview_shown
        self.refresh()

    # Mouse

    def pressed(self, cell: Cell, chain: int) -> None:
        """A cell of the drawing was clicked, for the first time, the second …"""
        raise NotImplementedError

    def grasp(self, cell: Cell) -> bool:  # noqa: ARG002 (a sheet by itself holds nothing)
        """Take hold of what is in a cell, to carry it elsewhere; False where nothing there can be carried."""
        return False

    def carry(self, at: Offset) -> None:
        """The pointer took what is held to another cell of the widget."""
        raise NotImplementedError

    def drop(self) -> None:
        """What is held was taken where it is to go."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to a place of the overview, take hold of what stands there, or of the sheet: always so in the middle."""
        at = event.get_content_offset(self)
        if event.button not in _PANNING or at is None:
            return
        self._dragged = False
        self._in_overview = self._holds_something = False
        if event.button == 1:
            self._in_overview = self._go_to_overview(at)
            self._holds_something = not self._in_overview and self.grasp(Cell(*(self.scroll_offset + at)))
        self._grip = self.scroll_offset + at
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag what is held, the sheet, or what is in sight in the overview."""
        if self._grip is None:
            return
        if not event.button:  # it came up where nobody saw it
            self.let_mouse_go()
            return
        at = event.get_content_offset_capture(self)
        if self._in_overview:
            self._go_to_overview(at)
        elif self._grip - at == self.scroll_offset and not self._dragged:
            return
        elif self._holds_something:
            self._dragged = True
            self.carry(at)
        elif (goal := self._grip - at) != self.scroll_offset:
            self._dragged = True
            self.scroll_to(goal.x, goal.y, animate=False, force=True)

    def on_mouse_up(self) -> None:
        """Let go of what is held, or of the sheet."""
        if self._holds_something and self._dragged:
            self.drop()
        self.let_mouse_go()

    def on_mouse_release(self) -> None:
        """Hold nothing any more where another screen has taken the mouse."""
        if self._grip is not None and self.app.mouse_captured is not self:
            self.let_mouse_go()

    def let_mouse_go(self) -> None:
        """Hold nothing any more: what was held stays where it was."""
        self._grip = None
        self._holds_something = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Press what is under the pointer, unless it was dragged."""
        at = event.get_content_offset(self)
        if event.button == 1 and at is not None and not self._dragged and not self._in_overview:
            self.pressed(Cell(*(self.scroll_offset + at)), event.chain)

    # Painting

    def row_count(self) -> int:
        """The rows of the drawing."""
        return self.drawing.size.height

    def repaint(self, *, among: int | None = None) -> None:  # noqa: ARG002 (a sheet is painted as a whole)
        """Paint anew what is in sight, and take in how large the drawing is."""
        self.painter.forget()
        self.virtual_size = Size(*self.drawing.size)
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew when the theme, the style sheet or the focus changes."""
        super().notify_style_update()
        self.painter.forget()

    def on_resize(self) -> None:
        """Fit the overview to the new size."""
        self._inset = Inset(self.drawing)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width
        if not self.row_count():
            return self._empty_strip(y, width)
        left, top = self.scroll_offset
        strip = self.painter.strip(top + y, left, width, self._painted)
        inset = self._inset_region()
        if inset is None or not inset.y <= y < inset.bottom:
            return strip
        pieces = self._inset.rows()[y - inset.y]
        own = Strip([Segment(piece.text, self._painted(piece.style)) for piece in pieces])
        return Strip.join([strip.crop(0, inset.x), own, strip.crop(inset.right, width)])

    def _inset_region(self) -> Region | None:
        """Where the overview stands now; nowhere while all is in sight."""
        if not self.overview_shown:
            return None
        return self._inset.placed(Region(*self.scroll_offset, *self.scrollable_content_region.size), self._marked)

    def _go_to_overview(self, at: Offset) -> bool:
        """Go where a cell of the overview shows; False if it is none."""
        place = self._inset.place(at, anywhere=self._in_overview) if self._inset_region() else None
        if place is None:
            return False
        view = self.scrollable_content_region
        self.scroll_to(place.x - view.width // 2, place.y - view.height // 2, animate=False, force=True)
        return True


def _shifted(offset: int, room: int, begin: int, end: int, margin: int) -> int:
    """The offset, moved as little as is needed to see from begin to end, with a margin where there is room for it."""
    margin = max(0, min(margin, (room - (end - begin)) // 2))
    if begin - margin < offset:
        return max(0, begin - margin)
    return max(offset, min(begin, end + margin - room))
