"""Merging what git could not: as its merge driver, never worse than its own merge, and after it, from the index."""

import os
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from argmap.diff import Merged, merge
from argmap.files.errors import why_refused
from argmap.files.reading import NotRegular
from argmap.files.writing import write_whole
from argmap.git.faults import OneSided
from argmap.git.repository import Repository, literally
from argmap.git.revisions import read_map, stages
from argmap.git.running import Git
from argmap.model import Address, ArgMap, Conflict
from argmap.store import MapFileError, decode, dumps, fingerprint, loads
from argmap.store.reading import read_bytes
from argmap.store.saving import save, write_file

_BINARY = 255
"""What `git merge-file` answers for files that it cannot merge at all; below it, the number of conflicts."""


class Outcome(NamedTuple):
    """How a merge ended; our file holds the result."""

    clean: bool
    """Whether nothing waits for a person."""
    message: str
    """What the person should know; empty where there is nothing."""


def merge_files(base: Path, ours: Path, theirs: Path, name: str, marker_size: int) -> Outcome:
    """Merges the three files into `ours`, as values where all are valid maps, else by lines as git does.

    Nothing is written that does not load, but for git's own conflict markers: then `ours` stays as it is and the
    merge is left to the user. `name` is what the map is called; an empty base is that of a file which both sides
    added. Raises GitFault, OSError, and UnreadableMap for what is no file.
    """
    sides = []
    for file, whose in ((base, "the common version"), (ours, "our version"), (theirs, "their version")):
        try:
            sides.append(_map_in(file))
        except MapFileError as fault:
            if isinstance(fault.__cause__, NotRegular):
                raise  # git would wait for what comes out of a pipe
            why = f"{whose} is not a valid map ({_first_line(fault).replace(str(file), name)})"
            return _by_lines(base, ours, theirs, name, marker_size, why)
    try:
        merged = merge(*sides)
        text = dumps(merged.map)
        loads(text, name)
    except Exception as fault:  # a fault of ours must not stop the user's merge; it is said
        why = f"argmap failed ({type(fault).__name__}: {_first_line(fault)})"
        return _by_lines(base, ours, theirs, name, marker_size, why)
    number = len(merged.conflicts)
    message = (
        f"{name}: {number} conflict{'s' if number > 1 else ''}, both versions are kept; "
        f"`argmap check {name}` lists them, `argmap {name}` shows them side by side"
    )
    return _written(ours, text.encode(), name, Outcome(False, message) if number else Outcome(True, ""))


def merge_stages(repository: Repository, path: Path) -> Merged:
    """The three sides that git left of the file at `path`, merged as values. Writes nothing.

    Raises NotInConflict, OneSided where a side removed it, and InvalidMap, which names the side.
    """
    name = repository.name_of(path)
    base, ours, theirs = stages(repository, path)
    if ours is None or theirs is None:
        raise OneSided(name)
    before = ArgMap(title="") if base is None else read_map(base, f":1:{name}")
    return merge(before, read_map(ours, f":2:{name}"), read_map(theirs, f":3:{name}"))


def _map_in(file: Path) -> ArgMap:
    data, called = read_bytes(file), str(file)
    return loads(decode(data, called), called) if data else ArgMap(title="")


def _written(ours: Path, data: bytes, name: str, outcome: Outcome) -> Outcome:
    """Puts the result where git looks for it; where that fails, ours stays whole, and it is a conflict."""
    try:
        write_whole(ours, data, lambda _: None)
    except OSError as fault:
        what, fix = why_refused(fault)
        message = f"{name}: the merged file cannot be written ({what}), so our version is kept, unmerged"
        return Outcome(False, f"{message}; {fix}, then `argmap merge --stages {name}`")
    return outcome


def _by_lines(base: Path, ours: Path, theirs: Path, name: str, marker_size: int, why: str) -> Outcome:
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = (str(file.resolve()) for file in (ours, base, theirs))
    git = Git(Path.cwd())
    answer = git.run("merge-file", "-p", f"--marker-size={marker_size}", *labels, *files, good=range(_BINARY + 1))
    if answer.code == _BINARY:
        return Outcome(False, f"{name}: {why}, so git cannot merge it either, and our version is kept")
    if answer.code:
        left = Outcome(False, f"{name}: {why}, so git merged its lines and left conflict markers")
        return _written(ours, answer.out, name, left)
    try:
        loads(decode(answer.out, name), name)
    except MapFileError as fault:
        merged = (
            f"git merged its lines, but the result is not a valid map ({_first_line(fault)}), and our version is kept"
        )
        return Outcome(False, f"{name}: {why}; {merged}; fix {name} by hand, then `git add` it")
    return _written(ours, answer.out, name, Outcome(True, f"{name}: {why}, so git merged its lines"))


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [""])[0]


_OURS, _THEIRS = "2", "3"


class Finished(NamedTuple):
    """How it ended; the map's file holds the result."""

    map: ArgMap
    conflicts: dict[Address, Conflict]
    """What this merge could not decide."""
    copy: Path
    """Where the file is kept as it was, with git's markers."""


def has_sides(repository: Repository, path: Path) -> bool:
    """Whether git left two sides of the file at `path` to be merged. Raises what `Git.run` raises."""
    name = repository.name_of(path)
    listed = repository.git.run("ls-files", "-z", "--unmerged", "--", literally(name)).fields
    stages = {entry.partition("\t")[0].split(" ")[2] for entry in listed}
    return {_OURS, _THEIRS} <= stages


def finish_merge(path: Path) -> Finished:
    """Merges the sides that git left of the map at `path`, and saves the result there.

    The file as it was, with whatever somebody decided in it by hand, is kept beside it as `NAME.orig`, as `git
    mergetool` does. Raises GitFault, InvalidMap, which names the side that is no sound map, UnreadableMap and
    SaveFailed; then the file is as it was.
    """
    repository = Repository.of(path.parent)
    merged = merge_stages(repository, path)
    seen = fingerprint(path)
    copy = _kept_beside(path)
    save(path, merged.map, seen)
    return Finished(merged.map, dict(merged.conflicts), copy)


def _kept_beside(path: Path) -> Path:
    """A copy of the file, under the first name that is free. Raises SaveFailed."""
    names = chain([f"{path.name}.orig"], (f"{path.name}.orig-{number}" for number in count(2)))
    copy = next(there for name in names if not os.path.lexists(there := path.with_name(name)))
    write_file(copy, read_bytes(path), replaces=False, like=path)
    return copy
