"""The open map and its file, for the screen: edits are made, saved and told, and what others change is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.session import Change, Outcome, Report, Session

if TYPE_CHECKING:
    from argmap.tui.bench import Bench


class Keeper:
    """Makes edits in a session, shows the map after each, and says what became of it."""

    def __init__(self, bench: Bench, session: Session) -> None:
        self._bench = bench
        self.session = session
        self.trouble: str | None = None
        """Why map and file are apart, as it was said last; None where they are not."""

    def do(self, name: str, change: Change) -> None:
        """Make an edit. Raises Refused, with nothing changed."""
        report = self.session.do(name, change)
        self._show(report)
        if report.outcome is not Outcome.UNSAVED:
            self._bench.tell(name)

    def undo(self) -> None:
        """Take the last edit back. Raises Refused."""
        name = self.session.undo_name
        self._tell_step("undone", name, self.session.undo(), "Z does it again")

    def redo(self) -> None:
        """Do again what was undone. Raises Refused."""
        name = self.session.redo_name
        self._tell_step("done again", name, self.session.redo(), "z takes it back")

    def save_again(self) -> None:
        """Write what is not yet in the file."""
        report = self.session.refresh() or self.session.save()
        self._show(report)
        if report.outcome is Outcome.SAVED:
            self._bench.tell("saved")

    def glance(self) -> None:
        """Take over what changed in the file, if it was touched."""
        if self.session.touched() and (report := self.session.refresh()) is not None:
            self._show(report)

    def _tell_step(self, what: str, name: str | None, report: Report, way_back: str) -> None:
        self._show(report)
        if report.outcome is Outcome.MERGED:
            self._bench.tell(f"not {what}: look at what changed on disk first", "warning")
        else:
            self._bench.tell(f"{what}: {name} · {way_back}")

    def _show(self, report: Report) -> None:
        """Show the map as it is now, and tell what the user must know of its file."""
        from argmap.tui.keeping import tell_trouble

        first = self.trouble is None
        self.trouble = report.said if report.outcome is Outcome.UNSAVED else None
        self._bench.show_map()
        if self.trouble is not None and first:
            self._bench.start(tell_trouble(self._bench, self.trouble))
        elif report.said:
            self._bench.tell(report.said, "information" if self.trouble is None else "warning")
