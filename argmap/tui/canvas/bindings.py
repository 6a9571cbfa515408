"""What the keys of the canvas do."""

from __future__ import annotations

from typing import Final

from argmap.tui.keys import bindings

CANVAS_BINDINGS: Final = bindings(
    "canvas",
    {
        "go-there": "choose",
        "up": "go('up')",
        "down": "go('down')",
        "left": "go('left')",
        "right": "go('right')",
        "next": "go_on(1)",
        "previous": "go_on(-1)",
        "next-link": "next_link",
        "first": "first",
        "pan-up": "pan(0, -2)",
        "pan-down": "pan(0, 2)",
        "pan-left": "pan(-6, 0)",
        "pan-right": "pan(6, 0)",
        "half-up": "pan_half(0, -1)",
        "half-down": "pan_half(0, 1)",
        "half-left": "pan_half(-1, 0)",
        "half-right": "pan_half(1, 0)",
        "larger": "zoom(1)",
        "smaller": "zoom(-1)",
        "turn": "turn",
        "overview": "overview",
        "focus": "focus",
        "show-all": "let_go",
        "search": "search",
        "next-hit": "next_hit(1)",
        "previous-hit": "next_hit(-1)",
    },
)
