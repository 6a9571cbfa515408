"""The pane of details of one element: its words, what it bears on, and words marked where two texts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import ClassVar, Final, NamedTuple

from textual.binding import BindingType

from argmap.corpus import QuoteState
from argmap.graph import MEMBER_SIGN, ROLE_SIGN, Kind, Row
from argmap.model import ArgMap, Claim, Link, Quote, Role, premises_text
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import ELLIPSIS, Glyph, glyphs, wrap
from argmap.tui.state.loader import meaning, old_text_missing, state_word
from argmap.tui.state.snapshot import Published, Snapshot
from argmap.tui.widgets.outline import state_piece
from argmap.tui.widgets.painted_pane import Piece, WrappedPane, scroll_bindings

_MOST_GLYPHS: Final = 20_000
"""Of a longer paragraph only the beginning is shown: it is none that somebody reads in a pane."""


class DetailPane(WrappedPane, can_focus=True, inherit_bindings=False):
    """A claim, a quote or linked premises in full, wrapped to the width of the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [*scroll_bindings("detail")]

    DEFAULT_CSS = """
    DetailPane { overflow-y: scroll; scrollbar-background: $surface; }
    """

    def __init__(
        self,
        published: Published | None = None,
        *,
        empty: str = "choose a row of the map to see it in full",
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        """`published` holds what is shown, also of other panes."""
        super().__init__("Detail", empty, id=id, classes=classes, name=name)
        self.published: Final = published or Published()
        self._row: Row | None = None
        self._paragraphs: Sequence[Paragraph] = ()

    def show(self, row: Row | None) -> None:
        """Show a row of the outline, from its beginning unless it is the same row as before.

        Where other words than those of a quote are found in its place, both are shown.
        """
        same = row == self._row
        self._row = row
        shown = () if row is None else details(self.published.now, row)
        self._paragraphs = tuple(shown)
        self.rewrap()
        if not same:
            self.scroll_to(y=0, animate=False)

    def rows_for(self, width: int) -> Iterable[Sequence[Piece]]:
        """The paragraphs, one after the other."""
        return (row for paragraph in self._paragraphs for row in wrapped(paragraph, width))


def wrapped(paragraph: Paragraph, width: int) -> Iterator[list[Piece]]:
    """The rows of a paragraph, in so many cells; what stands before the first indents the others."""
    before = list(glyphs(paragraph.before.text, paragraph.before.style)) if paragraph.before else []
    indent = sum(glyph.width for glyph in before)
    if indent >= width:
        before, indent = [], 0
    line = list(islice(chain.from_iterable(glyphs(*piece) for piece in paragraph.pieces), _MOST_GLYPHS + 1))
    if len(line) > _MOST_GLYPHS:
        line[-1] = Glyph(ELLIPSIS, 1)
    lead = [Piece(glyph.text, glyph.style) for glyph in before]
    for row in wrap(line, width - indent):
        runs = groupby(row, key=lambda glyph: glyph.style)
        yield lead + [Piece("".join(glyph.text for glyph in run), style) for style, run in runs]
        lead = [Piece(" " * indent)]


_VERB = {Role.SUPPORT: "supports", Role.COUNTER: "counters", Role.UNDERCUT: "undercuts"}


class Paragraph(NamedTuple):
    """Styled text to be wrapped; nothing at all makes a blank row."""

    pieces: tuple[Piece, ...] = ()
    before: Piece | None = None
    """Stands before the first row; the others are indented as far."""


_BLANK = Paragraph()


def details(now: Snapshot, row: Row) -> Iterator[Paragraph]:
    """Everything there is to say of a row: of its element, then of the link by which it stands there."""
    whole = now.map
    if row.kind is Kind.LINKED:
        yield _heading("linked premises", "")
        for member in row.premises:
            yield _element(whole, member, Piece(f"{MEMBER_SIGN} ", "strong"))
    elif row.kind is Kind.CLAIM:
        yield from _claim(whole, row.id, whole.claims[row.id])
    else:
        yield from _quote(whole.quotes[row.id], row.id, now.states.get(row.id), now.words.get(row.id))
    yield from _bearing(whole, row, now.links_of)


def _claim(whole: ArgMap, claim_id: str, claim: Claim) -> Iterator[Paragraph]:
    yield _heading("thesis" if claim_id in whole.thesis else "claim", claim_id)
    yield _text(claim.text, "strong")
    yield from _note_and_tags(claim)
    counts = Counter(link.role for link in whole.links_to(claim_id))
    bearing = [f"{counts[role]} {role}{'s' if counts[role] > 1 else ''}" for role in Role if counts[role]]
    yield Paragraph((Piece(" · ".join(bearing) or "nothing bears on it yet", "faint"),))


def _quote(quote: Quote, quote_id: str, quote_state: QuoteState | None, now: str | None) -> Iterator[Paragraph]:
    yield _heading("quote", quote_id)
    line = f":{quote_state.line}" if quote_state and quote_state.line else ""
    page = f" · {quote_state.cited_page}" if quote_state and quote_state.cited_page else ""
    place = Piece(f"{quote.source}{line}{page}", "faint")
    if quote_state is None:
        yield Paragraph((place,))
    else:
        sign = state_piece(quote_state)
        yield Paragraph((sign, Piece(f" {state_word(quote_state)}  ", sign.style), place))
        if quote_state.state != "exact":
            yield _text(meaning(quote_state), "faint")
        if quote_state.no_old_text:
            yield _text(old_text_missing(quote_state.no_old_text), "faint")
    if quote.translation:
        yield _BLANK
        yield _text(f"“{reading_line(quote.translation)}”", "")
    yield _BLANK
    yield from _wordings(quote.text, now)
    yield from _note_and_tags(quote)


def _wordings(kept: str, now: str | None) -> Iterator[Paragraph]:
    """The words of a quote; where others stand in their place now, both, with what differs marked."""
    words = reading_line(kept)
    if now is None or reading_line(now) == words:
        yield _text(words, "")
        return

    compared = differences(kept, now)
    yield Paragraph(compared.kept, Piece("– ", "counter"))
    yield Paragraph(compared.now, Piece("+ ", "support"))


def _note_and_tags(element: Claim | Quote) -> Iterator[Paragraph]:
    if element.note:
        yield _BLANK
        for line in element.note.splitlines():
            yield _text(line, "")
    if element.tags:
        yield _text(" ".join(f"#{tag}" for tag in element.tags), "faint")


def _bearing(whole: ArgMap, row: Row, bearing: Mapping[str, Sequence[Link]]) -> Iterator[Paragraph]:
    """What the element of a row bears on, the link of the row first, with what undercuts each link."""
    links = bearing.get(row.id, ())
    if row.kind is Kind.LINKED:
        links = [link for link in links if link.premises == row.premises]
    for link in sorted(links, key=lambda link: link != row.link):
        yield _BLANK
        yield from _link(whole, link, row)


def _link(whole: ArgMap, link: Link, row: Row) -> Iterator[Paragraph]:
    style = str(link.role)
    sign = Piece(f"{ROLE_SIGN[link.role]} ", style)
    others = tuple(member for member in link.premises if member not in row.premises)
    together = f" together with {premises_text(others)}" if others else ""
    if link.role is Role.UNDERCUT:
        yield Paragraph((Piece(f"undercuts{together} the link of", style),), sign)
        for premise in link.against:
            yield _element(whole, premise, Piece("  "))
        attacked = whole.claims[link.target].role_of(link.against)
        yield _element(whole, link.target, Piece(f"{ROLE_SIGN[attacked]} " if attacked else "  ", str(attacked or "")))
        return
    yield Paragraph((Piece(f"{_VERB[link.role]}{together}", style),), sign)
    yield _element(whole, link.target, Piece("  "))
    for undercutters in whole.claims[link.target].undercut.get(link.premises, ()):
        for number, premise in enumerate(undercutters):
            mark = MEMBER_SIGN if number else ROLE_SIGN[Role.UNDERCUT]
            yield _element(whole, premise, Piece(f"  {mark} ", "undercut"))


def _element(whole: ArgMap, some_id: str, before: Piece) -> Paragraph:
    """A claim or quote named beside others: its text and id."""
    if (claim := whole.claims.get(some_id)) is not None:
        text = reading_line(claim.text)
    else:
        quote = whole.quotes[some_id]
        text = f"“{reading_line(quote.translation or quote.text)}”"
    return Paragraph((Piece(f"{text} "), Piece(some_id, "faint")), before)


def _heading(kind: str, some_id: str) -> Paragraph:
    return Paragraph((Piece(f"{kind} ", "faint"), Piece(some_id, "strong")))


def _text(text: str, style: str) -> Paragraph:
    return Paragraph((Piece(text, style),))


GONE: Final = "gone"
"""The style of earlier words that do not stand there any more."""


NEW: Final = "new"
"""The style of words that stand there now and did not before."""


class Differences(NamedTuple):
    """Two wordings, with what only the one or the other has in a style of its own."""

    kept: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def read_alike(self) -> bool:
        """Whether nothing differs but what anchors do not tell apart: line breaks, case, width, script."""
        return not any(piece.style for piece in (*self.kept, *self.now))


def differences(kept: str, now: str) -> Differences:
    """Both wordings, compared character by character; in scripts with words only words that are much alike are.

    Wordings as long as a book are shown without marks.
    """
    from argmap.diff.wording import MOST_TOKENS, Mark, tokens, wording  # 10 ms that the first paint does not wait for

    style = {Mark.SAME: "", Mark.GONE: GONE, Mark.NEW: NEW}
    ours, theirs = reading_line(kept), reading_line(now)
    if max(len(tokens(ours)), len(tokens(theirs))) > MOST_TOKENS:
        return Differences((Piece(ours),), (Piece(theirs),))
    told = wording(ours, theirs, finely=True)
    return Differences(
        tuple(Piece(one.old, style[one.mark]) for one in told if one.old),
        tuple(Piece(one.new, style[one.mark]) for one in told if one.new),
    )
