"""What stands in a file, as the scanner comes upon it and as the writer lays it out."""

from enum import Enum, auto
from typing import NamedTuple

from argmap.model import Address

DEEPEST = 32
"""Keys and brackets that may lie within one another; a sound map has four. Addresses of deeper things are cut
off one part after it, so that a walk through any text takes time and room in proportion to its length."""


Place = tuple[str | int, ...]
"""An address, or that of a list and the index of one of its entries."""


class Mark(Enum):
    """The kinds of things."""

    TABLE = auto()
    """A header, `[a.b]`."""
    TABLES = auto()
    """The header of an array of tables, `[[a.b]]`."""
    KEY = auto()
    """A key and its `=`."""
    ENTRY = auto()
    """An element of a list."""
    CLOSE = auto()
    """The end of a list or of an inline table."""
    COMMENT = auto()
    """A comment on a line of its own."""
    BESIDE = auto()
    """A comment at the end of a line that holds something else."""
    BLANK = auto()
    """An empty line outside strings."""


class Event(NamedTuple):
    """One thing in the text."""

    mark: Mark
    line: int
    """Counted from 1; where it begins."""
    at: Address = ()
    """The keys that lead to it; those of a list's entry end with the entry's text."""
    text: str = ""
    """A comment with its `#`, beside something else with the space before it; the bracket of a CLOSE."""
    nth: int = 0
    """Which entry of its list it is, from 0."""
