"""What a source, claim or quote says beside its words, as a JSON object, for formats that let a file say more."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from argmap.formats.json_input import Place
from argmap.model import ArgMap, Claim, Quote, Source, problems

_LINKS: Final = frozenset({"supported_by", "countered_by", "undercut"})
_NOWHERE: Final = "somewhere"


def said_of(element: Source | Claim | Quote, *but: str) -> dict[str, Any]:
    """The fields of an element that say something, but for its links and those named."""
    said = {field.name: getattr(element, field.name) for field in fields(element) if field.name not in _LINKS}
    default = {field.name: field.default for field in fields(element)}
    return {name: value for name, value in said.items() if value != default[name] and name not in but}


def source_in(place: Place) -> Source:
    """The source that an object tells of. Raises Misshapen, also for a path that no source may have."""
    source = Source(
        path=place["path"].text(),
        title=_text(place, "title"),
        author=_text(place, "author"),
        lang=_text(place, "lang"),
        year=place["year"].number() if "year" in place else None,
        url=_text(place, "url"),
        note=_text(place, "note"),
        tags=tags_in(place),
        encoding=_text(place, "encoding"),
        blob=_text(place, "blob"),
    )
    _check(place, ArgMap(title="-", sources={_NOWHERE: source}))
    return source


def claim_in(place: Place, text: str) -> Claim:
    """The claim `text`, of which an object tells the rest. Raises Misshapen."""
    return Claim(text=text, note=_text(place, "note"), tags=tags_in(place))


def quote_in(place: Place, text: str, source_id: str) -> Quote:
    """The quote `text` of a source, of which an object tells the rest. Raises Misshapen."""
    quote = Quote(
        source=source_id,
        text=text,
        before=_text(place, "before") or "",
        after=_text(place, "after") or "",
        at=place["at"].number() if "at" in place else 0,
        blob=_text(place, "blob"),
        translation=_text(place, "translation"),
        note=_text(place, "note"),
        tags=tags_in(place),
    )
    alone = replace(quote, source=_NOWHERE)
    _check(place, ArgMap(title="-", sources={_NOWHERE: Source(path=_NOWHERE)}, quotes={"quote": alone}))
    return quote


def tags_in(place: Place) -> tuple[str, ...]:
    """The tags that an object has under `tags`: each once, sorted. Raises Misshapen."""
    return tuple(sorted(set(place["tags"].texts())))


def _text(place: Place, key: str) -> str | None:
    return place[key].text() if key in place else None


def _check(place: Place, alone: ArgMap) -> None:
    for problem in problems(alone):
        place.fail(f"{problem.what}; {problem.mend}")
