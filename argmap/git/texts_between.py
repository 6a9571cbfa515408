"""Texts that changed between two moments while the maps that quote them did not say so."""

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from argmap.git.repository import Repository
from argmap.git.snapshots import CommitFiles, Snapshot
from argmap.model import ArgMap, Source


class Blobs(NamedTuple):
    """Git's ids of a file's bytes, before and after."""

    before: str
    after: str


def changed_texts(old: CommitFiles, new: Snapshot) -> dict[str, Blobs]:
    """The files that are there in both moments with other bytes, by their names; maps are not among them.

    In the work tree, files with a filter (Git LFS, git-crypt) are not either: what git keeps of them are not their
    bytes, and the filter is a program that is not run.
    """
    repository = old.repository
    command = (
        ("diff-tree", "-r", old.commit, new.commit) if isinstance(new, CommitFiles) else ("diff-index", old.commit)
    )
    # Git would start another git in each submodule, with the configuration that is there.
    asked = ("--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", "--diff-filter=M")
    fields = repository.git.run(command[0], *asked, *command[1:], compares_files=command[0] == "diff-index").fields
    named = zip(fields[1::2], (told.split(" ")[2:4] for told in fields[::2]), strict=True)
    told = {name: Blobs(*blobs) for name, blobs in named if not name.endswith(".toml")}
    # In the work tree git names no blob, as the file may not be in its store.
    unnamed = [name for name, blobs in told.items() if not blobs.after.strip("0")]
    here = _unfiltered(repository, [name for name in unnamed if _is_readable(repository.top / name)])
    now = dict(zip(here, _blobs_of(repository, here), strict=True))
    texts = {name: Blobs(blobs.before, now.get(name, blobs.after)) for name, blobs in told.items()}
    return {name: blobs for name, blobs in texts.items() if blobs.before != blobs.after and blobs.after.strip("0")}


def _blobs_of(repository: Repository, names: Sequence[str]) -> list[str]:
    """Git's ids of files of the work tree without a filter, as they would be committed."""
    given = "".join(f"{name}\n" for name in map(_quoted, names))
    asked = ("hash-object", "--stdin-paths")
    return repository.git.run(*asked, stdin=os.fsencode(given)).text.split() if names else []


def _is_readable(file: Path) -> bool:
    """Whether the file holds bytes that may be read; a symbolic link holds none of its own."""
    return not file.is_symlink() and os.access(file, os.R_OK) and file.is_file()


def _unfiltered(repository: Repository, names: Sequence[str]) -> list[str]:
    """Those of the files that git stores without a filter's help."""
    filters = repository.git.filters() if names else set()
    if not filters:
        return list(names)
    given = b"".join(os.fsencode(name) + b"\0" for name in names)
    told = repository.git.run("check-attr", "-z", "--stdin", "filter", stdin=given).fields
    return [name for name, value in zip(told[::3], told[2::3], strict=True) if value not in filters]


def _quoted(name: str) -> str:
    """A path as git reads it from a list of lines: quoted where a line could not hold it."""
    if not any(char in name for char in '\n"'):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def telling_texts(
    old: ArgMap | None, new: ArgMap | None, names: tuple[str, str], texts: Mapping[str, Blobs]
) -> tuple[ArgMap | None, ArgMap | None]:
    """Both versions of a map, where a source whose text changed tells of the text that was there in its moment.

    Where the map itself was anchored anew, it says what happened, and stays as it is.

    Args:
        old: The earlier version; None where there was none.
        new: The later version.
        names: What git calls the map's file in either.
        texts: The files that changed, by their names.
    """
    if old is None or new is None or not texts:
        return old, new
    olds, news = dict(old.sources), dict(new.sources)
    for source_id in olds.keys() & news.keys():
        before, after = olds[source_id], news[source_id]
        blobs = texts.get(_name(after, names[1]))
        if blobs is not None and before.blob == after.blob and _name(before, names[0]) == _name(after, names[1]):
            olds[source_id], news[source_id] = replace(before, blob=blobs.before), replace(after, blob=blobs.after)
    return replace(old, sources=olds), replace(new, sources=news)


def _name(source: Source, map_name: str) -> str:
    """What git calls the file of a source."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(map_name), source.path))
