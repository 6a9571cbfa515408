"""The keys that work where the user is, and what each does: made from the registry and the pane's own bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from argmap.tui.actions import ACTIONS, key_name
from argmap.tui.situation import Pane, Situation

_NAMES = {
    Pane.SOURCES: "the sources",
    Pane.READER: "the reader",
    Pane.OUTLINE: "the map",
    Pane.DETAIL: "the details",
    Pane.REVIEW: "what is to be reviewed",
}
_EVERYWHERE = (
    ("1…5", "Go to the sources, the reader, the map, the details, or what is to be reviewed."),
    ("tab", "Go to the next pane; shift+tab to the one before."),
    ("ctrl+p", "Find everything that can be done, by words."),
)
_KEY_COLUMNS = 18

_SIGNS = (
    "+ supports   − counters   × undercuts   ◆ thesis   & linked premise   ↑ stands in full elsewhere\n"
    "● found   ▲ found, but its words or place changed   ? several places fit   ✎ rewritten   ✗ lost   ! unreadable"
)


class Help(ModalScreen[None]):
    """A page of keys; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "dismiss", "Close", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
    ]

    def __init__(self, now: Situation, pane_keys: Sequence[tuple[str, str]]) -> None:
        """`pane_keys` are those of the pane itself, as Textual names them, with what they do."""
        super().__init__()
        self._now = now
        self._pane_keys = pane_keys

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(id="dialog") as dialog:
            dialog.border_title = Content("Keys")
            dialog.border_subtitle = Content(" esc closes ")
            yield Static(Content("\n").join(self._lines()))

    def on_mount(self) -> None:
        """Let keys scroll."""
        self.query_one("#dialog").focus()

    def on_click(self) -> None:
        """A click closes the page, too."""
        self.dismiss()

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one("#dialog").scroll_relative(y=rows, animate=False)

    def _lines(self) -> Iterator[Content]:
        yield Content.styled("What can be done now", "bold")
        yield from (_line(action.keys, action.tooltip) for action in ACTIONS.values() if not action.why_not(self._now))
        yield Content("")
        yield Content.styled(f"In {_NAMES[self._now.pane]}", "bold")
        yield from (_line(keys, said) for keys, said in self._pane_keys)
        yield Content("")
        yield Content.styled("Everywhere", "bold")
        yield from (_line(keys, said) for keys, said in _EVERYWHERE)
        yield from self._unavailable()
        yield Content("")
        yield Content.styled("Signs", "bold")
        yield Content(_SIGNS)

    def _unavailable(self) -> Iterable[Content]:
        reasons = [(action, reason) for action in ACTIONS.values() if (reason := action.why_not(self._now))]
        if reasons:
            yield Content("")
            yield Content.styled("Not now", "bold")
        for action, reason in reasons:
            yield _line(action.keys, f"{action.label}: {reason}").stylize("dim")


def _line(keys: str, said: str) -> Content:
    shown = " ".join(key_name(key) for key in keys.split(","))
    return Content.assemble((f"{shown:<{_KEY_COLUMNS}} ", "bold $text-primary"), said)
