"""PNG: the drawn map as pixels, painted from the SVG by resvg, which comes with the extra `png`.

resvg reads no network, runs nothing and needs no browser; its wheel has 1.4 MB for Python 3.10 and later on Linux,
macOS and Windows (resvg-py 0.5, MIT; resvg itself Apache-2.0 or MIT). Beside it stood skia-python, whose 19 MB wheel
leaves out what style sheets say of SVG, and CairoSVG (LGPL), which needs the cairo library of the system and falls
back to no other font where one lacks a character.
"""

from __future__ import annotations

from typing import Final

from argmap.extras import MissingExtra
from argmap.formats.drawing import Picture
from argmap.formats.fonts import InstalledFonts, called
from argmap.formats.format import Exported, Format, Material
from argmap.formats.svg import picture_size, picture_texts, svg_parts, what_is_lost

_MOST_PIXELS: Final = 60_000_000
"""A picture of more is drawn smaller: painting it takes four bytes a pixel, and few programs open larger ones."""
_LONGEST_SIDE: Final = 30_000
_MOST_NAMED: Final = 20


def png(material: Material) -> Exported:
    """The whole map in pixels, light. Raises MissingExtra where the library is not installed."""
    try:
        from resvg_py import svg_to_bytes

        fonts = InstalledFonts()
    except ImportError as fault:
        raise MissingExtra("PNG", "png") from fault

    picture = Picture(material)
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


FORMAT: Final = Format(
    name="png",
    label="PNG",
    suffixes=(".png",),
    keeps="the drawn map, as SVG does, on light ground",
    loses="what SVG loses, and all text as text; very large maps are drawn smaller",
    export=png,
)
