"""The styles of the drawing that the panes do not have, in the colours of any theme."""

from __future__ import annotations

from typing import Final

from argmap.tui.panes import look

_OWN: Final = ("box", "chosen", "hit", "view", "support-line", "counter-line", "undercut-line")
COMPONENT_CLASSES: Final = look.COMPONENT_CLASSES | {f"pane--{style}" for style in _OWN}

DEFAULT_CSS: Final = """
Sheet {
    overflow: auto auto;
    scrollbar-size: 1 1;
    border: round $foreground 30%;
    border-title-color: $foreground 80%;
    border-subtitle-color: $foreground 80%;
    & .pane--box { color: $foreground 85%; }
    & .pane--chosen { color: $text-accent; text-style: bold; }
    & .pane--hit { text-style: reverse; }
    & .pane--view { background: $primary 45%; }
    & .pane--support-line { color: $text-success 70%; }
    & .pane--counter-line { color: $text-error 75%; }
    & .pane--undercut-line { color: $text-warning 80%; }
}
"""
