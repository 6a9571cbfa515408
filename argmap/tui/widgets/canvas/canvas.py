"""The widget that shows the graph of a map: one walks from box to box, drags boxes, and looks for words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from textual import events, on
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from argmap.corpus import QuoteState
from argmap.edit import Refused
from argmap.graph.drawn import Box, Cell, Direction, Drawing, End
from argmap.graph.outline import Filter
from argmap.model import ArgMap, Link, Premises, Role
from argmap.tui.keys import bindings, key_of, with_keys
from argmap.tui.settings import Habits
from argmap.tui.state.context import Marks, RowRef
from argmap.tui.state.edits import links_of, preview_of_moving
from argmap.tui.widgets.canvas.boxes import UNCHANGED, Changed, Emphasis, Zoom
from argmap.tui.widgets.canvas.view_spec import Towards, Wanted, boxes_found, nearest_box, next_box
from argmap.tui.widgets.canvas.viewport import Sheet
from argmap.tui.widgets.painted_pane import Piece


class _FromCanvas(Message):
    def __init__(self, canvas: Plot) -> None:
        super().__init__()
        self.canvas: Final = canvas

    @property
    def control(self) -> Plot:
        """The canvas, for `on`."""
        return self.canvas


class BoxMoved(_FromCanvas, namespace="canvas"):
    """Another box or link is selected, or none any more."""

    def __init__(self, canvas: Plot, box: str | None, link: Link | None) -> None:
        super().__init__(canvas)
        self.box: Final = box
        self.link: Final = link

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, BoxMoved) and message.canvas is self.canvas


class BoxChosen(_FromCanvas, namespace="canvas"):
    """The user wants to go to what a box stands for."""

    def __init__(self, canvas: Plot, box: str) -> None:
        super().__init__(canvas)
        self.box: Final = box


class BoxesDropped(_FromCanvas, namespace="canvas"):
    """Boxes, or links, were dragged onto another."""

    def __init__(self, canvas: Plot, dragged: tuple[RowRef, ...], onto: RowRef) -> None:
        super().__init__(canvas)
        self.dragged: Final = dragged
        self.onto: Final = onto


class TitleChanged(_FromCanvas, namespace="canvas"):
    """How much is shown, found or marked is told in other words."""

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, TitleChanged) and message.canvas is self.canvas


class SearchWanted(_FromCanvas, namespace="canvas"):
    """The user wants to look for words."""


class Drawn(_FromCanvas, namespace="canvas"):
    """A drawing that took its time is finished."""

    def __init__(self, canvas: Plot, drawing: Drawing, order: int) -> None:
        super().__init__(canvas)
        self.drawing: Final = drawing
        self.order: Final = order
        """The number of the order that it answers."""


_AT_ONCE: Final = 400
"""Boxes that are laid out in the time of a key press; more are laid out beside, while the old drawing stays."""


_BEING_MADE: Final = "drawing …"


class Plot(Sheet, can_focus=True, inherit_bindings=False):
    """A drawing of a map in which something is selected, which stays where it is on the screen whatever changes."""

    def __init__(self, empty: str) -> None:
        super().__init__("Map", empty)
        self._wanted = Wanted()
        self._chosen: End | None = None
        self._link_number = 0
        self._query = ""
        self._hits: tuple[str, ...] = ()
        self._title = ""
        self._orders = 0
        self._settled: Wanted | None = None
        """What the drawing shows that is there."""
        self._was_seen = False
        """Whether there was room to show anything yet."""
        self.marks = Marks()
        """What is marked and cut."""
        self.carried: tuple[RowRef, ...] = ()
        """What is dragged to another place."""
        self._aim: End | None = None
        """The box, or the link, that it would go to."""

    # What the app around it uses

    def show(self, whole: ArgMap, quote_states: Mapping[str, QuoteState], changed: Changed = UNCHANGED) -> None:
        """Show a map, or the same map after an edit; where the selected box is gone, the nearest left is selected."""
        self._want(self._wanted.of_map(whole, quote_states, changed))

    def sift(self, filter_: Filter) -> None:
        """Show what is asked for and what it bears on; with an empty filter, everything."""
        self._want(self._wanted.filtered(filter_))

    @property
    def filter_(self) -> Filter:
        """What is asked for."""
        return self._wanted.filter_

    @property
    def found(self) -> tuple[int, int]:
        """How many claims and quotes are asked for, and of how many."""
        asked = self._wanted.asked
        return (asked.number if asked else self._wanted.size), self._wanted.size

    @property
    def map(self) -> ArgMap:
        """What is drawn."""
        return self._wanted.map

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self._wanted.is_narrowed

    @property
    def zoom(self) -> Zoom:
        """How much of each box is shown."""
        return self._wanted.zoom

    @property
    def direction(self) -> Direction:
        """Which way the argument is read."""
        return self._wanted.direction

    @property
    def current(self) -> str | None:
        """The id of the selected claim or quote; of a selected link its premise, if that is one."""
        premises = self.current_premises
        return premises[0] if len(premises) == 1 else None

    @property
    def current_premises(self) -> Premises:
        """The selected claim or quote, or the premises of the selected link."""
        if self._chosen is None:
            return ()
        return (self._chosen,) if isinstance(self._chosen, str) else self._chosen.premises

    @property
    def current_link(self) -> Link | None:
        """The selected link, or the one of the selected box's links to others that is its turn."""
        if isinstance(self._chosen, Link):
            return self._chosen
        links = self._links()
        return links[self._link_number % len(links)] if links else None

    @property
    def hits(self) -> tuple[str, ...]:
        """What the last search found, in reading order."""
        return self._hits

    def reveal(self, shown: str | Link) -> bool:
        """Select a box or a link and bring it in sight, showing the whole map again if need be; False if it is gone."""
        some_id = shown if isinstance(shown, str) else shown.premises[0]
        if some_id not in self.drawing.boxes:
            if some_id not in self.map.ids or some_id in self.map.sources:
                return False
            self._chosen = some_id
            self._want(self._wanted.everything(), keep_place=False)
        self._select(shown if isinstance(shown, str) or shown in self.map.links() else some_id)
        return True

    # Drawing

    def _want(self, wanted: Wanted, *, keep_place: bool = True) -> None:
        """Have the drawing made, at once if that is quick."""
        self._wanted = wanted
        self._orders += 1
        shown = wanted.shown
        if (wanted.size if shown is None else len(shown)) <= _AT_ONCE:
            self._adopt(wanted.drawn(), keep_place=keep_place)
            return
        order = self._orders
        self._describe()

        def draw() -> None:
            self.post_message(Drawn(self, wanted.drawn(), order))

        self.run_worker(draw, thread=True, name="drawing", group="drawing", exclusive=True)
        self.refresh()

    @property
    def is_drawing(self) -> bool:
        """Whether a drawing is being made that takes its time."""
        return self._settled is not self._wanted

    def give_up_drawing(self) -> bool:
        """Keep the drawing that is there; False where it is no longer of this map, or nothing is being made."""
        settled = self._settled
        if settled is None or not self.is_drawing or settled.map is not self.map:
            return False
        self._wanted = settled
        self._orders += 1
        self._describe()
        return True

    def _empty_strip(self, y: int, width: int) -> Strip:
        if self.is_drawing and self._wanted.size:
            return self._paint([Piece(_BEING_MADE, "faint")] if y == 0 else [], width)
        return super()._empty_strip(y, width)

    @on(Drawn)
    def _drawn(self, message: Drawn) -> None:
        message.stop()
        if message.order == self._orders:
            self._adopt(message.drawing)

    def _adopt(self, new: Drawing, *, keep_place: bool = True) -> None:
        self._settled = self._wanted
        old, box = self.drawing, self._chosen_box()
        place = None if box is None else Offset(box.centre.x, box.centre.y) - self.scroll_offset
        before = self._chosen, self.current_link
        self._chosen = self._kept(old, new)
        self.spread(new, self._wanted.lettering, self._wanted.changed.links)
        self._hits = tuple(boxes_found(self.map, new, self._query))
        self._show_emphasis()
        now = self._chosen_box()
        if now is not None and place is not None and old.boxes and keep_place:
            self.scroll_to(now.centre.x - place.x, now.centre.y - place.y, animate=False, force=True)
        elif now is not None:
            self.centre(now)
        self._keep_in_sight()
        if not old.boxes or before != (self._chosen, self.current_link):
            self.post_message(BoxMoved(self, self.current, self.current_link))

    def _kept(self, old: Drawing, new: Drawing) -> End | None:
        """What is to be selected in a new drawing."""
        chosen = self._chosen
        if isinstance(chosen, Link):
            if chosen in set(self.map.links()) and new.boxes.keys() >= {*chosen.premises, chosen.target}:
                return chosen
            chosen = chosen.premises[0]
        if chosen is not None and chosen in new.boxes:
            return chosen
        if chosen is not None and chosen in old.boxes and (nearest := nearest_box(new, old.boxes[chosen])) is not None:
            return nearest.id
        thesis = (some for some in self.map.thesis if some in new.boxes)
        return next(thesis, next(iter(new.boxes), None))

    def on_resize(self) -> None:
        """Keep the selected box in sight."""
        super().on_resize()
        self._describe()
        if (box := self._chosen_box()) is not None and not self._was_seen:
            self._was_seen = True
            self.centre(box)
        self._keep_in_sight()

    # Selecting

    def _links(self) -> list[Link]:
        return [] if not isinstance(self._chosen, str) else list(self.map.links_from(self._chosen))

    def _chosen_box(self) -> Box | None:
        premises = self.current_premises
        return self.drawing.boxes.get(premises[0]) if premises else None

    def _select(self, chosen: End) -> None:
        if chosen != self._chosen:
            self._chosen, self._link_number = chosen, 0
            self.selection_changed()
        self._keep_in_sight()

    def selection_changed(self) -> None:
        """Show what is selected and marked now, and tell it."""
        self._show_emphasis()
        self.post_message(BoxMoved(self, self.current, self.current_link))

    def _show_emphasis(self) -> None:
        """Show what is selected, found and marked now."""
        cut = self.carried or self.marks.cut
        self.emphasise(Emphasis.of(self._chosen, self._hits, self.marks.marked, cut, self._aim))
        self._describe()

    def emphasise_aim(self, aim: End | None, said: str) -> None:
        """Show where what is carried would go, and tell what that would do, or why it cannot."""
        if aim != self._aim:
            self._aim = aim
            self._show_emphasis()
        self.say(said)

    def _describe(self) -> None:
        """Say in the border what is selected, and how much is shown."""
        title = self._wanted.title(len(self.drawing.boxes))
        if self.is_drawing and self._wanted.size:
            title += f" · {_BEING_MADE}"
        if self.marks:
            title += f" · {self.marks.said}"
        if self._query:
            title += f" · {len(self._hits)} found"
        if title != self._title:
            self._title = title
            self.set_title(title)
            self.post_message(TitleChanged(self))
        self.set_words(self.map, self.current_premises, self.current_link)

    def _keep_in_sight(self) -> None:
        if (box := self._chosen_box()) is not None:
            self.bring_in_sight(box)


_SCROLLS_PER_SECOND: Final = 15
_STEP: Final = Offset(4, 2)
"""Cells by which the drawing moves each time while something is held at an edge."""


_NOWHERE: Final = "drop it on a claim, or an undercut on an arrow; {canvas.show-all} leaves it where it is"
_SEVERAL: Final = "not here: several links share this line; go to where one of them is alone"


class CarryingPlot(Plot, can_focus=True, inherit_bindings=False):
    """A drawing in which boxes, and the joints of links, are dragged onto boxes and arrows."""

    def __init__(self, empty: str, *, editable: bool) -> None:
        super().__init__(empty)
        self._editable: Final = editable
        self._grasped: tuple[RowRef, ...] = ()
        """What the mouse button went down on, until it comes up."""
        self._begin: Box | Cell | None = None
        """Where that was: nothing is carried as long as the pointer is there."""
        self._pointer = Offset(0, 0)
        self._goal: RowRef | None = None
        """Where what is carried would go if it were dropped now; None where it cannot."""

    def on_mount(self) -> None:
        """Make the timer that scrolls while something is held at an edge."""
        self._edge_timer = self.set_interval(1 / _SCROLLS_PER_SECOND, self._scroll_at_edge, pause=True)

    @property
    def is_carrying(self) -> bool:
        """Whether something is on its way."""
        return bool(self._grasped) and self._begin is None

    def show(self, whole: ArgMap, quote_states: Mapping[str, QuoteState], changed: Changed = UNCHANGED) -> None:
        """Show a map; of another one than before nothing is carried, as it may be gone."""
        if self._grasped and whole is not self.map:
            self.let_mouse_go()
        super().show(whole, quote_states, changed)

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
        spot = self._spot_of(box.id) if box else RowRef(link.premises, link) if link else None
        if spot is None:
            return False
        marked = self.marks.marked
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
            self.post_message(BoxesDropped(self, self._grasped, self._goal))

    def _scroll_at_edge(self) -> None:
        view, at = self.scrollable_content_region, self._pointer
        across = (at.x >= view.width - 1) - (at.x <= 0)
        along = (at.y >= view.height - 1) - (at.y <= 0)
        if self.is_carrying and (across or along):
            self.action_pan(across * _STEP.x, along * _STEP.y)
            self._take_aim(Cell(*(self.scroll_offset + at)))

    # Where it would go

    def _spot_of(self, some_id: str) -> RowRef:
        """A box in the one of its links that is its turn, or in its first."""
        if some_id == self.current and self.current_link is not None:
            return RowRef((some_id,), self.current_link)
        return RowRef((some_id,), next(iter(self.map.links_from(some_id)), None))

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

    def _under(self, cell: Cell) -> RowRef | None:
        """The box, or the link, to which something would be dropped."""
        box, index = self.painter.index.box_at(cell), self.painter.index
        undercuts = any(link.role is Role.UNDERCUT for link in links_of(self._grasped))
        if box is not None:
            return RowRef((box.id,), self._only_link(box.id) if undercuts else None)
        links = index.links_at(cell)
        if len(links) != 1:
            return None
        return RowRef(links[0].premises if undercuts else (), links[0])

    def _only_link(self, some_id: str) -> Link | None:
        """The link that an undercut would go to on a box: the one by which that bears on something, if it is one."""
        links = [link for link in self.map.links_from(some_id) if link.role is not Role.UNDERCUT]
        return links[0] if len(links) == 1 else None


CANVAS_BINDINGS: Final = bindings(
    "canvas",
    {
        "go-there": "choose",
        "up": "go('up')",
        "down": "go('down')",
        "left": "go('left')",
        "right": "go('right')",
        "next": "go_on(1)",
        "previous": "go_on(-1)",
        "next-link": "next_link",
        "first": "first",
        "pan-up": "pan(0, -2)",
        "pan-down": "pan(0, 2)",
        "pan-left": "pan(-6, 0)",
        "pan-right": "pan(6, 0)",
        "half-up": "pan_half(0, -1)",
        "half-down": "pan_half(0, 1)",
        "half-left": "pan_half(-1, 0)",
        "half-right": "pan_half(1, 0)",
        "larger": "zoom(1)",
        "smaller": "zoom(-1)",
        "turn": "turn",
        "overview": "overview",
        "focus": "focus",
        "show-all": "let_go",
        "search": "search",
        "next-hit": "next_hit(1)",
        "previous-hit": "next_hit(-1)",
    },
)


class Canvas(CarryingPlot, can_focus=True, inherit_bindings=False):
    """The drawing of a map, to walk through."""

    BINDINGS: ClassVar[list[BindingType]] = [*CANVAS_BINDINGS]

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
            self.post_message(BoxChosen(self, current))

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
        elif self.marks:
            self.marks.let_go()
            self.selection_changed()
        elif self._hits or self.is_narrowed:
            self._hits, self._query = (), ""
            self._want(self._wanted.widened())
        else:
            raise SkipAction

    def action_search(self) -> None:
        """Ask for what is to be looked for."""
        self.post_message(SearchWanted(self))

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
