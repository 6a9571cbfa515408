"""The end of a page, as a row of its own that is painted as a rule with the number of the page that follows.

The row holds nothing but the form feed of the text, so that every offset stays what it is.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from argmap.text.pages import Pages
    from argmap.tui.reader.layout import Layout

LINE: Final = "─"


def page_rule(layout: Layout, pages: Pages | None, row: int) -> str:
    """A rule as wide as the text; a last page that is followed by none, or a page without a number, is not named."""
    at = layout.span(row)[0]
    label = pages.labels[bisect_right(pages.breaks, at)] if pages is not None and at + 1 < len(layout.text) else ""
    said = f"{LINE} page {label} " if label else ""
    if cell_len(said) >= layout.width:
        return set_cell_size(said, layout.width)
    return said + LINE * (layout.width - cell_len(said))


def bears_number(layout: Layout, row: int) -> bool:
    """Whether the number of a row's line stands before it: at the first row with words, or at a rule that is all."""
    if layout.ends_page(row):
        return layout.begins_line(row) and (row + 1 == layout.row_count or layout.begins_line(row + 1))
    while row and layout.ends_page(row - 1) and not layout.begins_line(row):
        row -= 1
    return layout.begins_line(row)
