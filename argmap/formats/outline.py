"""A plain indented outline, as people jot arguments down: `+` before what supports, `-` before what counters.

The line above a point that stands less deep is what it bears on. `×` is against the step that the line above makes,
`&` goes together with the point before it as one argument. Lines at the margin are theses. Words say the same:
`Pro:` before a point, or `Pros` above several.

A `-` or `*` may be no more than the mark of a list. Where nothing says what a point does to the one above it, the
outline is refused, and whoever imports it says what such points are (`Incoming.bullets`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from argmap.formats.format import (
    Bullets,
    Exported,
    ExportInput,
    Format,
    Imported,
    Incoming,
    Part,
    UnreadableFormat,
    counted,
    decoded,
    losses,
)
from argmap.formats.map_builder import MapBuilder
from argmap.formats.markdown import is_made_here
from argmap.formats.outline_lines import (
    LEGEND,
    Point,
    Sign,
    blocks_of_no_points,
    points,
    says_that_its_signs_are_meant,
    with_signs_meant,
    written,
)
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Claim, Link, Role
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_ROLES = {Sign.SUPPORT: Role.SUPPORT, Sign.COUNTER: Role.COUNTER}
_MEANT: Final[Mapping[Bullets | None, Role]] = {Bullets.SUPPORT: Role.SUPPORT, Bullets.COUNTER: Role.COUNTER}
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


def export(export_input: ExportInput) -> Exported:
    """The map as an outline under its title."""
    map_ = export_input.map
    body = "\n".join(written(_rows(map_)))
    lost = [
        "the ids",
        *losses(map_, *_LOST),
        *_told_apart_no_more(map_),
    ]
    legend = [LEGEND] if any(map_.links()) and not says_that_its_signs_are_meant(body) else []
    parts = [f"# {_words(map_.title)}", *legend, *([body] if body else [])]
    return Exported("\n\n".join(parts) + "\n", tuple(lost))


def read(incoming: Incoming) -> Imported:
    """The map that an outline makes.

    Raises UnreadableFormat for a file without a point, for Markdown that argmap wrote for readers, and where nothing
    says what points do and `incoming.bullets` does not say it either.
    """
    text = decoded(incoming)
    if is_made_here(text):
        message = "argmap wrote this for readers; import the map itself, or an export as json, argdown or outline"
        raise UnreadableFormat(incoming.name, message)
    found = points(text)
    if not any(point.words for point in found):
        raise UnreadableFormat(incoming.name, "there is no line with words in it; write a claim, and + and - below it")
    if incoming.bullets is Bullets.SIGNS:
        with_signs_meant(found)
    reader = _Reader(incoming.bullets)
    for first, _, what in blocks_of_no_points(text):
        reader.builder.leave(what, first)
    imported = reader.read(found, PurePath(incoming.name).stem)
    if reader.untold:
        more = len(reader.untold) - 1
        whether = (
            f"this and {counted(more, 'more point')} support or counter" if more else "this point supports or counters"
        )
        message = (
            f"the outline does not show whether {whether} the line above; write + or -, or Pro: or Con:, before each, "
            f"or choose for all with --bullets {'|'.join(Bullets)} (in the TUI, in the list of formats)"
        )
        raise UnreadableFormat(incoming.name, message, reader.untold[0].line)
    return imported


def looks_like(incoming: Incoming) -> bool:
    """Whether points with both, a sign or the mark of a list, and something that they stand below, are in the file."""
    try:
        text = decoded(incoming)
    except UnreadableFormat:
        return False
    if text.lstrip()[:1] in ("<", "{", "[", "=") or _NUMBERED.search(text):
        return False
    found = points(text)
    says = any(point.is_signed or point.group for point in found) and not found[0].is_signed
    return is_made_here(text) or says or _has_untold(found)


def _has_untold(found: list[Point]) -> bool:
    """Whether an entry of a list is a point of which nothing says what it does to what it stands below.

    Lines that are only indented are in programs and settings, too.
    """
    if not any(point.has_mark for point in found):
        return False
    reader = _Reader(None)
    for point in found:
        reader.take(point)
        if reader.untold and reader.untold[-1].has_mark:
            return True
    return False


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
    claim: str | None
    """None for a line that only says what the points below it do."""
    tie: _Tie | None


class _Reader:
    """Makes a map of the points of one outline. What points without a sign are is said by `meant`."""

    def __init__(self, meant: Bullets | None) -> None:
        self.builder = MapBuilder()
        self.untold: list[Point] = []
        """The points of which nothing says what they do."""
        self._meant = meant
        self._by_words: dict[str, str] = {}
        self._ties: list[_Tie] = []
        self._supporters: dict[str, list[str]] = {}
        self._path: list[_Node] = []
        """The points that the next may stand below, the outermost first."""
        self._headings: list[Point] = []
        """The headings that the next point stands below, the outermost first."""
        self._is_first = False
        """Whether the next point is the first below its heading."""
        self._thesis: list[str] = []

    def read(self, found: list[Point], name: str) -> Imported:
        """The map; `name` is its title where the outline has none."""
        for point in found:
            self.take(point)
        for tie in self._ties:
            self.builder.add_link(tie.link(), tie.line)
        headings = [point for point in found if point.level and not point.group]
        for heading in headings[1:]:
            if heading.words not in self._by_words:
                self.builder.leave(f"the heading “{heading.words}”", heading.line)
        titles = [heading.words for heading in headings]
        only = self.builder.claims[self._thesis[0]].text if len(self._thesis) == 1 else name
        return self.builder.imported(titles[0] if titles else only, thesis=self._thesis)

    def take(self, point: Point) -> None:
        """Go on with the next point or heading."""
        if not point.words:
            self.builder.leave("a sign without words", point.line)
        elif point.level:
            self._head(point)
        else:
            self._place(point)
            self._is_first = False

    def _head(self, heading: Point) -> None:
        """Goes on below a heading. One that says what the points below it do says it of the heading above it."""
        while self._headings and self._headings[-1].level >= heading.level:
            self._headings.pop()
        if not heading.group:
            self._path.clear()
            self._headings.append(heading)
            self._is_first = True
            return
        if self._headings:
            self._path = [_Node(self._headings[-1], self._root(self._headings[-1]), None)]
        else:
            del self._path[1:]
        self._add_group(heading)

    def _add_group(self, point: Point) -> None:
        if not self._path:
            self.builder.leave(f"“{point.words}”: there is nothing above it to support or counter", point.line)
        self._path.append(_Node(point, None, None))

    def _root(self, point: Point) -> str:
        claim = self._claim(point)
        self._thesis.append(claim)
        return claim

    def _place(self, point: Point) -> None:
        """Puts a point below the one that it bears on."""
        while self._path and not _stands_below(point, self._path[-1].point):
            last = self._path.pop()
            if point.sign is Sign.TOGETHER and last.tie is not None and last.point.indent == point.indent:
                self._path.append(_Node(point, self._claim(point), self._joined(last.tie, point)))
                return
        if not self._path:
            says = point.is_signed or point.group
            if says and self._headings and (self._is_first or point.group):
                self._path.append(_Node(self._headings[-1], self._root(self._headings[-1]), None))
            elif not says:
                self._root(point)
        if point.group:
            self._add_group(point)
        else:
            self._path.append(_Node(point, self._claim(point), self._tie(point)))

    def _tie(self, point: Point) -> _Tie | None:
        """The link that a point makes to the one that it stands below; None where it makes none."""
        above = self._path[-1] if self._path else None
        target = next((node.claim for node in reversed(self._path) if node.claim is not None), None)
        if target is None and point.bare is Sign.COUNTER:  # the mark of a list: there is nothing to counter
            self._root(point)
            return None
        if point.sign is Sign.TOGETHER or (target is None and point.is_signed):
            what = "go with" if point.sign is Sign.TOGETHER else "support or counter"
            self.builder.leave(f"the {point.sign} of this point: there is nothing above it to {what}", point.line)
            return None
        if above is None or target is None:
            if above is not None:  # a line that says what the points below it do, and nothing to do it to
                self._root(point)
            return None
        sign = point.sign if point.is_signed else above.point.group
        if sign is Sign.UNDERCUT:
            struck = next((node.tie for node in reversed(self._path) if node.claim is not None), None)
            if struck is None or struck.role is Role.UNDERCUT:
                self.builder.leave("the × of this point: the line above makes no step to a claim", point.line)
                return None
            return self._made(_Tie(Role.UNDERCUT, struck.target, point.line, against=struck), point)
        role = _ROLES.get(sign)
        return self._made(_Tie(role, target, point.line), point) if role else self._tie_untold(point, target)

    def _tie_untold(self, point: Point, target: str) -> _Tie | None:
        """The link of a point of which nothing says what it does: as it is meant."""
        if self._meant is Bullets.CLAIMS:
            self._root(point)
        elif self._meant in _MEANT:
            return self._made(_Tie(_MEANT[self._meant], target, point.line), point)
        else:
            self.untold.append(point)
        return None

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
                message = f"the + of this point: “{point.words}” would support itself in a circle"
                self.builder.leave(message, point.line)
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
            self._by_words[point.words] = self.builder.add_claim(Claim(text=point.words))
        return self._by_words[point.words]


def _stands_below(point: Point, above: Point) -> bool:
    """Whether a point stands below another: deeper, or at the same depth with a sign or mark below a line of words."""
    if above.level or point.indent > above.indent:
        return True
    if point.indent < above.indent or above.has_mark or above.sign is not Sign.NONE:
        return False
    if above.group:
        return point.has_mark or point.is_signed
    return bool(point.is_signed or point.has_mark or point.group)


def _rows(map_: ArgMap) -> Iterator[tuple[int, Sign, str]]:
    """The points of the outline, with depth and sign.

    Linked premises stand one below the other, the first with the sign and the others with `&`; what undercuts their
    link stands below the last.
    """
    path: list[tuple[Row, int]] = []
    for row in outline(map_):
        del path[row.depth :]
        above, depth = path[-1] if path else (None, -1)
        together = above if above and above.kind is Kind.LINKED and row.link is None else None
        path.append((row, depth if together else depth + 1))
        if row.kind is Kind.LINKED:
            continue
        role = together.role if together else row.role
        sign = Sign.TOGETHER if together and row.id != together.id else _SIGNS[role] if role else Sign.NONE
        yield path[-1][1], sign, _text(map_, row.id)


def _text(map_: ArgMap, some_id: str) -> str:
    if some_id in map_.claims:
        return _words(map_.claims[some_id].text)
    quote = map_.quotes[some_id]
    source = map_.sources[quote.source]
    return f"“{_words(quote.text)}” ({_words(source.title or source.path)})"


def _words(text: str) -> str:
    return visible_line(reading_line(text))


def _told_apart_no_more(map_: ArgMap) -> Iterator[str]:
    """What an outline cannot say of claims."""
    twins = sum(number - 1 for number in Counter(_words(claim.text) for claim in map_.claims.values()).values())
    if twins:
        yield counted(twins, "claim of the same words as another", "claims of the same words as others")
    roots = {row.id for row in outline(map_) if not row.depth and row.kind is Kind.CLAIM} - {*map_.thesis}
    if roots:
        yield f"that {counted(len(roots), 'claim is', 'claims are')} no thesis"


OUTLINE = Format(
    name="outline",
    label="Plain outline",
    suffixes=(".outline", ".outline.txt", ".txt"),
    keeps="the claims and their links, with linked premises (&) and undercuts (×), and the words of quotes",
    loses="ids, notes, tags, translations, sources and places; coming in, every line is a claim",
    export=export,
    read=read,
    has_points=True,
    opens_texts=False,
    looks_like=looks_like,
)
