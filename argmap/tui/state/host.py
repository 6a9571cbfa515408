"""What an action needs of the screen it runs on: the map, its edits, messages, dialogs and background tasks."""

from __future__ import annotations

from collections.abc import Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.widget import Widget

from argmap.graph.outline import Filter
from argmap.model import Link
from argmap.session import Session
from argmap.tui.key_queue import TypedAhead
from argmap.tui.settings import Settings
from argmap.tui.state.context import MapContext, Marks
from argmap.tui.state.controller import Edit, MapController, Severity
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.theme import FaintApp

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from argmap.tui.state.collection import Collection

T = TypeVar("T")
W = TypeVar("W", bound=Widget)


class HostApp(FaintApp[int]):
    """What screens and panes use of the app."""

    settings: Settings
    typed_ahead: TypedAhead
    maps: tuple[Path, ...]
    """The maps to choose from."""
    leftovers: ExitStack
    """What is cleared away when the app has ended."""

    def open_map(self, path: Path, then: str | None = None) -> None:
        """Open a map, in place of the one that is open; `then` do an action of the registry."""
        raise NotImplementedError

    def take_tour(self, folder: Path, first: Path) -> None:
        """Open the first map of a copy of the sample, through which a guide leads."""
        raise NotImplementedError


class ActionHost(Protocol):
    """The screen, as actions see it."""

    controller: MapController
    """Makes edits."""

    @property
    def session(self) -> Session:
        """The open map."""

    @property
    def maps(self) -> tuple[Path, ...]:
        """The maps to change between."""

    @property
    def collection(self) -> Collection:
        """The passages that wait to become linked premises."""

    @property
    def snapshot(self) -> Snapshot:
        """What is shown of the map now."""

    @property
    def view(self) -> MapView:
        """Where the map is looked at."""

    def context(self) -> MapContext:
        """What the user is looking at now."""

    async def show_help(self) -> None:
        """Show the keys that work here."""

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """The answer to a question; None where the user goes back."""

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks."""

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment. They may come from files."""

    def copy(self, words: str) -> None:
        """Hand words to the clipboard, as far as the terminal does that."""

    def show_map(self) -> None:
        """Show the map as it is now."""

    def reveal(self, shown: str | Link) -> None:
        """Put the cursor of the outline on a claim or quote, or on the row of a link."""

    def at_text(self, kind: type[W]) -> W:
        """The widget of this type in which the text is read, which gets the keyboard. Only while a text is open."""

    def at_outline(self) -> None:
        """Give the outline the keyboard."""

    def go_to_passage(self, source_id: str, span: tuple[int, int]) -> None:
        """Show a passage of a source in the reader, and give that the keyboard."""

    def go_to_quote(self, quote_id: str) -> None:
        """Show the passage of a quote in the reader, and give that the keyboard."""

    def travel(self, step: int) -> None:
        """Go one step back (-1) or forward (1) through the places that were left."""

    def open_source(self, source_id: str) -> None:
        """Show a source in the reader."""

    def let_selection_go(self) -> None:
        """Select nothing in the reader any more."""

    async def draw(self, premise: str | None) -> None:
        """Show the graph, with a claim or quote selected; from the graph, go back."""

    def review(self, quote_id: str | None) -> None:
        """Show every quote that is not exact, beginning with `quote_id` if that is one."""

    async def decide_conflicts(self) -> None:
        """Show both readings of each conflict side by side."""

    def open_map(self, path: Path) -> None:
        """Leave this map for another."""

    def leave(self) -> None:
        """End argmap."""


def apply_edit(host: ActionHost, edit: Edit) -> None:
    """Make an edit, and let the user look at what it shows. Raises Refused, with nothing changed."""
    made = host.controller.make(edit)
    if made.shows is not None:
        host.reveal(made.shows)


class MapView(Protocol):
    """The tree or the drawing."""

    @property
    def marks(self) -> Marks:
        """What is marked and cut; tree and drawing hold the same."""

    @property
    def filter_(self) -> Filter:
        """What is asked for."""

    @property
    def found(self) -> tuple[int, int]:
        """How much is asked for, and of how much."""

    def sift(self, filter_: Filter) -> None:
        """Show what is asked for; with an empty filter, everything."""

    def focus_in(self) -> None:
        """Show only what the cursor stands on and what is near or below it."""

    def mark(self) -> None:
        """Mark what the cursor stands on, or no longer."""

    def mark_all(self) -> None:
        """Mark everything in sight that was asked for, or nothing where that is marked already."""

    def let_go(self) -> None:
        """Let go of one thing: what is held, what was asked for, or the focus."""

    def holding_changed(self) -> None:
        """Show what is marked and cut now."""
