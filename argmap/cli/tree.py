"""The outline as lines of styled pieces, for `show`; plain text and colour are made from the same lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.corpus import Standing
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row, outline
from argmap.model import ArgMap, Role
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_ROLE_STYLE = {"support": "green", "counter": "red", "undercut": "magenta"}
_CALM = ("exact", "folded")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one rich style."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tree."""

    guide: str
    """The branches drawn before the row."""
    hanging: str
    """What stands before the row's further lines, where a terminal wraps it."""
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return self.guide + "".join(piece.text for piece in self.pieces)


def tree_lines(
    whole: ArgMap, standings: Mapping[str, Standing], roots: tuple[str, ...] | None = None
) -> Iterator[Line]:
    """The argument, row by row; all texts are safe to print."""
    for row in outline(whole, roots):
        guide, hanging = _guides(row)
        yield Line(guide, hanging, tuple(_pieces(row, whole, standings)))


def _guides(row: Row) -> tuple[str, str]:
    if not row.guides:
        return "", "  " + ("│ " if row.branches else "  ")
    before = "".join("│  " if goes_on else "   " for goes_on in row.guides[:-1])
    goes_on = row.guides[-1]
    hanging = before + ("│  " if goes_on else "   ") + ("│ " if row.branches else "  ")
    return before + ("├─ " if goes_on else "└─ "), hanging


def _pieces(row: Row, whole: ArgMap, standings: Mapping[str, Standing]) -> Iterator[Piece]:
    yield _sign(row, whole)
    if row.role is Role.UNDERCUT:
        yield Piece("undercut: ", "italic")
    if row.kind is Kind.LINKED:
        yield Piece("together:", "italic")
    elif row.kind is Kind.CLAIM:
        claim = whole.claims[row.id]
        yield Piece(visible_line(claim.text), "" if row.again else "bold" if row.role is None else "")
        yield Piece(f"  {row.id}", "dim")
        if claim.tags and not row.again:
            yield Piece("  " + visible_line(" ".join(f"#{tag}" for tag in claim.tags)), "dim cyan")
    else:
        yield from _quote_pieces(row.id, whole, standings.get(row.id))
    if row.again:
        yield Piece(f" {AGAIN_SIGN}", "dim")


def _sign(row: Row, whole: ArgMap) -> Piece:
    if row.role is not None:
        return Piece(f"{ROLE_SIGN[row.role]} ", f"bold {_ROLE_STYLE[row.role]}")
    if row.guides:
        return Piece(f"{MEMBER_SIGN} ", "bold")
    return Piece(f"{THESIS_SIGN if row.id in whole.thesis else '·'} ", "bold yellow")


def _quote_pieces(quote_id: str, whole: ArgMap, standing: Standing | None) -> Iterator[Piece]:
    quote = whole.quotes[quote_id]
    yield Piece(f"“{visible_line(reading_line(quote.translation or quote.text))}”")
    line = f":{standing.line}" if standing and standing.line else ""
    yield Piece(f"  {quote_id}  {quote.source}{line}", "dim")
    if standing is not None:
        calm = standing.state in _CALM
        yield Piece(f"  {STATE_SIGN[standing.state]} {standing.state}", "dim green" if calm else "bold yellow")
