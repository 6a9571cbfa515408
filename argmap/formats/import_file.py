"""Reading a foreign file from disk, and as the format that it is in, within limits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote

from argmap.corpus import Corpus, OutsideProject, Project
from argmap.corpus.project import is_inside
from argmap.files.errors import UnreadableSource, system_reason
from argmap.files.reading import NotRegular, TooLarge, read_file
from argmap.formats.format import Format, Imported, Incoming, Page, UnreadableFormat
from argmap.formats.registry import format_of
from argmap.model import ArgMap, problems
from argmap.text.reading import read_source

LARGEST: Final = 100 * 2**20
"""Bytes of a file that is imported: some twenty times the largest map that argmap reads."""


def incoming_file(file: Path, project: Project) -> Incoming:
    """What the file holds, to be read as a map. Other files that it names are looked for beside and below it, and in
    the whole project where it lies in that.

    Raises UnreadableSource where there is no file that can be read, before reading where it is too large.
    """
    try:
        data = read_file(file, LARGEST)
    except NotRegular as fault:
        fix = "Give the path of a file in it." if file.is_dir() else "Give `-` for what a program prints into a pipe."
        raise UnreadableSource(f"{file} is {fault.kind}. {fix}") from fault
    except TooLarge as fault:
        raise _too_large(str(file)) from fault
    except FileNotFoundError as fault:
        raise UnreadableSource(f"{file} is missing. Check the name.") from fault
    except PermissionError as fault:
        raise UnreadableSource(f"{file} cannot be read: permission denied. Get permission to read it.") from fault
    except (OSError, ValueError) as fault:  # ValueError: a path with a NUL character
        raise UnreadableSource(
            f"{file} cannot be read: {system_reason(fault)}. Correct the path, or check the disk."
        ) from fault
    folder = Path(os.path.realpath(file)).parent
    fence = project.root if project.holds(folder) else folder
    return Incoming(data=data, name=str(file), neighbour=_neighbours(folder, fence))


def incoming_stream(stream: BinaryIO, name: str = "") -> Incoming:
    """What a stream holds, to be read as a map. Raises UnreadableSource where it is too large."""
    return Incoming(data=_read(stream, name or "the input"), name=name)


def read_as(incoming: Incoming, fmt: Format | None) -> tuple[Format, Imported]:
    """The map in a file, read as `fmt`, or where that is None, as the format that the file is in.

    Raises UnreadableFormat. A map that would break a rule is never given.
    """
    chosen = fmt or format_of(incoming)
    if chosen.read is None:
        raise UnreadableFormat(incoming.name, f"{chosen.label} can only be written, not read")
    try:
        imported = chosen.read(incoming)
    except RecursionError as fault:
        raise UnreadableFormat(incoming.name, "parts are nested too deeply to be read") from fault
    broken = problems(imported.map)
    if broken:
        raise UnreadableFormat(incoming.name, f"read as {chosen.label}, it does not give a valid map: {broken[0]}")
    return chosen, imported


def pages_of(map_: ArgMap, corpus: Corpus, read_in: Path) -> Callable[[str], Page | None]:
    """The texts of a map's sources by the addresses that these have on the web, whatever stands after their `#`.

    Their paths lead from the folder `read_in`. A text that cannot be read is none.
    """
    by_address = {_bare(source.url): source for source in map_.sources.values() if source.url}

    def page_at(address: str) -> Page | None:
        source = by_address.get(_bare(address))
        if source is None:
            return None
        try:
            opened = corpus.open(source)
        except (OutsideProject, UnreadableSource):
            return None
        return Page(Path(os.path.relpath(opened.file, read_in)).as_posix(), opened.text)

    return page_at


def _bare(address: str) -> str:
    return unquote(address).partition("#")[0].rstrip("/")


def _read(stream: BinaryIO, name: str) -> bytes:
    """All of a stream; one more byte than the most is read of an endless one."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name} is too large: at most {LARGEST // 2**20} MB are read. Split it, or export a part of it."
    )


def _neighbours(folder: Path, fence: Path) -> Callable[[str], str | None]:
    """The decoded texts of files by their path relative to `folder`, of those that lie inside the folder `fence`."""

    def text_of(path: str) -> str | None:
        try:
            file = folder / path
            return read_source(file).text if is_inside(file, fence) else None
        except (UnreadableSource, ValueError):
            return None

    return text_of
