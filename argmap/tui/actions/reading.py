"""What moves through the texts."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

READING: Final = (
    Action(
        "search",
        "slash,ctrl+f",
        "search",
        "Search in this text as you type, whatever its script, width, case and line breaks.",
        "travelling.search",
        reasons.needs_text,
        "find look for",
    ),
    Action(
        "next-hit",
        "greater_than_sign,f3",
        "next hit",
        "Go to the next hit of the search.",
        "travelling.next_hit",
        reasons.needs_hits,
        "find again",
    ),
    Action(
        "previous-hit",
        "less_than_sign,shift+f3",
        "previous hit",
        "Go to the hit of the search before this one.",
        "travelling.previous_hit",
        reasons.needs_hits,
    ),
    Action(
        "find-everywhere",
        "F",
        "find everywhere",
        "Search in all texts, and in the claims, translations, notes and tags of the map.",
        "travelling.find_everywhere",
        words="search all sources grep",
    ),
    Action(
        "go-to-line",
        "colon,ctrl+g",
        "go to line",
        "Go to a line of this text by its number.",
        "travelling.go_to_line",
        reasons.needs_text,
        "number",
    ),
    Action(
        "sections",
        "h",
        "sections",
        "Choose a section of this text from its headings.",
        "travelling.choose_section",
        reasons.needs_text,
        "headings outline chapters contents",
    ),
    Action(
        "next-quote",
        "p",
        "next quote",
        "Go to the next quoted passage of this text; after the last one comes the first.",
        "travelling.next_quote",
        reasons.needs_text,
    ),
    Action(
        "previous-quote",
        "P",
        "previous quote",
        "Go to the quoted passage before.",
        "travelling.previous_quote",
        reasons.needs_text,
    ),
    Action(
        "back",
        "H,alt+left",
        "back",
        "Go back to the place in the texts where you were before the last jump.",
        "travelling.back",
        reasons.needs_places_behind,
        "history previous place",
    ),
    Action(
        "forward",
        "L,alt+right",
        "forward",
        "Go forward again to the place you went back from.",
        "travelling.forward",
        reasons.needs_places_ahead,
        "history next place",
    ),
    Action(
        "line-numbers",
        "number_sign",
        "line numbers",
        "Number the lines of the text, or not.",
        "travelling.toggle_numbers",
        reasons.needs_text,
        "view",
    ),
    Action(
        "narrower",
        "left_square_bracket",
        "narrower",
        "Make the rows of the text narrower.",
        "travelling.narrower",
        reasons.needs_text,
        "view width column",
    ),
    Action(
        "wider",
        "right_square_bracket",
        "wider",
        "Make the rows of the text wider, as far as there is room.",
        "travelling.wider",
        reasons.needs_text,
        "view width column",
    ),
)
