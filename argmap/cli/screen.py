"""Handing over to the screen."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def is_terminal() -> bool:
    """Whether a screen can be drawn: Textual reads stdin and draws on stderr, and without either runs until killed.

    `TEXTUAL_DRIVER` names what else draws: the browser of `argmap serve`.
    """
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stderr.isatty())


def show_on_screen(maps: Sequence[Path], folder: Path | None = None, *, toured: Path | None = None) -> int:
    """Opens the screen and gives the exit code, once it is left.

    Args:
        maps: The maps to open; without any, the screen says welcome.
        folder: Where maps were looked for.
        toured: The folder of a copy of the sample, through which a guide leads.
    """
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8")  # Textual draws there; what the locale says it does not ask
    # Until the first paint nothing becomes garbage, and looking for it takes a fifth of the time; the app turns
    # the collector on again when it is ready.
    gc.disable()
    from argmap.tui.app import run_screen

    return run_screen(maps, folder, toured=toured)
