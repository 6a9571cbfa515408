"""The canvas with a line to search in: what a screen mounts."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from argmap.tui.bars import Bar
from argmap.tui.canvas.canvas import Canvas
from argmap.tui.canvas.messages import TitleChanged
from argmap.tui.canvas.tools import Tools
from argmap.tui.keys import bindings


class SearchLine(Input):
    """Finds as one types; Enter goes back to the drawing, Escape also forgets what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("canvas-search", {"close": "give_up", "next": "next(1)", "previous": "next(-1)", "stay": "submit"})
    ]

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(placeholder="words in a claim, a quote, an id or a tag", compact=True)
        self._canvas: Final = canvas

    def action_give_up(self) -> None:
        """Forget what was found and go back to the drawing."""
        self._canvas.find("")
        self.action_close()

    def action_close(self) -> None:
        """Go back to the drawing."""
        self.display = False
        self._canvas.focus()

    def action_next(self, step: int) -> None:
        """Go to another box that was found."""
        self._canvas.action_next_hit(step)


class DrawnMap(Vertical):
    """A drawing of the map that can be searched. `editable` tells whether things can be done to boxes in it."""

    DEFAULT_CSS = """
    DrawnMap {
        & > Tools { height: 1; padding: 0 1; }
        & > Canvas { height: 1fr; }
        & > SearchLine { height: 1; display: none; padding: 0 1; }
    }
    """

    def __init__(self, *, empty: str | None = None, editable: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.canvas: Final = Canvas(empty=empty, editable=editable)
        self._tools: Final = Tools(id="tools", back=editable)
        self._search: Final = SearchLine(self.canvas)

    def compose(self) -> ComposeResult:
        """The drawing between two lines."""
        yield self._tools
        yield self.canvas
        yield self._search

    @on(TitleChanged)
    def _title_changed(self) -> None:
        canvas = self.canvas
        less = canvas.is_narrowed or bool(canvas.held or canvas.hits)
        self._tools.show(hits=bool(canvas.hits), less=less)

    @on(Bar.Pressed, "#tools")
    async def _tool_pressed(self, message: Bar.Pressed) -> None:
        if message.name != Tools.BACK.name:
            message.stop()
            await self.app.run_action(message.name, self.canvas)

    @on(Canvas.SearchWanted)
    def _open_search(self) -> None:
        self._search.display = True
        self._search.focus()
        self._search.select_all()

    @on(Input.Changed)
    def _find(self, message: Input.Changed) -> None:
        message.stop()
        self.canvas.find(message.value)

    @on(Input.Submitted)
    def _found(self, message: Input.Submitted) -> None:
        message.stop()
        self._search.action_close()
