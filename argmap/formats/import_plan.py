"""An imported map on its way into a project: where its texts go, how it names them, and its anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from argmap.anchor import State
from argmap.corpus import Corpus, OutsideProject, Project, QuoteState
from argmap.corpus.anchoring import anchored_at, store_anchors
from argmap.files.errors import UnreadableSource
from argmap.formats.format import Imported
from argmap.model import ArgMap
from argmap.store.saving import make_folder, write_file
from argmap.text.reading import blob_id, read_source

_LONGEST_NAME: Final = 200
"""Bytes of a new file's name; most systems allow 255, and a number may come to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """A map with paths that lead from its own folder, and the texts that it needs."""

    map: ArgMap
    files: Mapping[Path, bytes]
    """The files to be written; at none of these places is a file yet."""


def plan_import(imported: Imported, project: Project, read_in: Path) -> ImportPlan:
    """The imported map as it will stand in a project, having been read in the folder `read_in`.

    A new text takes its wanted name; where another text has that, one with a number; where this very text lies there
    already, that file is used. None leaves the project.
    """
    files: dict[Path, bytes] = {}
    placed: dict[str, tuple[str, str]] = {}
    for wanted, text in imported.files.items():
        data = text.encode("utf-8", "replace")
        file = _place(project, wanted, data, files)
        if file.exists():
            data = file.read_bytes()
        else:
            files[file] = data
        placed[wanted] = (project.path_to(file), blob_id(data))
    sources = {}
    for source_id, source in imported.map.sources.items():
        if source.path in placed:
            path, blob = placed[source.path]
            sources[source_id] = replace(source, path=path, blob=blob)
        else:
            sources[source_id] = replace(source, path=_seen_from_map(source.path, project, read_in))
    return ImportPlan(map=replace(imported.map, sources=sources), files=files)


@contextmanager
def written(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Has new files on disk; where what is done with them fails, they are gone again.

    Raises SaveFailed where the system refuses one, and ChangedOnDisk where another program made it meanwhile.
    """
    made: list[Path] = []
    try:
        for file, data in files.items():
            missing = [at for at in file.parents if not at.exists()]
            made += reversed(missing)
            make_folder(file.parent)
            write_file(file, data, replaces=False)
            made.append(file)
        yield
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):  # a folder that somebody else has filled meanwhile stays
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def anchored(map_: ArgMap, corpus: Corpus) -> ArgMap:
    """A map whose quotes that came without a version of their text are anchored where their very words stand.

    The texts must be on disk.
    """
    after = map_
    for source_id, source in map_.sources.items():
        quotes = {at: quote for at, quote in map_.quotes_of(source_id).items() if quote.blob is None}
        if source.blob is not None or not quotes:
            continue
        alone = ArgMap(title=map_.title, sources={source_id: source}, quotes=quotes)
        found = {
            at: quote_state.span for at, quote_state in corpus.quote_states(alone).items() if _is_exact(quote_state)
        }
        if found:
            opened = corpus.open(source)
            fresh = {at: anchored_at(opened, quotes[at], span) for at, span in found.items() if span is not None}
            after = store_anchors(after, source_id, fresh, opened.content.blob)
    return after


def unreadable(import_plan: ImportPlan, project: Project) -> Iterator[tuple[int, str]]:
    """Each text that quotes are taken from and that cannot be read: how many quotes, and why it cannot."""
    corpus = Corpus(project)
    for source_id, source in import_plan.map.sources.items():
        quotes = import_plan.map.quotes_of(source_id)
        try:
            if quotes and project.file_of(source.path) not in import_plan.files:
                corpus.open(source)
        except (OutsideProject, UnreadableSource) as fault:
            yield len(quotes), str(fault)


def _is_exact(quote_state: QuoteState) -> bool:
    return quote_state.resolution is not None and quote_state.resolution.state is State.EXACT


def _place(project: Project, wanted: str, data: bytes, files: Mapping[Path, bytes]) -> Path:
    """Where a text goes: the first file of its name that is free, or holds just this text."""
    path = PurePosixPath(wanted)
    if any(part.startswith(".") and part != ".." for part in path.parts):  # nothing of a project's own is written to
        path = PurePosixPath(path.name.lstrip(".") or "text.txt")
    if len(path.name.encode()) > _LONGEST_NAME:
        stem = path.stem.encode()[: _LONGEST_NAME - len(path.suffix.encode())].decode("utf-8", "ignore")
        path = path.with_name(stem + path.suffix)
    try:
        first = project.file_of(str(path))
    except (OutsideProject, ValueError):
        first = project.file_of(path.name)
    file, number = first, 2
    while not _fits(file, data, files):
        file = first.with_name(f"{first.stem}-{number}{first.suffix}")
        number += 1
    return file


def _fits(file: Path, data: bytes, files: Mapping[Path, bytes]) -> bool:
    if file in files:
        return files[file] == data
    if not file.exists():
        return True
    try:
        return read_source(file).text.encode("utf-8", "replace") == data
    except UnreadableSource:
        return False


def _seen_from_map(path: str, project: Project, read_in: Path) -> str:
    """A path relative to the map's folder, where a file of the project is at this path from the folder `read_in`."""
    try:
        file = (read_in / path).resolve()
        return project.path_to(file) if file.is_file() else path
    except (OutsideProject, ValueError, OSError):
        return path
