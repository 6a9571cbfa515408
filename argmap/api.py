"""The public Python API: open a map, look for its quotes, edit, save and export it, from a script or a notebook.

What this module names in `__all__` stays as it is documented here and in `docs/api.md` within a major version; nothing
else in the package is promised. Edits are made in memory until `Map.save`. Positions count code points of the decoded
text. Every failure that is foreseen is an `ArgmapError` whose message says what is wrong and how to fix it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any, Literal, NamedTuple

from argmap import edit
from argmap.corpus import OpenText, OutsideProject, QuoteState
from argmap.corpus.anchoring import add_passage, quotes_of_passage, reanchor
from argmap.corpus.passages import meant_passages
from argmap.corpus.sample import NoSample, copy_sample
from argmap.documents.converting import is_document
from argmap.edit.elements import new_map
from argmap.edit.refusal import known
from argmap.extras import MissingExtra
from argmap.files.errors import UnreadableSource
from argmap.formats import Exported, Format
from argmap.formats.export_input import export_input_for
from argmap.formats.registry import MODULES, format_for, format_named
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, address_text
from argmap.session import Outcome, Session
from argmap.store import Fault, InvalidMap, MapFileError, UnreadableMap
from argmap.store.saving import in_folder, save_new, write_file
from argmap.text.reading import read_source

__all__ = [
    "ArgmapError",
    "Claim",
    "Exported",
    "Fault",
    "Found",
    "InvalidMapError",
    "Link",
    "Map",
    "NotSavedError",
    "Quote",
    "RefusedError",
    "Role",
    "Source",
    "UnreadableError",
    "new",
    "open",
    "sample",
]

_Path = str | PathLike[str]
_Premises = str | Sequence[str]
_Verb = Literal["supports", "counters"]
_ROLES: dict[str, Role] = {"supports": Role.SUPPORT, "counters": Role.COUNTER}


class ArgmapError(Exception):
    """What every error of this API is; the message says what is wrong, and how to fix it."""


class InvalidMapError(ArgmapError):
    """The file can be read and is no valid map."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)
        """Everything that is wrong, from the top of the file to its end: `file`, `line`, `what`, `fix`."""


class UnreadableError(ArgmapError):
    """A map or a text cannot be read: it is missing, forbidden, no text, or outside the project."""


class RefusedError(ArgmapError):
    """What was asked for does not fit the map: an id that is not there, words that are nowhere or in two places, …"""


class NotSavedError(ArgmapError):
    """A file was not written; what is on disk is as it was, and the map in memory keeps its edits."""


class Found(NamedTuple):
    """Where a quote is found in its text as it is now, and how sure that is."""

    state: str
    """One of the states of `docs/anchors.md`: `exact`, …, `lost`, `unreadable`."""
    start: int | None
    """The passage's first code point; None where it is not found."""
    end: int | None
    """The code point after the passage."""
    line: int | None
    """The line of the text on which it begins, from 1."""
    page: str | None
    """The page to cite, where the text has pages: `12`, `12–13`."""
    text: str | None
    """The words that are there now."""
    score: float
    """How well words and context agree, from 0 to 1."""
    needs_review: bool
    """Whether a person should look: the words are not the same, or it is not found."""
    reason: str
    """Why it is not found, as a sentence without a full stop; empty where it is."""


def open(path: _Path) -> Map:
    """The map in the file at `path`. Raises InvalidMapError or UnreadableError."""
    with _translated():
        return Map(Session(Path(path)))


def new(path: _Path, title: str, *, theses: Iterable[str] = ()) -> Map:
    """A new map, saved in the new file `path`, whose folder is made; each of `theses` becomes a claim it is about.

    Raises NotSavedError where there is a file already or none can be written, and RefusedError for an empty title.
    """
    if not title.strip():
        raise RefusedError("a map needs a title; write in a few words what the map is about")
    with _translated():
        save_new(Path(path), new_map(title, theses))
    return open(path)


def sample(folder: _Path) -> Map:
    """A copy of argmap's sample in `folder`: a debate of 1787 and 1788 on a bill of rights. Raises NotSavedError."""
    with _translated():
        return open(copy_sample(Path(folder)))


class Map:
    """A map that is open. Reading gives immutable values; edits are in memory until `save`."""

    def __init__(self, session: Session) -> None:
        """Maps are made by `open`, `new` and `sample`."""
        self._session = session
        self._now = session.map

    def __repr__(self) -> str:
        return f"<Map {self.path.as_posix()!r}: {self.title!r}, {len(self.claims)} claims, {len(self.quotes)} quotes>"

    @property
    def path(self) -> Path:
        """The map's file."""
        return self._session.path

    @property
    def title(self) -> str:
        """The title of the map."""
        return self._now.title

    @property
    def theses(self) -> tuple[str, ...]:
        """The ids of the claims that the map is about, in their order."""
        return self._now.thesis

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts that are quoted, by id."""
        return self._now.sources

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return self._now.claims

    @property
    def quotes(self) -> Mapping[str, Quote]:
        """The quotes by id, with the words that the map keeps of them."""
        return self._now.quotes

    @property
    def links(self) -> tuple[Link, ...]:
        """Every support, counter and undercut."""
        return tuple(self._now.links())

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What a merge left undecided, by its place in the file; `argmap resolve` decides it."""
        return tuple(sorted(map(address_text, self._now.conflicts)))

    @property
    def is_changed(self) -> bool:
        """Whether there are edits that are not in the file."""
        return self._now != self._session.map or bool(self._session.unsaved)

    def text(self, source: str) -> str:
        """The text of a source as it is now, decoded. Raises RefusedError or UnreadableError."""
        return self._opened(source).text

    def resolve(self, *quotes: str) -> dict[str, Found]:
        """Where these quotes are found now, by id; all of the map's where none is named. Raises RefusedError.

        A text that cannot be read makes its quotes `unreadable`, with the reason.
        """
        for at in quotes:
            self._must_be("quotes", at)
        quote_states = self._session.corpus.quote_states(self._now)
        return {at: self._found(at, quote_states[at]) for at in quotes or sorted(quote_states)}

    def add_source(self, file: _Path, *, id: str | None = None, **details: Any) -> str:  # noqa: ANN401
        """Add a text file inside the project as a source, and give its id, made of its details where none is given.

        Details are `title`, `author`, `lang`, `year`, `url`, `note`, `tags` and `encoding`. Documents (PDF, HTML, Word,
        EPUB) are refused: `argmap add source` makes texts of them. Raises UnreadableError and RefusedError.
        """
        path = Path(file)
        if is_document(path):
            raise RefusedError(f"{path} is a document, not plain text; `argmap add source` converts it to text")
        with _translated():
            named = self._session.corpus.project.path_to(path)
            content = read_source(path, details.pop("encoding", None))
            fields = _fields(edit.SourceFields, details)
            source = Source(path=named, encoding=content.told_encoding, blob=content.blob, **fields)
            self._now, made = edit.add_source(self._now, source, id)
        return made

    def add_claim(
        self,
        text: str,
        *,
        id: str | None = None,
        thesis: bool = False,
        note: str | None = None,
        tags: Iterable[str] = (),
    ) -> str:
        """Add a claim, and give its id, made of its words where none is given. Raises RefusedError."""
        with _translated():
            after, made = edit.add_claim(self._now, Claim(text=text, note=note, tags=tuple(tags)), id)
            self._now = edit.change_map(after, thesis=(*after.thesis, made)) if thesis else after
        return made

    def add_quote(
        self,
        source: str,
        words: str,
        *,
        line: int | None = None,
        id: str | None = None,
        translation: str | None = None,
        note: str | None = None,
        tags: Iterable[str] = (),
    ) -> str:
        """Quote the passage of a source that says `words`, and give the quote's id.

        The words are found whatever their wrapping, width, case and script, and with `…` for what is left out; what is
        kept is the passage as the text has it. `line` says which of several places is meant. A quote of the very
        passage that is there already is used as it is. Raises RefusedError, and UnreadableError for the text.
        """
        opened = self._opened(source)
        span = _the_place(opened, words, line)
        with _translated():
            if there := quotes_of_passage(self._session.corpus, self._now, source, span):
                return there[0]
            self._now, made = add_passage(
                self._now, source, opened, span, id, translation=translation, note=note, tags=tuple(tags)
            )
        return made

    def link(self, premises: _Premises, verb: _Verb, claim: str) -> None:
        """Let a claim or quote support or counter a claim; several ids are linked premises, which do so only together.

        Raises RefusedError.
        """
        if verb not in _ROLES:
            raise RefusedError(f"`{verb}` is not a verb of a link; write `supports` or `counters`")
        with _translated():
            self._now = edit.link(self._now, _sorted(premises), _ROLES[verb], claim)

    def undercut(self, premises: _Premises, against: _Premises, claim: str) -> None:
        """Let `premises` speak against the step from `against` to `claim`: granted, but it does not follow.

        Raises RefusedError.
        """
        with _translated():
            self._now = edit.undercut(self._now, _sorted(premises), _sorted(against), claim)

    def unlink(self, link: Link) -> None:
        """Delete one of `links`, with what undercuts it; claims and quotes stay. Raises RefusedError."""
        with _translated():
            self._now = edit.unlink(self._now, link)

    def change(self, id: str, **fields: Any) -> None:  # noqa: ANN401
        """Change fields of a claim (`text`, `note`, `tags`), quote (`translation`, `note`, `tags`) or source.

        None or an empty text deletes a field. Raises RefusedError.
        """
        with _translated():
            section = known(self._now, id)
            change, allowed = _CHANGES[section]
            self._now = change(self._now, id, **_fields(allowed, fields))

    def rename(self, old: str, new: str) -> None:
        """Give an element another id; every reference to it follows. Raises RefusedError."""
        with _translated():
            self._now = edit.rename(self._now, old, new)

    def remove(self, id: str, *, cascade: bool = False) -> None:
        """Delete an element with the links it is an end of.

        A source that is quoted goes only with `cascade`, and its quotes with it. Raises RefusedError.
        """
        with _translated():
            self._now = edit.remove(self._now, id, cascade=cascade)

    def accept(self, *quotes: str) -> None:
        """Keep what is found now as the words and places of these quotes; of all that are found where none is named.

        Raises RefusedError for a quote that is named and not found.
        """
        for at in quotes:
            self._must_be("quotes", at)
        quote_states = self._session.corpus.quote_states(self._now)
        for at in quotes:
            if quote_states[at].span is None:
                raise RefusedError(
                    f"the quote `{at}` is {quote_states[at].state}, so there is nothing to accept; quote it again"
                )
        chosen = {at: quote_state for at, quote_state in quote_states.items() if not quotes or at in quotes}
        with _translated():
            self._now = reanchor(self._session.corpus, self._now, chosen)

    def save(self) -> None:
        """Write the edits to the map's file, whole or not at all.

        If the file changed on disk since it was read, both changes are merged; what clashes is kept in both versions
        and listed by `conflicts`. Raises NotSavedError.
        """
        with _translated():
            if self._now != self._session.map:
                report = self._session.do("edit", lambda _: self._now)
            else:
                report = self._session.save()
        self._now = self._session.map
        if report.outcome is Outcome.UNSAVED:
            raise NotSavedError(report.message)

    def export(self, format: str | None = None, file: _Path | None = None) -> Exported:
        """The map in another format (`markdown`, `html`, `json` …): its `content`, and `losses`, what it cannot hold.

        With `file` the content is written there, too, in place of what is there, and the format may be left out where
        the file's name settles it. Raises RefusedError, also where an extra is needed, and NotSavedError.
        """
        out = None if file is None else Path(file)
        chosen = _format(format, out)
        if out is not None and out.resolve() == self.path.resolve():
            raise RefusedError(f"{out} is the map itself; name another file")
        with _translated():
            folder = None if out is None else out.parent
            assert chosen.export is not None
            exported = chosen.export(export_input_for(chosen, self._now, self._session.corpus, folder))
            if out is not None:
                data = exported.content.encode() if isinstance(exported.content, str) else exported.content
                with in_folder(out.parent):
                    write_file(out, data, replaces=True)
        return exported

    def _opened(self, source: str) -> OpenText:
        self._must_be("sources", source)
        with _translated():
            return self._session.corpus.open(self._now.sources[source])

    def _must_be(self, section: str, some_id: str) -> None:
        with _translated():
            if known(self._now, some_id) != section:
                raise RefusedError(f"`{some_id}` is not one of the map's {section}; name one of them")

    def _found(self, quote_id: str, quote_state: QuoteState) -> Found:
        resolution = quote_state.resolution
        if resolution is None:
            return Found(quote_state.state, None, None, None, None, None, 0.0, True, quote_state.fault or "")
        span = quote_state.span
        words = None if span is None else self._opened(self.quotes[quote_id].source).text[slice(*span)]
        start, end = span or (None, None)
        line, page = (quote_state.line, quote_state.page) if span else (None, None)
        return Found(
            quote_state.state,
            start,
            end,
            line,
            page,
            words,
            resolution.score,
            quote_state.needs_review,
            resolution.reason,
        )


_CHANGES: dict[str, tuple[Callable[..., ArgMap], type]] = {
    "claims": (edit.change_claim, edit.ClaimFields),
    "quotes": (edit.change_quote, edit.QuoteFields),
    "sources": (edit.change_source, edit.SourceFields),
}


def _fields(allowed: type, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, if all of them are allowed. Raises RefusedError."""
    names = allowed.__annotations__
    for name in fields:
        if name not in names:
            raise RefusedError(f"`{name}` is not a field that can be set here; {', '.join(names)} are")
    return {name: tuple(value) if name == "tags" and value is not None else value for name, value in fields.items()}


def _format(name: str | None, file: Path | None) -> Format:
    """The format of that name, else the one that the file's name says. Raises RefusedError."""
    names = dict(MODULES)
    if name is None and file is not None:
        chosen = format_for(file.name)
    else:
        chosen = format_named(name) if name in names else None
    if chosen is None or chosen.export is None:
        can = ", ".join(each for each in names if format_named(each).export is not None)
        said = (
            f"`{name}` cannot be exported"
            if name is not None
            else "no format was named, and the file's name shows none"
        )
        raise RefusedError(f"{said}; choose one of {can}")
    return chosen


def _sorted(premises: _Premises) -> Premises:
    return (premises,) if isinstance(premises, str) else tuple(sorted(premises))


def _the_place(opened: OpenText, words: str, line: int | None) -> tuple[int, int]:
    """The one place that words mean in a text. Raises RefusedError."""
    places: Collection[tuple[int, int]] = meant_passages(opened, words).places
    lines = [opened.line_at(start) for start, _ in places]
    chosen = [place for place, at in zip(places, lines, strict=True) if line is None or at == line]
    if len(chosen) == 1:
        return chosen[0]
    if not places:
        raise RefusedError(f"these words are not found in {opened.file.name}; copy them from the text")
    listed = ", ".join(map(str, lines))
    if not chosen:
        raise RefusedError(f"these words are not on line {line} of {opened.file.name}; they are on line {listed}")
    raise RefusedError(
        f"these words are in {len(chosen)} places of {opened.file.name}; give more of them, or choose a line: {listed}"
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Raise the errors that this module documents in place of those of the layers below."""
    try:
        yield
    except InvalidMap as error:
        raise InvalidMapError(str(error), error.faults) from error
    except (UnreadableMap, UnreadableSource, OutsideProject) as error:
        raise UnreadableError(str(error)) from error
    except (edit.Refused, MissingExtra) as error:
        raise RefusedError(str(error)) from error
    except (MapFileError, NoSample, OSError) as error:
        raise NotSavedError(str(error)) from error
