"""What changed between two versions: the rows of the list, the marks in the tree, and both versions in one map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar, Final, NamedTuple

from textual.message import Message

from argmap.corpus import QuoteState
from argmap.diff import (
    ANCHOR_FIELDS,
    Changes,
    ElementChange,
    How,
    Tone,
    change_lines,
    diff,
    element_lines,
    form_text,
    part_lines,
    parts,
)
from argmap.diff import Line as ToldLine
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Claim, Link
from argmap.tui.widgets.canvas.boxes import Became, Changed
from argmap.tui.widgets.details import Paragraph, wrapped
from argmap.tui.widgets.outline import outline_line
from argmap.tui.widgets.painted_pane import Line, Piece
from argmap.tui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the list."""

    line: ToldLine
    element: ElementChange | None = None
    """The element that it is about; None for a conflict of a merge."""
    change: ElementChange | None = None
    """What is taken back from here: all that changed of the element, or one thing; None where nothing can be."""

    @property
    def is_heading(self) -> bool:
        """Whether an element's changes begin here."""
        return self.line.depth == 0

    @property
    def shows(self) -> str | Link | None:
        """What to look at in the tree; None where the tree does not have it."""
        if self.element is None or self.element.section not in ("claims", "quotes"):
            return None
        if self.change is not None and self.change.links and not self.is_heading:
            tie = self.change.links[0]
            return (tie.new or tie.old)[0]
        return self.element.id


def compared(then: ArgMap, now: ArgMap) -> Changes:
    """What changed, in the order of the argument: as it is now, then as it was."""
    changes = diff(then, now)
    order = (*outline(changes.new), *outline(changes.old))
    return changes.in_order(some_id for row in order for some_id in row.premises)


def change_rows(changes: Changes) -> list[ChangeRow]:
    """The rows of the list."""
    rows = [row for element in changes.elements for row in _of_element(element, changes)]
    conflicts = change_lines(replace(changes, elements=()))
    return [*rows, *(ChangeRow(line) for line in conflicts)]


def _of_element(element: ElementChange, changes: Changes) -> Iterator[ChangeRow]:
    single = list(parts(element))
    whole = element if single else None
    if len(single) < 2:
        yield from (ChangeRow(line, element, whole) for line in element_lines(element, changes))
        return
    # The row that names it only reminds of its words: what became of them is one thing among others.
    others = tuple(field for field in element.fields if field.name != "text")
    heading, *further = element_lines(replace(element, fields=others), changes)
    yield ChangeRow(heading, element, whole)
    yield from (ChangeRow(line, element, whole) for line in further if line.sign == "!")
    for part in single:
        yield from (ChangeRow(line, element, part) for line in part_lines(part, changes))


ADDED, GONE, CHANGED, FOLLOWS = "+", "-", "~", "!"
SIGN_STYLE = {ADDED: "support", GONE: "counter", CHANGED: "thesis", FOLLOWS: "review"}
"""How the signs look; see `argmap.tui.widgets.painted_pane`."""


STYLE = {ADDED: "calm", GONE: "counter", CHANGED: "thesis", FOLLOWS: "review"}
"""How the words at the right edge look."""


LINK_SIGN: Final = {ADDED: "⊕", GONE: "⊖"}
"""Of links in the drawing, where `+` and `−` say what they do."""


_FIELD = {"text": "reworded", **dict.fromkeys((*ANCHOR_FIELDS, "source"), "re-anchored")}
_SECTION = {Kind.CLAIM: "claims", Kind.QUOTE: "quotes", Kind.LINKED: ""}


class RowMark(NamedTuple):
    """What became of a row."""

    sign: str
    said: str
    struck: bool = False
    """Whether what the row stands for is in the map no more."""


def marked(changes: Changes, rows: Iterable[Row]) -> dict[Row, RowMark]:
    """What became of those of the rows to which something happened."""
    marks = _Marks(changes)
    return {row: mark for row in rows if (mark := marks.of(row)) is not None}


def drawn(changes: Changes, rows: Iterable[Row]) -> Changed:
    """What became of the boxes and links of a drawing of both versions in one; `rows` are those of its outline."""
    marks = _Marks(changes)
    elements = {}
    for row in rows:
        if row.kind is not Kind.LINKED and row.id not in elements:
            mark = marks.of(replace(row, link=None))
            if mark is not None:
                elements[row.id] = Became(mark.sign, mark.said, SIGN_STYLE[mark.sign], mark.struck)
    links = {link: Became(LINK_SIGN[sign], said, SIGN_STYLE[sign]) for link, sign, said in marks.links()}
    return Changed(elements, links)


class _Marks:
    """What became of the rows of the two versions in one."""

    def __init__(self, changes: Changes) -> None:
        self._elements = {(element.section, element.id): element for element in changes.elements}
        before, after = set(changes.old.links()), set(changes.new.links())
        self._gained, self._lost = after - before, before - after
        self._theses = (set(changes.old.thesis), set(changes.new.thesis))

    def links(self) -> Iterator[tuple[Link, str, str]]:
        """The links that came or went, each with its sign and what is said of it."""
        yield from ((link, ADDED, "a new link") for link in self._gained)
        yield from ((link, GONE, "a link that is gone") for link in self._lost)

    def of(self, row: Row) -> RowMark | None:
        """What became of a row; None where nothing did."""
        element = self._elements.get((_SECTION[row.kind], row.id))
        how = element.how if element is not None else None
        said = ", ".join(dict.fromkeys(self._said(row, element)))
        if how is How.REMOVED or row.link in self._lost:
            return RowMark(GONE, said, struck=how is How.REMOVED or row.kind is Kind.LINKED)
        if how is How.ADDED or row.link in self._gained:
            return RowMark(ADDED, said)
        if said:
            return RowMark(CHANGED, said)
        follows = element.consequences if element is not None else ()
        return RowMark(FOLLOWS, str(follows[0])) if follows else None

    def _said(self, row: Row, element: ElementChange | None) -> Iterator[str]:
        if element is not None and element.how is not How.CHANGED:
            yield "new" if element.how is How.ADDED else "gone"
            return
        if row.link in self._lost:
            yield "unlinked"
        elif row.link in self._gained:
            yield "linked"
        if row.kind is not Kind.LINKED and row.depth == 0:
            was, now = (row.id in theses for theses in self._theses)
            if was != now:
                yield "a thesis now" if now else "no thesis now"
        if element is not None:
            if element.old_id is not None:
                yield "renamed"
            for field in element.fields:
                if field.same_words:
                    yield form_text(str(field.old), str(field.new)).partition(" (")[0]
                else:
                    yield _FIELD.get(field.name, field.name)


_NO_LINKS = Claim(text="-")


def united(changes: Changes) -> ArgMap:
    """The new map with every claim, quote and link of the old one that it has no more.

    To be looked at only: what stands there twice, and circles of supports, are against the rules of a map.
    """
    old, new = changes.old, changes.new
    taken = {*new.claims, *new.quotes}
    elements: dict[str, Any] = {
        name: {**{at: one for at, one in getattr(old, name).items() if at not in taken}, **getattr(new, name)}
        for name in ("claims", "quotes")
    }
    claims = {at: _with_links(claim, old.claims.get(at, _NO_LINKS)) for at, claim in elements["claims"].items()}
    gone = tuple(at for at in old.thesis if at not in new.thesis and at in claims)
    return replace(new, thesis=(*new.thesis, *gone), **{**elements, "claims": claims}, comments={}, conflicts={})


def _with_links(claim: Claim, old: Claim) -> Claim:
    undercut = {at: {*claim.undercut.get(at, ()), *old.undercut.get(at, ())} for at in (*claim.undercut, *old.undercut)}
    return replace(
        claim,
        supported_by=tuple({*claim.supported_by, *old.supported_by}),
        countered_by=tuple({*claim.countered_by, *old.countered_by}),
        undercut={at: tuple(groups) for at, groups in undercut.items()},
    )


_TONE: Final = {
    Tone.GONE: "gone",
    Tone.NEW: "new",
    Tone.ID: "strong",
    Tone.REMINDER: "faint",
    Tone.CONSEQUENCE: "review",
}
_GUTTER: Final = 2
"""Cells left of the tree for the sign of a change."""


def told_paragraph(line: ToldLine) -> Paragraph:
    """A line of what changed, to be wrapped beside its sign."""
    pieces = tuple(Piece(piece.text, _TONE.get(piece.tone, "")) for piece in line.pieces)
    return Paragraph(pieces, Piece(f"{'  ' * line.depth}{line.sign or ' '} ", SIGN_STYLE.get(line.sign, "faint")))


class ChangeList(RowList[ChangeRow]):
    """What changed, in the order of the argument."""

    class Moved(Message):
        """Another change is under the cursor."""

    class Chosen(Message):
        """The user wants to go to what changed."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Changes", "", id=id)

    def show(self, rows: Sequence[ChangeRow], number: int) -> None:
        """Show other rows, of so many elements, with the cursor on the same change or where it was."""
        shown = self.current_item
        same = (at for at, row in enumerate(rows) if shown is not None and row.line == shown.line)
        self.set_items(rows, next(same, self.cursor))
        self.set_title(f"Changes {number}")

    def go_to_element(self, some_id: str) -> None:
        """Put the cursor on what changed of an element, unless it is there or nothing did."""
        current = self.current_item
        if current is None or current.element is None or current.element.id != some_id:
            rows = enumerate(self._items)
            at = next((at for at, row in rows if row.element is not None and row.element.id == some_id), None)
            if at is not None:
                self.go_to_row(at)

    def step(self, step: int) -> bool:
        """Go to the next element that changed (1) or the one before (-1); False where there is none."""
        headings = [at for at, row in enumerate(self._items) if row.is_heading]
        after = [at for at in headings if (at > self.cursor if step > 0 else at < self.cursor)]
        if after:
            self.go_to_row(after[0] if step > 0 else after[-1])
        return bool(after)

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:
        """As much of a change as fits into one row."""
        rows = list(islice(wrapped(told_paragraph(self._items[row].line), max(width - 2, 1)), 2))
        return [*rows[0], Piece(" …", "faint")] if len(rows) > 1 else rows[0]

    def moved(self) -> None:
        """Tell that another change is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: ChangeRow) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())


class ComparedTree(RowList[Row]):
    """The outline of both versions in one, each changed row marked in the margin and told at the right edge."""

    class Moved(Message):
        """Another row is under the cursor."""

    class Chosen(Message):
        """The user wants to go to a row."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Map", "the map is empty", id=id)
        self._both = ArgMap(title="")
        self._quote_states: Mapping[str, QuoteState] = {}
        self._marks: Mapping[Row, RowMark] = {}

    def show(
        self, both: ArgMap, rows: Sequence[Row], marks: Mapping[Row, RowMark], quote_states: Mapping[str, QuoteState]
    ) -> None:
        """Show the two versions in one, with the marks of the rows that have one."""
        self._both, self._marks, self._quote_states = both, marks, quote_states
        self.set_items(rows, self.cursor)

    def reveal(self, shown: str | Link) -> None:
        """Put the cursor on the row of a link, else on the claim that it points at, or on a claim or quote in full."""
        if isinstance(shown, Link):
            same = (at for at, row in enumerate(self._items) if row.link == shown)
            if (at := next(same, None)) is not None:
                self.go_to_row(at)
                return
            shown = shown.target
        in_full = (at for at, row in enumerate(self._items) if row.premises == (shown,) and not row.again)
        self.go_to_row(next(in_full, self.cursor))

    def line_of(self, item: Row) -> Line:
        """A row of the outline behind the sign of what became of it."""
        quote_state = self._quote_states.get(item.id)
        width = max(self.scrollable_content_region.width - _GUTTER, 1)
        line = outline_line(replace(item, branches=False), self._both, quote_state, width, folded=False)
        mark = self._marks.get(item)
        if mark is None:
            return replace(line, before=(Piece(" " * _GUTTER), *line.before))
        style = STYLE[mark.sign]
        sign = Piece(mark.sign.ljust(_GUTTER), SIGN_STYLE[mark.sign])
        text = Piece(line.text.text, "gone") if mark.struck else line.text
        return replace(line, before=(sign, *line.before), text=text, after=(Piece(f"{mark.said} ", style), *line.after))

    def moved(self) -> None:
        """Tell that another row is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Row) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())
