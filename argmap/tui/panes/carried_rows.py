"""The rows of the map as they are held: marked, cut and dragged, with what the border says of that."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from argmap.edit import Refused
from argmap.tui.held import Held, Spot
from argmap.tui.keys import key_of, with_keys
from argmap.tui.panes.drag_rows import DragRows
from argmap.tui.panes.glyphs import cut
from argmap.tui.panes.outline_lines import outline_title
from argmap.tui.panes.sight import Shown, Sight
from argmap.tui.safe_text import safe
from argmap.tui.state.snapshot import Published


class CarriedRows(DragRows[Shown]):
    """Rows of a map that are dragged onto each other, alone or all that are marked."""

    def __init__(
        self,
        title: str,
        empty: str,
        published: Published,
        *,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self.published: Final = published
        self._sight = Sight(published)
        self.held = Held()
        """The marked and cut rows."""
        self._said: tuple[Content, str] | None = None
        """What the border says is shown and held."""

    def carried(self, dragged: tuple[Spot, ...], onto: Spot) -> None:
        """Rows were dropped onto another."""
        raise NotImplementedError

    def aim(self, dragged: int, onto: int) -> bool:
        """Say in the border what dropping a row onto another would do, or why it cannot go there."""
        from argmap.tui.named_edits import preview_of_moving  # none is dragged before the first paint

        said, allowed = with_keys("drop it on a claim, or an undercut on a link · {outline.let-go} leaves it"), False
        if dragged != onto:
            try:
                goal = self._sight.tree.spot(self._items[onto].at)
                said, allowed = preview_of_moving(self.published.now.map, self._dragged_spots(dragged), goal), True
            except Refused as refusal:
                said = f"not here: {refusal.what}"
        self.border_subtitle = safe(f" {cut(said, max(0, self.size.width - 6))} ")
        return allowed

    def drag_ended(self) -> None:
        """Say in the border again what is held."""
        self._said = None
        self._describe()

    def dropped(self, dragged: int, onto: int) -> None:
        """Tell what was dropped where; whoever moves it says why it cannot go there."""
        if dragged != onto:
            self.carried(self._dragged_spots(dragged), self._sight.tree.spot(self._items[onto].at))

    def _describe(self) -> None:
        """Say in the border what is shown, and how much is held."""
        found = self._sight.found if self._sight.sieve else None
        room = max(0, self.size.width - 4)
        title = outline_title(self._sight.focus, self._sight.sieve, found, room)
        hidden = self._marked_out_of_sight()
        held = self.held.said + (f" ({hidden} out of sight)" if hidden else "")
        if (title, held) != self._said:  # as Textual paints all rows anew for a border
            self._said = title, held
            self.border_title = title
            self.border_subtitle = safe(f" {held} · {key_of('outline.let-go')} lets go " if held else "")

    def _marked_out_of_sight(self) -> int:
        if not self.held.marked or (
            not (self._sight.sieve or self._sight.focus) and len(self._items) == len(self._sight.tree.rows)
        ):
            return 0
        spots = {self._sight.tree.spot(item.at) for item in self._items}
        return sum(spot not in spots for spot in self.held.marked)

    def _dragged_spots(self, row: int) -> tuple[Spot, ...]:
        """What is dragged with a row: all that is marked, if it is."""
        spot = self._sight.tree.spot(self._items[row].at)
        return self.held.marked if self.held.is_marked(spot) else (spot,)
