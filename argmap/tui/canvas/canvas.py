"""The widget that shows the drawn map, and in which one walks from box to box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType

from argmap.graph.drawn import Cell, Direction
from argmap.model import Link
from argmap.tui.canvas import messages
from argmap.tui.canvas.bindings import CANVAS_BINDINGS
from argmap.tui.canvas.carrying import CarryingPlot
from argmap.tui.canvas.moves import Towards, boxes_found, next_box
from argmap.tui.canvas.zoom import Zoom
from argmap.tui.keys import key_of
from argmap.tui.settings.remembered import Habits


class Canvas(CarryingPlot, can_focus=True, inherit_bindings=False):
    """The drawing of a map, to walk through."""

    BINDINGS: ClassVar[list[BindingType]] = [*CANVAS_BINDINGS]

    BoxChosen = messages.BoxChosen
    SearchWanted = messages.SearchWanted

    def __init__(self, *, empty: str | None = None, editable: bool = False) -> None:
        """`editable` tells whether things can be done to boxes: by dragging them, by marking and with the menu."""
        super().__init__(empty or f"no claims yet: {key_of('claim')} makes one", editable=editable)

    def look_as_before(self, habits: Habits) -> None:
        """Draw as the user last had it."""
        direction = Direction.DOWN if habits.drawn_down else Direction.RIGHT
        zoom = Zoom(min(max(habits.drawn_zoom, Zoom.DOTS), Zoom.FULL))
        self.overview_shown = habits.overview
        self._want(replace(self._wanted, direction=direction, zoom=zoom))

    def find(self, query: str) -> int:
        """Mark the boxes that have some words, and go to the first after the selected one; tells how many there are."""
        self._query = query
        self._hits = tuple(boxes_found(self.map, self.drawing, query))
        self._show_emphasis()
        if self._hits and self.current not in self._hits:
            self.action_next_hit(1)
        return len(self._hits)

    # Keys

    def action_go(self, towards: str) -> None:
        """Go to the next box `up`, `down`, `left` or `right`."""
        box = self._chosen_box()
        if box is None:
            self.action_first()
        elif (other := next_box(self.drawing, box, Towards[towards.upper()])) is not None:
            self._select(other.id)

    def action_go_on(self, step: int) -> None:
        """Go so many boxes on in reading order."""
        self._go_round(list(self.drawing.boxes), step)

    def action_first(self) -> None:
        """Go to the first thesis, or to the first box."""
        first = next((some for some in self.map.thesis if some in self.drawing.boxes), None)
        if first is None:
            first = next(iter(self.drawing.boxes), None)
        if first is not None:
            self._select(first)

    def action_next_link(self) -> None:
        """Select the next of the links by which the selected box bears on others."""
        if isinstance(self._chosen, Link):
            self._chosen = self._chosen.premises[0]
        elif len(self._links()) > 1:
            self._link_number = (self._link_number + 1) % len(self._links())
        self.selection_changed()

    def action_choose(self) -> None:
        """Choose the selected box."""
        if (current := self.current) is not None:
            self.post_message(self.BoxChosen(self, current))

    def action_zoom(self, step: int) -> None:
        """Show more or less of each box."""
        zoom = Zoom(min(max(self.zoom + step, Zoom.DOTS), Zoom.FULL))
        if zoom is not self.zoom:
            self._want(replace(self._wanted, zoom=zoom))

    def action_turn(self) -> None:
        """Turn the drawing."""
        turned = Direction.DOWN if self.direction is Direction.RIGHT else Direction.RIGHT
        self._want(replace(self._wanted, direction=turned))

    def action_focus(self) -> None:
        """Show only the neighbourhood of the selected box; with the same box again, a step more of it."""
        if self.current_premises:
            self._want(self._wanted.nearer(frozenset(self.current_premises)))

    def action_let_go(self) -> None:
        """Drop nothing, wait for no drawing, mark nothing, show all; if it is so already, the key is another's."""
        if self.is_carrying:
            self.let_mouse_go()
        elif self.give_up_drawing():
            return
        elif self.held:
            self.held.let_go()
            self.selection_changed()
        elif self._hits or self.is_narrowed:
            self._hits, self._query = (), ""
            self._want(self._wanted.widened())
        else:
            raise SkipAction

    def action_search(self) -> None:
        """Ask for what is to be looked for."""
        self.post_message(self.SearchWanted(self))

    def action_next_hit(self, step: int) -> None:
        """Go to the next box that was found, or to the one before."""
        if self._hits:
            order = list(self.drawing.boxes)
            here = order.index(self.current) if self.current in order else -1
            places = [order.index(hit) for hit in self._hits]
            ahead = [at for at in places if (at > here if step > 0 else at < here)]
            self._select(order[(ahead or places)[0 if step > 0 else -1]])

    def _go_round(self, order: Iterable[str], step: int) -> None:
        ids = list(order)
        if ids:
            here = ids.index(self.current) if self.current in ids else -1 if step > 0 else 0
            self._select(ids[(here + step) % len(ids)])

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Mark with ctrl; ask what can be done with the right button."""
        at = event.get_content_offset(self)
        if at is None or not (event.ctrl or event.button == 3):
            return
        event.prevent_default()
        self.pressed(Cell(*(self.scroll_offset + at)), 1)
        if self._editable:
            self.call_later(self.run_action, "screen.try('menu')" if event.button == 3 else "screen.act('mark')")

    def pressed(self, cell: Cell, chain: int) -> None:
        """Select the box or the link under the pointer; choose a box with two clicks."""
        box = self.painter.index.box_at(cell)
        if box is not None:
            self._select(box.id)
            if chain == 2:
                self.action_choose()
            return
        links = self.painter.index.links_at(cell)
        if len(links) == 1:
            self._select(links[0])
        elif links:
            self._select(links[0].target)
