"""The sheet with a drawing that follows a map: it is made anew when the map, or what is wanted of it, changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual import on
from textual.geometry import Offset
from textual.strip import Strip

from argmap.corpus import Standing
from argmap.graph.drawn import Box, Direction, Drawing, End
from argmap.graph.outline import Sieve
from argmap.model import ArgMap, Link, Premises
from argmap.tui.canvas import messages
from argmap.tui.canvas.changed import UNCHANGED, Changed
from argmap.tui.canvas.emphasis import Emphasis
from argmap.tui.canvas.moves import boxes_found, nearest_box
from argmap.tui.canvas.sheet import Sheet
from argmap.tui.canvas.wanted import Wanted
from argmap.tui.canvas.zoom import Zoom
from argmap.tui.held import Held, Spot
from argmap.tui.panes.look import Piece

_AT_ONCE: Final = 400
"""Boxes that are laid out in the time of a key press; more are laid out beside, while the old drawing stays."""

_BEING_MADE: Final = "drawing …"


class Plot(Sheet, can_focus=True, inherit_bindings=False):
    """A drawing of a map in which something is selected, which stays where it is on the screen whatever changes."""

    BoxMoved = messages.BoxMoved

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
        self.held = Held()
        """What is marked and cut."""
        self.carried: tuple[Spot, ...] = ()
        """What is dragged to another place."""
        self._aim: End | None = None
        """The box, or the link, that it would go to."""

    # What the app around it uses

    def show(self, whole: ArgMap, standings: Mapping[str, Standing], changed: Changed = UNCHANGED) -> None:
        """Show a map, or the same map after an edit; where the selected box is gone, the nearest left is selected."""
        self._want(self._wanted.of_map(whole, standings, changed))

    def sift(self, sieve: Sieve) -> None:
        """Show what is asked for and what it bears on; with an empty sieve, everything."""
        self._want(self._wanted.sifted(sieve))

    @property
    def sieve(self) -> Sieve:
        """What is asked for."""
        return self._wanted.sieve

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
            self.post_message(messages.Drawn(self, wanted.drawn(), order))

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

    @on(messages.Drawn)
    def _drawn(self, message: messages.Drawn) -> None:
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
            self.post_message(self.BoxMoved(self, self.current, self.current_link))

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
        self.post_message(self.BoxMoved(self, self.current, self.current_link))

    def _show_emphasis(self) -> None:
        """Show what is selected, found and marked now."""
        cut = self.carried or self.held.cut
        self.emphasise(Emphasis.of(self._chosen, self._hits, self.held.marked, cut, self._aim))
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
        if self.held:
            title += f" · {self.held.said}"
        if self._query:
            title += f" · {len(self._hits)} found"
        if title != self._title:
            self._title = title
            self.set_title(title)
            self.post_message(messages.TitleChanged(self))
        self.set_words(self.map, self.current_premises, self.current_link)

    def _keep_in_sight(self) -> None:
        if (box := self._chosen_box()) is not None:
            self.bring_in_sight(box)
