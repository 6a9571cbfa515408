"""The lines of a Kialo export as a discussion: numbered entries, and the list of sources after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

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
        whole = _QUOTED.fullmatch(passage)
        return whole[1].strip() if whole else passage


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
