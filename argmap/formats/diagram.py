"""The map as nodes and edges, for formats whose readers lay it out themselves.

A link is one edge, but where several premises meet in it or an undercut is aimed at it: there it is a joint, a node
with an edge for each premise and one to the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from argmap.formats.format import ExportInput
from argmap.formats.sources import line_of
from argmap.graph.webs import Web, web_of
from argmap.model import Link, Role

COLOUR: Final = {Role.SUPPORT: "#1a7f37", Role.COUNTER: "#cf222e", Role.UNDERCUT: "#8250df"}
CLAIM_FILL: Final = "#f6f8fa"
QUOTE_FILL: Final = "#fff8c5"
BORDER: Final = "#57606a"


@dataclass(frozen=True, slots=True)
class Joint:
    """A link that is a node of its own."""

    name: str
    link: Link

    @property
    def is_linked(self) -> bool:
        """Whether several premises meet here."""
        return len(self.link.premises) > 1


@dataclass(frozen=True, slots=True)
class Edge:
    """A link, or its way to or from its joint."""

    tail: str
    head: str
    link: Link
    ends_in_joint: bool
    """Whether it only brings a premise to the joint of its own link, so that it needs no arrow's head."""

    @property
    def role(self) -> Role:
        """What it tells."""
        return self.link.role


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes, joints and edges; boxes by their ids, in the order in which they are read."""

    boxes: tuple[str, ...]
    joints: tuple[Joint, ...]
    edges: tuple[Edge, ...]


def diagram_of(export_input: ExportInput) -> Diagram:
    """The whole map as a diagram. Joints are named `link.1`, `link.2` …, which no id is."""
    map_ = export_input.map
    web = web_of(map_, frozenset(map_.claims) | frozenset(map_.quotes))
    links = [end for end in web.ends if isinstance(end, Link)]
    joints = tuple(Joint(f"link.{number}", link) for number, link in enumerate(links, 1))
    boxes = tuple(end for end in web.ends if isinstance(end, str))
    return Diagram(boxes, joints, tuple(_edges(web, (*boxes, *(joint.name for joint in joints)))))


def shown_words(export_input: ExportInput, some_id: str) -> str:
    """What a box says: the claim, or the passage in quotation marks, translated where it is."""
    claim = export_input.map.claims.get(some_id)
    if claim is not None:
        return claim.text
    quote = export_input.map.quotes[some_id]
    return f"“{quote.translation or quote.text}”"


def place_of(export_input: ExportInput, quote_id: str) -> str:
    """Where a quote is from, in few words: `talk:12`."""
    line = line_of(export_input.quote_states.get(quote_id))
    return export_input.map.quotes[quote_id].source + (f":{line}" if line else "")


def _edges(web: Web, names: tuple[str, ...]) -> Iterator[Edge]:
    for arc in web.arcs:
        yield Edge(names[arc.tail], names[arc.head], arc.link, web.ends[arc.head] == arc.link)
