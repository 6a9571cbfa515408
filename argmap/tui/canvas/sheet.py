"""The paper of the drawing: it is painted, panned with keys, mouse and wheel, and has a small picture of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from argmap.graph.drawn import Box, Cell, Direction, Drawing, End
from argmap.graph.drawn import Size as Cells
from argmap.model import ArgMap, Link, Premises
from argmap.text.one_line import reading_line
from argmap.tui.canvas import look
from argmap.tui.canvas.moves import arrows_of
from argmap.tui.canvas.overview import MOST, Overview
from argmap.tui.canvas.painter import Painter
from argmap.tui.canvas.zoom import Lettering, Zoom
from argmap.tui.held import Spot
from argmap.tui.panes.glyphs import cut
from argmap.tui.panes.look import Piece
from argmap.tui.panes.painted_pane import PaintedPane
from argmap.tui.safe_text import safe

_NOTHING: Final = Drawing(Direction.RIGHT, Cells(0, 0), {}, {}, ())
_MARGIN: Final = Cells(4, 2)
"""Cells left around a box that is brought in sight, where there is room."""
_OVERVIEW_SHARE: Final = 3
"""The overview takes at most such a part of the width and height."""


class Sheet(PaintedPane, can_focus=True, inherit_bindings=False):
    """A drawing larger than the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(look.COMPONENT_CLASSES)
    DEFAULT_CSS = look.DEFAULT_CSS

    def __init__(
        self, title: str, empty: str, *, id: str | None = None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self.painter = Painter(_NOTHING, Lettering(ArgMap(title=""), {}, Zoom.DOTS))
        self.overview_shown = False
        self._marked: Box | None = None
        """The box that the overview is not to hide."""
        self._overview: Overview | None = None
        self._overview_kept: tuple[Region, list[list[Piece]]] | None = None
        """What was in sight when the overview was last painted, and its rows."""
        self._grip: Offset | None = None
        """Where a drag holds the sheet, in cells of the drawing, while the mouse button is down."""
        self._dragged = False
        self._in_overview = False

    @property
    def drawing(self) -> Drawing:
        """What is shown."""
        return self.painter.index.drawing

    def spread(self, drawing: Drawing, lettering: Lettering) -> None:
        """Show another drawing."""
        self.painter = Painter(drawing, lettering)
        self._overview = self._overview_kept = None
        self.repaint()

    def emphasise(self, chosen: End | None, hits: Iterable[str], marked: Iterable[Spot]) -> None:
        """Show what is selected, with its arrows, what was found, and what is marked: boxes, or arrows of links."""
        selected: Premises = () if chosen is None else (chosen,) if isinstance(chosen, str) else chosen.premises
        strong = [] if chosen is None else arrows_of(self.drawing, chosen)
        spots = tuple(marked)
        for link in {spot.link for spot in spots if spot.link is not None}:
            strong += arrows_of(self.drawing, link)
        self._marked = self.drawing.boxes.get(selected[0]) if selected else None
        boxes = {member for spot in spots for member in spot.premises}
        self.painter.emphasise(selected, hits, boxes, strong)
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
        self.border_subtitle = safe(cut(said, max(0, self.size.width - 4)))

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

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the sheet, or go to a place of the overview."""
        at = event.get_content_offset(self)
        if event.button != 1 or at is None:
            return
        self._dragged = False
        self._in_overview = False
        self._in_overview = self._go_to_overview(at)
        self._grip = self.scroll_offset + at
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the sheet, or what is in sight in the overview."""
        if self._grip is None:
            return
        at = event.get_content_offset_capture(self)
        if self._in_overview:
            self._go_to_overview(at)
        elif (goal := self._grip - at) != self.scroll_offset:
            self._dragged = True
            self.scroll_to(goal.x, goal.y, animate=False, force=True)

    def on_mouse_up(self) -> None:
        """Let the sheet go."""
        self._grip = None
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

    def repaint(self) -> None:
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
        self._overview = self._overview_kept = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width
        if not self.row_count():
            return self._empty_strip(y, width)
        left, top = self.scroll_offset
        strip = self.painter.strip(top + y, left, width, self._painted)
        inset = self._overview_region()
        if inset is None or not inset.y <= y < inset.bottom:
            return strip
        pieces = self._overview_rows()[y - inset.y]
        own = Strip([Segment(piece.text, self._painted(piece.style)) for piece in pieces])
        return Strip.join([strip.crop(0, inset.x), own, strip.crop(inset.right, width)])

    def _overview_region(self) -> Region | None:
        """Where the overview stands: in the lower right corner, or the left one where it would hide what is selected.

        Nowhere while all is in sight.
        """
        view = self.scrollable_content_region
        drawing = self.drawing.size
        if not self.overview_shown or (drawing.width <= view.width and drawing.height <= view.height):
            return None
        if self._overview is None:
            most = Cells(
                min(MOST.width, max(4, view.width // _OVERVIEW_SHARE)),
                min(MOST.height, max(2, view.height // _OVERVIEW_SHARE)),
            )
            self._overview = Overview(self.drawing, most)
        size = self._overview.size
        inset = Region(max(0, view.width - size.width), max(0, view.height - size.height), *size)
        box = self._marked
        if box is not None and Region(box.x, box.y, box.width, box.height).overlaps(inset + self.scroll_offset):
            return Region(0, inset.y, *size)
        return inset

    def _overview_rows(self) -> list[list[Piece]]:
        """The overview with what is in sight now."""
        view = Region(*self.scroll_offset, *self.scrollable_content_region.size)
        if self._overview is not None and (self._overview_kept is None or self._overview_kept[0] != view):
            self._overview_kept = view, self._overview.rows(view)
        return [] if self._overview_kept is None else self._overview_kept[1]

    def _go_to_overview(self, at: Offset) -> bool:
        """Go where a cell of the overview shows; False if it is none."""
        inset = self._overview_region()
        if inset is None or self._overview is None or not (self._in_overview or inset.contains(*at)):
            return False
        place = self._overview.place(at.x - inset.x, at.y - inset.y)
        view = self.scrollable_content_region
        self.scroll_to(place.x - view.width // 2, place.y - view.height // 2, animate=False, force=True)
        return True


def _shifted(offset: int, room: int, begin: int, end: int, margin: int) -> int:
    """The offset, moved as little as is needed to see from begin to end, with a margin where there is room for it."""
    margin = max(0, min(margin, (room - (end - begin)) // 2))
    if begin - margin < offset:
        return max(0, begin - margin)
    return max(offset, min(begin, end + margin - room))
