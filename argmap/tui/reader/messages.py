"""What the reader tells the widgets around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

if TYPE_CHECKING:
    from argmap.tui.reader.reading_view import ReadingView


class _FromReader(Message):
    """A message of one reader."""

    def __init__(self, reader: ReadingView) -> None:
        super().__init__()
        self.reader: Final = reader

    @property
    def control(self) -> ReadingView:
        """The reader, for `on`."""
        return self.reader


class _LatestOnly(_FromReader):
    """Of several that wait to be handled, only the last is."""

    def can_replace(self, message: Message) -> bool:
        """Replace an older message of the same kind from the same reader."""
        return type(message) is type(self) and message.control is self.reader


class CursorMoved(_LatestOnly, namespace="reader"):
    """The cursor stands elsewhere."""

    def __init__(self, reader: ReadingView, offset: int) -> None:
        super().__init__(reader)
        self.offset: Final = offset
        """Where it stands now."""


class SelectionChanged(_LatestOnly, namespace="reader"):
    """Something else is selected."""

    def __init__(self, reader: ReadingView, span: tuple[int, int] | None) -> None:
        super().__init__(reader)
        self.span: Final = span
        """What is selected now; `None` for nothing."""


class Jumped(_FromReader, namespace="reader"):
    """The user left a place for another that may be far away, and may want to go back."""

    def __init__(self, reader: ReadingView, left: int, to: int) -> None:
        super().__init__(reader)
        self.left: Final = left
        """Where the cursor stood before."""
        self.to: Final = to
        """Where it stands now."""


class QuotePressed(_FromReader, namespace="reader"):
    """The user wants to go from a quoted passage to what it is tied to, or pointed at it."""

    def __init__(self, reader: ReadingView, keys: tuple[str, ...], *, pointed: bool = False) -> None:
        super().__init__(reader)
        self.pointed: Final = pointed
        """Whether it was only clicked in passing: the user may be about to select words in it."""
        self.keys: Final = keys
        """The keys of the highlights at that place, the one that begins first before the others."""
