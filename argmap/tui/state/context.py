"""What an action acts on: the pane, the selected passage, the rows that are marked or cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from argmap.corpus import OpenText
from argmap.model import ArgMap, Link, Premises
from argmap.tui.keys import key_of, keys_in_sentence


class Pane(StrEnum):
    """A part of the screen that can have the keyboard."""

    SOURCES = "sources"
    READER = "reader"
    OUTLINE = "outline"
    DETAIL = "detail"
    REVIEW = "review"


class Passage(NamedTuple):
    """What is selected in a text."""

    source_id: str
    opened: OpenText
    span: tuple[int, int]
    """In code points, without the white space at its ends."""
    quote_id: str | None = None
    """The quote that has just these words already."""
    overlapping: tuple[tuple[str, tuple[int, int]], ...] = ()
    """The quotes that share some of these words and not all, with their places."""


class MapContext(NamedTuple):
    """The map, and the things that keys act on."""

    pane: Pane
    map: ArgMap = ArgMap(title="")
    passage: Passage | None = None
    """The passage that is selected in the reader, while the reader has the keyboard."""
    quoted: Passage | None = None
    """The quote under the reader's cursor, while the reader has the keyboard."""
    premises: Premises = ()
    """The claim, quote or linked premises under the cursor."""
    link: Link | None = None
    """The link by which they bear on the row above."""
    marked: tuple[RowRef, ...] = ()
    """What is marked in the map, while the map has the keyboard."""
    cut: tuple[RowRef, ...] = ()
    """What was cut in it."""
    narrowed: bool = False
    """Whether only a part of the map is shown: what was asked for, or what hangs below something."""
    source_id: str | None = None
    """The source under the cursor, where the cursor is on a source."""
    typing: str | None = None
    """The line under the text that is typed in, by its name: `search` or `line`."""
    reading: bool = False
    """Whether a text is open in the reader."""
    collected: int = 0
    """How many passages wait to become linked premises."""
    hits: bool = False
    """Whether hits of a search are marked in it."""
    places_behind: bool = False
    """Whether there is a place to go back to."""
    places_ahead: bool = False
    """Whether there is one to go forward to again."""
    undo: str | None = None
    """What can be taken back."""
    redo: str | None = None
    """What can be done again."""
    unsaved: bool = False
    """Whether the file lacks something that the map in memory has, or does not load."""

    @property
    def element(self) -> str | None:
        """The id of the one claim, quote or source under the cursor."""
        if self.source_id is not None:
            return self.source_id
        return self.premises[0] if len(self.premises) == 1 else None

    @property
    def spots(self) -> tuple[RowRef, ...]:
        """What is marked; where nothing is, the row under the cursor."""
        return self.marked or ((RowRef(self.premises, self.link),) if self.premises else ())

    @property
    def claim_id(self) -> str | None:
        """The claim under the cursor."""
        return self.element if self.element in self.map.claims else None


LONGEST_PASSAGE: Final = 50_000
"""Code points that a quote has at most where it is marked on the screen: some 25 pages, more than anyone quotes."""


Reason = str | None
"""Why something cannot be done now, as a sentence that says what to do first; None where it can."""


def overlong(span: tuple[int, int]) -> Reason:
    """Whether more is selected than a quote may have."""
    length = span[1] - span[0]
    if length <= LONGEST_PASSAGE:
        return None
    return f"{length:,} characters are selected, and a quote has at most {LONGEST_PASSAGE:,}: select less"


def how_to_select(what: str) -> str:
    """What to do first where something is to be selected in a text."""
    select, grow = key_of("reader.select"), key_of("reader.grow")
    arrows = keys_in_sentence("reader.left", "reader.right")
    return f"select {what} first: {select} and {arrows}, {grow} for a sentence, or drag with the mouse"


class RowRef(NamedTuple):
    """One place of the map, the same in the tree and in the drawing: an element, or linked premises, in one link."""

    premises: Premises
    link: Link | None = None
    """The link by which they bear on something; for one of several linked premises, that of them all."""


class Marks:
    """Marked and cut spots, each in the order in which they were taken."""

    def __init__(self) -> None:
        self._marked: dict[RowRef, None] = {}
        self.cut = ()

    def __bool__(self) -> bool:
        return bool(self._marked or self.cut)

    @property
    def cut(self) -> tuple[RowRef, ...]:
        """What is to be put elsewhere."""
        return self._cut

    @cut.setter
    def cut(self, spots: tuple[RowRef, ...]) -> None:
        self._cut = spots
        self._gone_along: frozenset[RowRef | Link | None] = frozenset((*spots, *(spot.link for spot in spots)))

    @property
    def marked(self) -> tuple[RowRef, ...]:
        """What the next action is done to, all at once; where there is nothing, to what is under the cursor."""
        return tuple(self._marked)

    def is_marked(self, spot: RowRef) -> bool:
        """Whether a spot is marked."""
        return spot in self._marked

    def is_cut(self, spot: RowRef) -> bool:
        """Whether a spot was cut, or goes along with one that was: linked premises and their members go together."""
        return spot in self._gone_along or (spot.link is not None and spot.link in self._gone_along)

    def toggle(self, spot: RowRef) -> None:
        """Mark a spot, or no longer."""
        if spot in self._marked:
            del self._marked[spot]
        else:
            self._marked[spot] = None

    def mark_only(self, spots: Iterable[RowRef]) -> None:
        """Mark these and nothing else."""
        self._marked = dict.fromkeys(spots)

    def let_go(self) -> None:
        """Mark and cut nothing."""
        self._marked, self.cut = {}, ()

    def keep_to(self, living: Collection[RowRef]) -> None:
        """Hold only what is still in the map. A link that turned from support to counter is the same to the user."""
        turned = {_unturned(spot): spot for spot in living}
        self._marked = {now: None for spot in self._marked if (now := turned.get(_unturned(spot)))}
        self.cut = tuple(now for spot in self.cut if (now := turned.get(_unturned(spot))))

    @property
    def said(self) -> str:
        """How much is held, in a few words."""
        counts = ((len(self._marked), "marked"), (len(self.cut), "cut"))
        return " · ".join(f"{count} {what}" for count, what in counts if count)


def _unturned(spot: RowRef) -> tuple[Premises, str | None, Premises]:
    """A spot without what its link does."""
    return spot.premises, spot.link.target if spot.link else None, spot.link.against if spot.link else ()
