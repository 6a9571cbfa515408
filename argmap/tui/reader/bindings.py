"""What the keys of the reader do."""

from __future__ import annotations

from typing import Final

from argmap.tui.keys import bindings

READER_BINDINGS: Final = bindings(
    "reader",
    {
        "select": "toggle_selecting",
        "grow": "grow",
        "widen-selection": "widen_selection",
        "narrow-selection": "narrow_selection",
        "select-lines": "select_lines",
        "other-end": "other_end",
        "press": "press_quote",
        "let-go": "let_go",
        "left": "move('left')",
        "select-left": "move('left', True)",
        "right": "move('right')",
        "select-right": "move('right', True)",
        "up": "move_rows(-1)",
        "select-up": "move_rows(-1, True)",
        "down": "move_rows(1)",
        "select-down": "move_rows(1, True)",
        "word-left": "move('word_left')",
        "select-word-left": "move('word_left', True)",
        "word-right": "move('word_right')",
        "select-word-right": "move('word_right', True)",
        "sentence-left": "move('sentence_left')",
        "sentence-right": "move('sentence_right')",
        "paragraph-left": "move('paragraph_left')",
        "select-paragraph-left": "move('paragraph_left', True)",
        "paragraph-right": "move('paragraph_right')",
        "select-paragraph-right": "move('paragraph_right', True)",
        "row-start": "move('row_start')",
        "select-row-start": "move('row_start', True)",
        "row-end": "move('row_end')",
        "select-row-end": "move('row_end', True)",
        "page-up": "turn_pages(-1)",
        "select-page-up": "turn_pages(-1, True)",
        "page-down": "turn_pages(1)",
        "select-page-down": "turn_pages(1, True)",
        "text-start": "move('text_start')",
        "select-text-start": "move('text_start', True)",
        "text-end": "move('text_end')",
        "select-text-end": "move('text_end', True)",
    },
)
