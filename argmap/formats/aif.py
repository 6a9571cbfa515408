"""AIF, the Argument Interchange Format, as JSON: what AIFdb, OVA and arguebuf read and write.

A claim is an information node (I), and so is a quote. A support is `I → RA → I`, a counter `I → CA → I`; linked
premises lead into one RA or CA; an undercut is `I → CA → RA` (or `→ CA`). Node ids are argmap's own ids.

AIF has no place for anchors, tags, notes or theses. They stand in a key `argmap` of the node and of the whole, which
other readers pass over: **out and in again gives the same map**, but for comments of the file and undecided
conflicts. A program that reads the file and writes its own loses that key, and quotes come back from it as claims.

Format: http://www.arg.tech/f/LREC2018-AIF.pdf; the JSON as http://www.aifdb.org gives it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from argmap.formats.format import Exported, ExportInput, Format, Imported, Incoming, Part, Skipped, counted, losses
from argmap.formats.json_io import head_of, json_text, said_of
from argmap.formats.json_models import (
    Misshapen,
    Name,
    OrNothing,
    Place,
    Shape,
    Text,
    Texts,
    Words,
    claim_in,
    quote_in,
    read_json,
    source_in,
)
from argmap.formats.map_builder import MapBuilder, titled
from argmap.model import ArgMap, Claim, Link, Premises, Role
from argmap.text.one_line import reading_line

_ROLES: Final = {"RA": Role.SUPPORT, "CA": Role.COUNTER}
_DIALOGUE: Final = {"L": "locution", "TA": "transition", "YA": "illocution"}
_OTHERS: Final = {"MA": "a rephrasing", "PA": "a preference"}
_LONGEST_SHOWN: Final = 60
_KEY = re.compile(r'"nodeID"\s*:')
_WRAPPED = re.compile(r'"AIF"\s*:\s*\{')


OWN: Final = "argmap"
"""The key for what AIF has no place for."""


class _OwnOfElement(Shape):
    source: Text | None = None
    """The source of a quote; a claim has none."""


class _Information(Shape):
    type: Literal["I"]
    at: Name = Field(alias="nodeID")
    text: Words = None
    own: _OwnOfElement | None = Field(None, alias=OWN)


class _Tie(Shape):
    """An inference, a conflict, a rephrasing or a preference."""

    type: Literal["RA", "CA", "MA", "PA"]
    at: Name = Field(alias="nodeID")
    scheme: Annotated[Words, OrNothing] = None
    text: Annotated[Words, OrNothing] = None


class _Speech(Shape):
    """A locution, a transition or an illocution of a dialogue."""

    type: Literal["L", "TA", "YA"]
    at: Name = Field(alias="nodeID")


class _Edge(Shape):
    begin: Name = Field(alias="fromID")
    end: Name = Field(alias="toID")


class _Own(Shape):
    """What stands under our own key beside the nodes."""

    title: Words = None
    note: Text | None = None
    thesis: Texts = ()
    sources: dict[str, Any] | None = None


class _Graph(Shape):
    nodes: list[Any]
    edges: list[Any] | None = None
    own: _Own | None = Field(None, alias=OWN)


_NODE: Final[TypeAdapter[_Information | _Tie | _Speech]] = TypeAdapter(
    Annotated[_Information | _Tie | _Speech, Field(discriminator="type")]
)
_EDGE: Final = TypeAdapter(_Edge)
_GRAPH: Final = TypeAdapter(_Graph)


def looks_like(incoming: Incoming) -> bool:
    """Whether a file's beginning has nodes as AIF writes them, and not wrapped as xAIF."""
    head = head_of(incoming)
    return _KEY.search(head) is not None and _WRAPPED.search(head) is None


def looks_wrapped(incoming: Incoming) -> bool:
    """Whether a file has an AIF graph as xAIF wraps it."""
    return _WRAPPED.search(head_of(incoming)) is not None


def read(incoming: Incoming) -> Imported:
    """The map of an AIF graph. Raises UnreadableFormat."""
    return read_graph(read_json(incoming), incoming)


def read_graph(graph: Place, incoming: Incoming) -> Imported:
    """The map of the graph that lies in a file at `graph`. Raises UnreadableFormat."""
    if "nodes" not in graph:
        graph.fail("not AIF: there is no list `nodes` here")
    whole = graph.read(_GRAPH)
    reader = _Reader(MapBuilder())
    for name in (whole.own and whole.own.sources) or ():
        reader.take_source(graph[OWN]["sources"][name], name)
    for take, places in ((reader.take_node, graph.each("nodes")), (reader.take_edge, graph.each("edges"))):
        for place in places:
            try:
                take(place)
            except Misshapen as fault:
                reader.gathered.leave(fault.message, fault.line)
    reader.take_schemes()
    reader.tell_what_is_flattened()
    if whole.own is None:
        return reader.gathered.imported(titled(incoming))
    thesis = [reader.elements[at] for at in whole.own.thesis if at in reader.elements]
    return reader.gathered.imported(
        whole.own.title or titled(incoming),
        note=whole.own.note,
        thesis=[at for at in thesis if at in reader.gathered.claims],
    )


@dataclass(slots=True)
class _Scheme:
    """A node that ties others: an inference, a conflict, or one that a map does not hold."""

    kind: str
    name: str
    place: Place
    into: list[str] = field(default_factory=list)
    """The nodes that lead into it, by their ids in the file."""
    out: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """What it became."""


class _Reader:
    def __init__(self, gathered: MapBuilder) -> None:
        self.gathered = gathered
        self.elements: dict[str, str] = {}
        """The ids that information nodes have in the map, by those that they have in the file."""
        self._sources: dict[str, str] = {}
        self._schemes: dict[str, _Scheme] = {}
        self._dialogue: dict[str, Place] = {}
        """The nodes that only tell of a dialogue, by id."""

    def take_source(self, place: Place, name: str) -> None:
        """A source, which stands under our own key. Raises Misshapen."""
        self._sources[name] = self.gathered.add_source(source_in(place), name)

    def take_node(self, place: Place) -> None:
        """A node, by its kind. Raises Misshapen."""
        node = place.read(_NODE)
        if node.at in self.elements or node.at in self._schemes or node.at in self._dialogue:
            place.fail(f"the node {node.at} is repeated in the file; the first was imported")
        if isinstance(node, _Information):
            self.elements[node.at] = self._element(place, node)
        elif isinstance(node, _Tie):
            self._schemes[node.at] = _Scheme(node.type, node.scheme or node.text or "", place)
        else:
            self._dialogue[node.at] = place

    def _element(self, place: Place, node: _Information) -> str:
        """The claim or quote that a node tells of."""
        if node.text is None:
            place.fail(f"the information node {node.at} has no words")
        if node.own is None:
            return self.gathered.add_claim(Claim(text=reading_line(node.text)))
        if node.own.source is None:
            return self.gathered.add_claim(claim_in(place[OWN], node.text), node.at)
        source = self._sources.get(node.own.source)
        if source is None:
            place.fail(f"a quote of `{node.own.source}`, which is not a source of this file")
        return self.gathered.add_quote(quote_in(place[OWN], node.text, source), node.at)

    def take_edge(self, place: Place) -> None:
        """An edge, kept at the schemes that it leads into or out of. Raises Misshapen."""
        edge = place.read(_EDGE)
        begin, end = edge.begin, edge.end
        for at in (begin, end):
            if at not in self.elements and at not in self._schemes and at not in self._dialogue:
                place.fail(f"an edge {begin} → {end}, but the node {at} is not imported")
        if begin in self._dialogue or end in self._dialogue:
            return
        if begin in self.elements and end in self.elements:
            place.fail(f"an edge {begin} → {end} from claim to claim; it does not say whether it supports or attacks")
        if end in self._schemes:
            self._schemes[end].into.append(begin)
        if begin in self._schemes:
            self._schemes[begin].out.append(end)

    def take_schemes(self) -> None:
        """Supports and counters; then undercuts, which need the links that they are against."""
        argued = [scheme for scheme in self._schemes.values() if scheme.kind in _ROLES]
        for scheme in argued:
            premises = self._premises(scheme)
            for end in dict.fromkeys(scheme.out) if premises else ():
                if end in self.elements:
                    link = Link(premises, _ROLES[scheme.kind], self.elements[end])
                    scheme.links.append(link)
                    self.gathered.add_link(link, scheme.place)
        for scheme in argued:
            self._take_undercut(scheme)
        for scheme in self._schemes.values():
            for said in self._skipped_of(scheme):
                self.gathered.leave(said, scheme.place)

    def _premises(self, scheme: _Scheme) -> tuple[str, ...]:
        return tuple(sorted({self.elements[at] for at in scheme.into if at in self.elements}))

    def _take_undercut(self, scheme: _Scheme) -> None:
        premises = self._premises(scheme)
        if scheme.kind != "CA" or not premises:
            return
        for end in dict.fromkeys(scheme.out):
            for struck in self._schemes[end].links if end in self._schemes else ():
                if struck.role is not Role.UNDERCUT:
                    link = Link(premises, Role.UNDERCUT, struck.target, struck.premises)
                    scheme.links.append(link)
                    self.gathered.add_link(link, scheme.place)

    def _skipped_of(self, scheme: _Scheme) -> Iterator[str]:
        """What of a scheme could not be taken, and why."""
        what = _OTHERS.get(scheme.kind) or {"RA": "an inference", "CA": "a conflict"}[scheme.kind]
        said = f"{what} {self._told(scheme)}"
        if scheme.kind in _OTHERS:
            yield f"{said}: a map does not have such links"
        elif not self._premises(scheme):
            yield f"{said}: it has no premise"
        elif not scheme.out:
            yield f"{said}: it has no conclusion"
        else:
            for end in scheme.out:
                if end in self._schemes and not (scheme.kind == "CA" and self._schemes[end].links):
                    yield f"{said}: it leads to {self._told(self._schemes[end])}, and only links can be undercut"
        if any(some in self._schemes and self._schemes[some].kind == "RA" for some in scheme.into):
            yield f"{said}: a link is given as a reason for it, and only claims and quotes can be reasons"

    def _told(self, scheme: _Scheme) -> str:
        ends = [" + ".join(map(self._shown, some)) or "?" for some in (scheme.into, scheme.out)]
        return f"({scheme.kind}) {ends[0]} → {ends[1]}"

    def _shown(self, at: str) -> str:
        return f"`{self.elements[at]}`" if at in self.elements else f"{self._schemes[at].kind} {at}"

    def tell_what_is_flattened(self) -> None:
        """Say how much dialogue was dropped, and that schemes have no names in a map."""
        if self._dialogue:
            kinds = Counter(place["type"].value for place in self._dialogue.values())
            told = [counted(kinds[kind], word) for kind, word in _DIALOGUE.items() if kinds[kind]]
            self.gathered.leave(f"the dialogue: {', '.join(told)}", next(iter(self._dialogue.values())))
        named = [
            scheme
            for scheme in self._schemes.values()
            if scheme.links and scheme.name and not scheme.name.startswith("Default") and scheme.name not in _ROLES
        ]
        names = Counter(scheme.name[:_LONGEST_SHOWN] for scheme in named)
        if names:
            told = [f"{name} ({number})" for name, number in sorted(names.items())]
            said = f"the schemes of {counted(names.total(), 'link')}: {', '.join(told)}"
            self.gathered.leave(said, named[0].place)


_TIMESTAMP: Final = "1970-01-01 00:00:00"
"""Nodes must have one; a map does not know when anything was said, and the same map gives the same file."""


_SCHEMES: Final = {
    Role.SUPPORT: ("RA", "Default Inference", "72"),
    Role.COUNTER: ("CA", "Default Conflict", "71"),
    Role.UNDERCUT: ("CA", "Default Conflict", "71"),
}
"""The type of each role's node, and the scheme's name and number in AIFdb."""


def export(export_input: ExportInput) -> Exported:
    """The map as AIF JSON."""
    return Exported(json_text(graph_of(export_input.map)), lost(export_input.map))


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


AIF = Format(
    name="aif",
    label="AIF JSON (AIFdb)",
    suffixes=(".aif.json", ".json"),
    keeps="everything, the anchors of quotes, notes, tags and theses in keys that other programs ignore",
    loses="comments, undecided conflicts; coming in: dialogue, rephrasings, preferences, schemes by name",
    export=export,
    read=read,
    opens_texts=False,
    looks_like=looks_like,
)


def export_xaif(export_input: ExportInput) -> Exported:
    """The map as xAIF."""
    whole = export_input.map
    graph = graph_of(whole)
    schemes = [node for node in graph["nodes"] if "schemeID" in node]
    wrapped = {
        "AIF": {
            **graph,
            "edges": [{**edge, "edgeID": number} for edge, number in zip(graph["edges"], count(1), strict=False)],
            "schemefulfillments": [{"nodeID": node["nodeID"], "schemeID": node["schemeID"]} for node in schemes],
            "participants": [],
            "descriptorfulfillments": [],
            "cqdescriptorfulfillments": [],
        },
        "text": _marked(whole),
        "dialog": False,
        "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
    }
    return Exported(json_text(wrapped), lost(whole))


def read_xaif(incoming: Incoming) -> Imported:
    """The map of the graph in an xAIF file. Raises UnreadableFormat."""
    wrapped = read_json(incoming)
    if "AIF" not in wrapped:
        wrapped.fail("not xAIF: there is no object `AIF` here")
    made = read_graph(wrapped["AIF"], incoming)
    analysed = _analysed(wrapped)
    if made.map.quotes or not analysed:
        return made
    said = f"the text that was analysed, of {len(analysed)} characters; `argmap add source` adds it from a file"
    return Imported(map=made.map, skipped=(*made.skipped, Skipped(said)), files=made.files)


def _marked(whole: ArgMap) -> str:
    """The quoted passages as HTML, in the order of their sources and places."""
    order = sorted(whole.quotes, key=lambda at: (whole.quotes[at].source, whole.quotes[at].at, at))
    return "<br><br>".join(
        f'<span id="node{at}" class="highlighted">{escape(whole.quotes[at].text)}</span>' for at in order
    )


def _analysed(wrapped: Place) -> str:
    """The text that the graph analyses, as HTML: a string, or the `txt` of an object."""
    text = wrapped["text"]["txt"].value or wrapped["text"].value
    return text if isinstance(text, str) and text.strip() else ""  # it is left anyway


XAIF = Format(
    name="xaif",
    label="xAIF (OVA3)",
    suffixes=(".xaif.json", ".xaif", ".json"),
    keeps="as AIF; the quoted passages also as the text that OVA3 shows beside the graph",
    loses="as AIF; coming in, the analysed text",
    export=export_xaif,
    read=read_xaif,
    opens_texts=False,
    looks_like=looks_wrapped,
)
