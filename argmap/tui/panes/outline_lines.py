"""A row of the outline as a line: guides, fold marker, signs and text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from argmap.corpus import Standing
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row
from argmap.graph.outline import Sieve
from argmap.model import ArgMap, Premises, premises_text
from argmap.text.one_line import reading_line
from argmap.tui.panes.glyphs import ELLIPSIS, cut
from argmap.tui.panes.look import Line, Piece
from argmap.tui.safe_text import safe

OPEN_MARKER: Final = "▾"
FOLDED_MARKER: Final = "▸"
LOOSE_SIGN: Final = "·"
"""A root that is no thesis."""

_LEVEL = 2
"""Cells that a level is indented by."""

MARKED_SIGN: Final = "✓"
CUT_SIGN: Final = "›"


class Hold(NamedTuple):
    """What the user does with a row at the moment."""

    marked: bool = False
    cut: bool = False
    asked: bool = True
    """False where it is shown only because it is above what was asked for."""

    @property
    def sign(self) -> Piece:
        """What stands before the words of the row."""
        if not (self.cut or self.marked):
            return Piece(" ")
        return Piece(CUT_SIGN if self.cut else MARKED_SIGN, "marked")

    def style(self, otherwise: str) -> str:
        """The style of the words of the row."""
        if self.cut or not self.asked:
            return "faint"
        return "marked" if self.marked else otherwise


NOT_HELD: Final = Hold()


def marker_column(row: Row, width: int) -> int:
    """The column of a row's fold marker."""
    return len(_guides(row, width))


def outline_line(
    row: Row, whole: ArgMap, standing: Standing | None, width: int, *, folded: bool, hold: Hold = NOT_HELD
) -> Line:
    """How a row of the outline is shown in a pane so many cells wide."""
    marker = (FOLDED_MARKER if folded else OPEN_MARKER) if row.branches else "─" if row.guides else " "
    before = (Piece(_guides(row, width) + marker, "faint"), sign_piece(row, whole), hold.sign)
    after = [Piece(f"{AGAIN_SIGN} ", "faint")] if row.again else []
    identity = Piece(row.id, "faint")
    if row.kind is Kind.LINKED:
        return Line(Piece("together:" if not folded else premises_text(row.premises), hold.style("")), before)
    if row.kind is Kind.CLAIM:
        style = "strong" if row.role is None and not row.guides else ""
        sentence = Piece(reading_line(whole.claims[row.id].text), hold.style(style))
        return Line(sentence, before, extra=identity, after=tuple(after))
    quote = whole.quotes[row.id]
    if standing is not None:
        after.append(state_piece(standing))
    words = "“" + reading_line(quote.translation or quote.text)
    return Line(Piece(words, hold.style("")), before, closing="”", extra=identity, after=tuple(after))


def sign_piece(row: Row, whole: ArgMap) -> Piece:
    """The sign for what a row does, in its colour."""
    if row.role is not None:
        return Piece(ROLE_SIGN[row.role], str(row.role))
    if row.guides:
        return Piece(MEMBER_SIGN, "strong")
    return Piece(THESIS_SIGN, "thesis") if row.id in whole.thesis else Piece(LOOSE_SIGN, "faint")


def state_piece(standing: Standing, count: int | None = None) -> Piece:
    """The sign for how a quote stands, with a number beside it if one is given."""
    number = "" if count is None else str(count)
    return Piece(f"{STATE_SIGN[standing.state]}{number}", "review" if standing.needs_review else "calm")


def _guides(row: Row, width: int) -> str:
    """The lines left of a row's own marker; where they would take more than half the width, the rightmost of them."""
    if not row.guides:
        return ""
    most = max(0, width // 2 // _LEVEL - 1)
    outer = row.guides[:-1][max(0, row.depth - 1 - most) :]
    cut = ELLIPSIS if len(outer) < row.depth - 1 else " "
    return cut + "".join("│ " if goes_on else "  " for goes_on in outer) + ("├" if row.guides[-1] else "└")


def outline_title(focus: Sequence[Premises], sieve: Sieve, found: tuple[int, int] | None, room: int) -> Content:
    """What the border says is shown: the way to the subtree, and what was asked for with how many rows were found."""
    asked = "" if found is None else f": {found[0]} of {found[1]} · {sieve_text(sieve)}"
    crumbs = [premises_text(premises) for premises in focus]
    while len(crumbs) > 1 and cell_len(" › ".join(["Map", *crumbs])) + len(asked) > room:
        del crumbs[0]
    way = ["Map", *([ELLIPSIS] if len(crumbs) < len(focus) else []), *crumbs]
    return safe(cut(" › ".join(way) + asked, room))


def sieve_text(sieve: Sieve) -> str:
    """What is asked for, in a few words."""
    said = [f"“{sieve.words}”"] if sieve.words else []
    said += [*map(str, sorted(sieve.roles)), *(f"#{tag}" for tag in sorted(sieve.tags)), *sorted(sieve.states)]
    said += ["no quote"] if sieve.unquoted else []
    said += ["counter unanswered"] if sieve.unanswered else []
    return ", ".join(said)
