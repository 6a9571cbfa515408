"""Which two versions of which maps a command line means: revisions first, then paths, told apart as git does."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from argmap.cli.exits import refusal
from argmap.corpus.discovery import holds_map
from argmap.model import ArgMap
from argmap.store import InvalidMap, UnreadableMap, load

if TYPE_CHECKING:
    from argmap.git import Repository
    from argmap.git.snapshots import CommitFiles, Snapshot
    from argmap.git.texts_between import Blobs


class TwoVersions(NamedTuple):
    """A map in two versions; None for one in which it is not there."""

    old_name: str
    new_name: str
    old: ArgMap | None
    new: ArgMap | None


class Versions(NamedTuple):
    """The maps that a command line means."""

    compared: list[TwoVersions]
    faults: list[Exception]
    """Why others could not be compared: InvalidMap, UnreadableMap or UnknownBlob."""


class TellingPathsApart(click.Command):
    """A command that is told of a `--` between revisions and paths, which click would swallow."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Doubles the first `--`: click takes one, the command sees the other."""
        at = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*args[:at], *args[at : at + 1], *args[at:]])


def two_versions(words: Sequence[str], folder: Path) -> Versions:
    """The versions that `[REV [REV]] [--] [MAP…]` or `FILE FILE` mean, for a user who stands in `folder`.

    Without a revision, HEAD is compared with the files as they are; with one, that revision. Without a MAP, all
    maps of the repository are meant, and those are left out that are the same, with texts that are. Two files alone
    are compared with each other, and need no git. A map of the repository that does not load in one of the two
    versions keeps no other from being compared. Raises GitFault and CommandFailed, and for two files InvalidMap and
    UnreadableMap.
    """
    files = [folder / word for word in words]
    if len(words) == 2 and all(file.suffix == ".toml" or file.is_file() for file in files):
        return Versions([TwoVersions(words[0], words[1], load(files[0]).map, load(files[1]).map)], [])
    from argmap.git import Repository

    repository = Repository.of(folder)
    revisions, paths = _told_apart(repository, words, folder)
    old, new = _snapshots(repository, revisions)
    asked = [repository.name_of(folder / path) for path in paths]
    return _compared(old, new, asked)


def _told_apart(repository: "Repository", words: Sequence[str], folder: Path) -> tuple[list[str], list[str]]:
    """The revisions and the paths among the words, by the rules of git's own commands."""
    if "--" in words:
        at = words.index("--")
        revisions, paths = list(words[:at]), list(words[at + 1 :])
        for revision in revisions:
            _commits(repository, revision)
    else:
        revisions = []
        for word in words:
            if not _is_revision(repository, word):
                break
            if (folder / word).exists():
                raise refusal(f"`{word}` is a revision and a file; put `--` after revisions and before files")
            revisions.append(word)
        paths = list(words[len(revisions) :])
        for path in paths:
            if not (folder / path).exists():
                shallow = "; this is a shallow clone, `git fetch --unshallow` brings the others" * repository.shallow
                raise refusal(
                    f"`{path}` is no revision, and no file here; `git log --oneline` lists revisions{shallow}, "
                    "and a map that is gone goes after `--`"
                )
    if len(revisions) > 2 or (len(revisions) == 2 and any(".." in revision for revision in revisions)):
        raise refusal(f"only two revisions can be compared, and {' '.join(revisions)} are more")
    return revisions, paths


def _is_revision(repository: "Repository", word: str) -> bool:
    from argmap.git.faults import NoSuchRevision

    try:
        _commits(repository, word)
    except NoSuchRevision:
        return False
    return True


def _commits(repository: "Repository", word: str) -> list[tuple[str, str]]:
    """The commits that a word names, each with what to call it: one, or the two ends of `A..B` or `A...B`."""
    first, dots, last = word.partition("...")
    if dots:
        ends = (first or "HEAD", last or "HEAD")
        return [(repository.merge_base(*ends), word), (repository.commit(ends[1]), ends[1])]
    first, dots, last = word.partition("..")
    names = (first or "HEAD", last or "HEAD") if dots else (word,)
    return [(repository.commit(name), name) for name in names]


def _snapshots(repository: "Repository", revisions: Sequence[str]) -> tuple["CommitFiles", "Snapshot"]:
    from argmap.git.snapshots import CommitFiles, WorkTreeFiles

    commits = [commit for revision in revisions or ("HEAD",) for commit in _commits(repository, revision)]
    old, *others = (CommitFiles(repository, commit, called) for commit, called in commits)
    return old, others[0] if others else WorkTreeFiles(repository)


def _compared(old: "CommitFiles", new: "Snapshot", asked: list[str]) -> Versions:
    """The maps with the `asked` names or in the folders of these names, all where none is asked for."""
    from argmap.git.faults import UnknownBlob
    from argmap.git.snapshots import renamed
    from argmap.git.texts_between import changed_texts

    olds, news = _names(old, asked), _names(new, asked)
    for name in asked:
        if not any(f"{found}/".startswith(f"{name}/") for found in olds | news) and name != ".":
            raise refusal(
                f"there is no map {name} in {old.revision} or now; `git log --stat -- {name}` says when it was"
            )
    before = renamed(old, new, news - olds)
    pairs = {**{name: name for name in olds - {*before.values()}}, **{name: before.get(name, name) for name in news}}
    texts = changed_texts(old, new)
    found = Versions([], [])
    for new_name, old_name in sorted(pairs.items()):
        try:
            pair = _pair(old, new, (old_name, new_name), texts, wanted=new_name in asked)
        except (InvalidMap, UnreadableMap, UnknownBlob) as fault:
            found.faults.append(fault)
        else:
            found.compared.extend([pair] if pair else [])
    return found


def _pair(
    old: "CommitFiles", new: "Snapshot", names: tuple[str, str], texts: "Mapping[str, Blobs]", *, wanted: bool
) -> TwoVersions | None:
    """Both versions of one map; None where they are the same, or where neither is a map and none is `wanted`."""
    from argmap.git.snapshots import load_from
    from argmap.git.texts_between import telling_texts

    sides = (old.read(names[0]), new.read(names[1]))
    if not wanted and not any(data is not None and holds_map(data) for data in sides):
        return None
    if not texts and sides[0] == sides[1]:
        return None
    maps = telling_texts(load_from(old, names[0]), load_from(new, names[1]), names, texts)
    if sides[0] == sides[1] and maps[0] == maps[1]:
        return None
    return TwoVersions(old.called(names[0]), new.called(names[1]), *maps)


def _names(snapshot: "Snapshot", asked: list[str]) -> set[str]:
    return {name for where in asked or [""] for name in snapshot.names(where)}
