"""How arrows look whose links came or went since another version: coloured, with a sign where they leave a box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from argmap.graph.drawn import Drawing
from argmap.model import Link
from argmap.tui.canvas.changed import Became
from argmap.tui.canvas.crossings import crossings
from argmap.tui.canvas.index import Blocks, Run, runs_of


class ChangedLines:
    """The changed arrows of a drawing. A stretch that an unchanged arrow takes, too, is not shown as changed."""

    def __init__(self, drawing: Drawing, changed: Mapping[Link, Became]) -> None:
        self._unchanged: Final = _filed(
            runs_of(drawing, (arrow for arrow in drawing.arrows if arrow.link not in changed))
        )
        self._by_style: Final[dict[str, Blocks[Run]]] = {}
        for style in dict.fromkeys(became.style for became in changed.values()):
            arrows = [arrow for arrow in drawing.arrows if arrow.link in changed and changed[arrow.link].style == style]
            self._by_style[style] = _filed(runs_of(drawing, arrows))
        self._signs: Final[dict[int, dict[int, tuple[str, str]]]] = {}
        for arrow in drawing.arrows:
            if arrow.link in changed and isinstance(arrow.begin, str):
                became, (x, y) = changed[arrow.link], arrow.points[0]
                self._signs.setdefault(y, {})[x] = (became.sign, became.style)

    def styles(self, row: int, tiles: Iterable[int], begin: int, end: int) -> dict[int, str]:
        """The columns of a row from `begin` up to `end` where only changed arrows pass, with their styles."""
        unchanged, _ = crossings(_near(self._unchanged, row, tiles), row, begin, end)
        styles = {}
        for style, runs in self._by_style.items():
            for x, ways in crossings(_near(runs, row, tiles), row, begin, end)[0].items():
                if not ways.keys() <= unchanged.get(x, {}).keys():
                    styles[x] = style
        return styles

    def signs(self, row: int, begin: int, end: int) -> dict[int, tuple[str, str]]:
        """The signs on a row from one column up to another, with their styles."""
        return {x: sign for x, sign in self._signs.get(row, {}).items() if begin <= x < end}


def _filed(runs: Iterable[Run]) -> Blocks[Run]:
    blocks = Blocks[Run]()
    for run in runs:
        blocks.add(run, run.left, run.top, run.right, run.bottom)
    return blocks


def _near(runs: Blocks[Run], row: int, tiles: Iterable[int]) -> set[Run]:
    return {run for tile in tiles for run in runs.near(row, tile)}
