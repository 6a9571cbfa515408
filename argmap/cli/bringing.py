"""The text of a new source: the file itself, or a plain-text copy of a document that is written into the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from argmap.cli.exits import refusal
from argmap.cli.output import count
from argmap.corpus import Corpus
from argmap.documents.converting import Copy, is_document, plain_copy, refuse_address
from argmap.documents.document import CLUTTER, RUNNING
from argmap.documents.places import home_of_texts, place_for_text
from argmap.model import ArgMap, Source
from argmap.text import SourceText, blob_id, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line says of a text."""

    file: Path
    to: Path | None = None
    """Where its copy goes."""
    text_file: Path | None = None
    entry: str | None = None
    whole: bool = False
    as_is: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A source with what its document says of it, and the copy that is still to be written."""

    source: Source
    files: Mapping[Path, bytes] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """What came of it, for the user, as soon as it is done."""


def bring(wanted: Wanted, whole: ArgMap, corpus: Corpus) -> Brought:
    """The source that a file becomes. Its copy is not written yet.

    Raises Unconvertible, MissingExtra, UnreadableSource and OutsideProject, and where the options do not fit.
    """
    refuse_address(str(wanted.file))
    if wanted.as_is or not is_document(wanted.file):
        return _as_it_is(wanted, corpus)
    made = plain_copy(
        wanted.file,
        _nobody_asks,
        whole=wanted.whole,
        entry=wanted.entry,
        text_file=wanted.text_file,
        encoding=wanted.encoding,
    )
    if made.plain is not None and corpus.project.holds(made.plain):
        brought = _as_it_is(replace(wanted, file=made.plain, text_file=None, entry=None), corpus)
        return replace(brought, source=replace(brought.source, **asdict(made.details)))
    data = made.text.encode("utf-8", "replace")
    place = _place(wanted.to, made.name, data, whole, corpus)
    source = Source(path=corpus.project.path_to(place), blob=blob_id(data), **asdict(made.details))
    return Brought(source=source, files={} if place.exists() else {place: data}, told=tuple(_told(made, place)))


def _nobody_asks(_share: float) -> None:
    """How far it is: a command is ended by Ctrl+C, whatever it does."""


def _as_it_is(wanted: Wanted, corpus: Corpus) -> Brought:
    """A text that is quoted where it lies."""
    if wanted.to is not None or wanted.text_file is not None or wanted.entry is not None or wanted.whole:
        raise refusal(
            f"{wanted.file} is added as the text that it is, where it lies; leave out `--to`, `--text`, `--entry` and "
            f"`--whole`, which are for documents and entries that are converted"
        )
    path = corpus.project.path_to(wanted.file)
    content = read_source(wanted.file, wanted.encoding)
    if wanted.encoding is not None and content.told_encoding is None:
        raise refusal(f"{wanted.file} is {content.encoding}, as its bytes tell; leave out `--encoding`")
    source = Source(path=path, encoding=content.told_encoding, blob=content.blob)
    return Brought(source=source, told=tuple(_told_of_text(wanted, content)))


def _told_of_text(wanted: Wanted, content: SourceText) -> Iterator[str]:
    if not content.text.strip():
        yield f"warning: {wanted.file} is empty, so that nothing can be quoted from it; check the file"
    if content.is_guess:
        yield (
            f"{wanted.file} was read as {content.encoding}, which is a guess; if the text looks wrong, "
            f"`argmap edit MAP ID --encoding NAME` reads it in another"
        )
    elif content.told_encoding is not None:
        yield f"{wanted.file} was read as {content.encoding}"


def _place(to: Path | None, name: str, data: bytes, whole: ArgMap, corpus: Corpus) -> Path:
    """Where a copy goes; never over another file."""
    if to is None:
        home = home_of_texts(corpus.project.root, corpus.project.files_of(whole.sources.values()))
        return place_for_text(home / name, data)
    place = to / name if to.is_dir() else to
    corpus.project.path_to(place)
    if place.exists() and (not place.is_file() or place.read_bytes() != data):
        raise refusal(f"{place} is there already, with another text; choose another name with `--to`")
    return place.resolve()


def _told(made: Copy, place: Path) -> Iterator[str]:
    here = Path.cwd()
    shown = place.relative_to(here) if place.is_relative_to(here) else place
    pages = f", {count(made.pages, 'page')}" if made.pages else ""
    yield f"{'is there already' if place.exists() else 'written'}: {shown}{pages}"
    yield from (f"not in it: {left}" for left in made.left_out)
    if any(left.startswith(CLUTTER) for left in made.left_out):
        yield f"`--whole` keeps {CLUTTER}"
    if any(left.startswith(RUNNING) for left in made.left_out):
        yield "`--whole` keeps page numbers and running titles"
    yield from (f"warning: {doubt}" for doubt in made.doubts)
