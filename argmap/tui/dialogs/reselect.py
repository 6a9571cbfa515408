"""Selecting a quote's passage in its text anew."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from argmap.corpus import OpenText
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line
from argmap.tui.content import safe
from argmap.tui.keys import binding
from argmap.tui.state.context import how_to_select, overlong
from argmap.tui.state.review_cases import Case, Place
from argmap.tui.widgets.bars import Bar, HintBar, hint
from argmap.tui.widgets.details import Paragraph
from argmap.tui.widgets.painted_pane import Piece
from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole
from argmap.tui.widgets.reader.reader import Reader, SelectionChanged
from argmap.tui.widgets.reading_pane import WIDEST_ROW
from argmap.tui.widgets.sheets import QUOTED, Block, SheetPane

Span = tuple[int, int]


class Reselecting(ModalScreen[Span | None]):
    """A text with a quote's place selected; gives the passage that the user takes, or None for Escape."""

    AUTO_FOCUS = "#text"
    DEFAULT_CSS = """
    Reselecting {
        layout: vertical;
        align: left top;
        background: $surface;
        & #sought { height: auto; max-height: 30%; }
        & #text { height: 1fr; border: round $primary; border-title-color: $foreground; border-title-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("reselect.take", "take", priority=True),
        binding("reselect.leave", "back", priority=True),
    ]

    def __init__(self, case: Case, opened: OpenText, place: Place | None) -> None:
        super().__init__()
        self._case = case
        self._opened = opened
        self._place = place
        self._sought = SheetPane(f"Select the passage for {case.quote_id}", id="sought")
        self._sought.can_focus = False
        self._reader = Reader(id="text")
        self._reader.max_width = WIDEST_ROW
        self._hints = HintBar(id="hints")

    def compose(self) -> ComposeResult:
        """The words that are sought, the text, and the keys."""
        yield self._sought
        yield self._reader
        yield self._hints

    def on_mount(self) -> None:
        """Show the place with its passage selected, or about where the quote was."""
        text, place = self._opened.text, self._place
        role = HighlightRole.REVIEW if self._case.quote_state.needs_review else HighlightRole.PLAIN
        marks = [Highlight(place.start, place.end, role, self._case.quote_id)] if place else []
        self._reader.border_title = safe(f"{self._case.quote.source} · {self._opened.file.name}")
        self._reader.open_text(text, marks, min(self._case.quote.at, len(text)))
        if place is not None:
            self._reader.select(*place.span)
        words = Piece(reading_line(self._case.quote.text))
        self._sought.show(f"Select the passage for {self._case.quote_id}", [Block(Paragraph((words,)), QUOTED)])
        self._show_hints()

    @property
    def selected(self) -> Span | None:
        """What is selected, without white space at its ends; None for nothing."""
        span = self._reader.selected_span
        if span is None:
            return None
        words = self._opened.text[span[0] : span[1]]
        start = span[0] + len(words) - len(words.lstrip())
        return (start, start + len(words.strip())) if words.strip() else None

    def action_take(self) -> None:
        """Give what is selected, or say that nothing is."""
        reason = self._why_not()
        if reason is not None:
            self.notify(visible_line(reason), severity="warning", markup=False)
        else:
            self.dismiss(self.selected)

    def _why_not(self) -> str | None:
        """Why what is selected cannot be taken."""
        return overlong(self.selected) if self.selected else how_to_select("the passage")

    def action_back(self) -> None:
        """Select nothing any more; where nothing is selected, leave."""
        if self._reader.selected_span is not None or self._reader.selecting:
            self._reader.action_let_go()
        else:
            self.dismiss(None)

    @on(SelectionChanged)
    def _show_hints(self) -> None:
        reason = self._why_not()
        self._hints.show(
            [
                hint("reselect.take", "take", why_not=reason),
                hint("reader.select", "select"),
                hint("reader.grow", "grow"),
                hint("reader.other-end", "other"),
                hint("reselect.leave", "back", tooltip="Select nothing any more; again: leave the quote as it is."),
            ]
        )

    @on(Bar.Pressed, "#hints")
    async def _hint_pressed(self, message: Bar.Pressed) -> None:
        match message.name:
            case "take":
                self.action_take()
            case "back":
                self.action_back()
            case "select":
                self._reader.action_toggle_selecting()
            case "other" if self._reader.selected_span is not None:
                self._reader.action_other_end()
            case "grow":
                self._reader.action_grow()
            case _:
                await self.app.run_action(message.name)
