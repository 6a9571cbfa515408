"""All that the TUI shows of the open map, as one immutable value, and the one place that holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from argmap.corpus import QuoteState
from argmap.model import ArgMap, Link
from argmap.session import Session, Trouble

Show = Callable[["Snapshot", "Snapshot"], None]
"""Shows a snapshot; the second one is that which was published before it."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The map, what is known of its quotes, and how far its file has it."""

    map: ArgMap = field(default_factory=lambda: ArgMap(title=""))
    states: Mapping[str, QuoteState] = field(default_factory=dict)
    """Where each quote is found, as far as that is known: after an edit it is that of the map before, for a moment."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The words that are now in the place of each quote, where it has one."""
    trouble: Trouble | None = None
    """Why map and file are apart; None where they are not."""
    undo: str | None = None
    """What can be undone."""
    redo: str | None = None
    """What can be done again."""
    unsaved: tuple[str, ...] = ()
    """The edits that are not in the file, oldest first."""

    @classmethod
    def of(cls, session: Session, before: Snapshot, trouble: Trouble | None = None) -> Snapshot:
        """The snapshot of a session, with what was known of the quotes `before`."""
        states, words = before.states, before.words
        undo, redo = session.undo_name, session.redo_name
        return cls(session.map, states, words, trouble, undo, redo, session.unsaved)._after(before)

    def knowing(self, states: Mapping[str, QuoteState], words: Mapping[str, str]) -> Snapshot:
        """The same, with what is known of the quotes now."""
        return replace(self, states=states, words=words)._after(self)

    def _after(self, before: Snapshot) -> Snapshot:
        """Take over what was found out of the same map: in one of ten thousand links it takes long."""
        if self.map is before.map and "links_of" in vars(before):
            vars(self)["links_of"] = before.links_of
        return self

    @property
    def is_saved(self) -> bool:
        """Whether the file has all that is in memory, and loads."""
        return self.trouble is None and not self.unsaved

    @property
    def status(self) -> str | None:
        """Why map and file are apart, in a few words for a title; None where they are not."""
        if self.trouble is None:
            return None
        return f"not saved: {self.trouble.reason}" if self.unsaved else self.trouble.reason

    @cached_property
    def to_review(self) -> int:
        """How many quotes are to be reviewed."""
        return sum(state.needs_review for state in self.states.values())

    @cached_property
    def links_of(self) -> Mapping[str, Sequence[Link]]:
        """The links in which each claim and quote is a premise: found once for a map, not once for a row."""
        return links_by_premise(self.map)


class Published:
    """Holds the snapshot that is shown now, as nothing else does, and hands each new one to those who show it.

    A `Signal` of Textual would log the exceptions of those who show it, and go on; here they are raised.
    """

    def __init__(self, now: Snapshot | None = None) -> None:
        self.now = now or Snapshot()
        self._shows: list[Show] = []

    def publish(self, now: Snapshot) -> None:
        """Replace the snapshot, and have it shown at once."""
        before, self.now = self.now, now
        for show in tuple(self._shows):
            show(now, before)

    def subscribe(self, show: Show) -> None:
        """Have each new snapshot shown, also by `show`."""
        self._shows.append(show)

    def unsubscribe(self, show: Show) -> None:
        """Call `show` no more."""
        self._shows = [other for other in self._shows if other != show]


def links_by_premise(map_: ArgMap) -> Mapping[str, Sequence[Link]]:
    """The links of a map by each of their premises."""
    found: dict[str, list[Link]] = {}
    for link in map_.links():
        for member in link.premises:
            found.setdefault(member, []).append(link)
    return found
