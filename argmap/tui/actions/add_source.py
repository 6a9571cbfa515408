"""Adding a text as a source: its file is chosen, converted or copied into the project where need be, and opened."""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from argmap import edit
from argmap.corpus import Project
from argmap.documents import Unconvertible
from argmap.documents.converting import (
    entries_in,
    home_of_texts,
    is_document,
    is_page,
    place_for_text,
    plain_copy,
    refuse_address,
    refuse_at_a_glance,
)
from argmap.documents.document import CLUTTER
from argmap.documents.entry import Entry, file_of
from argmap.edit import Refused
from argmap.extras import MissingExtra
from argmap.files.encodings import Decoded
from argmap.files.errors import UnreadableSource, system_reason
from argmap.files.reading import open_regular, read_file
from argmap.formats.import_plan import written
from argmap.model import ArgMap, Source
from argmap.store import ChangedOnDisk, SaveFailed
from argmap.store.saving import make_folder, write_file
from argmap.text.reading import LARGEST, blob_id, read_source
from argmap.tui.content import shortened
from argmap.tui.dialogs.file_picker import EncodingPicker, EntryPicker, FilePicker, files_below
from argmap.tui.dialogs.progress import BackgroundTask, Progress
from argmap.tui.keys import key_of
from argmap.tui.state.context import Pane
from argmap.tui.state.controller import Edited
from argmap.tui.state.host import ActionHost

T = TypeVar("T")
_NO_TEXTS: Final = frozenset({".toml", ".py", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".zip", ".gz", ".lock"})
_COPY: Final = "Copy"


async def add_source(host: ActionHost) -> None:
    """Add a file as a source, and open it.

    Of a document, a plain-text copy is written into the project; a text outside the project is copied into it, if
    that is wanted.
    """
    project = host.session.corpus.project
    known = _known(host)

    def names() -> list[str]:
        below = files_below(project.root, lambda name: Path(name).suffix.lower() not in _NO_TEXTS)
        return [name for name in below if project.root / name not in known]

    title = f"Add a text or document from {project.root.name} or elsewhere"
    file = await host.ask(FilePicker(title, project.root, names, _NO_TEXTS, lambda file: _check(host, file)))
    if file is None:
        return
    bring = _document if is_document(file) else _plain_text
    read = await bring(host, file, home_of_texts(project.root, known))
    if read is not None:
        _add(host, read)


async def _document(host: ActionHost, file: Path, home: Path) -> NewText | None:
    """Convert a document into the folder `home`, after asking what of it is wanted. None: nothing."""
    works = await _outcome(host, BackgroundTask(lambda _: entries_in(file)), f"Reading {file.name} …", file)
    if works is None:
        return None

    wanted = await wanted_of(host, file, works, _NO_TEXTS)
    if wanted is None:
        return None
    project = host.session.corpus.project
    task = BackgroundTask(lambda progress: converted(wanted, home, project, progress))
    return await _outcome(host, task, f"Converting {file.name} …", file)


async def _plain_text(host: ActionHost, file: Path, home: Path) -> NewText | None:
    """Take a text where it lies in the project, or a copy of it into the folder `home`. None: not wanted."""
    place = file.resolve()
    if not host.session.corpus.project.holds(place):
        place = place_for(place, home)
        if not await _wants_copy(host, file, place):
            return None
    content = await _outcome(host, BackgroundTask(lambda _: read_source(file)), f"Reading {file.name} …", file)
    if content is None:
        return None
    encoding = content.told_encoding
    if encoding is not None:
        encoding = await _encoding_of(host, file)
        if encoding is None:
            return None
    task = BackgroundTask(lambda progress: _brought(host, file, place, encoding, progress))
    return await _outcome(host, task, f"Adding {file.name} …", file)


async def _encoding_of(host: ActionHost, file: Path) -> str | None:
    """Ask what a text is in that is not UTF-8, showing what it was read as; None where the user goes back."""
    from argmap.text.detection import readings

    def look(_: Progress) -> tuple[bytes, list[Decoded]]:
        data = read_file(file, LARGEST)
        return data, readings(data)

    seen = await _outcome(host, BackgroundTask(look), f"Reading {file.name} …", file)
    return await host.ask(EncodingPicker(file.name, *seen)) if seen is not None and seen[1] else None


async def _outcome(host: ActionHost, task: BackgroundTask[T], said: str, file: Path) -> T | None:
    """What came of bringing a file in; None where the user gave up. Raises Refused with the reason where it failed."""
    try:
        return await task.outcome(host, said)
    except (UnreadableSource, Unconvertible, MissingExtra) as fault:
        raise Refused(str(fault), "choose another file: a") from fault
    except (ChangedOnDisk, SaveFailed) as fault:
        raise Refused(str(fault), "nothing was added") from fault
    except OSError as fault:
        raise Refused(
            f"{file} could not be brought into the project: {system_reason(fault)}", "nothing was added"
        ) from fault


def _check(host: ActionHost, file: Path) -> None:
    """Refuse a file that is no text or a source already, as far as a glance tells. Raises Refused, UnreadableSource."""
    if file.resolve() in _known(host):
        raise Refused(f"{file.name} is a source already", "open it from the list of texts")
    refuse_typed_address(file)
    check_text(file)


async def _wants_copy(host: ActionHost, file: Path, place: Path) -> bool:
    from argmap.tui.dialogs.form import Question

    root = host.session.corpus.project.root
    links = f"\nis a link to {file.resolve()}, which" if file.is_relative_to(root) else ""
    body = (
        f"{file}{links}\nlies outside the project {root}, so that others who have the project could not read it.\n\n"
        f"Copy it to {place.relative_to(root)}? The file itself stays where it is."
    )
    return await host.ask(Question("Copy the text into the project?", body, [_COPY, "Cancel"])) == _COPY


def _brought(host: ActionHost, file: Path, place: Path, encoding: str | None, progress: Progress) -> NewText:
    """Read a text, and copy it to its place in the project if that is another. Raises UnreadableSource, OSError."""
    content = read_source(file, encoding)
    if file.resolve() != place:
        progress.reached(0)
        copied(file, place, progress.reached)
    source = Source(path=host.session.corpus.project.path_to(place), encoding=content.told_encoding, blob=content.blob)
    sources = key_of(f"pane-{Pane.SOURCES}")
    read_as = f" as {content.encoding}" if content.told_encoding else ""
    return NewText(source, f"added{read_as}: {sources}, then {key_of('edit')} gives it title, author and language")


def _add(host: ActionHost, read: NewText) -> None:
    def added(map_: ArgMap) -> Edited:
        after, made = edit.add_source(map_, read.source)
        return Edited(after, f"add source {made}", made, message=read.said)

    host.open_source(str(host.controller.make(added).shows))


def _known(host: ActionHost) -> frozenset[Path]:
    """The files that are sources already."""
    return frozenset(host.session.corpus.project.files_of(host.session.map.sources.values()))


_TEXT, _ALL = "Its text", "All of it"
_TITLE_LENGTH: Final = 40


async def wanted_of(host: ActionHost, file: Path, works: Sequence[Entry], no_texts: frozenset[str]) -> Wanted | None:
    """What of a document is wanted, where there is something to ask; None where the user goes back.

    `works` are those of a list of entries; files with an ending among `no_texts` are not offered as their text.
    """
    work = await _work_of(host, works)
    if works and work is None:
        return None
    text_file: Path | None = None
    if work is not None:
        text_file = file_of(work, file.parent) or await _text_of(host, work, no_texts)
        if text_file is None:
            return None
    whole = await _wants_all(host, text_file or file) if is_page(text_file or file) else False
    return None if whole is None else Wanted(file, work.key if work else None, text_file, whole)


async def _work_of(host: ActionHost, works: Sequence[Entry]) -> Entry | None:

    return await host.ask(EntryPicker(works)) if len(works) > 1 else next(iter(works), None)


async def _text_of(host: ActionHost, work: Entry, no_texts: frozenset[str]) -> Path | None:
    """The file of the text of a work that names none, or none that is there."""
    root = host.session.corpus.project.root

    def names() -> list[str]:
        return files_below(root, lambda name: Path(name).suffix.lower() not in no_texts | {".bib", ".json"})

    title = f"Where is the text of “{shortened(work.details.title or work.key, _TITLE_LENGTH)}”?"
    return await host.ask(FilePicker(title, root, names, no_texts, check_text))


async def _wants_all(host: ActionHost, page: Path) -> bool | None:
    from argmap.tui.dialogs.form import Question

    body = f"{page.name} is a web page. {CLUTTER.capitalize()} are left out, unless you want all of it."
    answer = await host.ask(Question("What of the page is wanted?", body, [_TEXT, _ALL, "Cancel"]))
    return {_TEXT: False, _ALL: True}.get(answer or "")


_QUICKLY_READ: Final = 2**19
"""Bytes of a file that are read within a frame or two of the screen."""


_ADDRESS: Final = re.compile(r"https?:/.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewText:
    """A source whose text lies in the project now."""

    source: Source
    said: str
    """What came of it, for the user."""


def check_text(file: Path) -> None:
    """Refuse what is neither text nor a document, as far as a glance tells. Raises UnreadableSource."""
    if is_document(file):
        try:
            refuse_at_a_glance(file)
        except Unconvertible as fault:
            raise UnreadableSource(str(fault)) from fault
        return
    try:
        large = file.stat().st_size > _QUICKLY_READ
    except (OSError, ValueError):
        large = False  # reading it says what is wrong
    if not large:
        read_source(file)


def refuse_typed_address(file: Path) -> None:
    """Refuse an address of the web that was typed for a path. Raises UnreadableSource."""
    typed = _ADDRESS.search(str(file))
    try:
        refuse_address(typed[0] if typed else "")
    except Unconvertible as fault:
        raise UnreadableSource(str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become a text of the project."""

    file: Path
    entry: str | None = None
    """The key of one of several entries in the file."""
    text_file: Path | None = None
    """The file of the entry's text, where the entry names none."""
    whole: bool = False
    """Whether the menus of a web page are wanted, too."""


def converted(wanted: Wanted, folder: Path, project: Project, progress: Progress) -> NewText:
    """Convert a document, and write its copy into a folder of the project, whole or not at all.

    Raises Unconvertible, MissingExtra, UnreadableSource, SaveFailed, OSError, and Cancelled.
    """
    made = plain_copy(wanted.file, progress.reached, whole=wanted.whole, entry=wanted.entry, text_file=wanted.text_file)
    data = made.text.encode("utf-8", "replace")
    progress.reached(1.0)
    if made.plain is not None and project.holds(made.plain):
        place, blob = made.plain.resolve(), blob_id(made.plain.read_bytes())
    else:
        place, blob = place_for_text(folder / made.name, data), blob_id(data)
        with written({} if place.exists() else {place: data}):
            pass
    source = Source(path=project.path_to(place), blob=blob, **asdict(made.details))
    pages = f", {made.pages} page{'s' if made.pages > 1 else ''}" if made.pages else ""
    left = f"; not in it: {'; '.join(made.left_out)}" if made.left_out else ""
    doubts = "".join(f"; warning: {doubt}" for doubt in made.doubts)
    return NewText(source, f"added as {place.relative_to(project.root)}{pages}{left}{doubts}")


_CHUNK: Final = 2**20


def place_for(file: Path, folder: Path) -> Path:
    """Where the copy of a file goes: its own name, or with a number where another file has that."""
    for number in count(1):
        name = file.name if number == 1 else f"{file.stem}-{number}{file.suffix}"
        place = folder / name
        if not place.exists() or (place.is_file() and filecmp.cmp(file, place, shallow=False)):
            return place
    raise AssertionError("there is always a further number")


def copied(file: Path, place: Path, reached: Callable[[float], None]) -> None:
    """Copy a file to a place where there is none; what is there with the same bytes already stays.

    The copy is readable for nobody who cannot read the file. `reached` is told the share that is copied, and may raise
    to end it: then there is no copy. Raises SaveFailed, ChangedOnDisk and OSError.
    """
    if place.exists():
        return

    def chunks() -> Iterator[bytes]:
        with open_regular(file) as original:
            size, done = max(1, os.fstat(original.fileno()).st_size), 0
            while chunk := original.read(_CHUNK):
                yield chunk
                done += len(chunk)
                reached(min(1.0, done / size))

    make_folder(place.parent)
    write_file(place, chunks(), replaces=False, like=file)
