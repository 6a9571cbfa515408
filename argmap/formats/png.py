"""PNG: the drawn map as pixels, painted from the SVG by resvg, which comes with the extra `argmap[png]`.

resvg reads no network, runs nothing and needs no browser; its wheel has 1.4 MB for Python 3.10 and later on Linux,
macOS and Windows (resvg-py 0.5, MIT; resvg itself Apache-2.0 or MIT). Beside it stood skia-python, whose 19 MB wheel
leaves out what style sheets say of SVG, and CairoSVG (LGPL), which needs the cairo library of the system and falls
back to no other font where one lacks a character.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from argmap.formats.drawing import Picture
from argmap.formats.format import Exported, Format, Material, MissingExtra
from argmap.formats.svg import picture_size, svg_parts, what_is_lost

_MOST_PIXELS: Final = 60_000_000
"""A picture of more is drawn smaller: painting it takes four bytes a pixel, and few programs open larger ones."""
_LONGEST_SIDE: Final = 30_000
_PROBE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
    '<text x="2" y="20" font-size="20" font-family="sans-serif">{}</text></svg>'
)
_NO_CHARACTER: Final = "\U000ffffd"
"""Of the private use area: no font has it."""
_SCRIPTS: Final = (
    ("國", "\u3400", "\u9fff", "Chinese characters"),
    ("か", "\u3041", "\u30ff", "Japanese kana"),
    ("한", "\uac00", "\ud7a3", "Korean letters"),
)
"""A character of each, its first and its last, and what they are called."""


def png(material: Material) -> Exported:
    """The whole map in pixels, light. Raises MissingExtra where the library is not installed."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as fault:
        raise MissingExtra("PNG", "png") from fault

    picture = Picture(material)
    size = picture_size(picture)
    zoom = min(1.0, (_MOST_PIXELS / (size.width * size.height)) ** 0.5, _LONGEST_SIDE / max(size))
    text = "".join(svg_parts(picture))
    lost = list(what_is_lost(picture))
    if zoom < 1:
        lost.append(f"{100 - int(zoom * 100)} % of the size: all of it would have {size.width} × {size.height} pixels")
    lost.extend(_without_font(text, svg_to_bytes))
    return Exported(bytes(svg_to_bytes(svg_string=text, zoom=zoom)), tuple(lost))


def _without_font(text: str, painted: Callable[..., bytes]) -> list[str]:
    """The scripts of a picture that no font of this machine has, each as a loss."""
    nothing = painted(svg_string=_PROBE.format(_NO_CHARACTER))
    return [
        f"{said}, as no font on this machine has them: install one, such as Noto Sans CJK"
        for sample, first, last, said in _SCRIPTS
        if any(first <= character <= last for character in text)
        and painted(svg_string=_PROBE.format(sample)) == nothing
    ]


FORMAT: Final = Format(
    name="png",
    label="PNG",
    suffixes=(".png",),
    keeps="the drawn map, as SVG does, on light ground",
    loses="what SVG loses, and all text as text; very large maps are drawn smaller",
    export=png,
)
