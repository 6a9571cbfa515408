"""The keys of the canvas."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding


class _Key(NamedTuple):
    keys: str
    action: str
    label: str
    tooltip: str


_KEYS: Final = (
    _Key("enter", "choose", "Go there", "Go to what this box stands for."),
    _Key("up", "go('up')", "Up", "Go to the box above: along a link if one leads there, else to the nearest."),
    _Key("down", "go('down')", "Down", "Go to the box below: along a link if one leads there, else to the nearest."),
    _Key(
        "left", "go('left')", "Left", "Go to the box at the left: along a link if one leads there, else to the nearest."
    ),
    _Key(
        "right",
        "go('right')",
        "Right",
        "Go to the box at the right: along a link if one leads there, else to the nearest.",
    ),
    _Key("tab", "go_on(1)", "Next", "Go to the next box in reading order."),
    _Key("shift+tab", "go_on(-1)", "Previous", "Go to the box before in reading order."),
    _Key(
        "full_stop", "next_link", "Next link", "Select the next link of this box: what keys do to links, they do to it."
    ),
    _Key("home", "first", "First", "Go to the first thesis."),
    _Key("ctrl+up", "pan(0, -2)", "Pan up", "Move the drawing a little, to see what is above."),
    _Key("ctrl+down", "pan(0, 2)", "Pan down", "Move the drawing a little, to see what is below."),
    _Key("ctrl+left", "pan(-6, 0)", "Pan left", "Move the drawing a little, to see what is at the left."),
    _Key("ctrl+right", "pan(6, 0)", "Pan right", "Move the drawing a little, to see what is at the right."),
    _Key("shift+up,pageup", "pan_half(0, -1)", "Half up", "Move the drawing by half a screen, to see what is above."),
    _Key(
        "shift+down,pagedown", "pan_half(0, 1)", "Half down", "Move the drawing by half a screen, to see what is below."
    ),
    _Key(
        "shift+left", "pan_half(-1, 0)", "Half left", "Move the drawing by half a screen, to see what is at the left."
    ),
    _Key(
        "shift+right", "pan_half(1, 0)", "Half right", "Move the drawing by half a screen, to see what is at the right."
    ),
    _Key("plus,equals_sign", "zoom(1)", "Larger", "Zoom in: show more of each box: dots, titles, full text."),
    _Key("minus", "zoom(-1)", "Smaller", "Zoom out: show less of each box: full text, titles, dots."),
    _Key("v", "turn", "Turn", "Turn the drawing (rotate its direction): theses at the left, or at the top."),
    _Key("w", "overview", "Overview", "Show or hide the overview, a small picture of the whole drawing (minimap)."),
    _Key("i", "focus", "Focus", "Show only the neighbourhood of this box; again: a step more."),
    _Key("escape", "let_go", "Show all", "Mark and cut nothing any more; then show the whole map again."),
    _Key("slash", "search", "Search", "Find words in the drawing."),
    _Key("right_square_bracket,f3", "next_hit(1)", "Next hit", "Go to the next box that was found."),
    _Key("left_square_bracket,shift+f3", "next_hit(-1)", "Previous hit", "Go to the box before that was found."),
)


CANVAS_BINDINGS: Final = [
    Binding(
        key.keys,
        key.action,
        key.label,
        show=False,
        tooltip=key.tooltip,
        id=f"canvas.{key.label.lower().replace(' ', '-')}",
    )
    for key in _KEYS
]
