"""The thumb of a scrollbar, painted anew only where it looks otherwise.

Textual paints the whole scrollbar at every row that is scrolled, which costs as much as the rows beside it. In a
long list most rows move the thumb by less than the eighth of a cell in which it is drawn.
"""

from __future__ import annotations

from math import ceil
from typing import Final

from textual.scrollbar import ScrollBar

_EIGHTHS: Final = 8


def move_thumb(bar: ScrollBar, *, position: float | None = None, rows: int | None = None) -> None:
    """Let a scrollbar stand for another position, or for so many rows in all."""
    before = _ends_of(bar)
    if position is not None:
        bar.set_reactive(ScrollBar.position, position)
    if rows is not None:
        bar.set_reactive(ScrollBar.window_virtual_size, rows)
    if _ends_of(bar) != before:
        bar.refresh()


def ends(size: int, rows: int, seen: int, position: float) -> tuple[int, int] | None:
    """Where a thumb begins and ends, in eighths of a cell as `ScrollBarRender` draws it; None where there is none."""
    if not (size and seen) or rows <= seen:
        return None
    length = max(1, seen * size / rows)
    start = int((size - length) * position / (rows - seen) * _EIGHTHS)
    return start, start + ceil(length * _EIGHTHS)


def _ends_of(bar: ScrollBar) -> tuple[int, int] | None:
    return ends(bar.size.height, bar.window_virtual_size, bar.window_size, bar.position)
