"""The terminal application: opens maps, each on its own screen, and saves all it can when it is ended from outside."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.content import Content
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from argmap.files.writing import Patience, patience
from argmap.session import Session
from argmap.store import ChangedOnDisk, InvalidMap, MapFileError, SaveFailed, UnreadableMap, UnwritableMap
from argmap.text.visible import visible_lines
from argmap.tui.key_queue import Typed, TypedAhead, Wait
from argmap.tui.keys import binding
from argmap.tui.screens.base import ActionScreen
from argmap.tui.screens.main import MainScreen
from argmap.tui.settings import SERVER_PID, Settings, config_file, state_folder
from argmap.tui.state.controller import git_left_sides, merge_sides_of
from argmap.tui.state.host import HostApp

if TYPE_CHECKING:
    from argmap.tui.tour import Tour

T = TypeVar("T")
_QUICK_TO_READ = 2**19
"""Bytes of a map that are read in about a tenth of a second."""


_TRY_AGAIN = "Try again"
_ANOTHER = "Another map"
_QUIT = "Quit"
_SETTLED_SECONDS = 1.0
"""After the app is ready, until what is only needed later is imported: the map and its text are painted first."""


def run_screen(maps: Sequence[Path], folder: Path | None = None, *, toured: Path | None = None) -> int:
    """Opens the screen on one map, on a choice of several, or on a welcome to `folder` where there is none.

    Args:
        maps: The maps.
        folder: Where maps were looked for.
        toured: The folder of a copy of the sample, through which a guide leads.

    Returns:
        The exit code.
    """
    end_with_server()
    patience.set(Patience(seconds=1.0))
    app = ArgmapApp(maps, opened_at_once(maps), folder)
    if toured is not None:
        app.tour = _tour(toured)
    with app.leftovers:
        chosen = app.run()
    return app.return_code or chosen or 0  # Textual's own code tells of a crash


def opened_at_once(maps: Sequence[Path]) -> Session | None:
    """The one map that is asked for, read before there is a screen, if that takes no time and nothing is wrong."""
    try:
        if len(maps) == 1 and maps[0].stat().st_size <= _QUICK_TO_READ:
            return Session(maps[0])
    except (OSError, InvalidMap, UnreadableMap):
        return None  # it is read again on the screen, which says what is wrong
    return None


def _tour(folder: Path) -> Tour:
    from argmap.tui.tour import Tour  # few take it, and nobody waits for its import who does not

    return Tour(folder)


def _actions_provider() -> type[Provider]:
    """What the palette offers of argmap, imported when the palette is opened."""
    from argmap.tui.palette import ActionProvider

    return ActionProvider


def _import_dialogs() -> None:
    """Import what asks, where no key waits for it."""
    import argmap.tui.actions.editing
    import argmap.tui.actions.linking
    import argmap.tui.dialogs.form
    import argmap.tui.dialogs.picker  # noqa: F401


class ArgmapApp(HostApp):
    """argmap in a terminal."""

    CSS_PATH = "argmap.tcss"
    COMMANDS = HostApp.COMMANDS | {_actions_provider}
    TITLE = "argmap"
    DEFAULT_MODE = "first"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("palette", "command_palette", priority=True),
        # In place of Textual's own, which would quit even where the key was given to something else.
        binding("quit", "quit", priority=True),
    ]

    class Opened(Message):
        """A map was read."""

        def __init__(self, session: Session, then: str | None) -> None:
            super().__init__()
            self.session: Final = session
            self.then: Final = then
            """The action to do first."""

    class NotOpened(Message):
        """A map could not be read."""

        def __init__(self, path: Path, why: str, *, sides: bool) -> None:
            super().__init__()
            self.path: Final = path
            self.why: Final = why
            self.sides: Final = sides
            """Whether git left two sides of it that can be merged."""

    class Merged(Message):
        """The sides that git left of a map are merged in its file."""

        def __init__(self, path: Path, said: str, *, undecided: bool) -> None:
            super().__init__()
            self.path: Final = path
            self.said: Final = said
            self.undecided: Final = undecided

    def __init__(self, maps: Sequence[Path], opened: Session | None = None, folder: Path | None = None) -> None:
        """Opens the `maps`, or says welcome.

        Args:
            maps: The maps to choose from.
            opened: The one to begin with, if it was read already.
            folder: The folder in which the user stands.
        """
        super().__init__()
        self.settings = Settings.of_user()
        self.settings.take_effect(self)
        self.maps = tuple(maps)
        self.leftovers = ExitStack()
        self.tour: Tour | None = None
        """The guided walk, if one is taken."""
        self._folder = folder or Path()
        self._opened = opened
        self._maps_shown = 0
        self.typed_ahead = TypedAhead(self, self._give)
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The map that was read already, so that it is painted first; else an empty screen."""
        return MainScreen(self._opened, self.size) if self._opened else Screen()

    def on_mount(self) -> None:
        """Open the one map, or ask which."""
        # Each map has a mode of its own, the first one too: a mode that is removed ends all its screens. It is only
        # named now, as Textual parses all styles twice for the screen of a mode that has a name from the beginning.
        self.add_mode(self.DEFAULT_MODE, self.get_default_screen)
        if self._opened is not None:
            return
        if not self.maps:
            from argmap.tui.screens.welcome import WelcomeScreen

            self.ask(WelcomeScreen(self._folder))
        elif len(self.maps) == 1:
            self.open_map(self.maps[0])
        else:
            self._choose()

    def on_ready(self) -> None:
        """Collect garbage from now on, but not among what was made to start; get ready to ask."""
        gc.freeze()
        gc.enable()
        self.settings.watch(self)

        be_prepared(self)
        if self.tour is not None and self._main_screen is not None:
            self.tour.begin(self)
        if self._main_screen is not None:
            self.typed_ahead.go_on(Wait.MAP)
        self.set_timer(_SETTLED_SECONDS, partial(self.run_worker, _import_dialogs, thread=True, group="importing"))

    async def on_event(self, event: Event) -> None:
        """Let keys and pastes act one after the other."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self.typed_ahead.typed(event)
        else:
            await super().on_event(event)

    async def _give(self, typed: Typed) -> None:
        """Give what was typed to what has the keyboard now."""
        await super().on_event(typed)

    def ask(self, screen: Screen[T], answered: Callable[[T | None], None] | None = None) -> None:
        """Show a screen that stands before every map; what was typed before it was there is meant for it."""
        self.push_screen(screen, answered)
        screen.call_after_refresh(self.typed_ahead.go_on, Wait.MAP)

    def open_map(self, path: Path, then: str | None = None) -> None:
        """Open a map, in place of the one that is open; `then` do an action of the registry."""
        self.typed_ahead.wait(Wait.MAP)
        self.run_worker(partial(self._load, path, then), thread=True, group="opening", exclusive=True)

    def take_tour(self, folder: Path, first: Path) -> None:
        """Open the first map of a copy of the sample, through which a guide leads."""
        self.tour = _tour(folder)
        self.open_map(first)

    def _load(self, path: Path, then: str | None) -> None:
        try:
            session = Session(path)
        except (InvalidMap, UnreadableMap) as fault:
            self.post_message(self.NotOpened(path, str(fault), sides=git_left_sides(path)))
        else:
            self.post_message(self.Opened(session, then))

    def _merge(self, path: Path) -> None:
        from argmap.edit import Refused
        from argmap.git import GitFault

        try:
            said, undecided = merge_sides_of(path)
        except (GitFault, MapFileError, Refused) as fault:
            self.post_message(self.NotOpened(path, str(fault), sides=False))
        else:
            self.post_message(self.Merged(path, said, undecided=undecided))

    @on(Merged)
    def _go_on(self, message: Merged) -> None:
        self.notify(visible_lines(message.said), markup=False)
        self.open_map(message.path, "conflicts" if message.undecided else None)

    @on(Opened)
    async def _show(self, message: Opened) -> None:
        self._maps_shown += 1
        left, mode = self.current_mode, f"map {self._maps_shown}"
        self.add_mode(mode, partial(MainScreen, message.session, self.size))
        await self.switch_mode(mode)
        await self.remove_mode(left)
        self.typed_ahead.go_on(Wait.ACTION)  # one that was beginning on the map that was left has ended with it
        main_screen = self._main_screen
        if main_screen is not None and message.then is not None:
            main_screen.action_act(message.then)
        if main_screen is not None and self.tour is not None:
            self.tour.begin(self)
        self.typed_ahead.go_on(Wait.MAP)

    @on(NotOpened)
    def _say_why(self, message: NotOpened) -> None:
        from argmap.tui.actions.file import MERGE, MERGING
        from argmap.tui.dialogs.form import Question

        others = [_ANOTHER] if len(self.maps) > 1 else []
        answers = [_TRY_AGAIN, *others, _QUIT if not self._main_screen else "Back"]
        answers = [MERGE, *answers] if message.sides else answers
        why = f"{MERGING}\n\n{message.why}" if message.sides else message.why

        def answered(answer: str | None) -> None:
            if answer == MERGE:
                merge = partial(self._merge, message.path)
                self.run_worker(merge, thread=True, group="merging", exclusive=True)
            elif answer == _TRY_AGAIN:
                self.open_map(message.path)
            elif answer == _ANOTHER:
                self._choose()
            elif not self._main_screen:
                self.exit(2)

        self.ask(Question(f"{message.path} does not open", why, answers, warning=True), answered)

    def _choose(self) -> None:
        from argmap.tui.dialogs.picker import MapChooser

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.open_map(path)
            elif not self._main_screen:
                self.exit(0)

        self.ask(MapChooser(self.maps), chosen)

    @property
    def _main_screen(self) -> MainScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, MainScreen)), None)

    def action_tour(self, by: int) -> None:
        """Go on in the tour, or back."""
        if self.tour is not None:
            self.tour.step(by)

    def capture_mouse(self, widget: Widget | None) -> None:
        """Let a widget have the mouse; not one that a dialog came over after the click: it would never let go."""
        if widget is None or widget.screen is self.screen:
            super().capture_mouse(widget)

    def end_from_outside(self, number: int) -> None:
        """End because of a signal; what is in memory only is written to a file, and that is said after the screen."""
        main_screen = self._main_screen
        kept = rescued(main_screen.session) if main_screen is not None else None
        told = Content(f"Edits that could not be saved are in {kept}") if kept else None
        self.exit(return_code=128 + number, message=told)

    async def action_quit(self) -> None:
        """Leave; what is being filled in, and a map that is not saved, are asked about first."""
        from argmap.tui.dialogs.form import Form, Question

        form = self.screen
        if isinstance(form, Form) and form.changed:
            form.leave(self.action_quit)
            return
        main_screen = self._main_screen
        if main_screen is None or not main_screen.session.unsaved:
            self.exit(0)
        elif not isinstance(self.screen, Question):  # whatever is open above the map, but a question comes first
            main_screen.action_act("quit")

    def action_command_palette(self) -> None:
        """Show the palette."""
        from argmap.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands for the palette, without what the registry has."""
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command._replace(title="Theme: colours, light or dark mode")
            elif command.title == "Screenshot" or (  # a field of a dialog that fills the screen hides the dialog
                command.title in {"Maximize", "Minimize"} and isinstance(screen, ActionScreen)
            ):
                yield command
        settings = "Settings, preferences: keys and theme of your own"
        yield SystemCommand(settings, "Say in which file they are.", self.say_settings)

    def say_settings(self) -> None:
        """Say where keys and theme can be set."""
        said = f"Keys and theme are set in {config_file()}; `argmap keys` lists what there is."
        self.notify(visible_lines(said), markup=False)


_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
_MOST_COPIES: Final = 100
_SECONDS_TO_SAVE: Final = 1.0
"""For a screen whose server has ended; then its process ends in any case."""


def be_prepared(app: ArgmapApp) -> None:
    """End the app in order when it is told to end from outside."""
    if sys.platform != "win32" and not app.is_headless:
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, app.end_from_outside, number)


def end_with_server() -> None:
    """From now on, end this process soon after `argmap serve` has ended, also where that is killed and tells nobody."""
    server = os.environ.get(SERVER_PID, "")
    if sys.platform != "win32" and server.isdigit():
        threading.Thread(target=_end_after, args=(int(server),), name="server-watch", daemon=True).start()


def _end_after(server: int) -> None:
    """End once the process `server` is not this one's parent any more: in order where the app runs, else at once."""
    while os.getppid() == server:
        time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(_SECONDS_TO_SAVE)
    os._exit(128 + signal.SIGHUP)  # nobody is there who would see what hangs


def rescued(session: Session) -> Path | None:
    """The file into which edits were written that the map's own file lacks; None where it lacks none, or nothing helps.

    It lies beside the map, where its texts are found; where nothing can be written there, with what argmap remembers.
    """
    if session.unsaved:
        session.save()
    if not session.unsaved:
        return None
    for folder in (session.path.parent, state_folder()):
        for number in range(1, _MOST_COPIES):
            copy = folder / f"{session.path.stem}-rescued-{number}.toml"
            try:
                copy.parent.mkdir(parents=True, exist_ok=True)
                session.save_copy(copy)
            except ChangedOnDisk:
                continue  # an earlier one is there
            except (SaveFailed, UnwritableMap, OSError):
                break
            return copy
    return None
