"""What moves through the texts."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

READING: Final = (
    Action("search", "travelling.search", reasons.needs_text, "find look for"),
    Action("next-hit", "travelling.next_hit", reasons.needs_hits, "find again"),
    Action("previous-hit", "travelling.previous_hit", reasons.needs_hits),
    Action("find-everywhere", "travelling.find_everywhere", words="search all sources grep evidence"),
    Action("go-to-line", "travelling.go_to_line", reasons.needs_text, "number jump"),
    Action("sections", "travelling.choose_section", reasons.needs_text, "headings outline chapters contents table"),
    Action("next-quote", "travelling.next_quote", reasons.needs_text, words="highlight"),
    Action("previous-quote", "travelling.previous_quote", reasons.needs_text, words="highlight"),
    Action("follow", "travel.following.follow", reasons.needs_quoted, "follow quote links serves jump"),
    Action("back", "travelling.back", reasons.needs_places_behind, "history previous place bookmark"),
    Action("forward", "travelling.forward", reasons.needs_places_ahead, "history next place"),
    Action("line-numbers", "travelling.toggle_numbers", reasons.needs_text, "view"),
    Action("narrower", "travelling.narrower", reasons.needs_text, "view width column smaller wrap columns"),
    Action("wider", "travelling.wider", reasons.needs_text, "view width column broader wrap columns"),
)
