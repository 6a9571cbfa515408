"""The shortcodes that Argdown shows as signs: `.n.` and `:n:` are a cross. After @argdown/core 1.7.5."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = {
    "∀": "A",
    "∃": "E",
    "𝗢": "O",
    "𝗣": "P",
    "→": "->",
    "↔": "<->",
    "¬": "~",
    "∧": "^",
    "∨": "v",
    "⊻": "v_",
    "◇": "<>",
    "◻": "[]",
    "😀": "happy",
    "☺": "smile smiley",
    "😆": "laugh lol",
    "🤣": "rofl",
    "😂": "joy",
    "❤": "heart",
    "❓": "? question",
    "😍": "love",
    "😉": "wink",
    "🤫": "shush",
    "😐": "meh",
    "🙄": "eye-roll",
    "😢": "sad",
    "😞": "disappointed",
    "😱": "scream",
    "👍": "+1 up",
    "👎": "-1 down",
    "🤔": "think",
    "⭐": "star",
    "✔": "y agree",
    "❌": "n disagree",
}

SHORTCODES: Final = {
    f"{mark}{name}{mark}": sign for sign, names in _SIGNS.items() for name in names.split() for mark in ".:"
}
"""What is shown for each code, with its marks."""
