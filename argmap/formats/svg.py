"""SVG and PNG: the drawn map as a picture that loads nothing, runs nothing, and follows its reader's light or dark.

PNG is painted from the SVG by resvg, which comes with the extra `png`: it reads no network, runs nothing and needs no
browser; its wheel has 1.4 MB for Python 3.10 and later on Linux, macOS and Windows (resvg-py 0.5, MIT; resvg itself
Apache-2.0 or MIT). Beside it stood skia-python, whose 19 MB wheel leaves out what style sheets say of SVG, and CairoSVG
(LGPL), which needs the cairo library of the system and falls back to no other font where one lacks a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from argmap.extras import MissingExtra
from argmap.formats.drawing import (
    CELL,
    HEAD,
    JOINED,
    LETTERS,
    PADDING,
    SIGNS,
    SMALL_LETTERS,
    Picture,
    head_turn,
    line_path,
)
from argmap.formats.fonts import FAMILIES, STYLE, InstalledFonts, called, class_of
from argmap.formats.format import Exported, ExportInput, Format, Part, counted, losses
from argmap.formats.markup import as_markup
from argmap.formats.sources import is_right_to_left, language_by_script, language_of
from argmap.formats.text_fitting import rows_of
from argmap.graph import STATE_SIGN
from argmap.graph.drawn import Box, Size
from argmap.model import Role

FamilyOf = Callable[[str, str], str | None]
_MARGIN: Final = 24
_TITLE_LETTERS: Final = 20
_TITLE_ROW: Final = 28
_LEAST_WIDTH: Final = 420
"""In pixels, for the title and the legend."""


_MOST_TITLE_ROWS: Final = 4
_LEGEND: Final = ((Role.SUPPORT, "supports"), (Role.COUNTER, "counters"), (Role.UNDERCUT, "undercuts"))
_LEGEND_HEIGHT: Final = 40
_STYLE: Final = f"""
text{{font:{LETTERS}px {FAMILIES};fill:#22262d;white-space:pre}}
.title{{font-size:{_TITLE_LETTERS}px;font-weight:700}}
.foot,.state,.legend{{font-size:{SMALL_LETTERS}px;fill:#646b78}}
.state{{text-anchor:end}}
.review{{fill:#a14a00}}
{STYLE}
.paper{{fill:#faf9f6}}
.claim rect{{fill:#fff;stroke:#9aa1ad;stroke-width:1.25}}
.quote rect{{fill:#f3f1ea;stroke:#c3bfb2;stroke-width:1}}
.thesis rect{{stroke:#22262d;stroke-width:2.5}}
.thesis .said{{font-weight:700}}
.wire{{fill:none;stroke-width:1.75;stroke-linejoin:round}}
.wire.support,.sign.support{{stroke:#0f7a5f}}
.wire.counter,.sign.counter{{stroke:#c2410c}}
.wire.undercut,.sign.undercut{{stroke:#7c3aed}}
.wire.counter{{stroke-dasharray:7 4}}
.wire.undercut{{stroke-dasharray:1.75 3.5}}
.head.support{{fill:#0f7a5f}}
.head.counter{{fill:#c2410c}}
.head.undercut{{fill:#7c3aed}}
.sign{{fill:#fff;stroke-width:1.5;stroke-linecap:round}}
@media (prefers-color-scheme:dark){{
text{{fill:#e8e6e1}}
.foot,.state,.legend{{fill:#9aa1ad}}
.review{{fill:#f0a35e}}
.paper{{fill:#15171b}}
.claim rect{{fill:#1f2228;stroke:#5b626e}}
.quote rect{{fill:#1a1c20;stroke:#444a54}}
.thesis rect{{stroke:#e8e6e1}}
.wire.support,.sign.support{{stroke:#4cc9a0}}
.wire.counter,.sign.counter{{stroke:#fb8b5b}}
.wire.undercut,.sign.undercut{{stroke:#b49bff}}
.head.support{{fill:#4cc9a0}}
.head.counter{{fill:#fb8b5b}}
.head.undercut{{fill:#b49bff}}
.sign{{fill:#15171b}}
}}
"""


def svg(export_input: ExportInput) -> Exported:
    """The whole map as one picture, with its title above and what the signs mean below."""
    picture = Picture(export_input)
    return Exported("".join(svg_parts(picture)), what_is_lost(picture))


def what_is_lost(picture: Picture) -> tuple[str, ...]:
    """What a picture does not show of its map."""
    map_ = picture.map
    parts = (Part.NOTES, Part.TAGS, Part.ORIGINALS, Part.ANCHORS, Part.SOURCES, Part.COMMENTS, Part.CONFLICTS)
    return (
        *losses(map_, *parts),
        *(("the order of the theses",) if len(map_.thesis) > 1 else ()),
        *((f"the end of {counted(picture.cut_short, 'long text')}",) if picture.cut_short else ()),
    )


def picture_texts(picture: Picture) -> Iterator[str]:
    """All the words in a picture that come from its map."""
    yield from _title(picture)
    for lettered in picture.lettered.values():
        yield from lettered.rows


def svg_parts(picture: Picture, family_of: FamilyOf = lambda _text, _script: None) -> Iterator[str]:
    """The picture, as pieces of its text. `family_of` may name the one font family of a text and its script's class."""
    title = _title(picture)
    top = _MARGIN + len(title) * _TITLE_ROW + 8
    width, height = picture_size(picture)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title desc">\n<title id="title">{as_markup(picture.map.title)}</title>\n'
        f'<desc id="desc">{_described(picture)}</desc>\n<style>{_STYLE}</style>\n'
        f'<rect class="paper" width="{width}" height="{height}"/>\n'
    )
    sides, first = (_MARGIN, width - _MARGIN), _MARGIN + 18
    yield from _rows("title", title, sides, (first, _TITLE_ROW), language_by_script(picture.map.title), family_of)
    yield "\n"
    yield f'<g transform="translate({_MARGIN} {top})">\n'
    for wire in picture.edge_paths():
        yield f'<path class="wire {wire.role}" d="{"".join(map(line_path, wire.lines))}"/>\n'
    for head in picture.heads():
        place = f"translate({head.x} {head.y}){head_turn(head)}"
        yield f'<path class="head {head.role}" transform="{place}" d="{HEAD}"/>\n'
    for box in picture.drawing.boxes.values():
        yield _box(picture, box, family_of)
    for sign in picture.signs():
        shape = JOINED if sign.is_joint else SIGNS[sign.role]
        yield f'<path class="sign {sign.role}" transform="translate({sign.x} {sign.y})" d="{shape}"/>\n'
    yield "</g>\n"
    yield _legend(height - _MARGIN)
    yield "</svg>\n"


def picture_size(picture: Picture) -> Size:
    """All of it in pixels, with title, legend and margins."""
    header = len(_title(picture)) * _TITLE_ROW + 8
    return Size(
        max(picture.size.width, _LEAST_WIDTH) + 2 * _MARGIN,
        header + picture.size.height + _LEGEND_HEIGHT + 2 * _MARGIN,
    )


def _title(picture: Picture) -> list[str]:
    room = max(picture.size.width, _LEAST_WIDTH) * 100 // _TITLE_LETTERS
    return rows_of(picture.map.title, room, _MOST_TITLE_ROWS, bold=True)


def _box(picture: Picture, box: Box, family_of: FamilyOf) -> str:
    rect, lettered = picture.rect(box), picture.lettered[box.id]
    is_claim = box.id in picture.map.claims
    look = ("claim thesis" if box.id in picture.map.thesis else "claim") if is_claim else "quote"
    sides, first = (rect.x + PADDING, rect.x + rect.width - PADDING), rect.y + 24
    lang = language_of(picture.map, box.id)
    parts = [
        f'<g class="{look}" lang="{as_markup(lang)}">'
        f'<rect x="{rect.x}" y="{rect.y}" width="{rect.width}" height="{rect.height}" rx="{8 if is_claim else 2}"/>'
    ]
    parts += _rows("said", lettered.rows, sides, (first, CELL.height), lang, family_of)
    bottom = rect.y + rect.height - 10
    parts.append(f'<text class="foot" x="{sides[0]}" y="{bottom}">{as_markup(lettered.foot)}</text>')
    quote_state = picture.quote_state_of(box.id)
    if quote_state is not None:
        look = "state review" if quote_state.needs_review else "state"
        said = f"{STATE_SIGN[quote_state.state]} {quote_state.state}"
        parts.append(f'<text class="{look}" x="{sides[1]}" y="{bottom}">{said}</text>')
    return "".join((*parts, "</g>\n"))


def _rows(
    look: str,
    rows: Sequence[str],
    sides: tuple[int, int],
    heights: tuple[int, int],
    lang: str,
    family_of: FamilyOf,
) -> Iterator[str]:
    """Rows of one text between two sides, at the right one where it is written from right to left.

    `heights` are where the first stands and how far the next is below it. A row's direction is said by characters
    around it, an isolate (UAX 9): resvg does not know the attribute `direction`, and where both are, a reader that
    knows it would turn the row's anchor round.
    """
    text = "".join(rows)
    script = class_of(text, lang)
    family = family_of(text, script)
    shown = f'class="{f"{look} {script}".rstrip()}"' + (f" style=\"font-family:'{family}'\"" if family else "")
    for at, row in enumerate(rows):
        words, y = as_markup(row), heights[0] + at * heights[1]
        if is_right_to_left(text):
            yield f'<text {shown} x="{sides[1]}" y="{y}" text-anchor="end">\u2067{words}\u2069</text>'
        else:
            yield f'<text {shown} x="{sides[0]}" y="{y}">{words}</text>'


def _described(picture: Picture) -> str:
    map_ = picture.map
    count = sum(1 for _ in map_.links())
    return f"A map of {len(map_.claims)} claims and {len(map_.quotes)} quotes with {count} links between them."


def _legend(y: int) -> str:
    parts, x = [], _MARGIN + 8
    for role, said in _LEGEND:
        parts.append(
            f'<path class="wire {role}" d="M{x} {y}h38"/><path class="sign {role}" transform="translate({x} {y})" '
            f'd="{SIGNS[role]}"/><text class="legend" x="{x + 46}" y="{y + 4}">{said}</text>\n'
        )
        x += 124
    return "".join(parts)


SVG: Final = Format(
    name="svg",
    label="SVG",
    suffixes=(".svg",),
    keeps="the drawn map: claims, quotes with their states, all links",
    loses="notes, tags, contexts and original words of quotes, sources, the order of theses, texts beyond 14 rows",
    export=svg,
)


_MOST_PIXELS: Final = 60_000_000
"""A picture of more is drawn smaller: painting it takes four bytes a pixel, and few programs open larger ones."""


_LONGEST_SIDE: Final = 30_000
_MOST_NAMED: Final = 20


def png(export_input: ExportInput) -> Exported:
    """The whole map in pixels, light. Raises MissingExtra where the library is not installed."""
    try:
        from resvg_py import svg_to_bytes

        fonts = InstalledFonts()
    except ImportError as fault:
        raise MissingExtra("PNG", "png") from fault

    picture = Picture(export_input)
    size = picture_size(picture)
    zoom = min(1.0, (_MOST_PIXELS / (size.width * size.height)) ** 0.5, _LONGEST_SIDE / max(size))
    text = "".join(svg_parts(picture, fonts.covering))
    lost = list(what_is_lost(picture))
    if zoom < 1:
        lost.append(f"{100 - int(zoom * 100)} % of the size: all of it would have {size.width} × {size.height} pixels")
    missing = called(fonts.lacks("".join(picture_texts(picture))))
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        lost.append(f"{named}: no font on this machine has them; install one, such as Noto Sans")
    painted = svg_to_bytes(svg_string=text, zoom=zoom, skip_system_fonts=bool(fonts.files), font_files=fonts.files)
    return Exported(bytes(painted), tuple(lost))


PNG: Final = Format(
    name="png",
    label="PNG",
    suffixes=(".png",),
    keeps="the drawn map, as SVG does, on light ground",
    loses="what SVG loses, and all text as text; very large maps are drawn smaller",
    export=png,
)
