"""Lines of entries that can be pressed, above and below the panes: the tabs of a small screen, and the keys.

Each is one widget that paints its entries itself: dozens of small widgets would cost the first paint a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from argmap.tui.keys import KEYS, key_of
from argmap.tui.situation import Pane

GAP: Final = 2
"""Cells between two entries."""

DIMMED: Final = "$text-fainter"
"""The style of what cannot be pressed now; where a terminal's sixteen colours are all there is, it is dim instead."""


class Entry(NamedTuple):
    """A part of a bar that can be pressed."""

    name: str
    text: Content
    tooltip: str = ""
    style: str = ""
    """The style of the whole text."""


class Hint(NamedTuple):
    """One key of the footer."""

    key: str
    label: str
    tooltip: str
    action: str
    """The action as Textual runs it: on the screen, or, where it begins with `focused.`, on the pane."""
    why_not: str | None = None
    """Why it cannot be done now."""


class Bar(Widget):
    """Entries side by side; the last one may stand at the right edge."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """An entry was clicked."""

        def __init__(self, bar: Bar, name: str) -> None:
            super().__init__()
            self.bar: Final = bar
            self.name: Final = name

        @property
        def control(self) -> Bar:
            """The bar, for `on`."""
            return self.bar

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._at_right = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the bar shows."""
        return self._entries

    def show_entries(self, entries: Sequence[Entry], *, at_right: int = 0) -> None:
        """Show other entries, so many of the last ones at the right edge."""
        if (tuple(entries), at_right) != (self._entries, self._at_right):
            self._entries = tuple(entries)
            self._at_right = at_right
            self.refresh()

    def places(self) -> Iterator[tuple[int, int, Entry]]:
        """Where each entry begins and ends, in cells of the bar's content, as far as there is room.

        The entries at the right edge have their places before all others.
        """
        room, at = self.content_size.width, 0
        split = len(self._entries) - self._at_right
        flowing, at_right = self._entries[:split], self._entries[split:]
        right = room - cells_of(at_right)
        for entry in flowing:
            cells = cell_len(entry.text.plain)
            if at + cells + (GAP if at_right else 0) > right:
                break
            yield at, at + cells, entry
            at += cells + GAP
        for entry in at_right:
            cells = cell_len(entry.text.plain)
            yield right, right + cells, entry
            right += cells + GAP

    def render(self) -> Content:
        """The entries, with what does not fit left out."""
        line, at = Content(""), 0
        for begin, end, entry in self.places():
            style = "dim" if entry.style == DIMMED and self.app.native_ansi_color else entry.style
            text = entry.text.stylize_before(style) if style else entry.text
            line = Content.assemble(line, " " * (begin - at), text)
            at = end
        return line

    def _under(self, event: events.MouseEvent) -> Entry | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        return next((entry for begin, end, entry in self.places() if begin <= offset.x < end), None)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if (entry := self._under(event)) is not None:
            self.post_message(self.Pressed(self, entry.name))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the entry under the pointer does."""
        entry = self._under(event)
        said = entry.tooltip if entry is not None else ""
        self.tooltip = Content(said) if said else None


def cells_of(entries: Sequence[Entry]) -> int:
    """How wide some entries are side by side."""
    return sum(cell_len(entry.text.plain) + GAP for entry in entries) - GAP if entries else 0


class HintBar(Bar):
    """The keys that matter now. Those that do nothing now are dimmed, and their tooltip says why."""

    PALETTE: Final = "app.command_palette"

    def show(self, hints: Sequence[Hint]) -> None:
        """Show these keys, and the one that finds all others."""
        entries = [self._entry(hint) for hint in hints]
        every = Entry(
            self.PALETTE,
            Content.assemble((key_of("palette").replace("ctrl+", "^"), "bold"), " all"),
            KEYS["palette"].does,
        )
        self.show_entries([*entries, every], at_right=1)

    def _entry(self, hint: Hint) -> Entry:
        text = Content.assemble((hint.key, "bold"), f" {hint.label}")
        if hint.why_not:
            return Entry(hint.action, text, f"Not now: {hint.why_not}.", DIMMED)
        return Entry(hint.action, text, hint.tooltip)


class PaneTabs(Bar):
    """Which part of a small screen is shown."""

    TABS: Final = ((Pane.SOURCES, "texts"), (Pane.READER, "reader"), (Pane.OUTLINE, "map"))

    def show(self, shown: Pane) -> None:
        """Mark the tab of a part as the one that is shown."""
        self.show_entries(
            [
                Entry(
                    pane,
                    Content(f" {key_of(f'pane-{pane}')} {label} "),
                    style="bold reverse" if pane is shown else "$text-faint",
                )
                for pane, label in self.TABS
            ]
        )
