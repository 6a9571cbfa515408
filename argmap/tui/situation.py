"""What the user is looking at: everything that decides which actions are possible now, and on what they act."""

from enum import StrEnum
from typing import NamedTuple

from argmap.corpus import OpenText
from argmap.model import ArgMap, Link, Premises
from argmap.tui.held import Spot


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


class Situation(NamedTuple):
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
    marked: tuple[Spot, ...] = ()
    """What is marked in the map, while the map has the keyboard."""
    cut: tuple[Spot, ...] = ()
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
    def spots(self) -> tuple[Spot, ...]:
        """What is marked; where nothing is, the row under the cursor."""
        return self.marked or ((Spot(self.premises, self.link),) if self.premises else ())

    @property
    def claim_id(self) -> str | None:
        """The claim under the cursor."""
        return self.element if self.element in self.map.claims else None
