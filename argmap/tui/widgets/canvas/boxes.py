"""The boxes of the graph: their size and words at each zoom, what stands out, what changed since another version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from rich.cells import cell_len

from argmap.corpus import QuoteState
from argmap.graph import THESIS_SIGN
from argmap.graph.drawn import End, Size
from argmap.model import ArgMap, Link
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import ELLIPSIS, Glyph, cut, glyphs, wrap
from argmap.tui.state.context import RowRef
from argmap.tui.widgets.outline import CUT_SIGN, MARKED_SIGN, state_piece
from argmap.tui.widgets.painted_pane import Piece


class Became(NamedTuple):
    """What became of something."""

    sign: str
    """One cell that differs from the signs of roles and states, for what is too small for words."""
    said: str
    style: str
    """The name of a style of panes; see `argmap.tui.widgets.painted_pane`."""
    struck: bool = False
    """Whether it is in the map no more."""


class Changed(NamedTuple):
    """All that is to be shown as changed."""

    elements: Mapping[str, Became] = MappingProxyType({})
    links: Mapping[Link, Became] = MappingProxyType({})

    def __bool__(self) -> bool:
        return bool(self.elements or self.links)


CHANGE_SIGNS: Final = "+ new  - gone  ~ changed · links ⊕ ⊖"
"""What the signs say, as those who compare give them."""


UNCHANGED: Final = Changed()


NOBODY: frozenset[str] = frozenset()


class Stress(NamedTuple):
    """How one box stands out."""

    selected: bool = False
    hit: bool = False
    """Whether a search found it."""
    sign: str = ""
    """That of what is marked or cut."""
    aim: bool = False
    """Whether what is dragged would go there."""


class Emphasis(NamedTuple):
    """What stands out, by id."""

    selected: frozenset[str] = NOBODY
    hits: frozenset[str] = NOBODY
    marked: frozenset[str] = NOBODY
    cut: frozenset[str] = NOBODY
    """What was cut, or is dragged."""
    aim: frozenset[str] = NOBODY
    ends: tuple[End, ...] = ()
    """The boxes and links whose arrows stand out."""

    @classmethod
    def of(
        cls,
        chosen: End | None,
        hits: Iterable[str] = (),
        marked: Sequence[RowRef] = (),
        cut: Sequence[RowRef] = (),
        aim: End | None = None,
    ) -> Emphasis:
        """The emphasis on what is selected, found, marked, cut and aimed at."""
        ends = [end for end in (chosen, aim) if end is not None and (end is chosen or isinstance(end, Link))]
        return cls(
            frozenset(() if chosen is None else (chosen,) if isinstance(chosen, str) else chosen.premises),
            frozenset(hits),
            frozenset(member for spot in marked for member in spot.premises),
            frozenset(member for spot in cut for member in (spot.link.premises if spot.link else spot.premises)),
            frozenset((aim,) if isinstance(aim, str) else ()),
            tuple(dict.fromkeys([*ends, *(spot.link for spot in (*marked, *cut) if spot.link is not None)])),
        )

    def on(self, some_id: str) -> Stress:
        """How a box stands out."""
        sign = CUT_SIGN if some_id in self.cut else MARKED_SIGN if some_id in self.marked else ""
        return Stress(some_id in self.selected, some_id in self.hits, sign, some_id in self.aim)

    @property
    def boxes(self) -> frozenset[str]:
        """All boxes that stand out."""
        return self.selected | self.hits | self.marked | self.cut | self.aim


CLAIM_DOT: Final = "●"
QUOTE_DOT: Final = "○"


class Zoom(IntEnum):
    """How much of each claim and quote is shown."""

    DOTS = 0
    """A sign."""
    TITLES = 1
    """The beginning of its words."""
    FULL = 2
    """All of its words, and its id."""


@dataclass(frozen=True, slots=True)
class _Room:
    """The words that a box has room for."""

    width: int
    """In cells, without the border and the blanks inside it."""
    most_rows: int
    least_rows: int


_ROOM: Final = {Zoom.TITLES: _Room(26, 2, 2), Zoom.FULL: _Room(38, 14, 2)}
_EDGE: Final = Size(4, 2)
"""What border and blanks take."""


_MOST_GLYPHS: Final = 700
"""Of longer words only the beginning is looked at; they are cut anyway."""


_HEAVY, _ROUND, _SQUARE, _DOUBLE = "┏━┓┃┗┛", "╭─╮│╰╯", "┌─┐│└┘", "╔═╗║╚╝"
_CALM: Final = Stress()
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Lettering:
    """What the boxes of one map say at one zoom. Rows of safe pieces, exact in cells."""

    whole: ArgMap
    quote_states: Mapping[str, QuoteState]
    zoom: Zoom
    became: Mapping[str, Became] = field(default_factory=dict)
    """What became of them since another version."""

    def size(self, some_id: str) -> Size:
        """How large a box is."""
        if self.zoom is Zoom.DOTS:
            return Size(1, 1)
        room = _ROOM[self.zoom]
        rows = room.least_rows if self.zoom is Zoom.TITLES else max(room.least_rows, len(self._words(some_id)))
        return Size(room.width + _EDGE.width, rows + _EDGE.height)

    def rows(self, some_id: str, size: Size, stress: Stress = _CALM) -> list[Row]:
        """The rows of a box of a size, at least that which `size` tells."""
        became = self.became.get(some_id)
        style = self._style(some_id, stress, became)
        if self.zoom is Zoom.DOTS:
            return [(Piece(stress.sign or (became.sign if became else self._dot(some_id)), style),)]
        width = size.width - _EDGE.width
        topleft, flat, topright, side, bottomleft, bottomright = tuple(self._border(some_id, stress))
        words = self._words(some_id)
        words += [()] * (size.height - _EDGE.height - len(words))
        over = "drop" if stress.aim else "hit" if stress.hit else "gone" if became and became.struck else ""
        foot = self._foot(some_id)
        below = flat * (width + 1 - cell_len(foot.text))
        head = [Piece(f" {stress.sign} " if stress.sign else flat * 3, "marked" if stress.sign else style)]
        if became is not None:
            head.append(Piece(cut(f" {became.sign} {became.said} ", width - 2), became.style))
        above = flat * (width + 1 - sum(cell_len(piece.text) for piece in head))
        return [
            (Piece(topleft + flat, style), *head, Piece(above + topright, style)),
            *((Piece(f"{side} ", style), *_filled(row, width, over), Piece(f" {side}", style)) for row in words),
            (Piece(bottomleft + below, style), foot, Piece(flat + bottomright, style)),
        ]

    def _words(self, some_id: str) -> list[Row]:
        room = _ROOM[self.zoom]
        rows = [_pieces(row) for row in wrap(self._glyphs(some_id), room.width)]
        if len(rows) > room.most_rows:
            last = "".join(piece.text for piece in rows[room.most_rows - 1])
            shortened = (
                cut(last + ELLIPSIS, room.width) if cell_len(last) < room.width else cut(last + "..", room.width)
            )
            rows = [*rows[: room.most_rows - 1], (Piece(shortened, rows[room.most_rows - 1][0].style),)]
        if self.zoom is Zoom.FULL:
            rows.append((Piece(cut(some_id, room.width), "faint"),))
        return rows

    def _glyphs(self, some_id: str) -> Iterable[Glyph]:
        claim = self.whole.claims.get(some_id)
        if claim is not None:
            return glyphs(reading_line(claim.text)[:_MOST_GLYPHS], "strong" if some_id in self.whole.thesis else "")
        quote = self.whole.quotes[some_id]
        return glyphs(f"“{reading_line(quote.translation or quote.text)[:_MOST_GLYPHS]}”")

    def _dot(self, some_id: str) -> str:
        if some_id in self.whole.thesis:
            return THESIS_SIGN
        return CLAIM_DOT if some_id in self.whole.claims else QUOTE_DOT

    def _border(self, some_id: str, stress: Stress) -> str:
        if stress.selected or stress.aim:
            return _DOUBLE
        if some_id in self.whole.thesis:
            return _HEAVY
        return _ROUND if some_id in self.whole.claims else _SQUARE

    def _style(self, some_id: str, stress: Stress, became: Became | None) -> str:
        chosen = "cursor" if self.zoom is Zoom.DOTS else "chosen"
        for style in ("drop" * stress.aim, chosen * stress.selected, "hit" * stress.hit):
            if style:
                return style
        return became.style if became is not None else self._style_at_rest(some_id)

    def _style_at_rest(self, some_id: str) -> str:
        if some_id in self.whole.thesis:
            return "thesis"
        if self.zoom is not Zoom.DOTS:
            return "box" if some_id in self.whole.claims else "faint"
        quote_state = self.quote_states.get(some_id)
        return "review" if quote_state is not None and quote_state.needs_review else "box"

    def _foot(self, some_id: str) -> Piece:
        """What stands in the lower border: how a quote stands."""
        quote_state = self.quote_states.get(some_id)
        if quote_state is None or some_id not in self.whole.quotes:
            return Piece("")
        sign = state_piece(quote_state)
        return Piece(f" {sign.text} ", sign.style)


def _pieces(row: Iterable[Glyph]) -> Row:
    listed = list(row)
    return (Piece("".join(glyph.text for glyph in listed), listed[0].style if listed else ""),)


def _filled(row: Row, width: int, style: str) -> list[Piece]:
    """A row of words with blanks up to the width; with a style, all in that."""
    taken = sum(cell_len(piece.text) for piece in row)
    pieces = [*row, Piece(" " * (width - taken))]
    return [Piece(piece.text, style or piece.style) for piece in pieces if piece.text]
