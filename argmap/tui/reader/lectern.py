"""What a text is read at: the reader, the map of quotes at its edge, and the bars to search and to go to a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from argmap.tui.reader.line_bar import LineBar
from argmap.tui.reader.messages import CursorMoved
from argmap.tui.reader.quote_map import QuoteMap
from argmap.tui.reader.reader import Reader
from argmap.tui.reader.search_bar import SearchBar

if TYPE_CHECKING:
    from argmap.text.folding import Folded


class Lectern(Vertical):
    """A reader with what helps to find one's way in a long text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash,ctrl+f",
            "search",
            "Search",
            key_display="/",
            tooltip="Search in this text as you type, whatever its script, width, case and line breaks.",
            id="lectern.search",
        ),
        Binding(
            "colon,ctrl+g",
            "go_to_line",
            "Go to line",
            show=False,
            key_display=":",
            tooltip="Go to a line by its number.",
            id="lectern.line",
        ),
        Binding(
            "h",
            "choose_section",
            "Sections",
            show=False,
            tooltip="Choose a section of this text from its headings.",
            id="lectern.sections",
        ),
    ]
    DEFAULT_CSS = """
    Lectern {
        height: 1fr;
        & Reader { width: 1fr; height: 1fr; }
    }
    """

    def __init__(
        self,
        reader: Reader | None = None,
        folded: Callable[[str], Folded] | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`folded` gives a text folded, from where that is done already; it may be called in a thread."""
        super().__init__(id=id, classes=classes)
        self.reader: Final = reader or Reader()
        self.search_bar: Final = SearchBar(self.reader, folded) if folded else SearchBar(self.reader)
        self._line_bar = LineBar(self.reader)
        self._quote_map = QuoteMap(self.reader)

    def compose(self) -> ComposeResult:
        """The text with its margin, and the bars below it."""
        with Horizontal():
            yield self.reader
            yield self._quote_map
        yield self.search_bar
        yield self._line_bar

    def action_search(self) -> None:
        """Let the user type what to search for."""
        self.search_bar.open()

    def action_go_to_line(self) -> None:
        """Let the user type the number of a line."""
        self._line_bar.open()

    def action_choose_section(self) -> None:
        """Let the user choose a heading, and go there."""
        self.run_worker(self._choose_section(), group="sections", exclusive=True)

    async def _choose_section(self) -> None:
        from argmap.find.sections import sections
        from argmap.tui.dialogs.section_picker import SectionPicker

        text = self.reader.text
        found = await asyncio.to_thread(sections, text)
        if not found:
            self.notify("No headings were found in this text.", severity="warning", markup=False)
            return
        section = await self.app.push_screen_wait(SectionPicker(found, self.reader.line_starts, self.reader.cursor))
        if section is not None and self.reader.text is text:
            self.reader.go_to(section.start, section.end)
            self.reader.focus()

    @on(CursorMoved)
    def _count_hits(self) -> None:
        self.search_bar.count()
