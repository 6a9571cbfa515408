"""The drawn map as elements of the page: boxes over lines. Their places stand in a style sheet of their own.

The page's content security policy forbids style attributes; so each box has a rule, and stands right without scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.drawing import Picture
from argmap.formats.html.roles import review_look, roles_of
from argmap.formats.languages import language_of
from argmap.formats.markup import as_markup
from argmap.formats.paths import HEAD, JOINED, SIGNS, head_turn, line_path
from argmap.graph import STATE_SIGN
from argmap.graph.drawn import Box
from argmap.model import ArgMap


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
    for wire in picture.wires():
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
    whole, lettered = picture.map, picture.lettered[box.id]
    words = as_markup("\n".join(lettered.rows))
    lang = language_of(whole, box.id)
    spoken = f' lang="{as_markup(lang)}"' if lang else ""
    words = f'<span dir="auto"{spoken}>{words}</span>'
    fold = '<span class="fold" aria-hidden="true"></span>' if branches else ""
    return (
        f'<div class="box {look_of(whole, box.id)}" id="b-{box.id}" role="option" aria-selected="false" tabindex="-1">'
        f'<span class="words"><span class="unseen">{_called(whole, box.id, roles)}: </span>{words}</span>'
        f'<span class="foot">{as_markup(lettered.foot)}</span>{_state(picture, box.id)}{fold}</div>'
    )


def look_of(whole: ArgMap, some_id: str) -> str:
    """The classes of an element: what it is."""
    if some_id in whole.quotes:
        return "quote"
    return "claim thesis" if some_id in whole.thesis else "claim"


def _called(whole: ArgMap, some_id: str, roles: str) -> str:
    kind = "Quote" if some_id in whole.quotes else "Thesis" if some_id in whole.thesis else "Claim"
    return f"{kind} that {' and '.join(f'{role}s' for role in roles.split())}" if roles else kind


def _state(picture: Picture, some_id: str) -> str:
    standing = picture.standing_of(some_id)
    if standing is None:
        return ""
    return f'<span class="state {review_look(standing)}">{STATE_SIGN[standing.state]} {standing.state}</span>'
