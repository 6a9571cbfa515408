"""The reader: a long text on the screen with its quotes, a cursor, and selections exact to the code point."""

from argmap.tui.reader.highlights import Highlight, Role
from argmap.tui.reader.reader import Reader

__all__ = ["Highlight", "Reader", "Role"]
