"""The page put together: markup, style and script in one file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final

from argmap.formats.citing import title_of
from argmap.formats.drawing import Picture
from argmap.formats.format import Exported, Material
from argmap.formats.html.drawn import drawn_map, places
from argmap.formats.html.island import island
from argmap.formats.html.nested import nested_lists
from argmap.formats.html.roles import roles_of
from argmap.formats.html.texts import Texts
from argmap.formats.losses import Part, counted, losses
from argmap.formats.markup import as_markup, note_markup
from argmap.graph import STATE_SIGN
from argmap.model import Role

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


def html(material: Material) -> Exported:
    """The page."""
    picture = Picture(material)
    whole = material.map
    texts = Texts(material)
    style = "".join((*_assets("css", _STYLES), *places(picture)))
    script = '"use strict";(()=>{\n' + "".join(_assets("js", _SCRIPTS)) + "})();\n"
    page = Template(_asset("page.html")).substitute(
        policy=_policy(style, (_EARLY, script)),
        title=as_markup(whole.title),
        style=style,
        early=_EARLY,
        script=script,
        counts=", ".join(
            counted(len(some), name)
            for some, name in ((whole.claims, "claim"), (whole.quotes, "quote"), (whole.sources, "source"))
        ),
        filters="".join(_filters(material)),
        drawn="".join(drawn_map(picture)),
        note=f'<div class="lead" dir="auto">{note_markup(whole.note)}</div>' if whole.note else "",
        outline="".join(nested_lists(material)),
        tabs="".join(_tabs(material)),
        texts="".join(texts.articles()),
        data=island(picture, material.standings),
    )
    return Exported(page, (*losses(whole, Part.COMMENTS, Part.CONFLICTS), *texts.losses))


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


def _filters(material: Material) -> Iterator[str]:
    whole = material.map
    roles = roles_of(whole)
    loose = sum(at not in roles and at not in whole.thesis for at in (*whole.claims, *whole.quotes))
    of_role = {str(role): sum(role in some for some in roles.values()) for role in Role}
    of_role |= {"thesis": len(whole.thesis), "none": loose}
    states = Counter(material.standings[at].state for at in whole.quotes if at in material.standings)
    yield _fieldset("role", "Role", [(role, role, count) for role, count in of_role.items() if count])
    yield _fieldset(
        "state", "State of quotes", [(at, f"{STATE_SIGN[at]} {at}", states[at]) for at in STATE_SIGN if states[at]]
    )
    of_source = Counter(quote.source for quote in whole.quotes.values())
    yield _fieldset("source", "Source", [(at, title_of(whole.sources[at]), of_source[at]) for at in sorted(of_source)])
    tags = Counter(tag for part in (whole.claims, whole.quotes) for element in part.values() for tag in element.tags)
    yield _fieldset("tag", "Tag", [(tag, tag, tags[tag]) for tag in sorted(tags)])


def _fieldset(name: str, legend: str, choices: Iterable[tuple[str, str, int]]) -> str:
    items = "".join(
        f'<label><input type="checkbox" name="{name}" value="{as_markup(value)}"> '
        f'<span dir="auto">{as_markup(said)}</span> <small>{count}</small></label>'
        for value, said, count in choices
    )
    return f"<fieldset><legend>{legend}</legend>{items}</fieldset>" if items else ""


def _tabs(material: Material) -> Iterator[str]:
    whole = material.map
    quoted = Counter(quote.source for quote in whole.quotes.values())
    for source_id, source in whole.sources.items():
        title = as_markup(title_of(source))
        yield (
            f'<li><a href="#s-{source_id}" data-source="{source_id}" title="{title}"><span dir="auto">{title}</span> '
            f'<small aria-label="quotes">{quoted[source_id]}</small></a></li>'
        )
