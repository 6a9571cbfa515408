"""What the page's script knows of the map, as JSON that no parser of HTML or JavaScript can be led astray by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from argmap.corpus import Standing
from argmap.formats.citing import title_of
from argmap.formats.drawing import Picture, middle
from argmap.formats.languages import language_by_script
from argmap.formats.markup import harmless
from argmap.model import ArgMap
from argmap.text.one_line import reading_line

_UNSAFE: Final = tuple((one, f"\\u{ord(one):04x}") for one in "<>&\u2028\u2029")
"""As JSON escapes; they stand only within strings, so that the JSON stays the same."""


def island(picture: Picture, standings: Mapping[str, Standing]) -> str:
    """The JSON, ready to stand in a `script` element."""
    whole = picture.map
    links = list(whole.links())
    number = {link: at for at, link in enumerate(links)}
    content = {
        "size": picture.size,
        "nodes": [
            [box.id, _node(whole, box.id, standings), [rect.x, rect.y, rect.width, rect.height]]
            for box, rect in ((box, picture.rect(box)) for box in picture.drawing.boxes.values())
        ],
        "sources": [[at, harmless(title_of(source))] for at, source in whole.sources.items()],
        "thesis": whole.thesis,
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


def _node(whole: ArgMap, some_id: str, standings: Mapping[str, Standing]) -> dict[str, Any]:
    claim = whole.claims.get(some_id)
    if claim is not None:
        node: dict[str, Any] = {
            "text": claim.text,
            "note": claim.note,
            "tags": claim.tags,
            "lang": language_by_script(claim.text),
        }
    else:
        quote = whole.quotes[some_id]
        standing = standings.get(some_id)
        node = {
            "text": reading_line(quote.text),
            "translation": quote.translation,
            "note": quote.note,
            "tags": quote.tags,
            "source": quote.source,
            "lang": whole.sources[quote.source].lang or language_by_script(quote.text),
            "state": standing.state if standing else None,
            "line": standing.line if standing else None,
        }
    return {name: _shown(value) for name, value in node.items() if value not in (None, "", ())}


def _shown(value: str | int | tuple[str, ...]) -> str | int | list[str]:
    if isinstance(value, tuple):
        return [harmless(each) for each in value]
    return harmless(value) if isinstance(value, str) else value
