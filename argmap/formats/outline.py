"""A plain indented outline, as people jot arguments down: `+` before what supports, `-` before what counters.

The line above a point that stands less deep is what it bears on. `×` is against the step that the line above makes,
`&` goes together with the point before it as one argument. Lines at the margin are theses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from argmap.formats.decoding import decoded
from argmap.formats.format import Exported, Format, Imported, Incoming, Material, UnreadableFormat
from argmap.formats.gathering import Gathering
from argmap.formats.losses import Part, counted, losses
from argmap.formats.outline_lines import Point, Sign, points, written
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Claim, Link, Role
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_ROLES = {
    Sign.SUPPORT: Role.SUPPORT,
    Sign.COUNTER: Role.COUNTER,
    Sign.BULLET: Role.SUPPORT,
    Sign.NONE: Role.SUPPORT,
}
_NUMBERED = re.compile(r"^\s*\d+\.\d+\.", re.MULTILINE)
"""Points numbered through all depths, as Kialo writes them."""
_SIGNS = {Role.SUPPORT: Sign.SUPPORT, Role.COUNTER: Sign.COUNTER, Role.UNDERCUT: Sign.UNDERCUT}

_LOST = (
    Part.NOTES,
    Part.TAGS,
    Part.TRANSLATIONS,
    Part.ANCHORS,
    Part.SOURCES,
    Part.COMMENTS,
    Part.CONFLICTS,
)


def export(material: Material) -> Exported:
    """The map as an outline under its title."""
    whole = material.map
    body = "\n".join(written(_rows(whole)))
    lost = [
        "the ids",
        *losses(whole, *_LOST),
        *_told_apart_no_more(whole),
    ]
    return Exported(f"# {_words(whole.title)}\n\n{body}\n" if body else f"# {_words(whole.title)}\n", tuple(lost))


def read(incoming: Incoming) -> Imported:
    """The map that an outline makes. Raises UnreadableFormat for a file without a point."""
    found = points(decoded(incoming))
    if not any(point.words for point in found):
        raise UnreadableFormat(incoming.name, "there is no line with words in it; write a claim, and + and - below it")
    return _Reader().read(found, PurePath(incoming.name).stem)


def looks_like(incoming: Incoming) -> bool:
    """Whether points with both, a sign and something that they bear on, stand in the file."""
    try:
        text = decoded(incoming)
    except UnreadableFormat:
        return False
    if text.lstrip()[:1] in ("<", "{", "[", "=") or _NUMBERED.search(text):
        return False
    found = points(text)
    return any(point.is_signed for point in found) and not found[0].is_signed


@dataclass(slots=True)
class _Tie:
    """A link in the making: linked premises come in one by one."""

    role: Role
    target: str
    line: int
    premises: list[str] = field(default_factory=list)
    against: _Tie | None = None

    def link(self) -> Link:
        return Link(tuple(self.premises), self.role, self.target, tuple(self.against.premises) if self.against else ())


@dataclass(slots=True)
class _Node:
    """A point that is a claim now, and the link that it makes."""

    point: Point
    claim: str
    tie: _Tie | None


class _Reader:
    """Makes a map of the points of one outline."""

    def __init__(self) -> None:
        self._gathering = Gathering()
        self._by_words: dict[str, str] = {}
        self._ties: list[_Tie] = []
        self._supporters: dict[str, list[str]] = {}
        self._path: list[_Node] = []
        """The points that the next may stand below, the outermost first."""
        self._heading: Point | None = None
        """The heading above the next point, where that is the first below it."""
        self._thesis: list[str] = []
        self._unsigned: list[int] = []

    def read(self, found: list[Point], name: str) -> Imported:
        """The map; `name` is its title where the outline has none."""
        for point in found:
            if not point.words:
                self._gathering.leave("a sign without words", point.line)
            elif point.heading:
                self._path.clear()
                self._heading = point
            else:
                self._place(point)
                self._heading = None
        for tie in self._ties:
            self._gathering.add_link(tie.link(), tie.line)
        if self._unsigned:
            number = counted(len(self._unsigned), "point has", "points have")
            self._gathering.leave(f"{number} no + or - and came as supports; the first is here", self._unsigned[0])
        headings = [point.words for point in found if point.heading]
        only = self._gathering.claims[self._thesis[0]].text if len(self._thesis) == 1 else name
        return self._gathering.imported(headings[0] if headings else only, thesis=self._thesis)

    def _place(self, point: Point) -> None:
        """Puts a point below the one that it bears on."""
        while self._path and not _stands_below(point, self._path[-1].point):
            last = self._path.pop()
            if point.sign is Sign.TOGETHER and last.tie is not None and last.point.indent == point.indent:
                self._path.append(_Node(point, self._claim(point), self._joined(last.tie, point)))
                return
        if not self._path:
            if point.is_signed and self._heading is not None:
                self._path.append(_Node(self._heading, self._claim(self._heading), None))
                self._thesis.append(self._path[0].claim)
            elif not point.is_signed:
                self._thesis.append(self._claim(point))
        self._path.append(_Node(point, self._claim(point), self._tie(point)))

    def _tie(self, point: Point) -> _Tie | None:
        """The link that a point makes to the one that it stands below; None where it makes none."""
        above = self._path[-1] if self._path else None
        if point.sign is Sign.TOGETHER or (above is None and point.is_signed):
            what = "go with" if point.sign is Sign.TOGETHER else "bear on"
            self._gathering.leave(f"the {point.sign} of this point: there is nothing above it to {what}", point.line)
            return None
        if above is None:
            return None
        if point.sign is Sign.UNDERCUT:
            if above.tie is None or above.tie.role is Role.UNDERCUT:
                self._gathering.leave("the × of this point: the line above makes no step to a claim", point.line)
                return None
            return self._made(_Tie(Role.UNDERCUT, above.tie.target, point.line, against=above.tie), point)
        if not point.is_signed:
            self._unsigned.append(point.line)
        return self._made(_Tie(_ROLES[point.sign], above.claim, point.line), point)

    def _made(self, tie: _Tie, point: Point) -> _Tie | None:
        made = self._joined(tie, point)
        if made:
            self._ties.append(made)
        return made

    def _joined(self, tie: _Tie, point: Point) -> _Tie | None:
        """A link with one more premise; None, said, where claims would support each other in a circle."""
        claim = self._claim(point)
        if tie.role is Role.SUPPORT:
            if tie.target in self._below(claim):
                said = f"the + of this point: “{point.words}” would support itself in a circle"
                self._gathering.leave(said, point.line)
                return None
            self._supporters.setdefault(tie.target, []).append(claim)
        tie.premises.append(claim)
        return tie

    def _below(self, claim: str) -> set[str]:
        """A claim with all that supports it so far."""
        found, wanted = {claim}, [claim]
        while wanted:
            for supporter in self._supporters.get(wanted.pop(), ()):
                if supporter not in found:
                    found.add(supporter)
                    wanted.append(supporter)
        return found

    def _claim(self, point: Point) -> str:
        """The claim that a point makes; the same words are the same claim."""
        if point.words not in self._by_words:
            self._by_words[point.words] = self._gathering.add_claim(Claim(text=point.words))
        return self._by_words[point.words]


def _stands_below(point: Point, above: Point) -> bool:
    """Whether a point bears on another: it stands deeper, or signed below one that has no sign at its depth."""
    if above.heading or point.indent > above.indent:
        return True
    return point.is_signed and point.indent == above.indent and above.sign is Sign.NONE


def _rows(whole: ArgMap) -> Iterator[tuple[int, Sign, str]]:
    """The points of the outline, with depth and sign.

    Linked premises stand one below the other, the first with the sign and the others with `&`; what undercuts their
    link stands below the last.
    """
    path: list[tuple[Row, int]] = []
    for row in outline(whole):
        del path[row.depth :]
        above, depth = path[-1] if path else (None, -1)
        together = above if above and above.kind is Kind.LINKED and row.link is None else None
        path.append((row, depth if together else depth + 1))
        if row.kind is Kind.LINKED:
            continue
        role = together.role if together else row.role
        sign = Sign.TOGETHER if together and row.id != together.id else _SIGNS[role] if role else Sign.NONE
        yield path[-1][1], sign, _text(whole, row.id)


def _text(whole: ArgMap, some_id: str) -> str:
    if some_id in whole.claims:
        return _words(whole.claims[some_id].text)
    quote = whole.quotes[some_id]
    source = whole.sources[quote.source]
    return f"“{_words(quote.text)}” ({_words(source.title or source.path)})"


def _words(text: str) -> str:
    return visible_line(reading_line(text))


def _told_apart_no_more(whole: ArgMap) -> Iterator[str]:
    """What an outline cannot say of claims."""
    twins = sum(number - 1 for number in Counter(_words(claim.text) for claim in whole.claims.values()).values())
    if twins:
        yield counted(twins, "claim of the same words as another", "claims of the same words as others")
    roots = {row.id for row in outline(whole) if not row.depth and row.kind is Kind.CLAIM} - {*whole.thesis}
    if roots:
        yield f"that {counted(len(roots), 'claim is', 'claims are')} no thesis"


FORMAT = Format(
    name="outline",
    label="Plain outline",
    suffixes=(".outline", ".outline.txt", ".txt"),
    keeps="the claims and what bears on what, with linked premises (&) and undercuts (×), and the words of quotes",
    loses="ids, notes, tags, translations, sources and places; coming in, every line is a claim",
    export=export,
    read=read,
    opens_texts=False,
    looks_like=looks_like,
)
