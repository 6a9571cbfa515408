"""From the statements and arguments of a debate to claims and quotes; from the front matter to sources and the note.

What argmap's own export wrote into metadata comes back as it was. Metadata by others become lines of the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from argmap.formats.argdown.debate import Element
from argmap.formats.argdown.document import Sort, Value
from argmap.formats.argdown.escaping import shown
from argmap.formats.argdown.writing import QUOTE
from argmap.formats.gathering import Gathering
from argmap.model import ArgMap, Claim, Quote, Source, is_id, problems, slug

OWN: Final = "argmap"
"""The key of the front matter under which argmap's export keeps what Argdown has no place for."""

_QUOTE_KEYS: Final = frozenset(
    {"kind", "source", "line", "state", "translation", "note", "before", "after", "at", "blob", "text", "tags"}
)
_SHOWING: Final = frozenset({"isInMap", "isInGroup", "isCanonical", "color", "images"})
"""Metadata on how Argdown draws a statement."""
_LONGEST_NUMBER: Final = 30


def texts_of(value: Value | None) -> list[str]:
    """The texts in a list of metadata; none where it is no list."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


class Elements:
    """Adds claims, quotes and sources to a gathering."""

    def __init__(self, gathering: Gathering, own: Mapping[str, Value] | None) -> None:
        self._gathering = gathering
        self._own = own
        sources = own.get("sources") if own else None
        for source_id, data in sources.items() if isinstance(sources, dict) else ():
            self._add_source(source_id, data)

    def add_all(self, elements: Iterable[Element]) -> dict[Element, str]:
        """Add each as a claim or quote, and give their ids. A title that is an id already is the first to get it."""
        ids: dict[Element, str] = {}
        for element in sorted(elements, key=lambda each: not is_id(each.title or "")):
            if (added := self._add(element)) is not None:
                ids[element] = added
        return ids

    def add_note(self, some_id: str, note: str | None) -> None:
        """Add a line to the note of a claim."""
        claim = self._gathering.claims.get(some_id)
        if note and claim:
            both = f"{claim.note}\n{note}" if claim.note else note
            self._gathering.claims[some_id] = replace(claim, note=both)

    def describe(self, some_id: str, argument: Element, *, with_tags: bool) -> None:
        """Add to a conclusion's note what is known of its argument: title, description, metadata; and its tags."""
        if argument.title is None or some_id not in self._gathering.claims:
            return
        words = argument.wording
        if words is not None or self._own is None:
            self.add_note(some_id, f"{argument.title}: {words.text}" if words else argument.title)
        self.add_note(some_id, self._note(argument))
        if with_tags:
            claim = self._gathering.claims[some_id]
            self._gathering.claims[some_id] = replace(claim, tags=_tags((*claim.tags, *argument.tags)))
        elif argument.tags:
            self._gathering.leave(f"the tags of <{argument.title}>: {', '.join(argument.tags)}", argument.line)

    def note_of_map(self, front_matter: Mapping[str, Value]) -> str | None:
        """The note on the whole: what the front matter says beside the title and the settings of Argdown."""
        note = self._own.get("note") if self._own else None
        lines = [note] if isinstance(note, str) else []
        settings = []
        for key, value in front_matter.items():
            if key in ("title", OWN) or (key == "model" and self._own is not None):
                continue
            if isinstance(value, str):
                lines += [f"{key}: {value}"] if value else []
            elif key != "model":
                settings.append(key)
        if settings:
            self._gathering.leave(f"settings of the front matter: {', '.join(settings)}", 1)
        return "\n".join(lines) or None

    def _add(self, element: Element) -> str | None:
        words = element.wording
        text = (words.text if words else None) or element.title or ""
        if not text.strip():
            self._gathering.leave("a statement without words", element.line)
            return None
        data = element.data
        if self._own is not None:
            if words is None:
                self._gathering.leave(
                    f"{_named(element)} is named and nowhere defined; the file may be cut off", element.line
                )
            text = _kept(data.get("text"), text)
        title = element.title or ""
        wanted = title if is_id(title) or not title else slug(title, fallback="claim")
        if self._own is not None and data.get("kind") == QUOTE and element.sort is Sort.STATEMENT:
            if str(data.get("source")) in self._gathering.sources:
                return self._gathering.add_quote(self._quote(element, text), wanted)
            self._gathering.leave(f"the quote [{title}] names no source of the front matter", element.line)
        self._other_wordings(element)
        return self._gathering.add_claim(Claim(text=text, note=self._note(element), tags=self._tags(element)), wanted)

    def _other_wordings(self, element: Element) -> None:
        words = element.wording
        for mention in element.mentions:
            if words and mention.text and mention.text != words.text:
                self._gathering.leave(f"another wording of {_named(element)}: {mention.text}", mention.line)

    def _tags(self, element: Element) -> tuple[str, ...]:
        heading = element.heading
        grouped = (heading.title, *heading.tags) if heading else ()
        return _tags((*element.tags, *texts_of(element.data.get("tags")), *grouped))

    def _quote(self, element: Element, text: str) -> Quote:
        data = {key: value for key, value in element.data.items() if isinstance(value, str)}
        for key in sorted(element.data.keys() - _QUOTE_KEYS):
            self._gathering.leave(f"`{key}` in the metadata of [{element.title}]", element.line)
        made = Quote(
            source=data["source"],
            text=text,
            before=data.get("before", ""),
            after=data.get("after", ""),
            at=max(_number(data.get("at")) or 0, 0),
            blob=data.get("blob"),
            translation=data.get("translation"),
            note=data.get("note"),
            tags=self._tags(element),
        )
        source = self._gathering.sources[made.source]
        faults = problems(ArgMap(title="-", sources={made.source: source}, quotes={"": made}))
        wrong = [fault for fault in faults if fault.where[-1] == "blob"]
        for fault in wrong:
            self._gathering.leave(f"`blob` of [{element.title}]: {fault.what}", element.line)
        return replace(made, blob=None) if wrong else made

    def _note(self, element: Element) -> str | None:
        """The note of the metadata, the other metadata each on a line, and the addresses of the links in the text."""
        lines: list[str] = []
        ours = {"text"} if self._own is not None else set()
        for key, value in element.data.items():
            if key in ours or (key == "tags" and isinstance(value, list)):
                continue
            said = value if isinstance(value, str) else ", ".join(texts_of(value))
            if key in _SHOWING or not said:
                self._gathering.leave(f"`{key}` in the metadata of {_named(element)}", element.line)
            else:
                lines.append(said if key == "note" else f"{key}: {said}")
        lines += (address for mention in element.mentions for address in mention.addresses)
        return "\n".join(lines) or None

    def _add_source(self, source_id: str, data: Value) -> None:
        texts = {key: value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}
        source = Source(
            path=texts.get("path", ""),
            title=texts.get("title"),
            author=texts.get("author"),
            lang=texts.get("lang"),
            year=_number(texts.get("year")),
            url=texts.get("url"),
            note=texts.get("note"),
            tags=_tags(texts_of(data.get("tags")) if isinstance(data, dict) else ()),
            encoding=texts.get("encoding"),
            blob=texts.get("blob"),
        )
        faults = problems(ArgMap(title="-", sources={source_id: source}))
        if faults:
            self._gathering.leave(f"the source `{source_id}`: {faults[0].what}", 1)
        else:
            self._gathering.add_source(source, source_id)


def _named(element: Element) -> str:
    """An element as it is written."""
    if element.title is None:
        return "a statement without a title"
    return f"[{element.title}]" if element.sort is Sort.STATEMENT else f"<{element.title}>"


def _kept(exact: Value | None, text: str) -> str:
    """The exact text of the metadata, as long as the statement still says the same."""
    return exact if isinstance(exact, str) and exact.strip() and shown(exact) == text else text


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tag for tag in tags if tag.strip()}))


def _number(text: str | None) -> int | None:
    if text is None or len(text) > _LONGEST_NUMBER:
        return None
    try:
        return int(text)
    except ValueError:
        return None
