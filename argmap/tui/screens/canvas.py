"""The graph over the whole screen: what can be done in the tree can be done to the selected box."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from argmap.graph.drawn import Direction
from argmap.graph.outline import Filter
from argmap.model import Link
from argmap.session import Session
from argmap.tui.actions.arranging import drop
from argmap.tui.actions.footer import hints_of_graph, sections
from argmap.tui.keys import KEYS, Section, binding
from argmap.tui.screens.base import OverlayScreen, action_bindings
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.state.context import MapContext, Marks, Pane, RowRef
from argmap.tui.state.host import ActionHost, W
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.bars import Bar, Hint
from argmap.tui.widgets.canvas.canvas import BoxChosen, BoxesDropped, BoxMoved, Canvas
from argmap.tui.widgets.canvas.canvas_pane import DrawnMap, Tools

GRAPH_ACTIONS: Final = {name: action for name, action in ACTIONS.items() if name != "draw"}
"""What can be done to the selected box: all that can be done in the tree."""


class GraphScreen(OverlayScreen[MapContext, None]):
    """The map that is open on the main screen, drawn."""

    AUTO_FOCUS = "Canvas"
    DEFAULT_CSS = """
    GraphScreen {
        background: $surface;
        & > DrawnMap { height: 1fr; }
    }
    """
    ACTIONS = GRAPH_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*action_bindings(GRAPH_ACTIONS), binding("canvas.back", "leave")]

    def __init__(self, host: ActionHost, current: str | None = None) -> None:
        """Draws the map of the `host`, with a claim or quote selected."""
        super().__init__(host)
        self._drawn = DrawnMap(editable=True)
        self.view: Final = CanvasView(self._drawn.canvas, host.view.marks)
        """What is marked and asked for."""
        self._current = current
        self._graph_host = GraphHost(self)

    @property
    def canvas(self) -> Canvas:
        """The drawing."""
        return self._drawn.canvas

    def compose(self) -> ComposeResult:
        """The drawing above the keys."""
        yield self._drawn
        yield self.hints

    def on_mount(self) -> None:
        """Draw the map as it was drawn last."""
        self.canvas.look_as_before(self.app.settings.remembered.habits)
        self.canvas.show(self.host.snapshot.map, self.host.snapshot.states)
        if self._current is not None:
            self.canvas.reveal(self._current)

    def on_unmount(self) -> None:
        """Remember how the user looked at it."""
        canvas, settings = self.canvas, self.app.settings
        down = canvas.direction is Direction.DOWN
        settings.remembered.change(drawn_down=down, drawn_zoom=int(canvas.zoom), overview=canvas.overview_shown)
        settings.tell_trouble(self.app)

    # What actions use

    @property
    def action_host(self) -> ActionHost:
        return self._graph_host

    def context(self) -> MapContext:
        """The selected box, as the row of the outline that it would be."""
        return self.host.context()._replace(
            pane=Pane.OUTLINE,
            passage=None,
            quoted=None,
            premises=self.canvas.current_premises,
            link=self.canvas.current_link,
            marked=self.view.marks.marked,
            cut=self.view.marks.cut,
            narrowed=self.view.is_narrowed,
            source_id=None,
        )

    def pane_keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the drawing, and what they do."""
        return [*super().pane_keys(), (KEYS["canvas.back"].keys, KEYS["canvas.back"].does)]

    def reveal(self, shown: str | Link) -> None:
        """Select a box or a link, here and on the main screen."""
        self.canvas.reveal(shown)
        self.host.reveal(shown)

    def snapshot_published(self, now: Snapshot, before: Snapshot) -> None:
        if now.map is not before.map or now.states is not before.states:
            self.canvas.show(now.map, now.states)

    def make_way(self) -> None:
        """Go back to the panes."""
        self.host.view.holding_changed()
        if self.is_active:
            self.dismiss(None)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks: on the screen of the map, as it may go on after the graph has gone."""
        self.host.start(work)

    def footer(self) -> Sequence[Hint]:
        return hints_of_graph(self.context(), self.ACTIONS)

    def help_sections(self) -> Sequence[Section]:
        return sections(self.context(), self.pane_keys(), self.ACTIONS)

    @property
    def hinted(self) -> Widget:
        return self.canvas

    # Keys and mouse

    def action_leave(self) -> None:
        """Go back to the panes, with the selected box under the cursor of the outline."""
        if (current := self.canvas.current) is not None:
            self.host.reveal(self.canvas.current_link or current)
        self.make_way()

    @on(BoxMoved)
    def _box_moved(self) -> None:
        self.show_hints()

    @on(BoxChosen)
    def _box_chosen(self, message: BoxChosen) -> None:
        self.host.reveal(self.canvas.current_link or message.box)
        self.make_way()
        if message.box in self.host.session.map.quotes:
            self.host.go_to_quote(message.box)

    @on(BoxesDropped)
    def _boxes_dropped(self, message: BoxesDropped) -> None:
        self.start(drop(self.action_host, message.dragged, message.onto))

    @on(Bar.Pressed, "#tools")
    def _tool_pressed(self, message: Bar.Pressed) -> None:
        message.stop()
        if message.name == Tools.BACK.name:
            self.action_leave()


class GraphHost:
    """The host of actions while the graph is shown: the graph stands in for the outline, the rest is the map's screen.

    What is shown on the screen of the map makes the graph go.
    """

    def __init__(self, screen: GraphScreen) -> None:
        below = screen.host
        self._screen, self._below = screen, below
        self.context, self.show_help, self.reveal, self.view = (
            screen.context,
            screen.show_help,
            screen.reveal,
            screen.view,
        )
        self.controller, self.maps, self.collection = below.controller, below.maps, below.collection
        self.ask, self.start, self.tell, self.copy = below.ask, below.start, below.tell, below.copy
        self.show_map, self.at_outline, self.let_selection_go = below.show_map, below.at_outline, below.let_selection_go
        self.decide_conflicts, self.leave = below.decide_conflicts, below.leave

    @property
    def session(self) -> Session:
        """The open map."""
        return self._below.session

    @property
    def snapshot(self) -> Snapshot:
        """What is shown of the map now."""
        return self._below.snapshot

    async def draw(self, premise: str | None) -> None:  # noqa: ARG002 (it is drawn already)
        """Go back to the panes."""
        self._screen.action_leave()

    def at_text(self, kind: type[W]) -> W:
        """The widget of this type in which the text is read, which gets the keyboard. Only while a text is open."""
        return self._shown_below().at_text(kind)

    def go_to_passage(self, source_id: str, span: tuple[int, int]) -> None:
        """Show a passage of a source in the reader, and give that the keyboard."""
        self._shown_below().go_to_passage(source_id, span)

    def go_to_quote(self, quote_id: str) -> None:
        """Show the passage of a quote in the reader, and give that the keyboard."""
        self._shown_below().go_to_quote(quote_id)

    def travel(self, step: int) -> None:
        """Go one step back (-1) or forward (1) through the places that were left."""
        self._shown_below().travel(step)

    def open_source(self, source_id: str) -> None:
        """Show a source in the reader."""
        self._shown_below().open_source(source_id)

    def review(self, quote_id: str | None) -> None:
        """Show every quote that is not exact, beginning with `quote_id` if that is one."""
        self._shown_below().review(quote_id)

    def open_map(self, path: Path) -> None:
        """Leave this map for another."""
        self._shown_below().open_map(path)

    def _shown_below(self) -> ActionHost:
        self._screen.make_way()
        return self._below


class CanvasView:
    """What is marked and asked for in a drawing. It holds what the tree holds."""

    def __init__(self, canvas: Canvas, marks: Marks) -> None:
        self._canvas: Final = canvas
        self.marks: Final = marks
        canvas.marks = marks

    @property
    def filter_(self) -> Filter:
        """What is asked for."""
        return self._canvas.filter_

    @property
    def found(self) -> tuple[int, int]:
        """How many claims and quotes are asked for, and of how many."""
        return self._canvas.found

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self._canvas.is_narrowed

    def sift(self, filter_: Filter) -> None:
        """Draw what is asked for and what it bears on; with an empty filter, everything."""
        self._canvas.sift(filter_)

    def focus_in(self) -> None:
        """Draw only what is near the selected box."""
        self._canvas.action_focus()

    def mark(self) -> None:
        """Mark the selected box or link, or no longer."""
        premises = self._canvas.current_premises
        if premises:
            self.marks.toggle(RowRef(premises, self._canvas.current_link))
            self.holding_changed()

    def mark_all(self) -> None:
        """Mark every box in the first of its links; where all are marked already, none."""
        first: dict[str, Link] = {}
        for link in self._canvas.map.links():
            for member in link.premises:
                first.setdefault(member, link)
        spots = [RowRef((some_id,), first.get(some_id)) for some_id in self._canvas.drawing.boxes]
        self.marks.mark_only(() if all(map(self.marks.is_marked, spots)) else spots)
        self.holding_changed()

    def let_go(self) -> None:
        """Let go of what is held; else draw everything again."""
        if self.marks or self.is_narrowed:
            self._canvas.action_let_go()

    def holding_changed(self) -> None:
        """Show what is marked now."""
        self._canvas.selection_changed()
