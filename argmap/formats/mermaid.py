"""Mermaid: the map as a flowchart, which GitHub, GitLab and many notebooks draw where it stands in their pages.

Texts are written with the numbers of their signs, `#34;` for a quotation mark, which Mermaid turns back after it has
read the chart. That holds for all that it would read as its own syntax, as Markdown, as a comment or as an icon
(seen in mermaid 11.17, whose charts were read back from its own drawing).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from argmap.formats.diagram import (
    BORDER,
    CLAIM_FILL,
    COLOUR,
    QUOTE_FILL,
    Diagram,
    diagram_of,
    place_of,
    shown_words,
)
from argmap.formats.format import Exported, ExportInput, Format, Part, losses
from argmap.graph import ROLE_SIGN
from argmap.model import Role
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_LOST: Final = (
    Part.ORIGINALS,
    Part.NOTES,
    Part.TAGS,
    Part.ANCHORS,
    Part.SOURCES,
    Part.COMMENTS,
    Part.CONFLICTS,
)
_MOST_CHARACTERS: Final = 50_000
_MOST_LINKS: Final = 500
"""What Mermaid draws unless a page is told otherwise: its options `maxTextSize` and `maxEdges`."""
_ARROW: Final = {Role.SUPPORT: "-->", Role.COUNTER: "--x", Role.UNDERCUT: "-.-o"}
_SIGN: Final = re.compile(
    r"[^\w\s,'?!()/.\-\u0080-\U0010ffff]|_"
    r"|(?<![0-9A-Za-z])-|-(?![0-9A-Za-z])"  # an arrow, a rule or a list, but no hyphen
    r"|(?<=\d)\.(?=\s|$)|\.(?=[A-Za-z])"  # a numbered list, or an address
)
_READ_LATER: Final = re.compile(
    r"(?<=\ufb02)(?=\xb0)|(?<=\xb6)(?=\xdf)"  # its own notes for such numbers
    r"|(?<=\\)(?=n)|(?<=\$)(?=\$)|(?<=:)(?=fa-)"  # a line break, a formula, an icon
)
"""What Mermaid still reads as something else when the numbers have been turned back."""
_PARTED: Final = "\u2060"
"""A word joiner, which shows nothing."""
_LOOK_ALIKE: Final = str.maketrans("<>&", "‹›＆")
"""A title is read as HTML, then shown as text, so that its entities would show."""
_CLASSES: Final = f"""\
  classDef claim fill:{CLAIM_FILL},stroke:{BORDER},color:#1f2328
  classDef thesis fill:{CLAIM_FILL},stroke:#1f2328,stroke-width:3px,color:#1f2328,font-weight:bold
  classDef quote fill:{QUOTE_FILL},stroke:{BORDER},color:#1f2328
  classDef joint fill:#ffffff,stroke:{BORDER},color:#1f2328"""


def export(export_input: ExportInput) -> Exported:
    """The map as a flowchart; the theses stand at the left."""
    diagram = diagram_of(export_input)
    content = "\n".join(_lines(export_input, diagram)) + "\n"
    return Exported(content, (*losses(export_input.map, *_LOST), *_beyond_limits(content, diagram)))


def _lines(export_input: ExportInput, diagram: Diagram) -> Iterator[str]:
    yield from ("---", f"title: {_yaml(export_input.map.title)}", "---", "flowchart RL")
    name = {some_id: f"N-{some_id}" for some_id in diagram.boxes}
    name |= {joint.name: f"J{number}" for number, joint in enumerate(diagram.joints, 1)}
    for some_id in diagram.boxes:
        yield f"  {name[some_id]}{_box(export_input, some_id)}"
    for joint in diagram.joints:
        yield f'  {name[joint.name]}(("{_text("&") if joint.is_linked else " "}")):::joint'
    for edge in diagram.edges:
        arrow = "---" if edge.ends_in_joint else f'{_ARROW[edge.role]}|"{_text(ROLE_SIGN[edge.role])}"|'
        yield f"  {name[edge.tail]} {arrow} {name[edge.head]}"
    yield _CLASSES
    yield from _colours(edge.role for edge in diagram.edges)


def _box(export_input: ExportInput, some_id: str) -> str:
    words = _text(shown_words(export_input, some_id))
    if some_id in export_input.map.claims:
        return f'(["{words}"]):::thesis' if some_id in export_input.map.thesis else f'("{words}"):::claim'
    quote_state = export_input.quote_states.get(some_id)
    foot = place_of(export_input, some_id) + (f" · {quote_state.state}" if quote_state else "")
    return f'["{words}<br/>{_text(foot)}"]:::quote'


def _colours(roles: Iterable[Role]) -> Iterator[str]:
    of_role: dict[Role, list[str]] = {}
    for number, role in enumerate(roles):
        of_role.setdefault(role, []).append(str(number))
    for role, numbers in sorted(of_role.items()):
        yield f"  linkStyle {','.join(numbers)} stroke:{COLOUR[role]},stroke-width:2px"


def _text(text: str) -> str:
    return _SIGN.sub(lambda sign: f"#{ord(sign[0])};", _line(text))


def _line(text: str) -> str:
    return _READ_LATER.sub(_PARTED, visible_line(reading_line(text)))


def _yaml(text: str) -> str:
    """A text as a string of YAML, in which no sign stands that Mermaid looks for before it reads YAML."""
    said = json.dumps(_line(text).translate(_LOOK_ALIKE), ensure_ascii=False)
    return re.sub("[%#\ufffe\uffff]", lambda sign: f"\\u{ord(sign[0]):04x}", said)


def _beyond_limits(content: str, diagram: Diagram) -> Iterator[str]:
    if len(content) > _MOST_CHARACTERS or len(diagram.edges) > _MOST_LINKS:
        yield (
            f"the drawing itself on pages that keep Mermaid’s limits of {_MOST_CHARACTERS:,} characters and "
            f"{_MOST_LINKS} links, as GitHub does: this has {len(content):,} and {len(diagram.edges)}; "
            "give --focus to draw a part"
        )


MERMAID = Format(
    name="mermaid",
    label="Mermaid flowchart",
    suffixes=(".mmd", ".mermaid"),
    keeps="the drawn map: claims, quotes with source, line and state, every link",
    loses="original words of translated quotes, notes, tags, contexts of quotes, details of sources",
    export=export,
)
