"""DOT, the language of Graphviz: the drawn map for those who lay it out and print it with its programs.

Written after the DOT language reference and the page on escString at graphviz.org: in a quoted string a backslash
begins an escape and HTML entities are read, so both are escaped; nothing is ever written as an HTML-like label.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from argmap.formats.diagram import (
    BORDER,
    CLAIM_FILL,
    COLOUR,
    QUOTE_FILL,
    Diagram,
    Edge,
    Joint,
    diagram_of,
    place_of,
    shown_words,
)
from argmap.formats.format import Exported, ExportInput, Format, Part, losses
from argmap.formats.text_fitting import rows_of
from argmap.graph import ROLE_SIGN
from argmap.model import Role
from argmap.text.visible import REPLACEMENT, visible_line

_ROOM: Final = 2400
"""Of a row of a box, in hundredths of the letter height."""
_NO_LIMIT: Final = 10_000
_LINE: Final = {Role.SUPPORT: "solid", Role.COUNTER: "dashed", Role.UNDERCUT: "dotted"}
_HEAD: Final = {Role.SUPPORT: "normal", Role.COUNTER: "tee", Role.UNDERCUT: "box"}
_ESCAPED: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\ufffe": REPLACEMENT, "\uffff": REPLACEMENT})
_DEFAULTS: Final = f"""\
  graph [rankdir=RL, ranksep=0.6, nodesep=0.15, labelloc=t, labeljust=l, fontname="sans-serif", fontsize=20];
  node [shape=box, style=filled, fillcolor="{CLAIM_FILL}", color="{BORDER}", fontname="sans-serif", fontsize=11];
  edge [fontname="sans-serif", fontsize=14, penwidth=1.5];"""


def export(export_input: ExportInput) -> Exported:
    """The map as a directed graph; the theses stand at the left."""
    lost = losses(export_input.map, Part.NOTES, Part.TAGS, Part.ANCHORS, Part.SOURCES, Part.COMMENTS, Part.CONFLICTS)
    return Exported("\n".join(_lines(export_input, diagram_of(export_input))) + "\n", lost)


def _lines(export_input: ExportInput, diagram: Diagram) -> Iterator[str]:
    title = _quoted(export_input.map.title)
    yield f"digraph {title} {{"
    yield _DEFAULTS
    yield f"  label={title};"
    for some_id in diagram.boxes:
        claim = some_id in export_input.map.claims
        yield f'  "{some_id}" [{_claim(export_input, some_id) if claim else _quote(export_input, some_id)}];'
    for joint in diagram.joints:
        yield f'  "{joint.name}" [{_joint(joint)}];'
    for edge in diagram.edges:
        yield f'  "{edge.tail}" -> "{edge.head}" [{_edge(edge)}];'
    yield "}"


def _claim(export_input: ExportInput, claim_id: str) -> str:
    thesis = ", peripheries=2, penwidth=2" if claim_id in export_input.map.thesis else ""
    words = shown_words(export_input, claim_id)
    return f'label="{_rows(words)}", tooltip={_pointed_at(words)}, style="filled,rounded"{thesis}'


def _quote(export_input: ExportInput, quote_id: str) -> str:
    quote_state = export_input.quote_states.get(quote_id)
    foot = place_of(export_input, quote_id) + (f" · {quote_state.state}" if quote_state else "")
    tooltip = _pointed_at(export_input.map.quotes[quote_id].text)
    label = f"{_rows(shown_words(export_input, quote_id))}{_rows(foot)}"
    return f'label="{label}", tooltip={tooltip}, shape=note, fillcolor="{QUOTE_FILL}"'


def _joint(joint: Joint) -> str:
    colour = f'color="{COLOUR[joint.link.role]}"'
    if joint.is_linked:
        return f'label="&amp;", shape=circle, width=0.25, fixedsize=true, fillcolor=white, {colour}'
    return f'label="", shape=point, width=0.1, fillcolor="{COLOUR[joint.link.role]}", {colour}'


def _edge(edge: Edge) -> str:
    colour = COLOUR[edge.role]
    if edge.ends_in_joint:
        return f'color="{colour}", style={_LINE[edge.role]}, arrowhead=none'
    sign = f'label="{ROLE_SIGN[edge.role]}", fontcolor="{colour}"'
    return f'color="{colour}", style={_LINE[edge.role]}, arrowhead={_HEAD[edge.role]}, {sign}, tooltip="{edge.role}"'


def _rows(text: str) -> str:
    """A text as rows, set from the left."""
    return "".join(f"{row.translate(_ESCAPED)}\\l" for row in rows_of(text, _ROOM, _NO_LIMIT))


def _pointed_at(text: str) -> str:
    """A text that shows where one points; Graphviz reads its escapes twice, so it gets a backslash that is none."""
    return _quoted(text.replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}"))


def _quoted(text: str) -> str:
    return f'"{visible_line(text).translate(_ESCAPED)}"'


DOT = Format(
    name="dot",
    label="DOT (Graphviz)",
    suffixes=(".dot", ".gv"),
    keeps="the drawn map: claims, quotes with source, line and state, every link",
    loses="notes, tags, contexts of quotes, details of sources",
    export=export,
)
