"""What became of each row of the tree: a sign for the margin, and words for the right edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from argmap.diff import ANCHOR_FIELDS, Changes, ElementChange, How, form_said
from argmap.graph import Kind, Row
from argmap.model import Link
from argmap.tui.canvas.changed import Became, Changed

ADDED, GONE, CHANGED, FOLLOWS = "+", "-", "~", "!"

SIGN_STYLE = {ADDED: "support", GONE: "counter", CHANGED: "thesis", FOLLOWS: "review"}
"""How the signs look; see `argmap.tui.panes.look`."""
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
                    yield form_said(str(field.old), str(field.new)).partition(" (")[0]
                else:
                    yield _FIELD.get(field.name, field.name)
