"""The keys that work where the user is, and what each does: made from the registry and the pane's own bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Protocol, TypeVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from argmap.tui.actions import ACTIONS
from argmap.tui.keys import KEYS, bindings, key_name, key_of, with_keys
from argmap.tui.situation import Pane, Situation

_Now_contra = TypeVar("_Now_contra", contravariant=True)

_NAMES = {
    Pane.SOURCES: "the sources",
    Pane.READER: "the reader",
    Pane.OUTLINE: "the map",
    Pane.DETAIL: "the details",
    Pane.REVIEW: "what is to be reviewed",
}
_SIGNS = (
    ("+  −  ×", "supports, counters, undercuts"),
    ("◆  &  ↑", "a thesis, one of several linked premises, something that stands in full elsewhere"),
    ("●  ▲", "a quote that is found; one whose words or place have changed"),
    ("?  ✎  ✗  !", "one that fits several places, was rewritten, is lost, or whose text cannot be read"),
)

_USUAL_PANES = [KEYS[f"pane-{pane}"].usual for pane in Pane]

_KEYS_WIDTH = 26
"""Cells beside which a sentence has room on any screen; many keys for one thing go on below."""

Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys as Textual names them with what they do."""


def sections(now: Situation, pane_keys: Sequence[tuple[str, str]]) -> list[Section]:
    """What the help says of the workbench; `pane_keys` are those of the pane itself, with what they do."""
    possible, impossible = by_availability(ACTIONS.values(), now)
    everywhere = ("Everywhere", _everywhere())
    return [possible, (f"In {_NAMES[now.pane]}", pane_keys), everywhere, impossible, ("Signs", _SIGNS)]


def _everywhere() -> Sequence[tuple[str, str]]:
    """The keys that lead to other panes, and to everything."""
    panes = [key_of(f"pane-{pane}") for pane in Pane]
    shown = f"{panes[0]}…{panes[-1]}" if panes == _USUAL_PANES else ",".join(panes)
    return (
        (shown, "Go to the sources, the reader, the map, the details, or what is to be reviewed."),
        (key_of("next-pane"), with_keys("Go to the next pane; {previous-pane} to the one before.")),
        (key_of("palette"), KEYS["palette"].does),
    )


class _Doable(Protocol[_Now_contra]):
    """An action of any registry."""

    @property
    def keys(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tooltip(self) -> str: ...
    @property
    def why_not(self) -> Callable[[_Now_contra], str | None]: ...


def by_availability(actions: Iterable[_Doable[_Now_contra]], now: _Now_contra) -> tuple[Section, Section]:
    """What can be done now, and what cannot and why."""
    reasons = [(action, action.why_not(now)) for action in actions]
    return (
        ("What can be done now", [(action.keys, action.tooltip) for action, reason in reasons if not reason]),
        ("Not now", [(action.keys, f"{action.label}: {reason}") for action, reason in reasons if reason]),
    )


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
