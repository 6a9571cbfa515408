"""xAIF: an AIF graph in the wrapping that OVA3 and the services of the Argument Mining Framework use.

What stands in the graph is as in `argmap.formats.aif`. Around it, `text` shows the passages that the graph analyses:
going out, those that are quoted, each in a `<span>` that names its node, as OVA3 marks them; coming in, the text is
left, since its marks are those of what was said and not of the claims.
"""

from __future__ import annotations

from html import escape
from itertools import count

from argmap.formats.aif.reading import looks_wrapped, read_graph
from argmap.formats.aif.writing import graph_of, lost
from argmap.formats.format import Exported, Format, Imported, Incoming, Material, Untaken
from argmap.formats.json_input import Misshapen, Place, read_json
from argmap.formats.json_text import json_text
from argmap.model import ArgMap


def export(material: Material) -> Exported:
    """The map as xAIF."""
    whole = material.map
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


def read(incoming: Incoming) -> Imported:
    """The map of the graph in an xAIF file. Raises UnreadableFormat."""
    wrapped = read_json(incoming)
    if "AIF" not in wrapped:
        wrapped.fail("no xAIF: there is no object `AIF` here")
    made = read_graph(wrapped["AIF"], incoming)
    analysed = _analysed(wrapped)
    if made.map.quotes or not analysed:
        return made
    said = f"the text that was analysed, of {len(analysed)} characters; `argmap add source` takes it from a file"
    return Imported(map=made.map, untaken=(*made.untaken, Untaken(said)), files=made.files)


def _marked(whole: ArgMap) -> str:
    """The quoted passages as HTML, in the order of their sources and places."""
    order = sorted(whole.quotes, key=lambda at: (whole.quotes[at].source, whole.quotes[at].at, at))
    return "<br><br>".join(
        f'<span id="node{at}" class="highlighted">{escape(whole.quotes[at].text)}</span>' for at in order
    )


def _analysed(wrapped: Place) -> str:
    """The text that the graph analyses, as HTML: a string, or the `txt` of an object."""
    try:
        text = wrapped["text"]
        return (text.get("txt") or text).words() or ""
    except Misshapen:
        return ""  # it is left anyway


FORMAT = Format(
    name="xaif",
    label="xAIF (OVA3)",
    suffixes=(".xaif.json", ".xaif", ".json"),
    keeps="as AIF; the quoted passages also as the text that OVA3 shows beside the graph",
    loses="as AIF; coming in, the analysed text",
    export=export,
    read=read,
    opens_texts=False,
    looks_like=looks_wrapped,
)
