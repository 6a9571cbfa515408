"""The outline as nested lists: the argument for those who read without scripts, on paper, or by ear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from argmap.formats.citing import title_of
from argmap.formats.format import Material
from argmap.formats.html.drawn import look_of
from argmap.formats.html.texts import passage_said
from argmap.formats.languages import language_by_script
from argmap.formats.markup import as_markup, note_markup
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, THESIS_SIGN, Kind, Row, outline
from argmap.model import Quote, Role
from argmap.text.one_line import reading_line

_DEEPEST: Final = 40
"""Levels of lists; what is deeper stands on this one. Browsers flatten pages that are nested some 500 deep."""
_SAYS: Final = {Role.SUPPORT: "supported by", Role.COUNTER: "countered by", Role.UNDERCUT: "undercut by"}


def nested_lists(material: Material) -> Iterator[str]:
    """The outline, as pieces of markup."""
    depth = -1
    for row in outline(material.map):
        level = min(row.depth, _DEEPEST)
        if level > depth:
            yield "<ul>" * (level - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - level)
        depth = level
        yield _item(material, row)
    yield "</li>" + "</ul></li>" * depth + "</ul>" if depth >= 0 else "<p>This map has no claims yet.</p>"


def _item(material: Material, row: Row) -> str:
    sign = _sign(material, row)
    if row.kind is Kind.LINKED:
        return f'<li class="{row.role}">{sign}<span class="joint">only together:</span>'
    whole = material.map
    look = f"{look_of(whole, row.id)} {row.role or ''}"
    name = "" if row.again else f' id="o-{row.id}"'
    link = f'<a class="to-box" href="#b-{row.id}" data-box="{row.id}">{row.id}</a>'
    if row.kind is Kind.QUOTE:
        return f'<li class="{look}" data-e="{row.id}"{name}>{sign}{_quote(material, row, whole.quotes[row.id])}'
    claim = whole.claims[row.id]
    words = as_markup(claim.text)
    if row.again:
        there = f'<a class="words" dir="auto" href="#o-{row.id}">{words}</a> {AGAIN_SIGN}'
        return f'<li class="{look} again" data-e="{row.id}">{sign}{there}'
    lang = language_by_script(claim.text) or "en"
    return (
        f'<li class="{look}" data-e="{row.id}"{name}>{sign}'
        f'<span class="words" dir="auto" lang="{lang}">{words}</span> {link}'
        f"{_notes(claim.note, claim.tags)}"
    )


def _quote(material: Material, row: Row, quote: Quote) -> str:
    source = material.map.sources[quote.source]
    lang = as_markup(source.lang or language_by_script(quote.text))
    words = as_markup(reading_line(quote.text))
    if row.again:
        return f'<a class="words" dir="auto" lang="{lang}" href="#o-{row.id}">“{words}”</a> {AGAIN_SIGN}'
    translation = f'<p class="translation" dir="auto">{as_markup(quote.translation)}</p>' if quote.translation else ""
    place = f"{title_of(source)}, {passage_said(material.standings, row.id)}"
    return (
        f'<figure><blockquote dir="auto" lang="{lang}">{words}</blockquote>{translation}'
        f'<figcaption><a class="to-passage" href="#p-{row.id}" data-passage="{row.id}" dir="auto">'
        f"{as_markup(place)}</a> "
        f'<a class="to-box" href="#b-{row.id}" data-box="{row.id}">{row.id}</a></figcaption></figure>'
        f"{_notes(quote.note, quote.tags)}"
    )


def _sign(material: Material, row: Row) -> str:
    if row.role is not None:
        return f'<span class="role {row.role}" title="{_SAYS[row.role]}">{ROLE_SIGN[row.role]}</span> '
    if row.depth:
        return f'<span class="role" title="one of linked premises">{MEMBER_SIGN}</span> '
    if row.kind is Kind.CLAIM and row.id in material.map.thesis:
        return f'<span class="role" title="thesis">{THESIS_SIGN}</span> '
    return ""


def _notes(note: str | None, tags: tuple[str, ...]) -> str:
    said = f'<div class="note" dir="auto">{note_markup(note)}</div>' if note else ""
    listed = "".join(f'<li dir="auto">{as_markup(tag)}</li>' for tag in tags)
    return said + (f'<ul class="tags" aria-label="Tags">{listed}</ul>' if listed else "")
