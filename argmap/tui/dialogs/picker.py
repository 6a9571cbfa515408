"""Choosing one of many by typing: claims, links, sources, files, maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.tui.dialogs.inputs import FIELD_BINDINGS, Choices, SafeInput
from argmap.tui.dialogs.refusal import RefusalLine
from argmap.tui.dialogs.room import fit
from argmap.tui.keys import binding, key_of, keys_in_sentence
from argmap.tui.safe_text import safe

T = TypeVar("T")
_MOST_ROWS: Final = 18


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One thing that can be picked."""

    value: T
    prompt: Content


class Picker(ModalScreen[T | None], Generic[T]):
    """A line to type in above the entries that fit what is typed; gives the value of the one that is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the keys of the field: one of these cuts what is typed there
        binding("dialog.down", "move(1)", priority=True),
        binding("dialog.up", "move(-1)", priority=True),
        binding("dialog.page-down", "move(8)"),
        binding("dialog.page-up", "move(-8)"),
        binding("dialog.new", "make_new"),
        binding("dialog.cancel", "dismiss"),
        *FIELD_BINDINGS,
    ]

    def __init__(
        self,
        title: str,
        entries: Callable[[str], Sequence[Entry[T]]],
        *,
        new: Callable[[str], Entry[T] | None] | None = None,
        makes: str = "as typed",
        placeholder: str = "type to search",
        typed: str = "",
        carry_out: Callable[[T], None] | None = None,
    ) -> None:
        """`entries` gives what fits the words typed so far, `new` the last entry, which makes something of them:
        the hint says by `makes` what.

        `carry_out` does what is to be done with what is picked; where that is refused, the picker says so and stays.
        """
        super().__init__()
        self._title = title
        self._find = entries
        self._new = new
        self._makes = makes
        self._placeholder = placeholder
        self._typed = typed
        self._carry_out = carry_out
        self._entries: list[Entry[T]] = []

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            dialog.border_subtitle = self._hint()
            yield SafeInput(self._typed, placeholder=self._placeholder, id="query", select_on_focus=False)
            entries = Choices(id="entries", markup=False)
            entries.can_focus = False
            yield entries
            yield Static(Content("nothing here fits"), id="nothing")
            yield RefusalLine()

    def _hint(self) -> Content:
        new = f"  {key_of('dialog.new')} {self._makes}" if self._new else ""
        choose, take = keys_in_sentence("dialog.up", "dialog.down"), key_of("dialog.select")
        # The way out for the mouse, too: the dialog has no buttons
        cancel = Content(f"{key_of('dialog.cancel')} cancel").stylize(Style.from_meta({"@click": "screen.dismiss"}))
        return Content.assemble(f" {choose} choose  {take} take{new}  ", cancel, " ")

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog gives it up, as it does in the palette."""
        if event.widget is self:
            self.dismiss()

    def on_mount(self) -> None:
        """Show everything there is."""
        self.search()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the chosen entry in sight on a small screen."""
        fit(self.query_one("#entries"), _MOST_ROWS, event.size.height)

    @on(SafeInput.Changed, "#query")
    def _typed_more(self) -> None:
        self.search()

    def search(self, *, keep: bool = False) -> None:
        """Show the entries that fit what is typed, the first of them chosen, or the same as before to `keep`."""
        typed = self.query_one(SafeInput).value
        entries = list(self._find(typed))
        made = self._new(typed) if self._new else None
        self._entries = [*entries, made] if made else entries
        options = self.query_one(OptionList)
        chosen = (options.highlighted or 0) if keep else 0
        options.set_options(Option(entry.prompt) for entry in self._entries)
        options.highlighted = min(chosen, len(self._entries) - 1) if self._entries else None
        self.query_one("#nothing").display = not self._entries

    def action_move(self, rows: int) -> None:
        """Choose another entry; from the last one on to the first."""
        options = self.query_one(OptionList)
        if not self._entries:
            return
        wanted = (options.highlighted or 0) + rows
        options.highlighted = (
            wanted % len(self._entries) if abs(rows) == 1 else max(0, min(wanted, len(self._entries) - 1))
        )

    @on(SafeInput.Submitted, "#query")
    def take(self) -> None:
        """Give the chosen entry."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._give(self._entries[highlighted].value)

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Give the entry that was clicked."""
        self._give(self._entries[event.option_index].value)

    def action_make_new(self) -> None:
        """Give what the typed words make, whatever else fits them."""
        made = self._new(self.query_one(SafeInput).value) if self._new else None
        if made is not None:
            self._give(made.value)

    def _give(self, value: T) -> None:
        if not self.is_active:
            return  # a second click, or enter after a click: the first has given an entry already
        if self.query_one(RefusalLine).lets(self._carry_out, value):
            self.dismiss(value)
