"""A map as a canvas: boxes with their texts, laid out as the map is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from argmap.formats.format import Exported, ExportInput, Part, every_counted, losses
from argmap.formats.json_canvas.boxes import BoxText, Cited, can_be_tag, markdown_of, one_line, paragraphs_of
from argmap.formats.json_io import json_text
from argmap.formats.text_fitting import rows_of
from argmap.graph.drawn import Direction, Size
from argmap.graph.layout import drawing
from argmap.graph.outline import ROLE_SIGN, STATE_SIGN
from argmap.model import ArgMap, Claim, Link, Quote, Role

VERBS: Final = {Role.SUPPORT: "supports", Role.COUNTER: "counters", Role.UNDERCUT: "undercuts"}
COLOURS: Final = {Role.SUPPORT: "4", Role.COUNTER: "1", Role.UNDERCUT: "2"}
"""Green, red and orange."""
_THESIS_COLOUR: Final = "6"
_QUOTE_COLOUR: Final = "5"

_CELL: Final = Size(36, 40)
"""A cell of the layout, in pixels."""
_JOINT: Final = Size(60, 36)
"""A small box in which premises meet; it reaches into the cells at its sides, where only lines are."""
_GAP: Final = 20
"""Between boxes that stand under one another."""
_WIDTHS: Final = (10, 15)
"""Of boxes in cells; the wider one for texts of more than `_MANY_ROWS` rows."""
_MANY_ROWS: Final = 8
_LETTERS, _ROW, _BETWEEN = 16, 24, 16
"""Obsidian's letters, the height of a row, and the room between paragraphs."""
_PADDING: Final = Size(28, 24)
"""Between the border of a box and its text, at each side."""


@dataclass(frozen=True, slots=True)
class _Rect:
    x: int
    y: int
    width: int
    height: int


def export(export_input: ExportInput) -> Exported:
    """The map as a canvas."""
    whole = export_input.map
    boxes = {at: _box(export_input, at) for at in (*whole.claims, *whole.quotes)}
    drawn = drawing(whole, lambda at: _size(boxes[at]), direction=Direction.RIGHT)
    rects = {
        at: _Rect(box.x * _CELL.width, box.y * _CELL.height, box.width * _CELL.width, box.height * _CELL.height - _GAP)
        for at, box in drawn.boxes.items()
    }
    joints = {}
    for number, link in enumerate(_joined(whole), 1):
        joint = drawn.joints[link]
        joints[link] = f"J{number}"
        left = joint.x * _CELL.width - (_JOINT.width - _CELL.width) // 2
        rects[joints[link]] = _Rect(left, joint.y * _CELL.height, *_JOINT)
    order = [*whole.thesis, *(at for at in drawn.boxes if at not in whole.thesis)]
    nodes = [_node(at, markdown_of(boxes[at]), rects[at], _colour(whole, at)) for at in order]
    nodes += [_node(at, ROLE_SIGN[link.role], rects[at], COLOURS[link.role]) for link, at in joints.items()]
    edges = [{"id": f"E{number}", **edge} for number, edge in enumerate(_edges(whole, joints, rects), 1)]
    return Exported(json_text({"nodes": nodes, "edges": edges}), tuple(_lost(whole)))


def _box(export_input: ExportInput, at: str) -> BoxText:
    whole = export_input.map
    if at in whole.claims:
        claim = whole.claims[at]
        return BoxText(
            text=one_line(claim.text),
            is_thesis=at in whole.thesis,
            note=tuple(paragraphs_of(claim.note or "")),
            tags=tuple(filter(can_be_tag, claim.tags)),
        )
    quote = whole.quotes[at]
    source = whole.sources[quote.source]
    quote_state = export_input.quote_states.get(at)
    doubt = f" {STATE_SIGN[quote_state.state]} {quote_state.state}" if quote_state and quote_state.needs_review else ""
    return BoxText(
        text=quote.text,
        is_quotation=True,
        translation=one_line(quote.translation or ""),
        note=tuple(paragraphs_of(quote.note or "")),
        tags=tuple(filter(can_be_tag, quote.tags)),
        cited=Cited(path=source.path, title=one_line(source.title or ""), id=quote.source, doubt=doubt),
    )


def _size(box: BoxText) -> Size:
    """How large a box is in cells, so that its text fits in the widest of the usual fonts."""
    cited = f"— {box.cited.title or box.cited.id}{box.cited.doubt}" if box.cited else ""
    tags = " ".join(f"#{tag}" for tag in box.tags)
    blocks = [block for block in (box.text, box.translation, *box.note, tags, cited) if block]
    for width in _WIDTHS:
        room = (width * _CELL.width - 2 * _PADDING.width) * 100 // _LETTERS
        rows = sum(len(rows_of(line, room, len(line) + 1)) for block in blocks for line in block.split("\n"))
        if rows <= _MANY_ROWS:
            break
    pixels = rows * _ROW + (len(blocks) - 1) * _BETWEEN + 2 * _PADDING.height + _GAP
    return Size(width, -(-pixels // _CELL.height))


def _joined(whole: ArgMap) -> Iterator[Link]:
    """The links that meet in a box of their own: those of linked premises, and those that are undercut."""
    struck = {(link.against, link.target) for link in whole.links() if link.role is Role.UNDERCUT}
    for link in whole.links():
        if len(link.premises) > 1 or (link.role is not Role.UNDERCUT and (link.premises, link.target) in struck):
            yield link


def _colour(whole: ArgMap, at: str) -> str | None:
    return _QUOTE_COLOUR if at in whole.quotes else _THESIS_COLOUR if at in whole.thesis else None


def _node(at: str, text: str, rect: _Rect, colour: str | None) -> dict[str, Any]:
    node = {"id": at, "type": "text", "text": text}
    node |= {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}  # type: ignore[dict-item]
    return {**node, "color": colour} if colour else node


def _edges(whole: ArgMap, joints: Mapping[Link, str], rects: Mapping[str, _Rect]) -> Iterator[dict[str, Any]]:
    struck = {(link.premises, link.target): at for link, at in joints.items() if link.role is not Role.UNDERCUT}
    for link in whole.links():
        end = struck[link.against, link.target] if link.role is Role.UNDERCUT else link.target
        said = {"color": COLOURS[link.role], "label": VERBS[link.role]}
        joint = joints.get(link)
        if joint is None:
            yield {**_way(link.premises[0], end, rects), **said}
            continue
        for premise in link.premises:
            yield {**_way(premise, joint, rects), "toEnd": "none", "color": COLOURS[link.role]}
        yield {**_way(joint, end, rects), **said}


def _way(begin: str, end: str, rects: Mapping[str, _Rect]) -> dict[str, str]:
    """From where to where an edge leads, by the sides that face each other."""
    one, other = rects[begin], rects[end]
    if one.x >= other.x + other.width:
        sides = ("left", "right")
    elif other.x >= one.x + one.width:
        sides = ("right", "left")
    else:
        sides = ("top", "bottom") if one.y > other.y else ("bottom", "top")
    return {"fromNode": begin, "fromSide": sides[0], "toNode": end, "toSide": sides[1]}


def _lost(whole: ArgMap) -> Iterator[str]:
    elements: list[Claim | Quote] = [*whole.claims.values(), *whole.quotes.values()]
    cited = {quote.source for quote in whole.quotes.values()}
    sources = [source for at, source in whole.sources.items() if at in cited]
    details = sum(any((each.author, each.lang, each.year, each.url, each.note, each.tags)) for each in sources)
    yield "the title; the file’s name stands for it"
    yield from every_counted(
        (sum(not can_be_tag(tag) for each in elements for tag in each.tags), "tag with signs", "tags with signs"),
        (int(whole.note is not None), "note on the map", "notes on the map"),
        (details, "source’s details beyond title and path", "sources’ details beyond title and path"),
    )
    yield from losses(whole, Part.ANCHORS, Part.UNCITED, Part.COMMENTS, Part.CONFLICTS)
