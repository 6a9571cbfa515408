"""What the canvas tells the widgets around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from argmap.graph.drawn import Drawing
from argmap.model import Link
from argmap.tui.held import Spot

if TYPE_CHECKING:
    from argmap.tui.canvas.plot import Plot


class _FromCanvas(Message):
    def __init__(self, canvas: Plot) -> None:
        super().__init__()
        self.canvas: Final = canvas

    @property
    def control(self) -> Plot:
        """The canvas, for `on`."""
        return self.canvas


class BoxMoved(_FromCanvas, namespace="canvas"):
    """Another box or link is selected, or none any more."""

    def __init__(self, canvas: Plot, box: str | None, link: Link | None) -> None:
        super().__init__(canvas)
        self.box: Final = box
        self.link: Final = link

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, BoxMoved) and message.canvas is self.canvas


class BoxChosen(_FromCanvas, namespace="canvas"):
    """The user wants to go to what a box stands for."""

    def __init__(self, canvas: Plot, box: str) -> None:
        super().__init__(canvas)
        self.box: Final = box


class BoxesDropped(_FromCanvas, namespace="canvas"):
    """Boxes, or links, were dragged onto another."""

    def __init__(self, canvas: Plot, dragged: tuple[Spot, ...], onto: Spot) -> None:
        super().__init__(canvas)
        self.dragged: Final = dragged
        self.onto: Final = onto


class TitleChanged(_FromCanvas, namespace="canvas"):
    """How much is shown, found or marked is told in other words."""

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, TitleChanged) and message.canvas is self.canvas


class SearchWanted(_FromCanvas, namespace="canvas"):
    """The user wants to look for words."""


class Drawn(_FromCanvas, namespace="canvas"):
    """A drawing that took its time is finished."""

    def __init__(self, canvas: Plot, drawing: Drawing, order: int) -> None:
        super().__init__(canvas)
        self.drawing: Final = drawing
        self.order: Final = order
        """The number of the order that it answers."""
