"""The graph with its line of tools and its line to search in: what a screen mounts."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from argmap.tui.keys import bindings, key_of
from argmap.tui.widgets.bars import Bar, Entry
from argmap.tui.widgets.canvas import canvas
from argmap.tui.widgets.canvas.canvas import CANVAS_BINDINGS, Canvas, TitleChanged


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
        less = canvas.is_narrowed or bool(canvas.marks or canvas.hits)
        self._tools.show(hits=bool(canvas.hits), less=less)

    @on(Bar.Pressed, "#tools")
    async def _tool_pressed(self, message: Bar.Pressed) -> None:
        if message.name != Tools.BACK.name:
            message.stop()
            await self.app.run_action(message.name, self.canvas)

    @on(canvas.SearchWanted)
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


_LABELS: Final = {
    "canvas.smaller": "smaller",
    "canvas.larger": "larger",
    "canvas.turn": "turn",
    "canvas.overview": "overview",
    "canvas.search": "search",
    "canvas.next-hit": "next",
    "canvas.show-all": "all",
    "canvas.focus": "near",
    "canvas.next-link": "link",
    "canvas.previous-hit": "previous",
}
"""By the id of the binding, those that are wanted most first."""


_WITH_HITS: Final = frozenset({"canvas.next-hit", "canvas.previous-hit"})
_WITH_LESS: Final = frozenset({"canvas.show-all"})


class Tools(Bar):
    """What can be done to the drawing as a whole. The name of each entry is the action of the canvas."""

    BACK: Final = Entry("back", Content.assemble(("‹", "bold"), " map"), "Go back to the panes.")

    def __init__(self, *, id: str, back: bool) -> None:
        """`back` tells whether it leads back to the panes, too."""
        super().__init__(id=id)
        self._leading: Final = [self.BACK] if back else []
        self.show(hits=False, less=False)

    def show(self, *, hits: bool, less: bool) -> None:
        """Show what can be done: with `hits` of a search, and with `less` than everything or something marked."""
        left_out = (frozenset() if hits else _WITH_HITS) | (frozenset() if less else _WITH_LESS)
        bound = {str(binding.id): binding for binding in CANVAS_BINDINGS}
        entries = [
            Entry(
                bound[name].action,
                Content.assemble((key_of(name), "bold"), f" {label}"),
                bound[name].tooltip,
            )
            for name, label in _LABELS.items()
            if name not in left_out
        ]
        self.show_entries([*self._leading, *entries])
