"""The reader: a long text on the screen, its quotes highlighted, with a cursor and selections exact to the code point.

`Reader` is imported when it is first asked for: the panes use the room's cell widths before there is a text to read.
"""

from typing import TYPE_CHECKING

from argmap.tui.reader.highlights import Highlight, Role

if TYPE_CHECKING:
    from argmap.tui.reader.reader import Reader

__all__ = ["Highlight", "Reader", "Role"]


def __getattr__(name: str) -> object:
    if name == "Reader":
        from argmap.tui.reader.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
