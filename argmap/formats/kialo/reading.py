"""A discussion as a map."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from argmap.formats.decoding import decoded
from argmap.formats.format import Imported, Incoming, UnreadableFormat
from argmap.formats.gathering import Gathering, titled
from argmap.formats.json_input import head_of
from argmap.formats.kialo.parsing import TITLE, Entry, Kind, Listed, Number, parsed
from argmap.formats.quoting import gathered as made_of
from argmap.model import Claim, Link, Role, Source

_ROLES: Final = {Kind.PRO: Role.SUPPORT, Kind.CON: Role.COUNTER}
_SEE = re.compile(r"->\s*See\s+(?P<number>\d+(?:\.\d+)*)\.?$")
_SEE_ELSEWHERE = re.compile(r"->\s*See discussion\s+#?(?P<id>[\w-]+)\s*:?\s*(?P<title>.*)$")
_MARK = re.compile(r"\s?\[(\d{1,9})\](?!\()")
_URL = r"\((?P<url>(?:[^()\s\\]|\\.|\([^()\s]*\))*)\)"
_LINK = re.compile(rf"\[(?P<label>(?:\\.|[^\]\\])*)\]{_URL}")
_NUMBERED_LINK = re.compile(rf"\s?\[\d{{1,9}}\]{_URL}")
"""A link that only a number shows, as a note has at the foot of a page."""
_ESCAPED = re.compile(r"\\([\[\]()\\*_#>`~-])")


def looks_like(incoming: Incoming) -> bool:
    """Whether a file begins as Kialo's exports do."""
    return TITLE.match(head_of(incoming).lstrip("\ufeff\ufffd")) is not None


def read(incoming: Incoming) -> Imported:
    """The map of a discussion. Raises UnreadableFormat for a file in which there is none."""
    discussion = parsed(decoded(incoming))
    if not discussion.entries:
        said = "no Kialo export: it has `Discussion Name:` or `Discussion Title:`, and entries like `1.1. Pro: …`"
        raise UnreadableFormat(incoming.name, said, 1)
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
        self.gathered = Gathering()
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
                self.gathered.leave(f"{_shown(entry.number)} stands in the file again; the first was taken", entry.line)
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
                self.gathered.leave(f"the discussion {elsewhere['id']}, to which a link leads", entry.line)
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
                self.gathered.leave(f"a link to {_shown(at)}, where no claim is", entry.line)
            elif entry.kind in _ROLES and at in self._claims:
                self._tie(entry, self._claims[at], _ROLES[entry.kind])

    def _tie(self, entry: Entry, premise: str, role: Role) -> None:
        above = self._followed(entry.number[:-1])
        if above in self._claims:
            self.gathered.add_link(Link((premise,), role, self._claims[above]), entry.line)
        elif above in self._entries and self._entries[above].kind is Kind.QUESTION:
            said = f"{_shown(entry.number)} is a {entry.kind} of a question, which nothing can support or counter"
            self.gathered.leave(said, entry.line)
        else:
            self.gathered.leave(f"{_shown(entry.number)} stands under {_shown(above)}, which was not taken", entry.line)

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
