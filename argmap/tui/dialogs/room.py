"""How much of a dialog's long part fits on the screen, so that what stands below it is never pushed out of sight."""

from __future__ import annotations

from typing import Final

from textual.widget import Widget

_AROUND: Final = 7
"""Rows of a dialog beside its long part: the frame, the buttons or the line to type in, and a refusal."""
_LEAST: Final = 3


def fit(part: Widget, most: int, screen_height: int) -> None:
    """Let a part be at most so many rows high, and fewer on a screen that has no more."""
    part.styles.max_height = max(_LEAST, min(most, screen_height * 9 // 10 - _AROUND))
