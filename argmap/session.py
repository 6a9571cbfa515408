"""An open map: its value, its history, and its file.

Every edit is saved at once. A file that changed on disk meanwhile is never overwritten: the edits that are not
yet in it are made again on what it says now, which is possible because an edit is a function of the map.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from argmap.corpus import Corpus, OldText, Project
from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.store import ChangedOnDisk, Fingerprint, InvalidMap, SaveFailed, UnreadableMap, UnwritableMap, load, save

Change = Callable[[ArgMap], ArgMap]
"""An edit, ready to be made on any version of the map. Raises Refused where it does not fit."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history: what was done, and the map before and after."""

    name: str
    """What was done, as a person would say it: `link gui-no-extension`."""
    before: ArgMap
    after: ArgMap


@dataclass(frozen=True, slots=True)
class PendingEdit:
    """An edit that is in memory and not yet in the file."""

    name: str
    change: Change


class Outcome(Enum):
    """What became of an edit."""

    SAVED = auto()
    MERGED = auto()
    """The file had changed on disk; the edit was made on top of that and saved."""
    UNSAVED = auto()
    """The edit is in memory only: the file could not be written, or does not load."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an edit, and what to tell the user about it."""

    outcome: Outcome
    said: str = ""


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
        self._pending: list[PendingEdit] = []
        self._saved = loaded.map
        self._done_when_saved: tuple[Step, ...] = ()

    @property
    def map(self) -> ArgMap:
        """The map as it is now, saved or not."""
        return self._value

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of the edits that are not in the file, oldest first."""
        return tuple(edit.name for edit in self._pending)

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
        return self._become(after, name, change)

    def undo(self) -> Report:
        """Takes the last step back and saves. Raises Refused where there is none."""
        if not self._done:
            raise Refused("there is nothing to undo", "edit something first")
        if (changed := self.refresh()) is not None:
            return changed
        step = self._done.pop()
        self._undone.append(step)
        return self._become(step.before, f"undo: {step.name}", _only_from(step.after, step.before))

    def redo(self) -> Report:
        """Does the last undone step again and saves. Raises Refused where there is none."""
        if not self._undone:
            raise Refused("there is nothing to redo", "undo something first")
        if (changed := self.refresh()) is not None:
            return changed
        step = self._undone.pop()
        self._done.append(step)
        return self._become(step.after, f"redo: {step.name}", _only_from(step.before, step.after))

    def touched(self) -> bool:
        """Whether the file may have changed since it was last looked at: a glance, cheap enough for a timer."""
        return _stamp(self.path) != self._stamp

    def refresh(self) -> Report | None:
        """Takes over what changed on disk, as one step that can be undone; None where nothing did.

        Edits that are not yet in the file are made again on top. Where the file no longer loads, the map
        in memory stays as it is and the report says why.
        """
        self._stamp = _stamp(self.path)
        try:
            loaded = load(self.path)
        except (InvalidMap, UnreadableMap) as fault:
            return Report(Outcome.UNSAVED, f"{self.path.name} changed on disk and does not load:\n{fault}")
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
                return Report(Outcome.UNSAVED, f"{self.path.name} keeps changing on disk; try again")
            return report or Report(Outcome.SAVED)
        except (SaveFailed, UnwritableMap) as failure:
            return Report(Outcome.UNSAVED, str(failure))
        self._now_saved()
        return Report(Outcome.SAVED)

    def save_copy(self, path: Path) -> None:
        """Writes the map as it is in memory to a new file, or again to its own where that was deleted.

        Raises ChangedOnDisk where the file is there, SaveFailed where it cannot be written.
        """
        fingerprint = save(path, self._value, None)
        if path == self.path:
            self._fingerprint = fingerprint
            self._now_saved()

    def _become(self, value: ArgMap, name: str, change: Change) -> Report:
        self._value = value
        self._pending.append(PendingEdit(name, change))
        return self.save()

    def _now_saved(self) -> None:
        self._pending.clear()
        self._saved = self._value
        self._stamp = _stamp(self.path)
        self._done_when_saved = tuple(self._done)

    def _rebase(self, on_disk: ArgMap, fingerprint: Fingerprint) -> Report:
        """Adopts `on_disk` as a step of its own and makes the pending edits again on it."""
        name = f"change of {self.path.name} on disk"
        pending, self._pending = self._pending, []
        self._done = [*self._done_when_saved, Step(name, self._saved, on_disk)]
        self._undone.clear()
        self._value = on_disk
        self._fingerprint = fingerprint
        unfit = []
        for edit in pending:
            try:
                after = edit.change(self._value)
            except Refused as refusal:
                unfit.append(f"“{edit.name}” no longer fits: {refusal}")
                continue
            self._done.append(Step(edit.name, self._value, after))
            self._value = after
            self._pending.append(edit)
        report = self.save() if self._pending else None
        if report is not None and report.outcome is Outcome.UNSAVED:
            return report
        if report is None:
            self._now_saved()
        said = f"{self.path.name} had changed on disk; its changes were taken over"
        return Report(Outcome.MERGED, "\n".join([said, *unfit]))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What a change of the file changes; None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _only_from(before: ArgMap, after: ArgMap) -> Change:
    """The edit that makes `before` into `after` and fits no other map: an undo must not undo others' work."""

    def change(whole: ArgMap) -> ArgMap:
        if whole != before:
            raise Refused("the file changed meanwhile", "look at what changed, then try again")
        return after

    return change
