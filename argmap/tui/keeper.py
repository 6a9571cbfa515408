"""The open map and its file, for the screen: edits are made, saved and told, and what others change is taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from argmap.edit import losses
from argmap.model import ArgMap, Link, NewIds
from argmap.session import Change, Outcome, Report, Session
from argmap.store import ChangedOnDisk, SaveFailed
from argmap.tui.actions import key_of
from argmap.tui.places import first_change
from argmap.tui.sentences import count, loss_sentences

if TYPE_CHECKING:
    from argmap.tui.bench import Bench


_NOTHING: Final[NewIds] = MappingProxyType({})
_MOST_LOSSES: Final = 4
"""Things that an edit took along of which a message tells; the question before it tells of all."""


class Keeper:
    """Makes edits in a session, shows the map after each, and says what became of it."""

    def __init__(self, bench: Bench, session: Session) -> None:
        self._bench = bench
        self.session = session
        self.trouble: str | None = None
        """Why map and file are apart, as it was said last; None where they are not."""
        self._deciding = False
        self._undecided = frozenset(session.map.conflicts)
        """The conflicts that the user knows of."""
        self._in_doubt = False
        """Whether the file did not load at the last glance: another program may have been writing it just then."""

    @property
    def short_trouble(self) -> str | None:
        """The same in a few words, for the title line."""
        if self.trouble is None:
            return None
        _, _, reason = self.trouble.partition("\n")[0].rpartition(": not saved: ")
        reason = reason.partition(";")[0].rstrip(":").removeprefix(f"{self.session.path.name} ")
        return f"not saved: {reason}" if self.session.unsaved else reason

    def do(
        self,
        name: str,
        change: Change,
        told: str | None = None,
        *,
        asked: Collection[str | Link] = (),
        became: NewIds = _NOTHING,
    ) -> None:
        """Make an edit, of which `told` says more than its name does. Raises Refused, with nothing changed.

        All that it deletes beside what was `asked`, and what `became` another, is shown with it.
        """
        before = self.session.map
        report = self.session.do(name, change)
        self._show(report, f"{name} is kept in memory only")
        if report.outcome is Outcome.SAVED:
            lost = loss_sentences(before, losses(before, self.session.map, asked, became))
            lines = [f"{told or name} · {key_of('undo')} takes it back", *lost[:_MOST_LOSSES]]
            self._bench.tell("\n".join([*lines, f"… and {len(lost) - _MOST_LOSSES} more"][: len(lost) + 1]))

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
        self.trouble = None  # who tries again wants to hear all of it again
        self._show(report)
        if report.outcome is Outcome.SAVED:
            self._bench.tell("saved")

    def write_again(self) -> None:
        """Write the map as it is here to its place, from which the file is gone."""
        path = self.session.path
        try:
            self.session.save_copy(path)
        except (ChangedOnDisk, SaveFailed) as fault:
            self._show(Report(Outcome.UNSAVED, str(fault)))
        else:
            self._show(Report(Outcome.SAVED))
            self._bench.tell(f"{path.name} is written again")

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
            self._bench.tell(
                f"a merge left {left} to decide · {key_of('conflicts')} shows them side by side", "warning"
            )

    def glance(self) -> None:
        """Take over what changed in the file, if it was touched. One that does not load is told at the next glance."""
        if not self._in_doubt and not self.session.touched():
            return
        report = self.session.refresh()
        self._in_doubt = not self._in_doubt and report is not None and not report.loads
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
            self._bench.tell("map and file agree again: everything is saved")

    def _tell_step(self, said: str, before: ArgMap, report: Report) -> None:
        if report.outcome is Outcome.UNSAVED and self.session.map == before:
            self._show(report, "nothing was undone or done again")
            return
        self._show(report, "the step is made in memory only")
        if report.outcome is Outcome.MERGED:
            self._bench.tell("look at what changed on disk first, then undo or redo", "warning")
            return
        changed = first_change(before, self.session.map)
        if changed is not None:
            self._bench.reveal(changed)
        self._bench.tell(said)

    def _show(self, report: Report, unsaved: str = "") -> None:
        """Show the map as it is now, and tell what the user must know of its file, and what became of the `unsaved`."""
        from argmap.tui.keeping import tell_trouble

        first = self.trouble is None
        self.trouble = report.said if report.outcome is Outcome.UNSAVED else None
        self._bench.show_map()
        if self.trouble is not None and first:
            self._bench.start(tell_trouble(self._bench, self.trouble))
        elif self.trouble is not None:
            self._bench.tell(f"{unsaved}: {self.trouble}" if unsaved else self.trouble, "warning")
        elif report.outcome is Outcome.MERGED:
            self._bench.tell(f"{report.said} · {key_of('undo')} takes back: {self.session.undo_name}")
            self._ask_of_clashes()
        elif report.said:
            self._bench.tell(report.said)
        self._undecided = frozenset(self.session.map.conflicts)

    def _ask_of_clashes(self) -> None:
        """Show both readings of what clashed just now and ask; of what was undecided before, say how much is left."""
        clashes = self.session.map.conflicts.keys() - self._undecided
        if not clashes or self._deciding:
            self.announce()
            return
        from argmap.tui.conflicts.asking import ask_to_decide

        self._bench.start(ask_to_decide(self._bench, clashes))
