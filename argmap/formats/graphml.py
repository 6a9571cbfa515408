"""GraphML: the map as a graph with data, for programs that analyse and lay out graphs (networkx, Gephi, Cytoscape).

Written after the GraphML Primer and its schema 1.0 (graphml.graphdrawing.org). A link in which several premises
meet, or which is undercut, is a node of the kind `link`, since no edge can be pointed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from argmap.formats.diagram import Edge, Joint, diagram_of, shown_words
from argmap.formats.format import Exported, ExportInput, Format, Part, counted, losses
from argmap.formats.markup import as_markup
from argmap.formats.sources import line_of, page_of, title_of
from argmap.model import premises_text

Data = Mapping[str, str | int | bool | None]
"""What is said of a graph, a node or an edge; None is not written."""

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
_KEYS: Final = {
    "graph": {"title": "string", "about": "string"},
    "node": {
        "label": "string",
        "kind": "string",
        "text": "string",
        "translation": "string",
        "note": "string",
        "tags": "string",
        "thesis": "boolean",
        "source": "string",
        "source-title": "string",
        "author": "string",
        "year": "long",
        "url": "string",
        "lang": "string",
        "path": "string",
        "encoding": "string",
        "source-tags": "string",
        "source-note": "string",
        "line": "int",
        "page": "string",
        "state": "string",
    },
    "edge": {"role": "string", "joins": "boolean"},
}
"""The type of each datum, by its name, which no two of them share: it is its key as well."""


def export(export_input: ExportInput) -> Exported:
    """The map as one directed graph, from premises to what they support or counter."""
    map_, diagram = export_input.map, diagram_of(export_input)
    about: Data = {"title": map_.title, "about": map_.note}
    nodes = {some_id: _box(export_input, some_id) for some_id in diagram.boxes}
    nodes |= {joint.name: _joint(joint) for joint in diagram.joints}
    lines = [_HEAD, *_keys(), '  <graph id="map" edgedefault="directed">', *_data(about)]
    for name, data in nodes.items():
        lines += [f'    <node id="{name}">', *_data(data), "    </node>"]
    for edge in diagram.edges:
        lines += [f'    <edge source="{edge.tail}" target="{edge.head}">', *_data(_edge(edge)), "    </edge>"]
    lines += ["  </graph>", "</graphml>", ""]
    lost = losses(map_, Part.ANCHORS, Part.UNCITED, Part.COMMENTS, Part.CONFLICTS)
    changed = sum(_changes(value) for data in (about, *nodes.values()) for key, value in data.items() if key != "label")
    if changed:
        lost += (f"the control characters of {counted(changed, 'text')}",)
    return Exported("\n".join(lines), lost)


def _box(export_input: ExportInput, some_id: str) -> Data:
    claim, label = export_input.map.claims.get(some_id), shown_words(export_input, some_id)
    if claim is not None:
        thesis, tags = some_id in export_input.map.thesis, ", ".join(claim.tags) or None
        return {"label": label, "kind": "claim", "text": claim.text, "note": claim.note, "tags": tags, "thesis": thesis}
    quote, quote_state = export_input.map.quotes[some_id], export_input.quote_states.get(some_id)
    source = export_input.map.sources[quote.source]
    return {
        "label": label,
        "kind": "quote",
        "text": quote.text,
        "translation": quote.translation,
        "note": quote.note,
        "tags": ", ".join(quote.tags) or None,
        "source": quote.source,
        "source-title": title_of(source),
        "author": source.author,
        "year": source.year,
        "url": source.url,
        "lang": source.lang,
        "path": source.path,
        "encoding": source.encoding,
        "source-tags": ", ".join(source.tags) or None,
        "source-note": source.note,
        "line": line_of(quote_state),
        "page": page_of(quote_state),
        "state": quote_state.state if quote_state else None,
    }


def _joint(joint: Joint) -> Data:
    return {"label": f"{premises_text(joint.link.premises)} → {joint.link.target}", "kind": "link"}


def _edge(edge: Edge) -> Data:
    """The role; and whether it only joins a premise to its own link, whose edge to the claim has the role."""
    return {"role": edge.role.value, "joins": edge.ends_in_joint}


def _keys() -> Iterator[str]:
    for scope, types in _KEYS.items():
        for name, kind in types.items():
            yield f'  <key id="{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>'


def _data(data: Data) -> Iterator[str]:
    for key, value in data.items():
        if value is not None:
            said = as_markup(value) if isinstance(value, str) else str(value).lower()
            yield f'      <data key="{key}">{said}</data>'


def _changes(value: str | int | bool | None) -> bool:
    """Whether a text is not written as it is."""
    return isinstance(value, str) and unescape(as_markup(value)) != value


GRAPHML = Format(
    name="graphml",
    label="GraphML",
    suffixes=(".graphml",),
    keeps="claims, quotes with translation, source, line and state, notes, tags, every link",
    loses="the contexts of quotes, control characters, sources without quotes",
    export=export,
)
