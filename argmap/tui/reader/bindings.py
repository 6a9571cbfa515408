"""The keys of the reader."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding


class _Move(NamedTuple):
    motion: str
    """The name of a motion, as `Reader.action_move` takes it."""
    keys: str
    extending: str
    """Keys that select on the way; empty if there are none."""
    goal: str


_MOVES: Final = (
    _Move("left", "left", "shift+left", "the character before"),
    _Move("right", "right", "shift+right", "the character after"),
    _Move("row_up", "up,k", "shift+up", "the row above"),
    _Move("row_down", "down,j", "shift+down", "the row below"),
    _Move("word_left", "b,ctrl+left", "ctrl+shift+left", "the word before"),
    _Move("word_right", "w,ctrl+right", "ctrl+shift+right", "the next word"),
    _Move("sentence_left", "(", "", "the beginning of the sentence, then the one before"),
    _Move("sentence_right", ")", "", "the next sentence"),
    _Move("paragraph_left", "{,ctrl+up", "ctrl+shift+up", "the beginning of the paragraph, then the one before"),
    _Move("paragraph_right", "},ctrl+down", "ctrl+shift+down", "the next paragraph"),
    _Move("row_start", "home", "shift+home", "the beginning of the row"),
    _Move("row_end", "end", "shift+end", "the end of the row"),
    _Move("page_up", "pageup", "shift+pageup", "a page up"),
    _Move("page_down", "pagedown", "shift+pagedown", "a page down"),
    _Move("text_start", "g,ctrl+home", "ctrl+shift+home", "the beginning of the text"),
    _Move("text_end", "G,ctrl+end", "ctrl+shift+end", "the end of the text"),
)


def _move_bindings(move: _Move) -> list[Binding]:
    name = move.motion.replace("_", "-")
    go = Binding(
        move.keys,
        f"move('{move.motion}')",
        f"To {move.goal}",
        show=False,
        tooltip=f"Go to {move.goal}; while selecting, select up to there.",
        id=f"reader.{name}",
    )
    extend = Binding(
        move.extending,
        f"move('{move.motion}', True)",
        f"Select to {move.goal}",
        show=False,
        tooltip=f"Select up to {move.goal}.",
        id=f"reader.select-{name}",
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
        tooltip="Select nothing any more.",
        id="reader.let-go",
    ),
    *(binding for move in _MOVES for binding in _move_bindings(move)),
]
"""Every binding has an id, so that users can give it another key, and a tooltip."""
