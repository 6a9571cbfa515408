"""The page put together: markup, style and script in one file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Final

from argmap.corpus import QuoteState
from argmap.formats.drawing import HEAD, JOINED, SIGNS, Picture, head_turn, line_path, middle
from argmap.formats.format import Exported, ExportInput, Part, counted, losses
from argmap.formats.html.texts import Texts, passage_text, review_look, roles_of
from argmap.formats.markup import as_markup, harmless, note_markup
from argmap.formats.sources import language_by_script, language_of, title_of
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row, outline
from argmap.graph.drawn import Box
from argmap.model import ArgMap, Quote, Role
from argmap.text.one_line import reading_line

_STYLES: Final = ("tokens", "page", "map", "outline", "texts", "narrow", "print")
_SCRIPTS: Final = (
    "data",
    "layout",
    "wires",
    "stage",
    "folding",
    "passages",
    "card",
    "select",
    "finding",
    "links",
    "keys",
    "start",
)
"""In this order; each sees what those before it define."""


_EARLY: Final = 'document.documentElement.className="scripted"'
"""Runs before anything is painted, so that the page for readers without scripts is never seen by the others."""


def html(export_input: ExportInput) -> Exported:
    """The page."""
    picture = Picture(export_input)
    map_ = export_input.map
    texts = Texts(export_input)
    style = "".join((*_assets("css", _STYLES), *places(picture)))
    script = '"use strict";(()=>{\n' + "".join(_assets("js", _SCRIPTS)) + "})();\n"
    page = Template(_asset("page.html")).substitute(
        policy=_policy(style, (_EARLY, script)),
        title=as_markup(map_.title),
        style=style,
        early=_EARLY,
        script=script,
        counts=", ".join(
            counted(len(some), name)
            for some, name in ((map_.claims, "claim"), (map_.quotes, "quote"), (map_.sources, "source"))
        ),
        filters="".join(_filters(export_input)),
        drawn="".join(drawn_map(picture)),
        note=f'<div class="lead" dir="auto">{note_markup(map_.note)}</div>' if map_.note else "",
        outline="".join(nested_lists(export_input)),
        tabs="".join(_tabs(export_input)),
        texts="".join(texts.articles()),
        data=embedded_data(picture, export_input.quote_states),
    )
    return Exported(page, (*losses(map_, Part.COMMENTS, Part.CONFLICTS), *texts.losses))


@cache
def _asset(name: str) -> str:
    return (files("argmap.formats.html") / "assets" / name).read_text(encoding="utf-8")


def _assets(suffix: str, names: Iterable[str]) -> list[str]:
    return [_asset(f"{name}.{suffix}") for name in names]


def _policy(style: str, scripts: Iterable[str]) -> str:
    """What the page may do: run these scripts, use this style, show its own icon, and nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _filters(export_input: ExportInput) -> Iterator[str]:
    map_ = export_input.map
    roles = roles_of(map_)
    loose = sum(at not in roles and at not in map_.thesis for at in (*map_.claims, *map_.quotes))
    of_role = {str(role): sum(role in some for some in roles.values()) for role in Role}
    of_role |= {"thesis": len(map_.thesis), "none": loose}
    states = Counter(export_input.quote_states[at].state for at in map_.quotes if at in export_input.quote_states)
    yield _fieldset("role", "Role", [(role, role, count) for role, count in of_role.items() if count])
    yield _fieldset(
        "state", "State of quotes", [(at, f"{STATE_SIGN[at]} {at}", states[at]) for at in STATE_SIGN if states[at]]
    )
    of_source = Counter(quote.source for quote in map_.quotes.values())
    yield _fieldset("source", "Source", [(at, title_of(map_.sources[at]), of_source[at]) for at in sorted(of_source)])
    tags = Counter(tag for part in (map_.claims, map_.quotes) for element in part.values() for tag in element.tags)
    yield _fieldset("tag", "Tag", [(tag, tag, tags[tag]) for tag in sorted(tags)])


def _fieldset(name: str, legend: str, choices: Iterable[tuple[str, str, int]]) -> str:
    items = "".join(
        f'<label><input type="checkbox" name="{name}" value="{as_markup(value)}"> '
        f'<span dir="auto">{as_markup(said)}</span> <small>{count}</small></label>'
        for value, said, count in choices
    )
    return f"<fieldset><legend>{legend}</legend>{items}</fieldset>" if items else ""


def _tabs(export_input: ExportInput) -> Iterator[str]:
    map_ = export_input.map
    quoted = Counter(quote.source for quote in map_.quotes.values())
    for source_id, source in map_.sources.items():
        title = as_markup(title_of(source))
        yield (
            f'<li><a href="#s-{source_id}" data-source="{source_id}" title="{title}"><span dir="auto">{title}</span> '
            f'<small aria-label="quotes">{quoted[source_id]}</small></a></li>'
        )


_UNSAFE: Final = tuple((one, f"\\u{ord(one):04x}") for one in "<>&\u2028\u2029")
"""As JSON escapes; they stand only within strings, so that the JSON stays the same."""


def embedded_data(picture: Picture, quote_states: Mapping[str, QuoteState]) -> str:
    """The JSON, ready to stand in a `script` element."""
    map_ = picture.map
    links = list(map_.links())
    number = {link: at for at, link in enumerate(links)}
    content = {
        "size": picture.size,
        "nodes": [
            [box.id, _node(map_, box.id, quote_states), [rect.x, rect.y, rect.width, rect.height]]
            for box, rect in ((box, picture.rect(box)) for box in picture.drawing.boxes.values())
        ],
        "sources": [[at, harmless(title_of(source))] for at, source in map_.sources.items()],
        "thesis": map_.thesis,
        "links": [[link.role, link.premises, link.target, link.against] for link in links],
        "arrows": [
            [
                arrow.way,
                number[arrow.link],
                *(some for point in line for some in middle(point)),
            ]
            for arrow, line in zip(picture.drawing.arrows, picture.lines, strict=True)
        ],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for unsafe, escape in _UNSAFE:
        written = written.replace(unsafe, escape)
    return written


def _node(map_: ArgMap, some_id: str, quote_states: Mapping[str, QuoteState]) -> dict[str, Any]:
    claim = map_.claims.get(some_id)
    if claim is not None:
        node: dict[str, Any] = {
            "text": claim.text,
            "note": claim.note,
            "tags": claim.tags,
            "lang": language_by_script(claim.text),
        }
    else:
        quote = map_.quotes[some_id]
        quote_state = quote_states.get(some_id)
        node = {
            "text": reading_line(quote.text),
            "translation": quote.translation,
            "note": quote.note,
            "tags": quote.tags,
            "source": quote.source,
            "lang": map_.sources[quote.source].lang or language_by_script(quote.text),
            "state": quote_state.state if quote_state else None,
            "line": quote_state.line if quote_state else None,
        }
    return {name: _shown(value) for name, value in node.items() if value not in (None, "", ())}


def _shown(value: str | int | tuple[str, ...]) -> str | int | list[str]:
    if isinstance(value, tuple):
        return [harmless(each) for each in value]
    return harmless(value) if isinstance(value, str) else value


_DEEPEST: Final = 40
"""Levels of lists; what is deeper stands on this one. Browsers flatten pages that are nested some 500 deep."""


_SAYS: Final = {Role.SUPPORT: "supported by", Role.COUNTER: "countered by", Role.UNDERCUT: "undercut by"}


def nested_lists(export_input: ExportInput) -> Iterator[str]:
    """The outline, as pieces of markup."""
    depth = -1
    for row in outline(export_input.map):
        level = min(row.depth, _DEEPEST)
        if level > depth:
            yield "<ul>" * (level - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - level)
        depth = level
        yield _item(export_input, row)
    yield "</li>" + "</ul></li>" * depth + "</ul>" if depth >= 0 else "<p>This map has no claims yet.</p>"


def _item(export_input: ExportInput, row: Row) -> str:
    sign = _sign(export_input, row)
    if row.kind is Kind.LINKED:
        return f'<li class="{row.role}">{sign}<span class="joint">only together:</span>'
    map_ = export_input.map
    look = f"{look_of(map_, row.id)} {row.role or ''}"
    name = "" if row.again else f' id="o-{row.id}"'
    link = f'<a class="to-box" href="#b-{row.id}" data-box="{row.id}">{row.id}</a>'
    if row.kind is Kind.QUOTE:
        return f'<li class="{look}" data-e="{row.id}"{name}>{sign}{_quote(export_input, row, map_.quotes[row.id])}'
    claim = map_.claims[row.id]
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


def _quote(export_input: ExportInput, row: Row, quote: Quote) -> str:
    source = export_input.map.sources[quote.source]
    lang = as_markup(source.lang or language_by_script(quote.text))
    words = as_markup(reading_line(quote.text))
    if row.again:
        return f'<a class="words" dir="auto" lang="{lang}" href="#o-{row.id}">“{words}”</a> {AGAIN_SIGN}'
    translation = f'<p class="translation" dir="auto">{as_markup(quote.translation)}</p>' if quote.translation else ""
    place = f"{title_of(source)}, {passage_text(export_input.quote_states, row.id)}"
    return (
        f'<figure><blockquote dir="auto" lang="{lang}">{words}</blockquote>{translation}'
        f'<figcaption><a class="to-passage" href="#p-{row.id}" data-passage="{row.id}" dir="auto">'
        f"{as_markup(place)}</a> "
        f'<a class="to-box" href="#b-{row.id}" data-box="{row.id}">{row.id}</a></figcaption></figure>'
        f"{_notes(quote.note, quote.tags)}"
    )


def _sign(export_input: ExportInput, row: Row) -> str:
    if row.role is not None:
        return f'<span class="role {row.role}" title="{_SAYS[row.role]}">{ROLE_SIGN[row.role]}</span> '
    if row.depth:
        return f'<span class="role" title="one of linked premises">{MEMBER_SIGN}</span> '
    if row.kind is Kind.CLAIM and row.id in export_input.map.thesis:
        return f'<span class="role" title="thesis">{THESIS_SIGN}</span> '
    return ""


def _notes(note: str | None, tags: tuple[str, ...]) -> str:
    said = f'<div class="note" dir="auto">{note_markup(note)}</div>' if note else ""
    listed = "".join(f'<li dir="auto">{as_markup(tag)}</li>' for tag in tags)
    return said + (f'<ul class="tags" aria-label="Tags">{listed}</ul>' if listed else "")


def places(picture: Picture) -> Iterator[str]:
    """The rules that put each box at its place."""
    width, height = picture.size
    yield f"#canvas{{width:{width}px;height:{height}px}}"
    for box in picture.drawing.boxes.values():
        rect = picture.rect(box)
        yield f"#b-{box.id}{{left:{rect.x}px;top:{rect.y}px;height:{rect.height}px}}"


def drawn_map(picture: Picture) -> Iterator[str]:
    """Lines, then boxes, in the order in which they are read."""
    width, height = picture.size
    number = {link: at for at, link in enumerate(picture.map.links())}
    yield f'<svg class="lines" aria-hidden="true" width="{width}" height="{height}"><g id="wires">'
    for wire in picture.edge_paths():
        path = "".join(map(line_path, wire.lines))
        yield f'<path class="wire {wire.role}" data-w="{wire.way}" d="{path}"/>'
    yield '</g><g id="strong"></g><g id="heads">'
    for head in picture.heads():
        turn = head_turn(head)
        yield (
            f'<path class="head {head.role}" data-w="{head.way}" data-t="{turn}" '
            f'transform="translate({head.x} {head.y}){turn}" d="{HEAD}"/>'
        )
    yield "</g></svg>"
    branching = frozenset(link.target for link in number)
    roles = roles_of(picture.map)
    for box in picture.drawing.boxes.values():
        yield _box(picture, box, " ".join(sorted(roles.get(box.id, ()))), branches=box.id in branching)
    yield f'<svg class="lines" aria-hidden="true" width="{width}" height="{height}"><g id="signs">'
    for sign in picture.signs():
        shape = JOINED if sign.is_joint else SIGNS[sign.role]
        yield (
            f'<path class="sign {sign.role}" data-l="{number[sign.link]}" '
            f'transform="translate({sign.x} {sign.y})" d="{shape}"/>'
        )
    yield "</g></svg>"


def _box(picture: Picture, box: Box, roles: str, *, branches: bool) -> str:
    map_, lettered = picture.map, picture.lettered[box.id]
    words = as_markup("\n".join(lettered.rows))
    lang = language_of(map_, box.id)
    spoken = f' lang="{as_markup(lang)}"' if lang else ""
    words = f'<span dir="auto"{spoken}>{words}</span>'
    fold = '<span class="fold" aria-hidden="true"></span>' if branches else ""
    return (
        f'<div class="box {look_of(map_, box.id)}" id="b-{box.id}" role="option" aria-selected="false" tabindex="-1">'
        f'<span class="words"><span class="unseen">{_called(map_, box.id, roles)}: </span>{words}</span>'
        f'<span class="foot">{as_markup(lettered.foot)}</span>{_state(picture, box.id)}{fold}</div>'
    )


def look_of(map_: ArgMap, some_id: str) -> str:
    """The classes of an element: what it is."""
    if some_id in map_.quotes:
        return "quote"
    return "claim thesis" if some_id in map_.thesis else "claim"


def _called(map_: ArgMap, some_id: str, roles: str) -> str:
    kind = "Quote" if some_id in map_.quotes else "Thesis" if some_id in map_.thesis else "Claim"
    return f"{kind} that {' and '.join(f'{role}s' for role in roles.split())}" if roles else kind


def _state(picture: Picture, some_id: str) -> str:
    quote_state = picture.quote_state_of(some_id)
    if quote_state is None:
        return ""
    return f'<span class="state {review_look(quote_state)}">{STATE_SIGN[quote_state.state]} {quote_state.state}</span>'
