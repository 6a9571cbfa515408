"""Finishing a merge in which git left its own conflict markers in a map: its three sides are merged as values."""

import os
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from argmap.git.merging import merge_stages
from argmap.git.repository import Repository, literally
from argmap.model import Address, ArgMap, Conflict
from argmap.store import fingerprint
from argmap.store.reading import read_bytes
from argmap.store.saving import save, write_file

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
