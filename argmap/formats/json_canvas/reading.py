"""A canvas as a map: boxes become elements first, then the edges between them links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import Field, TypeAdapter

from argmap.formats.format import Imported, Incoming, counted
from argmap.formats.json_canvas.boxes import Box, Boxes, Kind
from argmap.formats.json_canvas.writing import COLOURS
from argmap.formats.json_io import head_of
from argmap.formats.json_models import Misshapen, Name, Place, Shape, Words, read_json
from argmap.formats.map_builder import MapBuilder, titled
from argmap.model import Link, Premises, Role

_NODE: Final = re.compile(r'"type"\s*:\s*"(?:text|file|link|group)"')
_EDGE: Final = re.compile(r'"(?:fromNode|toNode)"\s*:')


class _Canvas(Shape):
    nodes: list[Any] | None = None
    edges: list[Any] | None = None


class _EdgeShape(Shape):
    begin: Name = Field(alias="fromNode")
    end: Name = Field(alias="toNode")
    label: Words = None
    color: Words = None
    fromEnd: Any = None  # noqa: N815 - as the standard writes it
    toEnd: Any = None  # noqa: N815


_CANVAS: Final = TypeAdapter(_Canvas)
_EDGE_SHAPE: Final = TypeAdapter(_EdgeShape)


def looks_like(incoming: Incoming) -> bool:
    """Whether a file's beginning has nodes or edges as canvases have them."""
    head = head_of(incoming)
    return '"nodes"' in head and (_NODE.search(head) is not None or _EDGE.search(head) is not None)


def read(incoming: Incoming) -> Imported:
    """The map of a canvas. Raises UnreadableFormat."""
    canvas = read_json(incoming)
    held = canvas.read(_CANVAS)
    if held.nodes is None and held.edges is None and canvas.value:
        canvas.fail("not a canvas: there are no `nodes` here")
    gathered = MapBuilder()
    boxes, edges = Boxes(gathered, incoming), Edges()
    for take, places in ((boxes.take, canvas.each("nodes")), (edges.take, canvas.each("edges"))):
        for place in places:
            try:
                take(place)
            except Misshapen as fault:
                gathered.leave(fault.message, fault.line)
    boxes.make_quotes(edges.between)
    edges.tie(boxes, gathered)
    boxes.tag_with_groups(edges.begins)
    return gathered.imported(titled(incoming), thesis=boxes.theses or None)


@dataclass(frozen=True, slots=True)
class _Edge:
    begin: str
    end: str
    relation: Relation | None
    place: Place


@dataclass(slots=True)
class _Joint:
    """What leads into a small box and out of it."""

    premises: set[str] = field(default_factory=set)
    undercut_by: list[tuple[Premises, Place]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """What it became."""


class Edges:
    """The edges of one canvas, until all boxes are known."""

    def __init__(self) -> None:
        self._edges: list[_Edge] = []

    def take(self, place: Place) -> None:
        """Take an edge, turned so that it leads to what it bears on. Raises Misshapen."""
        edge = place.read(_EDGE_SHAPE)
        begin, end = edge.begin, edge.end
        relation = relation_of(edge.label, edge.color)
        points_back = edge.fromEnd == "arrow" and edge.toEnd == "none"
        if points_back != (relation is not None and relation.is_backward):
            begin, end = end, begin
        self._edges.append(_Edge(begin, end, relation, place))

    @property
    def between(self) -> Iterable[tuple[str, str]]:
        """The boxes that edges tie."""
        return [(edge.begin, edge.end) for edge in self._edges]

    @property
    def begins(self) -> frozenset[str]:
        """The boxes that edges lead out of."""
        return frozenset(edge.begin for edge in self._edges)

    def tie(self, boxes: Boxes, gathered: MapBuilder) -> None:
        """Add the links that the edges tell of; whatever they cannot be is said."""
        tying = _Tying(boxes, gathered)
        for edge in self._edges:
            try:
                tying.take(edge)
            except Misshapen as fault:
                gathered.leave(fault.message, fault.line)
        tying.tie_joints()
        tying.say_what_was_assumed()


class _Tying:
    def __init__(self, boxes: Boxes, gathered: MapBuilder) -> None:
        self._boxes = boxes
        self._gathered = gathered
        self._joints: dict[str, _Joint] = {at: _Joint() for at, box in boxes.by_id.items() if box.kind is Kind.JOINT}
        self._out_of_joints: list[_Edge] = []
        self._assumed: list[Place] = []

    def take(self, edge: _Edge) -> None:
        """A link between claims and quotes, or a part of one that is tied when all parts are known."""
        for at in (edge.begin, edge.end):
            if at not in self._boxes.by_id:
                edge.place.fail(f"an edge {edge.begin} → {edge.end}, but the box `{at}` is not imported")
        begin, end = self._boxes.by_id[edge.begin], self._boxes.by_id[edge.end]
        if Kind.SOURCE in (begin.kind, end.kind):
            self._cite(edge, begin, end)
        elif begin.kind is Kind.JOINT:
            self._out_of_joints.append(edge)
        elif end.kind is Kind.JOINT:
            joint = self._joints[edge.end]
            strikes = edge.relation is not None and edge.relation.role is Role.UNDERCUT
            if strikes and end.role is not Role.UNDERCUT:
                joint.undercut_by.append((self._premises(edge, begin), edge.place))
            else:
                joint.premises.update(self._premises(edge, begin))
        elif end.kind is Kind.CLAIM:
            self._link(edge, begin, end)
        else:
            edge.place.fail(f"an edge to {'a group' if end.kind is Kind.GROUP else 'a quote'}; links lead to claims")

    def _premises(self, edge: _Edge, begin: Box) -> Premises:
        if begin.kind is not Kind.GROUP:
            return (begin.id,)
        members = self._boxes.members(edge.begin)
        return members or edge.place.fail(f"an edge from the group {edge.begin}, in which no claim lies")

    def _link(self, edge: _Edge, begin: Box, end: Box) -> None:
        relation = edge.relation
        if relation is None:
            edge.place.fail(f"an edge “{edge.place['label'].value}”, which is neither a support nor a counter")
        if not relation.is_told:
            self._assumed.append(edge.place)
        role = relation.role
        if role is Role.UNDERCUT:
            role = Role.COUNTER
            self._gathered.leave(
                f"an undercut that leads to `{end.id}` and not to a link; imported as a counter", edge.place
            )
        self._gathered.add_link(Link(self._premises(edge, begin), role, end.id), edge.place)

    def _cite(self, edge: _Edge, begin: Box, end: Box) -> None:
        """An edge to or from a source: a quotation is from it; a claim has it in its note."""
        other, source = (begin, end) if end.kind is Kind.SOURCE else (end, begin)
        if other.kind is Kind.QUOTE:
            return
        if other.kind is not Kind.CLAIM:
            edge.place.fail(f"an edge {edge.begin} → {edge.end}; only claims and quotes can be linked to a source")
        self._gathered.cite(other.id, source.id)

    def tie_joints(self) -> None:
        """The links that meet in small boxes: first those to claims, then those that undercut them."""
        for edge in self._out_of_joints:
            kind = self._boxes.by_id[edge.end].kind
            if kind is Kind.CLAIM:
                self._link_joint(edge)
            elif kind is Kind.JOINT:
                premises = tuple(sorted(self._joints[edge.begin].premises))
                self._joints[edge.end].undercut_by.append((premises, edge.place))
            else:
                self._gathered.leave(f"an edge {edge.begin} → {edge.end}; links lead to claims", edge.place)
        for premises, place, links in self._undercuts():
            for link in links:
                self._gathered.add_link(Link(premises, Role.UNDERCUT, link.target, link.premises), place)

    def _link_joint(self, edge: _Edge) -> None:
        """The link from what meets in a small box to a claim; its role is what the edge says, else the box's sign."""
        joint, sign = self._joints[edge.begin], self._boxes.by_id[edge.begin].role
        told = edge.relation.role if edge.relation is not None and edge.relation.is_told else None
        role = told or sign or Role.SUPPORT
        if not joint.premises or role is Role.UNDERCUT:
            said = "leads to a claim, not to a link" if joint.premises else "has no premises"
            self._gathered.leave(f"the box `{edge.begin}` {said}", edge.place)
            return
        link = Link(tuple(sorted(joint.premises)), role, self._boxes.by_id[edge.end].id)
        joint.links.append(link)
        self._gathered.add_link(link, edge.place)

    def _undercuts(self) -> Iterator[tuple[Premises, Place, list[Link]]]:
        for joint in self._joints.values():
            for premises, place in joint.undercut_by:
                if premises and joint.links:
                    yield premises, place, joint.links
                else:
                    said = "what it undercuts is no link to a claim" if premises else "no premises lead into it"
                    self._gathered.leave(f"an undercut: {said}", place)

    def say_what_was_assumed(self) -> None:
        """Say how many edges were taken for supports without saying so."""
        if self._assumed:
            edges = counted(len(self._assumed), "edge")
            self._gathered.leave(
                f"the role of {edges} without a label or colour that shows it; imported as support", self._assumed[0]
            )


_FORWARD: Final = {
    Role.SUPPORT: (
        "support supports supporting pro for + proves shows implies therefore hence so evidence reason "
        "stützt unterstützt belegt begründet dafür also 支持 支撑 支撐 证明 證明 所以 因此"
    ),
    Role.COUNTER: (
        "counter counters countering con against - − – but attack attacks contradicts opposes refutes rebuts "
        "disproves objection widerspricht widerlegt dagegen aber 反对 反對 反驳 反駁 但是"
    ),
    Role.UNDERCUT: "undercut undercuts undercutting × untergräbt entkräftet 削弱",
}
_BACKWARD: Final = {
    Role.SUPPORT: ("supported by", "because", "since", "weil", "denn", "因为", "因為", "gestützt von"),
    Role.COUNTER: ("countered by", "attacked by", "opposed by", "although", "obwohl"),
    Role.UNDERCUT: ("undercut by",),
}
_LABELS: Final = {word: (role, False) for role, words in _FORWARD.items() for word in words.split()} | {
    words: (role, True) for role, several in _BACKWARD.items() for words in several
}
_COLOURS: Final = {colour: role for role, colour in COLOURS.items()}
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_CLEAR: Final = 1.3
"""So many times as much of a basic colour as of the others makes a mixed one green or red."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What an edge does."""

    role: Role
    is_backward: bool = False
    """Whether what the edge begins at is what is supported, as `because` says."""
    is_told: bool = True
    """Whether the edge says so itself."""


def relation_of(label: str | None, colour: str | None) -> Relation | None:
    """What an edge does; None for one with a label that says something else."""
    word = (label or "").strip().casefold().rstrip(".:!")
    if word in _LABELS:
        return Relation(*_LABELS[word])
    role = _role_of_colour(colour or "")
    if role is not None:
        return Relation(role)
    return None if word else Relation(Role.SUPPORT, is_told=False)


def _role_of_colour(colour: str) -> Role | None:
    if colour in _COLOURS:
        return _COLOURS[colour]
    mixed = _HEX.fullmatch(colour)
    if mixed is None:
        return None
    red, green, blue = (int(part, 16) for part in mixed.groups())
    if green > _CLEAR * max(red, blue):
        return Role.SUPPORT
    return Role.COUNTER if red > _CLEAR * max(green, blue) else None
