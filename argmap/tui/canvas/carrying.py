"""Dragging boxes onto others: what is held by the mouse goes to the claim, or against the link, where it is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.geometry import Offset

from argmap.corpus import Standing
from argmap.edit import Refused
from argmap.graph.drawn import Box, Cell, End
from argmap.model import ArgMap, Link, Role
from argmap.tui.canvas import messages
from argmap.tui.canvas.changed import UNCHANGED, Changed
from argmap.tui.canvas.plot import Plot
from argmap.tui.held import Spot
from argmap.tui.keys import with_keys
from argmap.tui.named_edits import links_of, preview_of_moving

_SCROLLS_PER_SECOND: Final = 15
_STEP: Final = Offset(4, 2)
"""Cells by which the drawing moves each time while something is held at an edge."""
_NOWHERE: Final = "drop it on a claim, or an undercut on an arrow; {canvas.show-all} leaves it where it is"
_SEVERAL: Final = "not here: several links share this line; go to where one of them is alone"


class CarryingPlot(Plot, can_focus=True, inherit_bindings=False):
    """A drawing in which boxes, and the joints of links, are dragged onto boxes and arrows."""

    BoxesDropped = messages.BoxesDropped

    def __init__(self, empty: str, *, editable: bool) -> None:
        super().__init__(empty)
        self._editable: Final = editable
        self._grasped: tuple[Spot, ...] = ()
        """What the mouse button went down on, until it comes up."""
        self._begin: Box | Cell | None = None
        """Where that was: nothing is carried as long as the pointer is there."""
        self._pointer = Offset(0, 0)
        self._goal: Spot | None = None
        """Where what is carried would go if it were dropped now; None where it cannot."""

    def on_mount(self) -> None:
        """Make the timer that scrolls while something is held at an edge."""
        self._edge_timer = self.set_interval(1 / _SCROLLS_PER_SECOND, self._scroll_at_edge, pause=True)

    @property
    def is_carrying(self) -> bool:
        """Whether something is on its way."""
        return bool(self._grasped) and self._begin is None

    def show(self, whole: ArgMap, standings: Mapping[str, Standing], changed: Changed = UNCHANGED) -> None:
        """Show a map; of another one than before nothing is carried, as it may be gone."""
        if self._grasped and whole is not self.map:
            self.let_mouse_go()
        super().show(whole, standings, changed)

    def let_mouse_go(self) -> None:
        """Leave what is carried where it is."""
        was_carrying = self.is_carrying
        self._grasped, self._begin, self._goal = (), None, None
        self._edge_timer.pause()
        super().let_mouse_go()
        if was_carrying:
            self.carried, self._aim = (), None
            self._show_emphasis()

    # The mouse

    def grasp(self, cell: Cell) -> bool:
        """Take hold of a box, or of the joint of a link; of all that is marked if that is."""
        box = self.painter.index.box_at(cell)
        link = None if box else self.painter.index.joint_at(cell)
        if not self._editable or (box is None and link is None):
            return False
        spot = self._spot_of(box.id) if box else Spot(link.premises, link) if link else None
        if spot is None:
            return False
        marked = self.held.marked
        self._grasped = marked if any(one.premises == spot.premises for one in marked) else (spot,)
        self._begin = box or cell
        return True

    def carry(self, at: Offset) -> None:
        """Take what is held along, and tell what would happen if it were dropped there."""
        self._pointer = at
        cell = Cell(*(self.scroll_offset + at))
        if self._begin is not None:
            if self._begin.has(cell) if isinstance(self._begin, Box) else self._begin == cell:
                return
            self._begin = None
            self.carried = self._grasped
            self._edge_timer.resume()
        self._take_aim(cell)

    def drop(self) -> None:
        """Put what is carried where the pointer is."""
        if self._goal is not None:
            self.post_message(messages.BoxesDropped(self, self._grasped, self._goal))

    def _scroll_at_edge(self) -> None:
        view, at = self.scrollable_content_region, self._pointer
        across = (at.x >= view.width - 1) - (at.x <= 0)
        along = (at.y >= view.height - 1) - (at.y <= 0)
        if self.is_carrying and (across or along):
            self.action_pan(across * _STEP.x, along * _STEP.y)
            self._take_aim(Cell(*(self.scroll_offset + at)))

    # Where it would go

    def _spot_of(self, some_id: str) -> Spot:
        """A box in the one of its links that is its turn, or in its first."""
        if some_id == self.current and self.current_link is not None:
            return Spot((some_id,), self.current_link)
        return Spot((some_id,), next(iter(self.map.links_from(some_id)), None))

    def _take_aim(self, cell: Cell) -> None:
        goal, said = None, with_keys(_NOWHERE)
        under = self._under(cell)
        if under is None and len(self.painter.index.links_at(cell)) > 1:
            said = _SEVERAL
        elif under is not None and under not in self._grasped:
            try:
                said = preview_of_moving(self.map, self._grasped, under)
                goal = under
            except Refused as refusal:
                said = f"not here: {refusal.what}"
        self._goal = goal
        aim: End | None = None
        if goal is not None:
            aim = goal.premises[0] if self.painter.index.box_at(cell) else goal.link
        self.emphasise_aim(aim, said)

    def _under(self, cell: Cell) -> Spot | None:
        """The box, or the link, to which something would be dropped."""
        box, index = self.painter.index.box_at(cell), self.painter.index
        undercuts = any(link.role is Role.UNDERCUT for link in links_of(self._grasped))
        if box is not None:
            return Spot((box.id,), self._only_link(box.id) if undercuts else None)
        links = index.links_at(cell)
        if len(links) != 1:
            return None
        return Spot(links[0].premises if undercuts else (), links[0])

    def _only_link(self, some_id: str) -> Link | None:
        """The link that an undercut would go to on a box: the one by which that bears on something, if it is one."""
        links = [link for link in self.map.links_from(some_id) if link.role is not Role.UNDERCUT]
        return links[0] if len(links) == 1 else None
