"""The action that adds a text as a source, and opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

from argmap import edit
from argmap.documents import Unconvertible
from argmap.documents.converting import entries_in, home_of_texts, is_document
from argmap.edit import Refused
from argmap.extras import MissingExtra
from argmap.files.reading import read_file
from argmap.model import ArgMap, Source
from argmap.store import ChangedOnDisk, SaveFailed
from argmap.text import UnreadableSource, read_source, system_reason
from argmap.text.reading import LARGEST, Decoded
from argmap.tui.adding.converted import NewText, check_text, converted, refuse_typed_address
from argmap.tui.adding.copying import copied, place_for
from argmap.tui.bench import Bench
from argmap.tui.files import files_below
from argmap.tui.keeper import Edited
from argmap.tui.keys import key_of
from argmap.tui.situation import Pane
from argmap.tui.waiting import Errand, Progress

T = TypeVar("T")

_NO_TEXTS: Final = frozenset({".toml", ".py", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".zip", ".gz", ".lock"})
_COPY: Final = "Copy"


async def add_source(bench: Bench) -> None:
    """Add a file as a source, and open it.

    Of a document, a plain-text copy is written into the project; a text outside the project is copied into it, if
    that is wanted.
    """
    from argmap.tui.adding.file_picker import FilePicker

    project = bench.session.corpus.project
    known = _known(bench)

    def names() -> list[str]:
        below = files_below(project.root, lambda name: Path(name).suffix.lower() not in _NO_TEXTS)
        return [name for name in below if project.root / name not in known]

    title = f"Add a text or document from {project.root.name} or elsewhere"
    file = await bench.ask(FilePicker(title, project.root, names, _NO_TEXTS, lambda file: _check(bench, file)))
    if file is None:
        return
    bring = _document if is_document(file) else _plain_text
    read = await bring(bench, file, home_of_texts(project.root, known))
    if read is not None:
        _add(bench, read)


async def _document(bench: Bench, file: Path, home: Path) -> NewText | None:
    """Convert a document into the folder `home`, after asking what of it is wanted. None: nothing."""
    works = await _outcome(bench, Errand(lambda _: entries_in(file)), f"Reading {file.name} …", file)
    if works is None:
        return None
    from argmap.tui.adding.wanting import wanted_of

    wanted = await wanted_of(bench, file, works, _NO_TEXTS)
    if wanted is None:
        return None
    project = bench.session.corpus.project
    errand = Errand(lambda progress: converted(wanted, home, project, progress))
    return await _outcome(bench, errand, f"Converting {file.name} …", file)


async def _plain_text(bench: Bench, file: Path, home: Path) -> NewText | None:
    """Take a text where it lies in the project, or a copy of it into the folder `home`. None: not wanted."""
    place = file.resolve()
    if not bench.session.corpus.project.holds(place):
        place = place_for(place, home)
        if not await _wants_copy(bench, file, place):
            return None
    content = await _outcome(bench, Errand(lambda _: read_source(file)), f"Reading {file.name} …", file)
    if content is None:
        return None
    encoding = content.told_encoding
    if encoding is not None:
        encoding = await _encoding_of(bench, file)
        if encoding is None:
            return None
    errand = Errand(lambda progress: _brought(bench, file, place, encoding, progress))
    return await _outcome(bench, errand, f"Adding {file.name} …", file)


async def _encoding_of(bench: Bench, file: Path) -> str | None:
    """Ask what a text is in that is not UTF-8, showing what it was read as; None where the user goes back."""
    from argmap.text.detection import readings
    from argmap.tui.adding.encoding_picker import EncodingPicker

    def look(_: Progress) -> tuple[bytes, list[Decoded]]:
        data = read_file(file, LARGEST)
        return data, readings(data)

    seen = await _outcome(bench, Errand(look), f"Reading {file.name} …", file)
    return await bench.ask(EncodingPicker(file.name, *seen)) if seen is not None and seen[1] else None


async def _outcome(bench: Bench, errand: Errand[T], said: str, file: Path) -> T | None:
    """What came of bringing a file in; None where the user gave up. Raises Refused with the reason where it failed."""
    try:
        return await errand.outcome(bench, said)
    except (UnreadableSource, Unconvertible, MissingExtra) as fault:
        raise Refused(str(fault), "choose another file: a") from fault
    except (ChangedOnDisk, SaveFailed) as fault:
        raise Refused(str(fault), "nothing was added") from fault
    except OSError as fault:
        raise Refused(
            f"{file} could not be brought into the project: {system_reason(fault)}", "nothing was added"
        ) from fault


def _check(bench: Bench, file: Path) -> None:
    """Refuse a file that is no text or a source already, as far as a glance tells. Raises Refused, UnreadableSource."""
    if file.resolve() in _known(bench):
        raise Refused(f"{file.name} is a source already", "open it from the list of texts")
    refuse_typed_address(file)
    check_text(file)


async def _wants_copy(bench: Bench, file: Path, place: Path) -> bool:
    from argmap.tui.dialogs.question import Question

    root = bench.session.corpus.project.root
    links = f"\nis a link to {file.resolve()}, which" if file.is_relative_to(root) else ""
    body = (
        f"{file}{links}\nlies outside the project {root}, so that others who have the project could not read it.\n\n"
        f"Copy it to {place.relative_to(root)}? The file itself stays where it is."
    )
    return await bench.ask(Question("Copy the text into the project?", body, [_COPY, "Cancel"])) == _COPY


def _brought(bench: Bench, file: Path, place: Path, encoding: str | None, progress: Progress) -> NewText:
    """Read a text, and copy it to its place in the project if that is another. Raises UnreadableSource, OSError."""
    content = read_source(file, encoding)
    if file.resolve() != place:
        progress.reached(0)
        copied(file, place, progress.reached)
    source = Source(path=bench.session.corpus.project.path_to(place), encoding=content.told_encoding, blob=content.blob)
    sources = key_of(f"pane-{Pane.SOURCES}")
    read_as = f" as {content.encoding}" if content.told_encoding else ""
    return NewText(source, f"added{read_as}: {sources}, then {key_of('edit')} gives it title, author and language")


def _add(bench: Bench, read: NewText) -> None:
    def added(map_: ArgMap) -> Edited:
        after, made = edit.add_source(map_, read.source)
        return Edited(after, f"add source {made}", made, message=read.said)

    bench.open_source(str(bench.keeper.make(added).shows))


def _known(bench: Bench) -> frozenset[Path]:
    """The files that are sources already."""
    return frozenset(bench.session.corpus.project.files_of(bench.session.map.sources.values()))
