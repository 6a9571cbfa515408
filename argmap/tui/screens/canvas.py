"""The graph over the whole screen: what can be done in the tree can be done to the selected box."""

from __future__ import annotations

from typing import Any, ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from argmap.graph.drawn import Direction
from argmap.graph.outline import Filter
from argmap.model import Link
from argmap.tui.actions.footer import MOST_HINTS, hints
from argmap.tui.actions.table import ACTIONS
from argmap.tui.keys import KEYS, binding, key_of
from argmap.tui.screens.base import ActingScreen
from argmap.tui.state.context import Held, Pane, Situation, Spot
from argmap.tui.state.controller import Severity
from argmap.tui.state.host import Bench
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.bars import Bar, HintBar, hint
from argmap.tui.widgets.canvas.canvas import BoxChosen, BoxesDropped, BoxMoved, Canvas
from argmap.tui.widgets.canvas.canvas_pane import DrawnMap, Tools

_GLANCE_SECONDS: Final = 1.0
_ELSEWHERE: Final = frozenset(
    {"at_text", "go_to_passage", "go_to_quote", "travel", "open_source", "review", "open_map"}
)
"""What the workbench shows in other places: the drawing makes way for it."""


_IN_THE_MENU: Final = "act('filter')"
"""What makes room in the footer for going there."""


_LET_GO: Final = "act('let-go')"
"""What the outline has a key for, and the drawing another."""


class CanvasScreen(ActingScreen[None], ModalScreen[None]):
    """The map that is open on the workbench, drawn."""

    AUTO_FOCUS = "Canvas"
    DEFAULT_CSS = """
    CanvasScreen {
        background: $surface;
        & > DrawnMap { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [binding("canvas.back", "leave")]

    def __init__(self, below: Bench, current: str | None = None) -> None:
        """Draws the map of the workbench `below`, with a claim or quote selected."""
        super().__init__()
        self.below: Final = below
        self._drawn = DrawnMap(editable=True)
        self.view: Final = CanvasView(self._drawn.canvas, below.view.held)
        """What is marked and asked for."""
        self.bench: Final = cast(Bench, _CanvasBench(self))
        """The workbench as actions see it here."""
        self._current = current
        self._hints = HintBar(id="hints")

    @property
    def canvas(self) -> Canvas:
        """The drawing."""
        return self._drawn.canvas

    def compose(self) -> ComposeResult:
        """The drawing above the keys."""
        yield self._drawn
        yield self._hints

    def on_mount(self) -> None:
        """Draw the map as it was drawn last."""
        self.canvas.look_as_before(self.app.settings.remembered.habits)
        published = self.below.keeper.published
        self._show(published.now, published.now)
        published.subscribe(self._show)
        if self._current is not None:
            self.canvas.reveal(self._current)
        self.set_interval(_GLANCE_SECONDS, self.glance)

    def on_unmount(self) -> None:
        """Remember how the user looked at it."""
        self.below.keeper.published.unsubscribe(self._show)
        canvas, settings = self.canvas, self.app.settings
        down = canvas.direction is Direction.DOWN
        settings.remembered.change(drawn_down=down, drawn_zoom=int(canvas.zoom), overview=canvas.overview_shown)
        settings.tell_trouble(self.app)

    # What actions use

    def situation(self) -> Situation:
        """The selected box, as the row of the outline that it would be."""
        return self.below.situation()._replace(
            pane=Pane.OUTLINE,
            passage=None,
            quoted=None,
            premises=self.canvas.current_premises,
            link=self.canvas.current_link,
            marked=self.view.held.marked,
            cut=self.view.held.cut,
            narrowed=self.view.is_narrowed,
            source_id=None,
        )

    def pane_keys(self) -> list[tuple[str, str]]:
        """The keys of the drawing, and what they do."""
        return [*super().pane_keys(), (KEYS["canvas.back"].keys, KEYS["canvas.back"].does)]

    def reveal(self, shown: str | Link) -> None:
        """Select a box or a link, here and on the workbench."""
        self.canvas.reveal(shown)
        self.below.reveal(shown)

    def _show(self, now: Snapshot, before: Snapshot) -> None:
        """Draw the map as it is now, if it changed."""
        if now is before or now.map is not before.map or now.states is not before.states:
            self.canvas.show(now.map, now.states)

    def make_way(self) -> None:
        """Go back to the panes."""
        self.below.view.holding_changed()
        if self.is_active:
            self.dismiss(None)

    def glance(self) -> None:
        """See whether others changed the map's file."""
        if self.is_active:
            self.below.keeper.glance()

    # Keys and mouse

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment."""
        self.below.tell(said, severity)

    def action_act(self, name: str) -> None:
        """Do one of the actions of the registry to the selected box; what draws the map leads back."""
        if name == "draw":
            self.action_leave()
            return
        self.below.start(ACTIONS[name].run(self.bench))

    def action_leave(self) -> None:
        """Go back to the panes, with the selected box under the cursor of the outline."""
        if (current := self.canvas.current) is not None:
            self.below.reveal(self.canvas.current_link or current)
        self.make_way()

    @on(BoxMoved)
    def _box_moved(self) -> None:
        *others, help_ = (
            one._replace(key=key_of("canvas.show-all")) if one.action == _LET_GO else one
            for one in hints(self.situation())
            if one.action != _IN_THE_MENU
        )
        self._hints.show([hint("canvas.go-there", "focused.choose"), *others[: MOST_HINTS - 2], help_])

    @on(BoxChosen)
    def _box_chosen(self, message: BoxChosen) -> None:
        self.below.reveal(self.canvas.current_link or message.box)
        self.make_way()
        if message.box in self.below.session.map.quotes:
            self.below.go_to_quote(message.box)

    @on(BoxesDropped)
    def _boxes_dropped(self, message: BoxesDropped) -> None:
        from argmap.tui.actions.arranging import drop

        self.below.start(drop(self.bench, message.dragged, message.onto))

    @on(Bar.Pressed)
    async def _hint_pressed(self, message: Bar.Pressed) -> None:
        message.stop()
        if message.name == Tools.BACK.name:
            self.action_leave()
        elif message.name.startswith("focused."):
            await self.app.run_action(message.name.removeprefix("focused."), self.canvas)
        else:
            await self.app.run_action(message.name, self)


class _CanvasBench:
    """The workbench as actions see it while the map is drawn: the drawing stands in for the outline."""

    def __init__(self, screen: CanvasScreen) -> None:
        self._screen = screen
        self.situation = screen.situation
        self.pane_keys = screen.pane_keys
        self.reveal = screen.reveal
        self.view = screen.view

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the workbench has)
        if name in _ELSEWHERE:
            self._screen.make_way()
        return getattr(self._screen.below, name)


class CanvasView:
    """What is marked and asked for in a drawing. It holds what the tree holds."""

    def __init__(self, canvas: Canvas, held: Held) -> None:
        self._canvas: Final = canvas
        self.held: Final = held
        canvas.held = held

    @property
    def sieve(self) -> Filter:
        """What is asked for."""
        return self._canvas.sieve

    @property
    def found(self) -> tuple[int, int]:
        """How many claims and quotes are asked for, and of how many."""
        return self._canvas.found

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self._canvas.is_narrowed

    def sift(self, sieve: Filter) -> None:
        """Draw what is asked for and what it bears on; with an empty sieve, everything."""
        self._canvas.sift(sieve)

    def focus_in(self) -> None:
        """Draw only what is near the selected box."""
        self._canvas.action_focus()

    def mark(self) -> None:
        """Mark the selected box or link, or no longer."""
        premises = self._canvas.current_premises
        if premises:
            self.held.toggle(Spot(premises, self._canvas.current_link))
            self.holding_changed()

    def mark_all(self) -> None:
        """Mark every box in the first of its links; where all are marked already, none."""
        first: dict[str, Link] = {}
        for link in self._canvas.map.links():
            for member in link.premises:
                first.setdefault(member, link)
        spots = [Spot((some_id,), first.get(some_id)) for some_id in self._canvas.drawing.boxes]
        self.held.mark_only(() if all(map(self.held.is_marked, spots)) else spots)
        self.holding_changed()

    def let_go(self) -> None:
        """Let go of what is held; else draw everything again."""
        if self.held or self.is_narrowed:
            self._canvas.action_let_go()

    def holding_changed(self) -> None:
        """Show what is marked now."""
        self._canvas.selection_changed()
