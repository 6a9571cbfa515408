"""The keys of the reader."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding


class _Move(NamedTuple):
    name: str
    """What its binding's id ends in."""
    action: str
    argument: str | int
    keys: str
    extending: str
    """Keys that select on the way; empty if there are none."""
    goal: str


_MOVES: Final = (
    _Move("left", "move", "left", "left", "shift+left", "the character before"),
    _Move("right", "move", "right", "right", "shift+right", "the character after"),
    _Move("up", "move_rows", -1, "up,k", "shift+up", "the row above"),
    _Move("down", "move_rows", 1, "down,j", "shift+down", "the row below"),
    _Move("word-left", "move", "word_left", "b,ctrl+left", "ctrl+shift+left", "the word before"),
    _Move("word-right", "move", "word_right", "w,ctrl+right", "ctrl+shift+right", "the next word"),
    _Move("sentence-left", "move", "sentence_left", "(", "", "the beginning of the sentence, then the one before"),
    _Move("sentence-right", "move", "sentence_right", ")", "", "the next sentence"),
    _Move(
        "paragraph-left",
        "move",
        "paragraph_left",
        "{,ctrl+up",
        "ctrl+shift+up",
        "the beginning of the paragraph, then the one before",
    ),
    _Move("paragraph-right", "move", "paragraph_right", "},ctrl+down", "ctrl+shift+down", "the next paragraph"),
    _Move("row-start", "move", "row_start", "home", "shift+home", "the beginning of the row"),
    _Move("row-end", "move", "row_end", "end", "shift+end", "the end of the row"),
    _Move("page-up", "turn_pages", -1, "pageup", "shift+pageup", "the page before"),
    _Move("page-down", "turn_pages", 1, "pagedown", "shift+pagedown", "the next page"),
    _Move("text-start", "move", "text_start", "g,ctrl+home", "ctrl+shift+home", "the beginning of the text"),
    _Move("text-end", "move", "text_end", "G,ctrl+end", "ctrl+shift+end", "the end of the text"),
)


def _move_bindings(move: _Move) -> list[Binding]:
    go = Binding(
        move.keys,
        f"{move.action}({move.argument!r})",
        f"To {move.goal}",
        show=False,
        tooltip=f"Go to {move.goal}; while selecting, select up to there.",
        id=f"reader.{move.name}",
    )
    extend = Binding(
        move.extending,
        f"{move.action}({move.argument!r}, True)",
        f"Select to {move.goal}",
        show=False,
        tooltip=f"Select up to {move.goal}.",
        id=f"reader.select-{move.name}",
    )
    return [go, extend] if move.extending else [go]


READER_BINDINGS: Final[list[Binding]] = [
    Binding(
        "v,space",
        "toggle_selecting",
        "Select",
        key_display="v",
        tooltip="Begin selecting at the cursor; every move then selects. Again: end selecting, keep the selection.",
        id="reader.select",
    ),
    Binding(
        ".",
        "grow",
        "Sentence",
        key_display=".",
        tooltip="Select the sentence at the cursor; again: the next one, too.",
        id="reader.grow",
    ),
    Binding(
        "plus",
        "widen_selection",
        "Wider selection",
        show=False,
        key_display="+",
        tooltip="Select the word at the cursor; again: its sentence, its paragraph, the whole text.",
        id="reader.widen-selection",
    ),
    Binding(
        "minus",
        "narrow_selection",
        "Smaller selection",
        show=False,
        key_display="-",
        tooltip="Select less: the first paragraph, sentence or word of what is selected.",
        id="reader.narrow-selection",
    ),
    Binding(
        "equals_sign",
        "select_lines",
        "Lines",
        show=False,
        key_display="=",
        tooltip="Select the whole line at the cursor; again: the next one, too.",
        id="reader.select-lines",
    ),
    Binding(
        "o",
        "other_end",
        "Other end",
        show=False,
        tooltip="Go to the other end of the selection, to move that.",
        id="reader.other-end",
    ),
    Binding(
        "enter",
        "press_quote",
        "Claims",
        tooltip="Go from the quoted passage at the cursor to the claims it is tied to.",
        id="reader.press",
    ),
    Binding(
        "escape",
        "let_go",
        "Let go",
        show=False,
        tooltip="Select nothing any more, and mark no hits.",
        id="reader.let-go",
    ),
    *(binding for move in _MOVES for binding in _move_bindings(move)),
]
"""Every binding has an id, so that users can give it another key, and a tooltip."""
