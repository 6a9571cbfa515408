"""The end that the user did not ask for: the connection drops, or the system ends argmap.

Edits are saved as they are made, so most often there is nothing to do. Those that could not be saved are written beside
the map; what was half typed into a dialog is lost.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from argmap.session import Session
from argmap.store import ChangedOnDisk, SaveFailed, UnwritableMap
from argmap.tui.settings.folders import state_folder

if TYPE_CHECKING:
    from argmap.tui.app import ArgmapApp

_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
_MOST_COPIES: Final = 100
SERVER_PID: Final = "ARGMAP_SERVER_PID"
"""The environment variable by which `argmap serve` tells a screen who shows it."""
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
