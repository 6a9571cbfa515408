"""The widget that shows the drawn map, and in which one walks from box to box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual import events, on
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset

from argmap.corpus import Standing
from argmap.graph.drawn import Box, Cell, Direction, Drawing, End
from argmap.graph.layers import drawing
from argmap.graph.neighbourhood import neighbourhood
from argmap.graph.sifting import Sieve
from argmap.model import ArgMap, Link, Premises
from argmap.tui.actions import key_of
from argmap.tui.canvas import messages
from argmap.tui.canvas.asked import Asked, asked_for
from argmap.tui.canvas.bindings import CANVAS_BINDINGS
from argmap.tui.canvas.moves import Towards, boxes_found, nearest_box, next_box
from argmap.tui.canvas.sheet import Sheet
from argmap.tui.canvas.zoom import Lettering, Zoom
from argmap.tui.held import Held
from argmap.tui.panes.outline_lines import sieve_text

_AT_ONCE: Final = 400
"""Boxes that are laid out in the time of a key press; more are laid out beside, while the old drawing stays."""


class Canvas(Sheet, can_focus=True, inherit_bindings=False):
    """The drawing of a map. The selected box stays where it is on the screen when the map or the zoom changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*CANVAS_BINDINGS]

    BoxMoved = messages.BoxMoved
    BoxChosen = messages.BoxChosen
    SearchWanted = messages.SearchWanted

    def __init__(
        self,
        *,
        empty: str | None = None,
        direction: Direction = Direction.RIGHT,
        zoom: Zoom = Zoom.TITLES,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(
            "Map", empty or f"no claims yet: {key_of('claim')} makes one", id=id, classes=classes, name=name
        )
        self._map = ArgMap(title="")
        self._standings: Mapping[str, Standing] = {}
        self._direction = direction
        self._zoom = zoom
        self._chosen: End | None = None
        self._link_number = 0
        self._hits: tuple[str, ...] = ()
        self._near: tuple[frozenset[str], int] | None = None
        """What the drawing is focused on, and how many steps around that it shows."""
        self._orders = 0
        self._query = ""
        self.held = Held()
        """What is marked and cut."""
        self.sieve = Sieve()
        """What is asked for."""
        self._asked: Asked | None = None
        self._was_seen = False
        """Whether there was room to show anything yet."""

    # What the app around it uses

    def show(self, whole: ArgMap, standings: Mapping[str, Standing]) -> None:
        """Show a map, or the same map after an edit; where the selected box is gone, the nearest left is selected."""
        self._map, self._standings = whole, standings
        self._asked = asked_for(whole, standings, self.sieve)
        self._order()

    def sift(self, sieve: Sieve) -> None:
        """Show what is asked for and what it bears on; with an empty sieve, everything."""
        self.sieve = sieve
        self.show(self._map, self._standings)

    @property
    def found(self) -> tuple[int, int]:
        """How many claims and quotes are asked for, and of how many."""
        everything = len(self._map.claims) + len(self._map.quotes)
        return (self._asked.number if self._asked else everything), everything

    @property
    def map(self) -> ArgMap:
        """What is drawn."""
        return self._map

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self._near is not None or self._asked is not None

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
    def zoom(self) -> Zoom:
        """How much of each box is shown."""
        return self._zoom

    @property
    def direction(self) -> Direction:
        """Which way the argument is read."""
        return self._direction

    @property
    def hits(self) -> tuple[str, ...]:
        """What the last search found, in reading order."""
        return self._hits

    def reveal(self, shown: str | Link) -> bool:
        """Select a box or a link and bring it in sight, showing the whole map again if need be; False if it is gone."""
        some_id = shown if isinstance(shown, str) else shown.premises[0]
        if some_id not in self.drawing.boxes:
            if some_id not in self._map.ids or some_id in self._map.sources:
                return False
            self._near, self._asked, self.sieve = None, None, Sieve()
            self._chosen = some_id
            self._order(keep_place=False)
        self._select(shown if isinstance(shown, str) or shown in self._map.links() else some_id)
        return True

    def find(self, query: str) -> int:
        """Mark the boxes that have some words, and go to the first after the selected one; tells how many there are."""
        self._query = query
        self._hits = tuple(boxes_found(self._map, self.drawing, query))
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
        first = next((some for some in self._map.thesis if some in self.drawing.boxes), None)
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
        zoom = Zoom(min(max(self._zoom + step, Zoom.DOTS), Zoom.FULL))
        if zoom is not self._zoom:
            self._zoom = zoom
            self._order()

    def action_turn(self) -> None:
        """Turn the drawing."""
        self._direction = Direction.DOWN if self._direction is Direction.RIGHT else Direction.RIGHT
        self._order()

    def action_focus(self) -> None:
        """Show only the neighbourhood of the selected box; with the same box again, a step more of it."""
        around = frozenset(self.current_premises)
        if not around:
            return
        self._near = (around, self._near[1] + 1 if self._near and self._near[0] == around else 1)
        self._order()

    def action_let_go(self) -> None:
        """Show the whole map and mark nothing; if it is so already, the key is for someone else."""
        if self.held:
            self.held.let_go()
            self.selection_changed()
            return
        if not (self._near or self._hits or self._asked):
            raise SkipAction
        self._hits, self._query = (), ""
        if self._near is None:
            self._asked, self.sieve = None, Sieve()
        self._near = None
        self._order()

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

    def on_resize(self) -> None:
        """Keep the selected box in sight."""
        super().on_resize()
        self._describe()
        if (box := self._chosen_box()) is not None and not self._was_seen:
            self._was_seen = True
            self.centre(box)
        self._keep_in_sight()

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Mark with ctrl; ask what can be done with the right button."""
        at = event.get_content_offset(self)
        if at is None or not (event.ctrl or event.button == 3):
            return
        event.prevent_default()
        self.pressed(Cell(*(self.scroll_offset + at)), 1)
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

    # Drawing

    def _order(self, *, keep_place: bool = True) -> None:
        """Have the drawing made, at once if that is quick."""
        self._orders += 1
        lettering = Lettering(self._map, self._standings, self._zoom)
        asked = None if self._asked is None else self._asked.shown
        shown = asked if self._near is None else neighbourhood(self._map, *self._near)
        if self._near is not None and not shown:
            self._near, shown = None, asked
        make = partial(drawing, self._map, lettering.size, direction=self._direction, shown=shown)
        count = len(self._map.claims) + len(self._map.quotes) if shown is None else len(shown)
        if count <= _AT_ONCE:
            self._adopt(make(), lettering, keep_place=keep_place)
            return
        order = self._orders

        def draw() -> None:
            self.post_message(messages.Drawn(self, make(), order))

        self.run_worker(draw, thread=True, group="drawing", exclusive=True)

    @on(messages.Drawn)
    def _drawn(self, message: messages.Drawn) -> None:
        message.stop()
        if message.order == self._orders:
            self._adopt(message.drawing, Lettering(self._map, self._standings, self._zoom))

    def _adopt(self, new: Drawing, lettering: Lettering, *, keep_place: bool = True) -> None:
        old, box = self.drawing, self._chosen_box()
        place = None if box is None else Offset(box.centre.x, box.centre.y) - self.scroll_offset
        before = self._chosen, self.current_link
        self._chosen = self._kept(old, new)
        self.spread(new, lettering)
        self._hits = tuple(boxes_found(self._map, new, self._query))
        self._show_emphasis()
        now = self._chosen_box()
        if now is not None and place is not None and old.boxes and keep_place:
            self.scroll_to(now.centre.x - place.x, now.centre.y - place.y, animate=False, force=True)
        elif now is not None:
            self.centre(now)
        self._keep_in_sight()
        if before != (self._chosen, self.current_link):
            self.post_message(self.BoxMoved(self, self.current, self.current_link))

    def _kept(self, old: Drawing, new: Drawing) -> End | None:
        """What is to be selected in a new drawing."""
        chosen = self._chosen
        if isinstance(chosen, Link):
            if chosen in set(self._map.links()) and new.boxes.keys() >= {*chosen.premises, chosen.target}:
                return chosen
            chosen = chosen.premises[0]
        if chosen is not None and chosen in new.boxes:
            return chosen
        if chosen is not None and chosen in old.boxes and (nearest := nearest_box(new, old.boxes[chosen])) is not None:
            return nearest.id
        thesis = (some for some in self._map.thesis if some in new.boxes)
        return next(thesis, next(iter(new.boxes), None))

    # Selecting

    def _links(self) -> list[Link]:
        return [] if not isinstance(self._chosen, str) else list(self._map.links_from(self._chosen))

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
        self.post_message(self.BoxMoved(self, self.current, self.current_link))

    def _show_emphasis(self) -> None:
        """Show what is selected, found and marked now."""
        self.emphasise(self._chosen, self._hits, self.held.marked)
        self._describe()

    def _describe(self) -> None:
        """Say in the border what is selected, and how much is shown."""
        shown = len(self.drawing.boxes)
        everything = len(self._map.claims) + len(self._map.quotes)
        title = (
            "Map" if self._asked is None else f"Map: {self._asked.number} of {everything} · {sieve_text(self.sieve)}"
        )
        if self._near is not None:
            title = f"Near {', '.join(sorted(self._near[0]))}: {shown} of {everything}"
        if self.held:
            title += f" · {self.held.said}"
        if self._query:
            title += f" · {len(self._hits)} found"
        self.set_title(title)
        self.set_words(self._map, self.current_premises, self.current_link)

    def _go_round(self, order: Iterable[str], step: int) -> None:
        ids = list(order)
        if ids:
            here = ids.index(self.current) if self.current in ids else -1 if step > 0 else 0
            self._select(ids[(here + step) % len(ids)])

    def _keep_in_sight(self) -> None:
        if (box := self._chosen_box()) is not None:
            self.bring_in_sight(box)
