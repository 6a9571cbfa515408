"""The end that the user did not ask for: the connection drops, or the system ends argmap.

Edits are saved as they are made, so most often there is nothing to do. Those that could not be saved are written beside
the map; what was half typed into a dialog is lost.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from argmap.session import Session
from argmap.store import ChangedOnDisk, SaveFailed, UnwritableMap
from argmap.tui.settings.folders import state_folder

if TYPE_CHECKING:
    from argmap.tui.app import ArgmapApp

_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
_MOST_COPIES: Final = 100


def be_prepared(app: ArgmapApp) -> None:
    """End the app in order when it is told to end from outside. Only where it draws on a terminal itself."""
    if sys.platform != "win32" and not app.is_headless and not app.is_web:
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, app.end_from_outside, number)


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
