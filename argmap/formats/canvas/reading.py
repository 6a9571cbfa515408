"""A canvas as a map: boxes first, then the edges between them."""

from __future__ import annotations

import re
from typing import Final

from argmap.formats.canvas.boxes import Boxes
from argmap.formats.canvas.edges import Edges
from argmap.formats.format import Imported, Incoming
from argmap.formats.gathering import Gathering, titled
from argmap.formats.json_input import Misshapen, head_of, read_json

_NODE: Final = re.compile(r'"type"\s*:\s*"(?:text|file|link|group)"')
_EDGE: Final = re.compile(r'"(?:fromNode|toNode)"\s*:')


def looks_like(incoming: Incoming) -> bool:
    """Whether a file's beginning has nodes or edges as canvases have them."""
    head = head_of(incoming)
    return '"nodes"' in head and (_NODE.search(head) is not None or _EDGE.search(head) is not None)


def read(incoming: Incoming) -> Imported:
    """The map of a canvas. Raises UnreadableFormat."""
    canvas = read_json(incoming)
    if "nodes" not in canvas and "edges" not in canvas and canvas.entries():
        canvas.fail("no canvas: there are no `nodes` here")
    gathered = Gathering()
    boxes, edges = Boxes(gathered, incoming), Edges()
    for take, places in ((boxes.take, canvas["nodes"]), (edges.take, canvas["edges"])):
        for place in places:
            try:
                take(place)
            except Misshapen as fault:
                gathered.leave(fault.said, fault.line)
    boxes.make_quotes(edges.between)
    edges.tie(boxes, gathered)
    boxes.tag_with_groups(edges.begins)
    return gathered.imported(titled(incoming), thesis=boxes.theses or None)
