"""An open map: its value, its history, and its file.

Every edit is saved at once. A file that changed on disk meanwhile is never overwritten: what it says now and what is
here are merged over what it said when it was last read, by the same merge as git's.
"""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple, Self

from argmap.corpus import Corpus, OldText, Project
from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.store import ChangedOnDisk, Fingerprint, InvalidMap, SaveFailed, UnreadableMap, UnwritableMap, load
from argmap.store.saving import save

Change = Callable[[ArgMap], ArgMap]
"""An edit: a function of the map. Raises Refused where it does not fit."""


class Step(NamedTuple):
    """One entry of the history: what was done, and the map before and after."""

    name: str
    """What was done, as a person would say it: `link gui-no-extension`."""
    before: ArgMap
    after: ArgMap


class Outcome(Enum):
    """What became of an edit."""

    SAVED = auto()
    MERGED = auto()
    """The file had changed on disk; both changes are in it now."""
    UNSAVED = auto()
    """The edit is in memory only: the file could not be written, or does not load."""


class TroubleKind(Enum):
    """In which way map and file are apart."""

    INVALID = auto()
    """The file changed and does not load."""
    GONE = auto()
    """There is no file any more."""
    CLASH = auto()
    """The file changed, and cannot be merged with what is in memory."""
    CHANGED = auto()
    """The file was changed by others each time it was to be written."""
    NOT_WRITTEN = auto()
    """The system refused to write the file, or the map cannot be written."""


class Trouble(NamedTuple):
    """Why map and file are apart."""

    kind: TroubleKind
    reason: str
    """Why, in a few words, without the file's name."""
    text: str
    """All there is to say of it."""


class Report(NamedTuple):
    """What became of an edit, and what to tell the user about it."""

    outcome: Outcome
    message: str = ""
    trouble: Trouble | None = None
    """Why the edit is not in the file; None where it is."""

    @classmethod
    def of(cls, trouble: Trouble) -> Self:
        """The report that map and file are apart."""
        return cls(Outcome.UNSAVED, trouble.text, trouble)


class Session:
    """A map that is open for reading and editing."""

    def __init__(self, path: Path, old_text: OldText | None = None) -> None:
        """Opens the map at `path`; `old_text` is as `Corpus` takes it. Raises InvalidMap or UnreadableMap."""
        self._stamp = _stamp(path)
        loaded = load(path)
        self.path = path
        self.corpus = Corpus(Project.of(path), old_text)
        self._value = loaded.map
        self._fingerprint: Fingerprint = loaded.fingerprint
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._pending: list[str] = []
        self._saved = loaded.map
        self._done_when_saved: tuple[Step, ...] = ()

    @property
    def map(self) -> ArgMap:
        """The map as it is now, saved or not."""
        return self._value

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of the edits that are not in the file, oldest first."""
        return tuple(self._pending)

    @property
    def is_gone(self) -> bool:
        """Whether there is no file any more."""
        return _stamp(self.path) is None

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back; None where there is nothing."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What `redo` would do again; None where there is nothing."""
        return self._undone[-1].name if self._undone else None

    def do(self, name: str, change: Change) -> Report:
        """Makes an edit and saves it. Raises Refused, with nothing changed, where the edit does not fit."""
        after = change(self._value)
        if after == self._value:
            return Report(Outcome.SAVED)
        self._undone.clear()
        self._done.append(Step(name, self._value, after))
        return self._become(after, name)

    def undo(self) -> Report:
        """Takes the last step back and saves. Raises Refused where there is none."""
        if not self._done:
            raise Refused("there is nothing to undo", "edit something first")
        if (changed := self.refresh()) is not None:
            return changed
        step = self._done.pop()
        self._undone.append(step)
        return self._become(step.before, f"undo: {step.name}")

    def redo(self) -> Report:
        """Does the last undone step again and saves. Raises Refused where there is none."""
        if not self._undone:
            raise Refused("there is nothing to redo", "undo something first")
        if (changed := self.refresh()) is not None:
            return changed
        step = self._undone.pop()
        self._done.append(step)
        return self._become(step.after, f"redo: {step.name}")

    def touched(self) -> bool:
        """Whether the file may have changed since it was last looked at: a glance, cheap enough for a timer."""
        return _stamp(self.path) != self._stamp

    def refresh(self) -> Report | None:
        """Takes over what changed on disk, as one step that can be undone; None where nothing did.

        Edits that are not yet in the file stay on top. Where the file no longer loads, the map
        in memory stays as it is and the report says why.
        """
        self._stamp = _stamp(self.path)
        try:
            loaded = load(self.path)
        except (InvalidMap, UnreadableMap) as fault:
            if self.is_gone:
                why = "it was moved, renamed or deleted"
                return self._apart(TroubleKind.GONE, "is no longer on disk", f":\n{why}")
            return self._apart(TroubleKind.INVALID, "changed on disk and does not load", f":\n{fault}")
        if loaded.fingerprint == self._fingerprint:
            return None
        if loaded.map == self._value:
            self._fingerprint = loaded.fingerprint
            self._now_saved()
            return None
        return self._rebase(loaded.map, loaded.fingerprint)

    def save(self) -> Report:
        """Writes what is not yet in the file; for trying again after a failure."""
        try:
            self._fingerprint = save(self.path, self._value, self._fingerprint)
        except ChangedOnDisk:
            report = self.refresh()
            if report is None and self._pending:
                return self._apart(TroubleKind.CHANGED, "keeps changing on disk", "; try again")
            return report or Report(Outcome.SAVED)
        except (SaveFailed, UnwritableMap) as failure:
            return Report.of(Trouble(TroubleKind.NOT_WRITTEN, failure.reason, str(failure)))
        self._now_saved()
        return Report(Outcome.SAVED)

    def save_copy(self, path: Path) -> None:
        """Writes the map as it is in memory to a new file, or again to its own where that was deleted.

        Raises ChangedOnDisk where the file is there, SaveFailed where it cannot be written.
        """
        fingerprint = save(path, self._value, None, self.path)
        if path == self.path:
            self._fingerprint = fingerprint
            self._now_saved()

    def _become(self, value: ArgMap, name: str) -> Report:
        self._value = value
        self._pending.append(name)
        return self.save()

    def _apart(self, kind: TroubleKind, reason: str, more: str) -> Report:
        return Report.of(Trouble(kind, reason, f"{self.path.name} {reason}{more}"))

    def _now_saved(self) -> None:
        self._pending.clear()
        self._saved = self._value
        self._stamp = _stamp(self.path)
        self._done_when_saved = tuple(self._done)

    def _rebase(self, on_disk: ArgMap, fingerprint: Fingerprint) -> Report:
        """Takes over `on_disk` as a step of its own, and what is not yet in the file as another on top of it."""
        from argmap.diff import diff, in_words, merge

        try:
            merged = merge(self._saved, self._value, on_disk)
        except Refused as refused:
            reason = "changed on disk, and the two changes cannot be merged"
            return self._apart(TroubleKind.CLASH, reason, f":\n{refused}")
        taken_over = Step(f"change of {self.path.name} on disk", self._saved, on_disk)
        self._done_when_saved = (*self._done_when_saved, taken_over)
        self._saved = on_disk  # also where the save below fails: that is what the file says now
        self._done = [*self._done_when_saved]
        self._undone.clear()
        self._fingerprint = fingerprint
        message = f"merged from disk: {in_words(diff(self._value, merged.map)) or 'only comments changed'}"
        if merged.conflicts:
            message += "; where it conflicts with yours, both versions are kept"
        self._value = merged.map
        if merged.map == on_disk:
            self._now_saved()
            return Report(Outcome.MERGED, message)
        self._done.append(Step(", ".join(self._pending), on_disk, merged.map))
        report = self.save()
        return report if report.outcome is Outcome.UNSAVED else Report(Outcome.MERGED, message)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What a change of the file changes; None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
