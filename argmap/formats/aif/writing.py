"""A map as an AIF graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from argmap.formats.format import Exported, Material
from argmap.formats.json_elements import said_of
from argmap.formats.json_text import json_text
from argmap.formats.losses import Part, losses
from argmap.model import ArgMap, Link, Premises, Role

OWN: Final = "argmap"
"""The key for what AIF has no place for."""

_TIMESTAMP: Final = "1970-01-01 00:00:00"
"""Nodes must have one; a map does not know when anything was said, and the same map gives the same file."""

_SCHEMES: Final = {
    Role.SUPPORT: ("RA", "Default Inference", "72"),
    Role.COUNTER: ("CA", "Default Conflict", "71"),
    Role.UNDERCUT: ("CA", "Default Conflict", "71"),
}
"""The type of each role's node, and the scheme's name and number in AIFdb."""


def export(material: Material) -> Exported:
    """The map as AIF JSON."""
    return Exported(json_text(graph_of(material.map)), lost(material.map))


def lost(whole: ArgMap) -> tuple[str, ...]:
    """What AIF does not hold of a map even in keys of our own."""
    return losses(whole, Part.COMMENTS, Part.CONFLICTS)


def graph_of(whole: ArgMap) -> dict[str, Any]:
    """The nodes and edges, with what is said of the whole map and its sources under our own key."""
    schemes = {link: f"S{number}" for number, link in enumerate(whole.links(), 1)}
    links = {(link.premises, link.target): at for link, at in schemes.items() if link.role is not Role.UNDERCUT}
    numbers = count(1)
    return {
        "nodes": [*_information(whole), *(_scheme(at, link) for link, at in schemes.items())],
        "edges": [_edge(next(numbers), *ends) for link, at in schemes.items() for ends in _ends(link, at, links)],
        "locutions": [],
        OWN: {
            "title": whole.title,
            **({"note": whole.note} if whole.note is not None else {}),
            "thesis": list(whole.thesis),
            "sources": {at: said_of(whole.sources[at]) for at in sorted(whole.sources)},
        },
    }


def _information(whole: ArgMap) -> Iterator[dict[str, Any]]:
    for elements in (whole.claims, whole.quotes):
        for at in sorted(elements):
            element = elements[at]
            yield {
                "nodeID": at,
                "text": element.text,
                "type": "I",
                "timestamp": _TIMESTAMP,
                OWN: said_of(element, "text"),
            }


def _scheme(at: str, link: Link) -> dict[str, Any]:
    kind, name, number = _SCHEMES[link.role]
    return {
        "nodeID": at,
        "text": name,
        "type": kind,
        "timestamp": _TIMESTAMP,
        "scheme": name,
        "schemeID": number,
    }


def _ends(link: Link, at: str, links: dict[tuple[Premises, str], str]) -> Iterator[tuple[str, str]]:
    """Into the scheme from each premise, and on to the claim, or to the link that it is against."""
    for premise in link.premises:
        yield premise, at
    yield at, links[link.against, link.target] if link.role is Role.UNDERCUT else link.target


def _edge(number: int, begin: str, end: str) -> dict[str, Any]:
    return {"edgeID": f"E{number}", "fromID": begin, "toID": end, "formEdgeID": None}
