"""Work that may take a while, done beside the keys: after a moment the screen says so, and Escape gives up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, ProgressBar

from argmap.tui.content import safe
from argmap.tui.keys import binding, with_keys
from argmap.tui.widgets.inputs import FIELD_BINDINGS, Answer

if TYPE_CHECKING:
    from argmap.tui.state.host import ActionHost

T = TypeVar("T")

PATIENCE: Final = 0.2
"""Seconds after which people begin to wonder whether anything happens."""
_LOOKS_PER_SECOND: Final = 10


class Cancelled(Exception):  # noqa: N818 - no error: the user does not want it any more
    """Raised in work whose result nobody waits for any more."""


class Progress:
    """How far some work is; the thread that does it tells, the screen looks."""

    def __init__(self) -> None:
        self.share: float | None = None
        """What is done, from 0 to 1; None where nobody knows."""
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """Let the work end at the next place where that leaves nothing half done."""
        self._given_up.set()

    def reached(self, share: float) -> None:
        """Tell how much is done. Raises Cancelled where the user does not want it any more."""
        self.share = share
        if self._given_up.is_set():
            raise Cancelled


class BackgroundTask(Generic[T]):
    """Work that has begun in a thread."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self._progress = Progress()
        self._task = asyncio.ensure_future(asyncio.to_thread(work, self._progress))

    async def outcome(self, host: ActionHost, said: str) -> T | None:
        """What came of it, or None where the user gave up; `said` says what is being done. Raises what it raises."""
        if not self._task.done():
            await asyncio.wait({self._task}, timeout=PATIENCE)
        if not self._task.done() and not await host.ask(Waiting(said, self._task, self._progress)):
            self._progress.give_up()
            self._task.add_done_callback(_looked_at)
            return None
        return await self._task


def _looked_at(task: asyncio.Future[T]) -> None:
    """What comes of work that was given up is not wanted, whatever it is: asyncio would tell of it otherwise."""
    if not task.cancelled():
        task.exception()


class Waiting(ModalScreen[bool]):
    """Says what is being done and how far it is; gives True as soon as it is done, None or False for giving up."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("dialog.cancel", "give_up"), *FIELD_BINDINGS]
    DEFAULT_CSS = """
    Waiting {
        align: center middle;
        & #dialog {
            width: 60; max-width: 95%; height: auto; padding: 1 2;
            background: $panel; border: round $primary; border-title-style: bold;
            border-subtitle-color: $text-faint;
        }
        & ProgressBar, & Bar { width: 1fr; }
        & #answers { height: auto; align-horizontal: right; margin-top: 1; }
        & Button { height: 1; border: none; min-width: 10; padding: 0 2; }
    }
    """

    def __init__(self, said: str, work: asyncio.Future[T], progress: Progress) -> None:
        super().__init__()
        self._said = said
        self._work = work
        self._progress = progress

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._said)
            dialog.border_subtitle = Content(with_keys(" {dialog.cancel} gives up "))
            yield ProgressBar(total=None, show_eta=False)
            with Horizontal(id="answers"):
                yield Answer(Content("Give up"), id="give-up")

    def on_mount(self) -> None:
        """Look how far it is, and leave when it is done."""
        self._look()
        self.set_interval(1 / _LOOKS_PER_SECOND, self._look)

    def _look(self) -> None:
        if self._work.done():
            self.dismiss(True)
        elif self._progress.share is not None:
            self.query_one(ProgressBar).update(total=1, progress=self._progress.share)

    @on(Button.Pressed)
    def action_give_up(self) -> None:
        """Leave, whether it is done or not."""
        self.dismiss(self._work.done())
