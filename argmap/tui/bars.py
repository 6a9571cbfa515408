"""The lines above and below the panes: the title, the tabs of a small screen, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from argmap.tui.hints import MOST_HINTS, Hint
from argmap.tui.safe_text import safe
from argmap.tui.situation import Pane


class TitleBar(Horizontal):
    """What is open, and whether the file has it all."""

    class StatusPressed(Message):
        """The user wants to do something about the file."""

    def compose(self) -> ComposeResult:
        """The title at the left, the file at the right."""
        yield Static(id="map-title")
        yield Static(id="file-status")

    def show(self, title: str, file: str, trouble: str | None) -> None:
        """Show the map's title and file; `trouble` says why they are apart, None that they are not."""
        self.query_one("#map-title", Static).update(Content.assemble(("argmap", "bold"), " · ", safe(title)))
        status = self.query_one("#file-status", Static)
        status.set_class(trouble is not None, "-trouble")
        status.update(Content.assemble(safe(file), " · ", safe("saved" if trouble is None else trouble)))
        status.tooltip = None if trouble is None else Content("Click, or press ctrl+s, to try again.")

    def on_click(self, event: events.Click) -> None:
        """Tell that the status was pressed."""
        if event.widget is not None and event.widget.id == "file-status":
            self.post_message(self.StatusPressed())


class HintBar(Horizontal):
    """The keys that matter now; each can be clicked."""

    class Pressed(Message):
        """A key's action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action: Final = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: list[Hint] = []

    def compose(self) -> ComposeResult:
        """Room for every key."""
        for number in range(MOST_HINTS):
            yield Static(id=f"hint-{number}", classes="hint")
        yield Static(Content.assemble(("^p", "bold"), " all"), id="hint-palette", classes="hint")

    def on_mount(self) -> None:
        """Say what the last entry is."""
        self.query_one("#hint-palette").tooltip = Content("Find everything that can be done, by words.")

    def show(self, hints: Sequence[Hint]) -> None:
        """Show these keys; those that do nothing now are dimmed and their tooltip says why."""
        if self._hints == list(hints):
            return
        self._hints = list(hints)
        for number, item in enumerate(self.query(".hint").results(Static)):
            if number >= MOST_HINTS:
                break
            item.display = number < len(hints)
            if item.display:
                hint = hints[number]
                item.update(Content.assemble((hint.key, "bold"), f" {hint.label}"))
                item.set_class(hint.why_not is not None, "-unavailable")
                item.tooltip = Content(f"Not now: {hint.why_not}." if hint.why_not else hint.tooltip)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        pressed = event.widget.id if event.widget is not None else None
        if pressed == "hint-palette":
            self.post_message(self.Pressed("app.command_palette"))
        elif pressed is not None and pressed.startswith("hint-"):
            self.post_message(self.Pressed(self._hints[int(pressed.removeprefix("hint-"))].action))


class PaneTabs(Horizontal):
    """Which part of a small screen is shown."""

    TABS: Final = ((Pane.SOURCES, "1 texts"), (Pane.READER, "2 reader"), (Pane.OUTLINE, "3 map"))

    class Pressed(Message):
        """A tab was clicked."""

        def __init__(self, pane: Pane) -> None:
            super().__init__()
            self.pane: Final = pane

    def compose(self) -> ComposeResult:
        """A tab for each part."""
        for pane, label in self.TABS:
            yield Static(Content(label), id=f"tab-{pane}", classes="tab")

    def show(self, pane: Pane) -> None:
        """Mark the tab of a part as the one that is shown."""
        for tab in self.query(".tab"):
            tab.set_class(tab.id == f"tab-{pane}", "-shown")

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        pressed = event.widget.id if event.widget is not None else None
        if pressed is not None and pressed.startswith("tab-"):
            self.post_message(self.Pressed(Pane(pressed.removeprefix("tab-"))))
