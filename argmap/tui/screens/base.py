"""The base of all screens on which actions run: keys, footer, palette and help come from a table of actions."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import iscoroutine
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen, Screen, ScreenResultType

from argmap.edit import Refused
from argmap.tui.actions.table import ACTIONS
from argmap.tui.keys import KEYS, Section, binding, key_of, keys_of, with_keys
from argmap.tui.state.context import Reason, Situation
from argmap.tui.state.controller import Severity
from argmap.tui.state.host import Bench, HostApp
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.bars import Bar, Hint, HintBar


def pane_keys(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys of the pane of a screen that has the keyboard, and what they do."""
    own = (active.binding for active in screen.active_bindings.values() if active.node is screen.focused)
    ids = dict.fromkeys(str(binding.id) for binding in own if binding.id in KEYS)
    return [(KEYS[some_id].keys, KEYS[some_id].does) for some_id in ids]


class ActingScreen(Screen[ScreenResultType]):
    """Does what the registry has for a key, or says why that cannot be done now."""

    BINDINGS: ClassVar[list[BindingType]] = [binding(name, f"act('{name}')") for name in ACTIONS if KEYS[name].usual]
    app: HostApp

    def situation(self) -> Situation:
        """What the user is looking at now."""
        raise NotImplementedError

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment."""
        raise NotImplementedError

    def action_act(self, name: str) -> None:
        """Do one of the actions of the registry."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be done now: None dims its key."""
        if action == "act" and self.is_mounted:
            return True if ACTIONS[str(parameters[0])].why_not(self.situation()) is None else None
        return True

    def action_try(self, name: str) -> None:
        """Do one of the actions of the registry, or say why it cannot be done now."""
        reason = ACTIONS[name].why_not(self.situation())
        if reason is None:
            self.action_act(name)
        else:
            self.tell(reason, "warning")

    def pane_keys(self) -> list[tuple[str, str]]:
        """The keys of the pane that has the keyboard, and what they do."""
        return pane_keys(self)

    def _is_of_another(self, key: str) -> bool:
        """Whether the first that knows a key, from what has the keyboard upwards, does something of its own for it."""
        # Textual has no public way to ask for the bindings of a key that are dimmed now, too
        known = (bindings.key_to_bindings.get(key) for _, bindings in self._binding_chain)
        first = next(filter(None, known), [])
        return any(not binding.action.startswith("act(") for binding in first)

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now; what a pane or a screen has for it comes before."""
        if self._is_of_another(event.key):
            return
        for name, action in ACTIONS.items():
            if event.key in action.keys.split(","):
                self.action_try(name)
                event.stop()


Now = TypeVar("Now")
"""What decides which deeds are possible."""


Result = TypeVar("Result")
NARROW: Final = 100
"""Columns below which what is compared stands below each other."""


SHORT: Final = 18
GLANCE_SECONDS: Final = 1.0


def always(_now: object) -> Reason:
    """It can always be done."""
    return None


@dataclass(frozen=True, slots=True)
class Deed(Generic[Now]):
    """One thing that can be done at a sitting."""

    name: str
    run: Callable[[Any], Any]
    """Does it at the sitting; where it gives a coroutine, that goes on beside the keys. Raises Refused."""
    why_not: Callable[[Now], Reason] = always
    words: str = ""
    """Further words under which the palette finds it."""
    place: str = ""
    """The sitting at which it is done, as the user's file of keys calls it."""

    @property
    def id(self) -> str:
        """The id of its keys in the table of keys, from which label and tooltip are, too."""
        return f"{self.place}.{self.name}"

    @property
    def keys(self) -> str:
        """The keys that work, as Textual names them."""
        return KEYS[self.id].keys

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return key_of(self.id)

    @property
    def label(self) -> str:
        """One or two words, for the footer."""
        return KEYS[self.id].label

    @property
    def tooltip(self) -> str:
        """A sentence, for help, palette and tooltips."""
        return KEYS[self.id].does


def registry(place: str, *deeds: Deed[Now]) -> Mapping[str, Deed[Now]]:
    """The deeds of one sitting by their names, in the order of the help."""
    return {deed.name: replace(deed, place=place) for deed in deeds}


def bindings(deeds: Mapping[str, Deed[Now]]) -> list[Binding]:
    """The keys of a registry, and those that lead through the screen."""
    return [
        *(binding(deed.id, f"do('{name}')") for name, deed in deeds.items()),
        binding("next-pane", "app.focus_next"),
        binding("previous-pane", "app.focus_previous"),
    ]


class Sitting(ModalScreen[Result], Generic[Now, Result]):
    """Such a screen: edits are made by the `bench`, from which it was opened."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 (as Textual declares it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    DEEDS: ClassVar[Mapping[str, Deed[Any]]]
    """What can be done."""
    HELP_PAGE: ClassVar[Sequence[Section]] = ()
    """What the help says beside the deeds and the keys; `{list.choose}` stands for the key of that."""

    bench: Bench

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.hints = HintBar(id="hints")

    def on_mount(self) -> None:
        """Show the map anew whenever it changes, and look at the file now and then."""
        self.bench.keeper.published.subscribe(self._snapshot_published)
        self.set_interval(GLANCE_SECONDS, self.glance)

    def on_unmount(self) -> None:
        """Show the map no more."""
        self.bench.keeper.published.unsubscribe(self._snapshot_published)

    def _snapshot_published(self, now: Snapshot, before: Snapshot) -> None:
        if self.is_attached and (now.map is not before.map or now.trouble != before.trouble):
            self.map_changed()

    # What each sitting says itself

    def sight(self) -> Now:
        """What the user is looking at now."""
        raise NotImplementedError

    def footer(self) -> Iterable[str]:
        """The names of the deeds to show in the footer, at most six."""
        raise NotImplementedError

    def map_changed(self) -> None:
        """The map is another one: after a deed, or because the file changed."""
        raise NotImplementedError

    # What they use for it

    @property
    def trouble(self) -> str | None:
        """Why map and file are apart, in a few words for the title; None where they are not."""
        said = self.bench.snapshot.status
        return said if said is None or said.startswith("not saved") else f"the file {said}"

    # What deeds use

    def edit(self, name: str, change: Callable[[Any], Any]) -> None:
        """Make an edit, one step of the history. Raises Refused."""
        self.bench.keeper.do(name, change)

    def undo(self) -> None:
        """Take the last edit back. Raises Refused."""
        self.step_in_history(self.bench.keeper.undo)

    def redo(self) -> None:
        """Do the last edit that was taken back again. Raises Refused."""
        self.step_in_history(self.bench.keeper.redo)

    def step_in_history(self, undo_or_redo: Callable[[], None]) -> None:
        """Go a step back or on. Raises Refused."""
        undo_or_redo()

    def save_again(self) -> None:
        """Write what is not yet in the file."""
        self.bench.keeper.save_again()

    async def show_help(self) -> None:
        """Show the keys that work here."""
        from argmap.tui.actions.footer import by_availability
        from argmap.tui.dialogs.help import Help

        possible, impossible = by_availability(self.DEEDS.values(), self.sight())
        here = ("Where the cursor is", pane_keys(self))
        await self.bench.ask(Help([possible, here, *self.help_page(), impossible]))

    def help_page(self) -> Sequence[Section]:
        """What the help says beside the deeds."""
        return [
            (
                "Everywhere",
                (
                    (
                        keys_of("next-pane"),
                        with_keys("Go to the next part of the screen; {previous-pane} to the one before."),
                    ),
                    (keys_of("palette"), KEYS["palette"].does),
                ),
            ),
            *(
                (heading, [(with_keys(sign), with_keys(said)) for sign, said in lines])
                for heading, lines in self.HELP_PAGE
            ),
        ]

    def show_hints(self) -> None:
        """Show the keys that matter now."""
        now = self.sight()
        shown = [self.DEEDS[name] for name in self.footer()]
        self.hints.show(
            [Hint(deed.shown_key, deed.label, deed.tooltip, f"do('{deed.name}')", deed.why_not(now)) for deed in shown]
        )

    def glance(self) -> None:
        """See whether others changed the map's file, unless a dialog is open."""
        if self.is_active:
            self.bench.keeper.glance()

    # Keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be done now: None dims its key."""
        if action == "do" and self.is_mounted:
            return True if self.DEEDS[str(parameters[0])].why_not(self.sight()) is None else None
        return True

    def action_do(self, name: str) -> None:
        """Do one of the deeds; a refusal is told."""
        try:
            goes_on = self.DEEDS[name].run(self)
        except Refused as refusal:
            self.bench.tell(str(refusal), "warning")
        else:
            if iscoroutine(goes_on):
                self.run_worker(self._refusals_told(goes_on), group="actions")

    async def _refusals_told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Refused as refusal:
            self.bench.tell(str(refusal), "warning")

    def action_try(self, name: str) -> None:
        """Do one of the deeds, or say why it cannot be done now."""
        reason = self.DEEDS[name].why_not(self.sight())
        if reason is None:
            self.action_do(name)
        else:
            self.bench.tell(reason, "warning")

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now."""
        if event.key in self.DEEDS["back"].keys.split(","):
            return  # a drawing lets go of what it has first, and then the key of this screen leads back
        for name, deed in self.DEEDS.items():
            if event.key in deed.keys.split(","):
                self.action_try(name)
                event.stop()

    @on(Bar.Pressed, "#hints")
    async def _hint_pressed(self, message: Bar.Pressed) -> None:
        if message.name == HintBar.PALETTE:
            await self.app.run_action(message.name, self)
        else:
            self.action_try(message.name.split("'")[1])


@dataclass(frozen=True, slots=True)
class Kept:
    """What can be taken back, and whether the file has everything."""

    undo: str | None
    redo: str | None
    unsaved: bool
    """Whether the file lacks something that the map in memory has."""

    @classmethod
    def of(cls, bench: Bench) -> Kept:
        """How it is now."""
        now = bench.snapshot
        return cls(now.undo, now.redo, not now.is_saved)


class _SeesKept(Protocol):
    @property
    def kept(self) -> Kept: ...


NowKept = TypeVar("NowKept", bound=_SeesKept)


def with_common(place: str, *own: Deed[NowKept]) -> Mapping[str, Deed[NowKept]]:
    """A registry of what can be done at one sitting, by its place, and of what can be done at each."""
    return registry(
        place,
        *own,
        Deed("undo", _method("undo"), _needs_undo, "back"),
        Deed("redo", _method("redo"), _needs_redo, "again"),
        Deed("save", _method("save_again"), _needs_unsaved, "write disk"),
        Deed("help", _method("show_help"), words="keys"),
        Deed("back", _method("leave"), words="map close"),
    )


def _method(name: str) -> Callable[[Any], Any]:
    return lambda sitting: getattr(sitting, name)()


def _needs_undo(now: _SeesKept) -> str | None:
    return None if now.kept.undo else "there is nothing to undo"


def _needs_redo(now: _SeesKept) -> str | None:
    return None if now.kept.redo else "there is nothing to redo"


def _needs_unsaved(now: _SeesKept) -> str | None:
    return None if now.kept.unsaved else "everything is saved"
