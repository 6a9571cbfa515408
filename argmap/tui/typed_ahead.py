"""Keys that are typed while an action is on its way to a question: they are meant for that question."""

from __future__ import annotations

from bisect import insort
from operator import attrgetter

from textual.events import Key, Paste

Typed = Key | Paste


class TypedAhead:
    """What was typed since an action began, until it asks something or is over.

    A key goes from pane to pane before the app looks for what it means, so one that was typed earlier can arrive
    later; the times of the events tell their order.
    """

    def __init__(self) -> None:
        self._kept: list[Typed] = []
        self.keeping = False
        """Whether an action is on its way to a question."""
        self._let_go = 0.0
        """When keys were let go last, on the clock of the events."""

    def begin(self) -> None:
        """Keep what is typed from now on."""
        self.keeping = True

    def concerns(self, typed: Typed) -> bool:
        """Whether it is, or should be, kept for what is asked."""
        return self.keeping or self.is_late(typed)

    def keep(self, typed: Typed) -> bool:
        """Keep a key or a paste for later; False where it is to be dealt with now."""
        if self.keeping:
            insort(self._kept, typed, key=attrgetter("time"))
        return self.keeping

    def is_late(self, typed: Typed) -> bool:
        """Whether it went to what had the keyboard before the question did."""
        return typed.is_forwarded and typed.time < self._let_go

    def next(self) -> Typed | None:
        """The earliest that is kept, as if it were typed now; None where all are given, and keeping ends."""
        if self._kept:
            return as_new(self._kept.pop(0))
        if self.keeping:
            self.keeping = False
            self._let_go = Key("", None).time
        return None


def as_new(typed: Typed) -> Typed:
    """The same key or paste, which nothing has dealt with yet."""
    return Key(typed.key, typed.character) if isinstance(typed, Key) else Paste(typed.text)
