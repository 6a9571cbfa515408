"""The base of all screens on which actions run: keys, footer, palette and help come from a table of actions."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, Protocol, TypeVar

from textual import on
from textual.binding import Binding
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.tui.actions import enabled
from argmap.tui.actions.action import Action, Actions, by_availability, table
from argmap.tui.key_queue import Wait
from argmap.tui.keys import KEYS, Section, binding, keys_of, with_keys
from argmap.tui.lazy import LazyModule
from argmap.tui.state.context import Reason
from argmap.tui.state.controller import Severity
from argmap.tui.state.host import ActionHost, HostApp
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.bars import Bar, Hint, HintBar, hint

if TYPE_CHECKING:
    from argmap.tui.dialogs import help
else:
    help = LazyModule("argmap.tui.dialogs.help")

T = TypeVar("T")
Context = TypeVar("Context")
"""What decides which actions are possible."""
Result = TypeVar("Result")

NARROW: Final = 100
"""Columns below which one part of a screen is shown at a time, or what is compared stands below each other."""
SHORT: Final = 18
"""Rows below which only one of two panes above each other is shown."""
GLANCE_SECONDS: Final = 1.0


def action_bindings(actions: Actions) -> list[Binding]:
    """The keys of the actions that have some."""
    return [binding(one.id, f"act('{name}')") for name, one in actions.items() if KEYS[one.id].usual]


def pane_bindings() -> list[Binding]:
    """The keys that lead through a screen over the map."""
    return [binding("next-pane", "app.focus_next"), binding("previous-pane", "app.focus_previous")]


class ActionScreen(Screen[Result], Generic[Context, Result]):
    """Runs its actions by keys, footer and palette, or says why one cannot be done now."""

    ACTIONS: ClassVar[Actions]
    """What can be done."""
    app: HostApp

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.hints = HintBar(id="hints")

    # What each screen says itself

    def context(self) -> Context:
        """What the user is looking at now."""
        raise NotImplementedError

    def footer(self) -> Sequence[Hint]:
        """The hints to show in the footer, at most six."""
        raise NotImplementedError

    def help_sections(self) -> Sequence[Section]:
        """What the help says here."""
        raise NotImplementedError

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment. They may come from files."""
        raise NotImplementedError

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """The answer to a question; None where the user goes back."""
        dialog.call_after_refresh(self.app.typed_ahead.go_on, Wait.ACTION)
        return await self.app.push_screen_wait(dialog)

    @property
    def action_host(self) -> Any:  # noqa: ANN401 (a host for the actions of a map, else the screen itself)
        """On what actions run."""
        return self

    # Running actions

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks; a refusal is told."""
        self.app.typed_ahead.wait(Wait.ACTION)
        self.run_worker(self._refusals_told(work), group="actions")

    async def _refusals_told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Refused as refusal:
            self.tell(str(refusal), "warning")
        finally:
            self.app.typed_ahead.go_on(Wait.ACTION)

    def action_act(self, name: str) -> None:
        """Run an action; a refusal is told."""
        try:
            going_on = self.ACTIONS[name].run(self.action_host)
        except Refused as refusal:
            self.tell(str(refusal), "warning")
        else:
            if iscoroutine(going_on):
                self.start(going_on)

    def action_try(self, name: str) -> None:
        """Run an action, or say why it cannot be done now."""
        reason = self.ACTIONS[name].disabled_reason(self.context())
        if reason is None:
            self.action_act(name)
        else:
            self.tell(reason, "warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "act" and self.is_mounted:
            return True if self.ACTIONS[str(parameters[0])].disabled_reason(self.context()) is None else None
        return True

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now; what a pane or a screen has for it comes before."""
        if self._is_of_another(event.key):
            return
        for name, action in self.ACTIONS.items():
            if event.key in action.keys.split(","):
                self.action_try(name)
                event.stop()

    def _is_of_another(self, key: str) -> bool:
        """Whether the first that knows a key, from what has the keyboard upwards, does something of its own for it."""
        # Textual has no public way to ask for the bindings of a key that are dimmed now, too
        known = (bindings.key_to_bindings.get(key) for _, bindings in self._binding_chain)
        first = next(filter(None, known), [])
        return any(not binding.action.startswith("act(") for binding in first)

    # Showing what can be done

    def pane_keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the pane that has the keyboard, and what they do."""
        own = (active.binding for active in self.active_bindings.values() if active.node is self.focused)
        ids = dict.fromkeys(str(binding.id) for binding in own if binding.id in KEYS)
        return [(KEYS[some_id].keys, KEYS[some_id].does) for some_id in ids]

    async def show_help(self) -> None:
        """Show the keys that work here."""
        await self.ask(help.Help(self.help_sections()))

    def show_hints(self) -> None:
        """Show the keys that matter now."""
        self.hints.show(self.footer())

    @property
    def hinted(self) -> Widget:
        """The widget on which the hints of a pane act."""
        return self.focused or self

    @on(Bar.Pressed, "#hints")
    async def _hint_pressed(self, message: Bar.Pressed) -> None:
        namespace, _, action = message.name.rpartition(".")
        focused = namespace == "focused"
        await self.app.run_action(action if focused else message.name, self.hinted if focused else self)


class OverlayScreen(ActionScreen[Context, Result], ModalScreen[Result]):
    """A screen over that of the map, the `host`, which makes the edits and shows what became of them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 (as Textual declares it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    HELP_PAGE: ClassVar[Sequence[Section]] = ()
    """What the help says beside the actions and the keys; `{list.choose}` stands for the key of that."""

    def __init__(self, host: ActionHost) -> None:
        super().__init__()
        self.host: Final = host

    def on_mount(self) -> None:
        """Show the map anew whenever it changes, and look at the file now and then."""
        self.host.controller.published.subscribe(self.snapshot_published)
        self.set_interval(GLANCE_SECONDS, self.glance)

    def on_unmount(self) -> None:
        """Show the map no more."""
        self.host.controller.published.unsubscribe(self.snapshot_published)

    def snapshot_published(self, now: Snapshot, before: Snapshot) -> None:
        """Show what is published now."""
        if self.is_attached and (now.map is not before.map or now.trouble != before.trouble):
            self.map_changed()

    def map_changed(self) -> None:
        """The map is another one: after an edit, or because the file changed."""
        raise NotImplementedError

    def footer_names(self) -> Iterable[str]:
        """The names of the actions to show in the footer, at most six."""
        raise NotImplementedError

    def footer(self) -> Sequence[Hint]:
        context = self.context()
        shown = (self.ACTIONS[name] for name in self.footer_names())
        return [hint(one.id, f"try('{one.name}')", why_not=one.disabled_reason(context)) for one in shown]

    def tell(self, said: str, severity: Severity = "information") -> None:
        self.host.tell(said, severity)

    @property
    def trouble(self) -> str | None:
        """Why map and file are apart, in a few words for the title; None where they are not."""
        now = self.host.snapshot
        return now.status if now.trouble is None or now.unsaved else f"the file {now.trouble.reason}"

    def glance(self) -> None:
        """See whether others changed the map's file, unless a dialog is open."""
        if self.is_active:
            self.host.controller.glance()

    # What actions use

    def edit(self, name: str, change: Callable[[ArgMap], ArgMap]) -> None:
        """Make an edit, one step of the history. Raises Refused."""
        self.host.controller.do(name, change)

    def step_in_history(self, undo_or_redo: Callable[[], None]) -> None:
        """Go a step back or on. Raises Refused."""
        undo_or_redo()

    def leave(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    def help_sections(self) -> Sequence[Section]:
        possible, impossible = by_availability(self.ACTIONS.values(), self.context())
        here = ("Where the cursor is", self.pane_keys())
        ways = (
            (keys_of("next-pane"), with_keys("Go to the next part of the screen; {previous-pane} to the one before.")),
            (keys_of("palette"), KEYS["palette"].does),
        )
        own = (
            (heading, [(with_keys(sign), with_keys(said)) for sign, said in lines]) for heading, lines in self.HELP_PAGE
        )
        return [possible, here, ("Everywhere", ways), *own, impossible]


class History(NamedTuple):
    """What can be undone and redone, and whether the file has everything."""

    undo: str | None
    redo: str | None
    unsaved: bool
    """Whether the file lacks something that the map in memory has."""

    @classmethod
    def of(cls, host: ActionHost) -> History:
        """How it is now."""
        now = host.snapshot
        return cls(now.undo, now.redo, not now.is_saved)


class _HasHistory(Protocol):
    @property
    def history(self) -> History: ...


def with_common(place: str, *own: Action[Any]) -> Actions:
    """The actions of a screen over the map, with those that every such screen has; `place` is where its keys are."""
    return table(
        *own,
        Action(f"{place}.undo", _undo, _needs_undo, "back"),
        Action(f"{place}.redo", _redo, _needs_redo, "again"),
        Action(f"{place}.save", _save, _needs_unsaved, "write disk"),
        Action(f"{place}.help", _show_help, words="keys"),
        Action(f"{place}.back", _leave, words="map close"),
    )


def _undo(screen: OverlayScreen[Any, Any]) -> None:
    screen.step_in_history(screen.host.controller.undo)


def _redo(screen: OverlayScreen[Any, Any]) -> None:
    screen.step_in_history(screen.host.controller.redo)


def _save(screen: OverlayScreen[Any, Any]) -> None:
    screen.host.controller.save_again()


async def _show_help(screen: OverlayScreen[Any, Any]) -> None:
    await screen.show_help()


def _leave(screen: OverlayScreen[Any, Any]) -> None:
    screen.leave()


def _needs_undo(context: _HasHistory) -> Reason:
    return enabled.needs_undo(context.history)


def _needs_redo(context: _HasHistory) -> Reason:
    return enabled.needs_redo(context.history)


def _needs_unsaved(context: _HasHistory) -> Reason:
    return enabled.needs_unsaved(context.history)
