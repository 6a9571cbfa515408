"""The session of one map on a screen: edits, undo and saving, changes on disk, and the places of its quotes."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol

from argmap.corpus import QuoteState
from argmap.edit import losses
from argmap.graph import Kind, outline
from argmap.model import Address, ArgMap, Link, NewIds
from argmap.session import Change, Outcome, Report, Session, Trouble, TroubleKind
from argmap.store import ChangedOnDisk, SaveFailed
from argmap.tui.content import count, loss_sentences
from argmap.tui.keys import key_of
from argmap.tui.state.snapshot import Published, Snapshot

Severity = Literal["information", "warning", "error"]
_DO_NOT_LOAD: Final = (TroubleKind.INVALID, TroubleKind.GONE)
_MOST_LOSSES: Final = 4
"""Things that an edit took along of which a message tells; the question before it tells of all."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit comes to."""

    map: ArgMap
    """The map after it."""
    name: str
    """What the history calls it."""
    shows: str | Link | None = None
    """What to look at afterwards."""
    asked: Collection[str | Link] = ()
    """What the user asked to be deleted; all else that goes with it is shown afterwards."""
    became: NewIds = field(default_factory=dict)
    """The elements that became another."""
    message: str | None = None
    """What is shown afterwards in place of the name."""


Edit = Callable[[ArgMap], Edited]
"""An edit of a map. Raises Refused where it does not fit."""


class Listener(Protocol):
    """Whom the controller tells what the user must know."""

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment."""

    def reveal(self, shown: str | Link) -> None:
        """Let the user look at a claim or quote, or at a link."""

    def trouble_arose(self, trouble: Trouble) -> None:
        """Ask what is to be done about map and file that are apart."""

    def conflicts_arose(self, clashes: Collection[Address]) -> None:
        """Ask what is to be done about what was changed here and on disk just now."""


class MapController:
    """Makes edits in a session, publishes the map after each, and says what became of it."""

    def __init__(self, listener: Listener, session: Session) -> None:
        self._listener = listener
        self.session = session
        self.published: Final = Published(Snapshot.of(session, Snapshot()))
        """What is shown of the map."""
        self._deciding = False
        self._undecided = frozenset(session.map.conflicts)
        """The conflicts that the user knows of."""
        self._in_doubt = False
        """Whether the file did not load at the last glance: another program may have been writing it just then."""

    @property
    def trouble(self) -> Trouble | None:
        """Why map and file are apart; None where they are not."""
        return self.published.now.trouble

    def found(self, states: Mapping[str, QuoteState], words: Mapping[str, str]) -> None:
        """Publish where the quotes are found, and the words in these places, unless that is known already."""
        now = self.published.now
        if (states, words) != (now.states, now.words):
            self.published.publish(now.knowing(states, words))

    def do(self, name: str, change: Change) -> None:
        """Make an edit that only changes the map. Raises Refused, with nothing changed."""
        self.make(lambda map_: Edited(change(map_), name))

    def make(self, edit: Edit) -> Edited:
        """Make an edit and save it. Raises Refused, with nothing changed.

        All that it deletes beside what was asked, and what became another, is shown with it.
        """
        before = self.session.map
        made = edit(before)
        report = self.session.do(made.name, lambda _: made.map)
        self._show(report, f"{made.name} is kept in memory only")
        if report.outcome is Outcome.SAVED:
            lost = loss_sentences(before, losses(before, made.map, made.asked, made.became))
            lines = [f"{made.message or made.name} · {key_of('undo')} takes it back", *lost[:_MOST_LOSSES]]
            self._listener.tell("\n".join([*lines, f"… and {len(lost) - _MOST_LOSSES} more"][: len(lost) + 1]))
        return made

    def undo(self) -> None:
        """Take the last edit back. Raises Refused."""
        name, before = self.session.undo_name, self.session.map
        self._tell_step(f"undone: {name} · {key_of('redo')} does it again", before, self.session.undo())

    def redo(self) -> None:
        """Do again what was undone. Raises Refused."""
        name, before = self.session.redo_name, self.session.map
        self._tell_step(f"done again: {name} · {key_of('undo')} takes it back", before, self.session.redo())

    def save_again(self) -> None:
        """Write what is not yet in the file."""
        report = self.session.refresh() or self.session.save()
        self._show(report, tried_again=True)
        if report.outcome is Outcome.SAVED:
            self._listener.tell("saved")

    def save_copy(self, path: Path) -> None:
        """Write the map as it is in memory to a file that is not there. Raises ChangedOnDisk and SaveFailed."""
        self.session.save_copy(path)
        if path == self.session.path:
            self._show(Report(Outcome.SAVED))

    def write_again(self) -> None:
        """Write the map as it is here to its place, from which the file is gone."""
        path = self.session.path
        try:
            self.save_copy(path)
        except (ChangedOnDisk, SaveFailed) as fault:
            reason = fault.reason if isinstance(fault, SaveFailed) else "is on disk again"
            self._show(Report.of(Trouble(TroubleKind.NOT_WRITTEN, reason, str(fault))))
        else:
            self._listener.tell(f"{path.name} is written again")

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Where conflicts are being decided, further ones need no question."""
        self._deciding = True
        try:
            yield
        finally:
            self._deciding = False

    def announce(self) -> None:
        """Say that a merge left something to decide, if one did."""
        number = len(self.session.map.conflicts)
        if number:
            left = count(number, "conflict")
            self._listener.tell(
                f"a merge left {left} to decide · {key_of('conflicts')} shows them side by side", "warning"
            )

    def glance(self) -> None:
        """Take over what changed in the file, if it was touched. One that does not load is told at the next glance."""
        if not self._in_doubt and not self.session.touched():
            return
        report = self.session.refresh()
        does_not_load = report is not None and report.trouble is not None and report.trouble.kind in _DO_NOT_LOAD
        self._in_doubt = not self._in_doubt and does_not_load
        if self._in_doubt:
            return
        if report is not None:
            self._show(report)
        elif self.trouble is not None:
            self._tell_mended()

    def _tell_mended(self) -> None:
        """Write what had to wait, as the file is again what it was when it was read last."""
        report = self.session.save() if self.session.unsaved else Report(Outcome.SAVED)
        self._show(report)
        if report.outcome is Outcome.SAVED:
            self._listener.tell("map and file agree again: everything is saved")

    def _tell_step(self, said: str, before: ArgMap, report: Report) -> None:
        if report.outcome is Outcome.UNSAVED and self.session.map == before:
            self._show(report, "nothing was undone or done again")
            return
        self._show(report, "the step is made in memory only")
        if report.outcome is Outcome.MERGED:
            self._listener.tell("look at what changed on disk first, then undo or redo", "warning")
            return
        changed = first_change(before, self.session.map)
        if changed is not None:
            self._listener.reveal(changed)
        self._listener.tell(said)

    def _show(self, report: Report, unsaved: str = "", *, tried_again: bool = False) -> None:
        """Publish the map as it is now, and tell what the user must know of its file, and of what is `unsaved`.

        Who has `tried_again` to save it is told all of it again.
        """
        first, trouble = self.trouble is None or tried_again, report.trouble
        self.published.publish(Snapshot.of(self.session, self.published.now, trouble))
        if trouble is not None and first:
            self._listener.trouble_arose(trouble)
        elif trouble is not None:
            self._listener.tell(f"{unsaved}: {trouble.text}" if unsaved else trouble.text, "warning")
        elif report.outcome is Outcome.MERGED:
            self._listener.tell(f"{report.message} · {key_of('undo')} takes back: {self.session.undo_name}")
            self._ask_of_clashes()
        elif report.message:
            self._listener.tell(report.message)
        self._undecided = frozenset(self.session.map.conflicts)

    def _ask_of_clashes(self) -> None:
        """Show both readings of what clashed just now and ask; of what was undecided before, say how much is left."""
        clashes = self.session.map.conflicts.keys() - self._undecided
        if not clashes or self._deciding:
            self.announce()
            return
        self._listener.conflicts_arose(clashes)


def git_left_sides(path: Path) -> bool:
    """Whether git left two sides of the map to be merged; not, where git cannot be asked."""
    from argmap.git import GitFault, Repository
    from argmap.git.merging import has_sides

    try:
        return has_sides(Repository.of(path.parent), path)
    except GitFault:
        return False


def merge_sides_of(path: Path) -> tuple[str, bool]:
    """Merge the sides that git left of the map; what to say of that, and whether something is left to decide.

    Raises what `finish_merge` raises.
    """
    from argmap.git.merging import finish_merge

    finished = finish_merge(path)
    left = count(len(finished.conflicts), "conflict") if finished.conflicts else "nothing"
    kept = f"the file as it was is {finished.copy.name}"
    return f"merged, {left} left to decide · then `git add {from_here(path)}` · {kept}", bool(finished.map.conflicts)


def carried_place(old: str, new: str, place: int) -> int:
    """Where the code point at `place` of `old` is in `new`, taking everything between the first and the last
    difference as replaced.
    """
    same_before = _common(old, new)
    if place < same_before:
        return place
    same_after = _common(old[same_before:][::-1], new[same_before:][::-1])
    if place >= len(old) - same_after:
        return place + len(new) - len(old)
    return same_before


def first_quote(whole: ArgMap) -> str | None:
    """The quote that stands first in the outline: the first thing a newcomer should see."""
    return next((row.id for row in outline(whole) if row.kind is Kind.QUOTE), None)


def first_source(whole: ArgMap, quote_id: str | None = None) -> str | None:
    """The source to open at the start: that of a quote, or the first there is."""
    return whole.quotes[quote_id].source if quote_id else next(iter(whole.sources), None)


def first_change(before: ArgMap, after: ArgMap) -> str | None:
    """The claim or quote to look at after a change: one that is new, else one that is different."""
    elements = {**after.claims, **after.quotes}
    old = {**before.claims, **before.quotes}
    new = (at for at in elements if at not in old)
    changed = (at for at, element in elements.items() if old.get(at) != element)
    return next(new, None) or next(changed, None)


def _common(left: str, right: str) -> int:
    """How many code points two texts have in common at their beginning, by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def from_here(path: Path) -> str:
    """A path as it is typed in a shell in the folder where argmap was started."""
    there, here = path.absolute(), Path.cwd()
    return shlex.quote(str(there.relative_to(here) if there.is_relative_to(here) else there))
