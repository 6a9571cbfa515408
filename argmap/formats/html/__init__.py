"""HTML: one page that holds everything: the drawn map, the outline, and the texts with every quote marked in them."""

from typing import Final

from argmap.formats.format import Format
from argmap.formats.html.page import html

HTML: Final = Format(
    name="html",
    label="HTML",
    suffixes=(".html", ".htm"),
    keeps="the drawn map to walk in, the outline, and the texts with every quote marked",
    loses="comments; contexts of quotes not found; texts without quotes; of long texts what is far from any quote",
    export=html,
)

__all__ = ["HTML"]
