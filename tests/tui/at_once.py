"""Waiting for what is to be done, not for time: quicker, and as sure where a machine is busy; never without a limit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from time import process_time
from typing import Any
from weakref import WeakSet

import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.worker import Worker, WorkerFailed, WorkerState

LIMIT = 60.0
"""Seconds after which a test that waits for something fails: many times what a busy machine needs."""

_A_WHILE = 1.0
"""Seconds after which what is still going on is not waited for, as in Textual's own Pilot."""
_LOOKED_AFTER = 0.02
"""Seconds between two looks at threads."""
_RESTS = _LOOKED_AFTER / 20
"""Seconds of computing in such a while below which every thread waits for something itself."""


_refresh = Screen._compositor_refresh
_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}
"""Rules by the text that they were parsed from, since every test's app has the same."""
_to_paint: WeakSet[Screen] = WeakSet()
"""The screens that are to be painted once there is nothing else to do."""


def wait_for_states() -> None:
    """Lets every Pilot wait so, from now on; then it is painted, and not sixty times a second meanwhile."""
    textual.screen.UPDATE_PERIOD = 1
    textual.app.wait_for_idle = answered  # after each of several keys
    textual.pilot.wait_for_idle = nothing_to_do
    Screen._compositor_refresh = _refresh_soon
    Stylesheet._parse_rules = _parse_once


async def nothing_to_do(_least: float = 0, most: float = _A_WHILE) -> None:
    """Waits as `answered` does, and until everything is painted."""
    loop = asyncio.get_running_loop()
    until = loop.time() + most
    await answered(most=most)
    while _painted(active_app.get()) and loop.time() < until:
        await answered(most=until - loop.time())


async def answered(_least: float = 0, most: float = _A_WHILE) -> None:
    """Waits until every message is answered, every thread is done or waits, and everything has its place."""
    app, loop = active_app.get(), asyncio.get_running_loop()
    until = loop.time() + most
    while loop.time() < until:
        await _quiet(loop, until)
        if _threads_at_work(loop):
            if not await _at_work(loop):
                return
        elif app._resize_event is not None or app._batch_count or not app._animator._idle_event.is_set():
            await asyncio.sleep(1 / 240)
        elif not _updated(app):
            return


async def _quiet(loop: asyncio.AbstractEventLoop, until: float) -> None:
    quiet = 0
    while quiet < 3 and loop.time() < until:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1


def _threads_at_work(loop: asyncio.AbstractEventLoop) -> bool:
    pool = loop._default_executor
    return pool is not None and len(pool._threads) > pool._idle_semaphore._value


async def _at_work(loop: asyncio.AbstractEventLoop) -> bool:
    """Looks again soon; whether threads are done by then, or still compute."""
    computed, until = process_time(), loop.time() + _LOOKED_AFTER
    while loop.time() < until:
        await asyncio.sleep(0.001)
        if not _threads_at_work(loop):
            return True
    return process_time() - computed >= _RESTS


def _updated(app: App) -> bool:
    """Whether the screen waited to be laid out anew, or somebody for that; it is done now, and not at the next of
    sixty times a second."""
    if not app._screen_stack or not (screen := app.screen).is_running or not screen.is_current:
        return False
    due = (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required,
        screen._recompose_required,
        screen._dirty_widgets,
        screen._callbacks,
    )
    if any(due):
        screen._on_timer_update()
    return any(due)


def _refresh_soon(screen: Screen) -> None:
    """In place of Textual's own, which paints at once, a dozen times until a map is open."""
    if screen is not screen.app.screen or screen.app.is_inline:
        _refresh(screen)
        return
    _to_paint.add(screen)
    screen._dirty_widgets.clear()  # what is to be painted of them is noted by now
    screen.app._update_mouse_over(screen)


def _painted(app: App) -> bool:
    """Whether there was anything to paint; it is painted now."""
    due = [screen for screen in _to_paint if screen.is_running and screen.app is app]
    _to_paint.difference_update(due)
    for screen in due:
        _refresh(screen)
    return bool(due)


def _parse_once(stylesheet: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
    key = (css, where, tuple(how.items()), tuple(stylesheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(stylesheet, css, *where, **how)
    return _parsed[key]


@asynccontextmanager
async def limited(what: Callable[[], object]) -> AsyncIterator[None]:
    """Fails what is done here once it takes too long, saying `what` it waited for, which is asked then."""
    try:
        async with asyncio.timeout(LIMIT):
            yield
    except TimeoutError:
        raise AssertionError(f"waited {LIMIT:g} seconds for {what()}") from None


async def until(happened: Callable[[], object], what: str, meanwhile: Callable[[], Awaitable[object]]) -> None:
    """Waits until something has happened; `meanwhile` is done between two looks, a pause of the Pilot or a key."""
    async with limited(lambda: what):
        while not happened():
            await meanwhile()
            await asyncio.sleep(0)


async def completed(workers: Collection[Worker]) -> None:
    """Waits until workers have ended. One that another of its group superseded has ended; a failure is raised."""
    workers = list(workers)
    async with limited(lambda: f"workers: {[worker for worker in workers if not worker.is_finished]}"):
        await asyncio.gather(*(worker.wait() for worker in workers), return_exceptions=True)
    for worker in workers:
        if worker.state is WorkerState.ERROR:
            raise WorkerFailed(worker.error)
