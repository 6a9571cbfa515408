"""Markdown: the argument as a nested outline that a person would send to a colleague.

Each thesis is a section, and below it a list of what speaks for and against it, down to the quotes. An element that
bears on several claims stands in full once, and is named with a link to that place everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from argmap.formats.format import Exported, Format, Material
from argmap.formats.losses import Part, losses
from argmap.formats.markdown_citing import LOST, closing, footnote_mark, loose_heading, opening
from argmap.formats.markdown_sections import Entry, Section, sections
from argmap.formats.markdown_text import HARD_BREAK, indented, markdown_note, markdown_text
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Role

_ROLE: Final = {Role.SUPPORT: "Support", Role.COUNTER: "Counter", Role.UNDERCUT: "Undercut (it does not follow)"}


_ENTRY: Final = re.compile(r"- |\d+\. ")
"""How the line of a list begins, and no line of a paragraph: there the sign is escaped."""


def export(material: Material) -> Exported:
    """The map as GitHub Flavored Markdown with footnotes."""
    whole, rows = material.map, outline(material.map)
    named_again = frozenset(row.id for row in rows if row.again and row.kind is Kind.CLAIM)
    cited = dict.fromkeys(row.id for row in rows if row.kind is Kind.QUOTE)
    lines = list(opening(whole))
    for section in sections(whole, rows):
        lines += _heading(section, whole, named_again)
        lines += [_item(entry, whole, named_again) for entry in section.entries]
    lines += closing(material, cited)
    return Exported("\n".join(lines) + "\n", losses(whole, *LOST, Part.CLAIM_IDS))


def _heading(section: Section, whole: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    """A heading and what comes before its list; its claim is named, too, where the section goes on with it."""
    if section.head is None:
        yield from ("", loose_heading(whole), "")
        return
    claim = whole.claims[section.head.id]
    if section.is_continuation:
        yield from ("", f"### {_place(section.head.id)}{markdown_text(claim.text)}", "")
    elif section.head.again:
        yield from ("", f"## {markdown_text(claim.text)}", "", f"Stands [in full](#{section.head.id}) under another.")
    else:
        place = _place(section.head.id) if section.head.id in named_again else ""
        yield from ("", f"## {place}{markdown_text(claim.text)}", "")
        if claim.note is not None:
            yield from (*markdown_note(claim.note, before_list=True), "")


def _item(entry: Entry, whole: ArgMap, named_again: frozenset[str]) -> str:
    """A row as an entry of the list; its further lines are parted by hard breaks, so that lists stay close."""
    row, indent = entry.row, "  " * entry.level
    role = "" if row.role is None else f"**{_ROLE[row.role]}{', only together' * (row.kind is Kind.LINKED)}:** "
    if row.kind is Kind.LINKED:
        return f"{indent}- {role.rstrip()}"
    lines = [*(_quote(row, whole) if row.kind is Kind.QUOTE else _claim(entry, whole, named_again))]
    note = _note(row, whole)
    if note:  # what is no single line stands as paragraphs and lists of its own below the first
        begins_a_list = _ENTRY.match(note[0])
        lines.append("*Note:*" if begins_a_list else f"*Note:* {note[0]}")
        note = ["", *note] if begins_a_list else note[1:]
    first, *further = lines
    head = f"{HARD_BREAK}\n{indent}  ".join([f"{indent}- {role}{first}", *further])
    return "\n".join([head, *indented(note, f"{indent}  ")])


def _claim(entry: Entry, whole: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    claim_id = entry.row.id
    claim = whole.claims[claim_id]
    if entry.row.again:
        yield f"{markdown_text(claim.text)} ([in full](#{claim_id}))"
        return
    if entry.goes_on:
        yield f"{markdown_text(claim.text)} ([continued](#{claim_id}))"
    else:
        yield (_place(claim_id) if claim_id in named_again else "") + markdown_text(claim.text)


def _quote(row: Row, whole: ArgMap) -> Iterator[str]:
    quote = whole.quotes[row.id]
    yield f"“{markdown_text(quote.translation or quote.text)}”{footnote_mark(row.id)}"
    if quote.translation and not row.again:
        yield markdown_text(quote.text)


def _note(row: Row, whole: ArgMap) -> list[str]:
    """The lines of what was noted of a row; none where its element stands in full elsewhere."""
    element = whole.quotes[row.id] if row.kind is Kind.QUOTE else whole.claims[row.id]
    note = None if row.again else element.note
    return [] if note is None else markdown_note(note, before_list=True)


def _place(claim_id: str) -> str:
    """The place that links lead to."""
    return f'<a id="{claim_id}"></a>'


FORMAT = Format(
    name="markdown",
    label="Markdown outline",
    suffixes=(".md", ".markdown"),
    keeps="the argument as a nested list, notes, each quote with its translation and a footnote, the sources",
    loses="ids of claims, tags, the contexts of quotes, the languages of sources, comments",
    export=export,
)
