"""Kialo's text export of a discussion, in its old and its current form.

A pro supports the claim it stands under, a con counters it. `-> See 1.2.` is a link to the claim of that number. A
question is no claim: it goes into the map's note, and the theses under it are the map's. What is listed under
`Sources:` with a passage becomes a source with its URL, and the passage a quote that supports each claim in which its
`[n]` stood; one without a passage is named in the notes of these claims. Links inside a claim, which the old form has
instead, stay in its note: without a passage they would each need an empty text.
Format: https://support.kialo.com/en/hc/exporting-a-discussion/, and files that others have put on the web.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from argmap.formats.format import Format, Imported, Incoming, UnreadableFormat, decoded
from argmap.formats.json_io import head_of
from argmap.formats.map_builder import MapBuilder, titled
from argmap.formats.map_builder import gathered as made_of
from argmap.model import Claim, Link, Role, Source

Number = tuple[int, ...]
"""The place of an entry: `1.2.3.` is `(1, 2, 3)`, and stands under `(1, 2)`."""


TITLE: Final = re.compile(r"\ufeff?\s*Discussion (?:Title|Name):[^\S\n]*(?P<title>[^\n]*)")
_HEADER = re.compile(
    r"\s*(?P<number>\d{1,9}(?:\.\d{1,9})*)\.(?:\s+(?:(?P<kind>Pro|Con|Thesis|Question):)?\s*(?P<text>.*))?$"
)
_LISTED = re.compile(r"\s*\[(?P<number>\d{1,9})\]\s+(?P<what>\S.*)$")
_SOURCES: Final = "Sources:"
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_QUOTED = re.compile(r'(?s)["“„«](.*)["”“»]')


class Kind(StrEnum):
    """What an entry is to the one that it stands under."""

    PRO = "Pro"
    CON = "Con"
    THESIS = "Thesis"
    QUESTION = "Question"


@dataclass(slots=True)
class Entry:
    """A claim, a question, or a link to a claim."""

    number: Number
    kind: Kind | None
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, on one line."""
        return " ".join(" ".join(self.lines).split())


@dataclass(slots=True)
class Listed:
    """A source in the list at the end."""

    number: int
    what: str
    """Its URL, or whatever else stands there."""
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str | None:
        """Its address, if it has one."""
        found = _URL.match(self.what)
        return found[0] if found else None

    @property
    def title(self) -> str | None:
        """What stands beside the address, or in its place."""
        return self.what[len(self.url or "") :].strip(" -–—:") or None

    @property
    def passage(self) -> str:
        """The quoted passage, without marks of quotation around the whole; empty where there is none."""
        passage = "\n".join(self.lines).strip()
        map_ = _QUOTED.fullmatch(passage)
        return map_[1].strip() if map_ else passage


@dataclass(slots=True)
class Discussion:
    """A whole export."""

    title: str
    entries: list[Entry]
    sources: list[Listed]


def parsed(text: str) -> Discussion:
    """The discussion in an export, of whatever form."""
    lines = text.split("\n")
    found = TITLE.match(text)
    title, at = "", 0
    if found is not None:
        at = text.count("\n", 0, found.end()) + 1
        title = found["title"].strip()
        while not title and at < len(lines) and not _HEADER.match(lines[at]):
            title = lines[at].strip()
            at += 1
    end = _end_of_entries(lines)
    return Discussion(title, _entries(lines[:end], at), _sources(lines, end + 1))


def _end_of_entries(lines: list[str]) -> int:
    """The line on which the list of sources is announced: the last such one that a source follows."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].strip() == _SOURCES:
            following = next((line for line in lines[at + 1 :] if line.strip()), "")
            if _LISTED.match(following):
                return at
    return len(lines)


def _entries(lines: list[str], first: int) -> list[Entry]:
    entries: list[Entry] = []
    known: set[Number] = set()
    for at in range(first, len(lines)):
        found = _HEADER.match(lines[at])
        number = tuple(map(int, found["number"].split("."))) if found else ()
        if found and _begins_an_entry(found, number, known):
            kind = Kind(found["kind"]) if found["kind"] else None
            entries.append(Entry(number, kind, at + 1, [found["text"] or ""]))
            known.add(number)
        elif entries:
            entries[-1].lines.append(lines[at])
    return entries


def _begins_an_entry(found: re.Match[str], number: Number, known: set[Number]) -> bool:
    """Whether a line that begins with a number is an entry, and not a numbered line inside one.

    Without a kind it must be the first of all, one under a known entry, or a number alone on its line.
    """
    if found["kind"] or not known:
        return True
    return number[:-1] in known or (number not in known and len(number) == 1 and not found["text"])


def _sources(lines: list[str], first: int) -> list[Listed]:
    sources: list[Listed] = []
    for at in range(first, len(lines)):
        found = _LISTED.match(lines[at])
        number = int(found["number"]) if found else 0
        last = sources[-1].number if sources else 0
        if found and (number == last + 1 or (number > last and _URL.match(found["what"]))):
            sources.append(Listed(number, found["what"].strip(), at + 1))
        elif sources:
            sources[-1].lines.append(lines[at].strip())
    return sources


_ROLES: Final = {Kind.PRO: Role.SUPPORT, Kind.CON: Role.COUNTER}
_SEE = re.compile(r"->\s*See\s+(?P<number>\d+(?:\.\d+)*)\.?$")
_SEE_ELSEWHERE = re.compile(r"->\s*See discussion\s+#?(?P<id>[\w-]+)\s*:?\s*(?P<title>.*)$")
_MARK = re.compile(r"\s?\[(\d{1,9})\](?!\()")
_URL_IN_BRACKETS = r"\((?P<url>(?:[^()\s\\]|\\.|\([^()\s]*\))*)\)"
_LINK = re.compile(rf"\[(?P<label>(?:\\.|[^\]\\])*)\]{_URL_IN_BRACKETS}")
_NUMBERED_LINK = re.compile(rf"\s?\[\d{{1,9}}\]{_URL_IN_BRACKETS}")
"""A link that only a number shows, as a note has at the foot of a page."""


_ESCAPED = re.compile(r"\\([\[\]()\\*_#>`~-])")


def looks_like(incoming: Incoming) -> bool:
    """Whether a file begins as Kialo's exports do."""
    return TITLE.match(head_of(incoming).lstrip("\ufeff\ufffd")) is not None


def read(incoming: Incoming) -> Imported:
    """The map of a discussion. Raises UnreadableFormat for a file in which there is none."""
    discussion = parsed(decoded(incoming))
    if not discussion.entries:
        message = (
            "not a Kialo export, which has `Discussion Name:` or `Discussion Title:`, and entries like `1.1. Pro: …`"
        )
        raise UnreadableFormat(incoming.name, message, 1)
    reader = _Reader()
    reader.take_sources(discussion.sources)
    reader.take_entries(discussion.entries)
    reader.tie()
    reader.say_what_nobody_cites(discussion.sources)
    title = _plain(discussion.title) or titled(incoming)
    questions = "\n".join(question for question in reader.questions if question != title)
    return reader.gathered.imported(title, note=questions or None, thesis=reader.theses)


class _Reader:
    def __init__(self) -> None:
        self.gathered = MapBuilder()
        self.questions: list[str] = []
        self.theses: list[str] = []
        self._entries: dict[Number, Entry] = {}
        self._claims: dict[Number, str] = {}
        self._listed: dict[int, str] = {}
        """For each number in the list of sources, what is cited."""
        self._quotes: dict[int, str] = {}
        """For each under which a passage is quoted, the id of the quote."""
        self._cited: set[int] = set()

    def take_sources(self, listed: list[Listed]) -> None:
        """A source for each address from which a passage is quoted; of another there is no text to make one of."""
        by_address: dict[str, list[Listed]] = {}
        for each in listed:
            by_address.setdefault(each.url or each.what, []).append(each)
        for address, several in by_address.items():
            title = next((each.title for each in several if each.title), None) or _titled(address)
            url = several[0].url
            self._listed |= {each.number: " ".join(dict.fromkeys(filter(None, (title, url)))) for each in several}
            quoted = [each for each in several if each.passage]
            if quoted:
                text = made_of("", [each.passage for each in quoted])
                source_id = self.gathered.add_made_source(Source(path="", title=title, url=url), text.text)
                for each, quote in zip(quoted, text.quotes, strict=True):
                    self._quotes[each.number] = self.gathered.add_quote(replace(quote, source=source_id))

    def say_what_nobody_cites(self, listed: list[Listed]) -> None:
        """Say which sources stand in the list alone."""
        for each in listed:
            if each.number not in self._cited and each.number not in self._quotes:
                self.gathered.leave(f"the source [{each.number}] {each.what}, which no claim cites", each.line)

    def take_entries(self, entries: list[Entry]) -> None:
        """Claims and questions; links wait until all claims are known."""
        theses = [entry for entry in entries if entry.kind in (None, Kind.THESIS) and not _SEE.match(entry.text)]
        asking = {entry.number[:-1] for entry in theses}
        for entry in entries:
            text = entry.text
            if entry.number in self._entries:
                self.gathered.leave(
                    f"{_shown(entry.number)} is repeated in the file; the first was imported", entry.line
                )
                continue
            self._entries[entry.number] = entry
            if not text:
                self.gathered.leave(f"{_shown(entry.number)} has no words", entry.line)
            elif entry.kind is Kind.QUESTION or (entry.kind is None and entry.number in asking):
                entry.kind = Kind.QUESTION
                self.questions.append(_plain(text))
            elif not _SEE.match(text):
                self._take_claim(entry, text)

    def _take_claim(self, entry: Entry, text: str) -> None:
        elsewhere = _SEE_ELSEWHERE.match(text)
        note = None
        if elsewhere is not None:
            if not elsewhere["title"]:
                self.gathered.leave(f"the discussion {elsewhere['id']}, to which there is a link", entry.line)
                return
            text, note = elsewhere["title"], f"Discussion {elsewhere['id']} on Kialo"
        marks = [int(mark) for mark in _MARK.findall(text) if int(mark) in self._listed]
        bare = _MARK.sub(lambda mark: "" if int(mark[1]) in self._listed else mark[0], text)
        links = dict.fromkeys(map(_see, _LINK.finditer(bare)))
        words = " ".join(_plain(_NUMBERED_LINK.sub("", bare)).split())
        if not words:
            self.gathered.leave(f"{_shown(entry.number)} has no words beside its sources", entry.line)
            return
        cited = [f"Source: {self._listed[mark]}" for mark in marks if mark not in self._quotes]
        self._cited |= set(marks)
        notes = "\n".join(dict.fromkeys(filter(None, [note, *links, *cited]))) or None
        claim_id = self._claims[entry.number] = self.gathered.add_claim(Claim(text=words, note=notes))
        if entry.kind in (None, Kind.THESIS):
            self.theses.append(claim_id)
        for mark in dict.fromkeys(marks):
            if mark in self._quotes:
                self.gathered.add_link(Link((self._quotes[mark],), Role.SUPPORT, claim_id), entry.line)

    def tie(self) -> None:
        """Pros and cons to what they stand under; links to other claims lead there."""
        for number, entry in self._entries.items():
            at = self._followed(number)
            if at not in self._claims and at != number:
                self.gathered.leave(f"a link to {_shown(at)}, which is not a claim", entry.line)
            elif entry.kind in _ROLES and at in self._claims:
                self._tie(entry, self._claims[at], _ROLES[entry.kind])

    def _tie(self, entry: Entry, premise: str, role: Role) -> None:
        above = self._followed(entry.number[:-1])
        if above in self._claims:
            self.gathered.add_link(Link((premise,), role, self._claims[above]), entry.line)
        elif above in self._entries and self._entries[above].kind is Kind.QUESTION:
            message = f"{_shown(entry.number)} is a {entry.kind} of a question, which cannot be supported or countered"
            self.gathered.leave(message, entry.line)
        else:
            self.gathered.leave(f"{_shown(entry.number)} is below {_shown(above)}, which was skipped", entry.line)

    def _followed(self, number: Number) -> Number:
        """Where the links lead that begin at an entry: itself for a claim, nowhere, `()`, for links in a circle."""
        met: set[Number] = set()
        while (entry := self._entries.get(number)) is not None and (see := _SEE.match(entry.text)) is not None:
            if number in met:
                return ()
            met.add(number)
            number = tuple(map(int, see["number"].split(".")))
        return number


def _titled(address: str) -> str:
    """A title for what is known by its address alone: host and path, as `example.org/a b`."""
    bare = re.sub(r"^\w+://(?:www\.)?|^www\.|[?#].*$", "", address)
    return unquote(bare).rstrip("/") if bare != address else address


def _shown(number: Number) -> str:
    return ".".join(map(str, number)) + "." if number else "itself"


def _see(link: re.Match[str]) -> str:
    label, address = _plain(link["label"]), _unescaped(link["url"])
    return f"See {address}" if label.isdecimal() else f"See {label}: {address}"


def _plain(text: str) -> str:
    """The words of a text with Kialo's links and escapes."""
    return _unescaped(_LINK.sub(lambda link: link["label"], text)).strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


KIALO = Format(
    name="kialo",
    label="Kialo text export",
    suffixes=(".txt",),
    keeps="theses, pros and cons, links between them, sources with URL and quoted passages",
    loses="votes, comments and authors, which the export does not have either",
    read=read,
    looks_like=looks_like,
)
