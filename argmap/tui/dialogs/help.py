"""The page of keys that work where the user is, and of what each does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from argmap.tui.keys import Section, bindings, key_name, with_keys

_KEYS_WIDTH = 26
"""Cells beside which a sentence has room on any screen; many keys for one thing go on below."""


class Help(ModalScreen[None]):
    """A page of keys; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "help-page",
            {
                "close": "dismiss",
                "up": "scroll('up')",
                "down": "scroll('down')",
                "page-up": "scroll('page_up')",
                "page-down": "scroll('page_down')",
                "first": "scroll('home')",
                "last": "scroll('end')",
            },
        )
    ]

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.sections = sections

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(id="dialog", can_focus=False) as dialog:
            dialog.border_title = Content("Keys")
            dialog.border_subtitle = Content(with_keys(" {help-page.close} closes "))
            yield Static(self._table())

    def on_click(self) -> None:
        """A click closes the page, too."""
        self.dismiss()

    def action_scroll(self, where: str) -> None:
        """Scroll `up` or `down` by a row, `page_up` or `page_down` by a page, or to the `home` or the `end`."""
        getattr(self.query_one("#dialog"), f"scroll_{where}")(animate=False)

    def _table(self) -> Table:
        """The page as two columns, so that sentences wrap beside their keys."""
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=_KEYS_WIDTH)
        table.add_column()
        for heading, lines in self.sections:
            if not lines:
                continue
            if table.row_count:
                table.add_row()
            table.add_row(Text(heading, "bold"))
            for keys, said in lines:
                table.add_row(Text(" ".join(key_name(key) for key in keys.split(",")), "bold"), Text(said))
        return table
