"""What the search for a quote can answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How a quote stands in a text, from the surest to the least sure."""

    EXACT = "exact"
    """The words stand there, code point for code point."""
    NORMALIZED = "normalized"
    """The same words, differing only in white space, width, script, quotes, case or emphasis."""
    TRACKED = "tracked"
    """Other words, at the place to which the old text's own passage leads."""
    FUZZY = "fuzzy"
    """Words that resemble the quote, in a context that agrees."""
    AMBIGUOUS = "ambiguous"
    """Several places fit; a person must choose."""
    REWRITTEN = "rewritten"
    """What stood before and after is found, and other words stand between."""
    LOST = "lost"
    """Nothing fits well enough to be adopted."""

    @classmethod
    def _missing_(cls, value: object) -> "State | None":
        """The state by its name in earlier versions, whose files and JSON are still read."""
        return {"folded": cls.NORMALIZED, "carried": cls.TRACKED}.get(str(value))


ATTACHED = frozenset({State.EXACT, State.NORMALIZED, State.TRACKED, State.FUZZY})
"""The states in which a quote has a passage in the text."""


class Candidate(NamedTuple):
    """A place where the quote might stand, in code points of the text."""

    start: int
    end: int
    score: float
    """How well words and context agree, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a quote stands in a text, and how sure that is."""

    state: State
    start: int | None = None
    """The passage's first code point; for `rewritten` that of the words which stand in its place now."""
    end: int | None = None
    """The code point after the passage."""
    score: float = 0.0
    """How well words and context agree, from 0 to 1."""
    candidates: tuple[Candidate, ...] = ()
    """For `ambiguous` all places that fit; for `lost` the best guess, if there is one. Best first."""
    reason: str = ""
    """Why the quote is not attached, as a sentence without a full stop; empty where it is."""

    @property
    def found(self) -> bool:
        """Whether the quote is attached to a passage of the text."""
        return self.state in ATTACHED
