"""Markdown: the argument as a nested outline that a person would send to a colleague.

Each thesis is a section, and below it a list of what speaks for and against it, down to the quotes. An element that
bears on several claims stands in full once, and is named with a link to that place everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from argmap.formats.format import Exported, Format, Material
from argmap.formats.losses import Part, losses
from argmap.formats.markdown_citing import closing, footnote_mark, opening
from argmap.formats.markdown_text import markdown_text
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Role

_ROLE: Final = {Role.SUPPORT: "Support", Role.COUNTER: "Counter", Role.UNDERCUT: "Undercut (it does not follow)"}
_HARD_BREAK: Final = "\\"


def export(material: Material) -> Exported:
    """The map as GitHub Flavored Markdown with footnotes."""
    rows = outline(material.map)
    cited = dict.fromkeys(row.id for row in rows if row.kind is Kind.QUOTE)
    lines = [*opening(material.map), *_sections(rows, material.map), *closing(material, cited)]
    return Exported(
        "\n".join(lines) + "\n", losses(material.map, Part.TAGS, Part.ANCHORS, Part.COMMENTS, Part.CONFLICTS)
    )


def _sections(rows: list[Row], whole: ArgMap) -> Iterator[str]:
    """A section for each thesis, and one for all that no thesis rests on; `rows` begin with those of the theses."""
    named_again = frozenset(row.id for row in rows if row.again and row.kind is Kind.CLAIM)
    hidden, loose = 0, False
    for row in rows:
        if not row.guides and row.id in whole.thesis:
            hidden = 1
            yield from _thesis(row, whole, named_again)
            continue
        if not row.guides and not loose:
            hidden, loose = 0, True
            yield from ("", "## Not tied to a thesis", "")
        yield from _item(row, whole, named_again, "  " * (row.depth - hidden))


def _thesis(row: Row, whole: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    claim = whole.claims[row.id]
    text = markdown_text(claim.text)
    if row.again:
        yield from ("", f"## {text}", "", f"Stands [above](#{row.id}).")
        return
    yield from ("", f"## {_place(row, named_again)}{text}", "")
    if claim.note is not None:
        yield from (markdown_text(claim.note), "")


def _item(row: Row, whole: ArgMap, named_again: frozenset[str], indent: str) -> Iterator[str]:
    """A row as an entry of the list; its further lines are parted by hard breaks, so that lists stay close."""
    role = "" if row.role is None else f"**{_ROLE[row.role]}{', only together' * (row.kind is Kind.LINKED)}:** "
    if row.kind is Kind.LINKED:
        yield f"{indent}- {role.rstrip()}"
        return
    first, *further = _quote(row, whole) if row.kind is Kind.QUOTE else _claim(row, whole, named_again)
    yield f"{_HARD_BREAK}\n{indent}  ".join([f"{indent}- {role}{first}", *further])


def _claim(row: Row, whole: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    claim = whole.claims[row.id]
    if row.again:
        yield f"{markdown_text(claim.text)} ([above](#{row.id}))"
        return
    yield _place(row, named_again) + markdown_text(claim.text)
    if claim.note is not None:
        yield _note(claim.note)


def _quote(row: Row, whole: ArgMap) -> Iterator[str]:
    quote = whole.quotes[row.id]
    yield f"“{markdown_text(quote.translation or quote.text)}”{footnote_mark(row.id)}"
    if quote.translation and not row.again:
        yield markdown_text(quote.text)
    if quote.note is not None and not row.again:
        yield _note(quote.note)


def _note(note: str) -> str:
    return f"*Note:* {markdown_text(note)}"


def _place(row: Row, named_again: frozenset[str]) -> str:
    """The place that links lead to, where there are any."""
    return f'<a id="{row.id}"></a>' if row.id in named_again else ""


FORMAT = Format(
    name="markdown",
    label="Markdown outline",
    suffixes=(".md", ".markdown"),
    keeps="the argument as a nested list, notes, each quote with its translation and a footnote, the sources",
    loses="tags, the contexts of quotes, comments",
    export=export,
)
