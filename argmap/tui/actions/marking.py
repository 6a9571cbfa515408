"""What makes and changes quotes and the words of elements."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

MARKING: Final = (
    Action(
        "quote",
        "q",
        "quote",
        "Keep the selected passage as a quote that is not linked yet.",
        "arguing.keep",
        reasons.needs_passage,
        "mark keep passage",
    ),
    Action(
        "edit",
        "e",
        "edit",
        "Change the words, translation, note and tags of what is under the cursor.",
        "editing.edit_element",
        reasons.has_words,
        words="translation note tags title author language text",
    ),
    Action("edit-map", "E", "edit map", "Change the map's title and note.", "editing.edit_map", words="title note"),
    Action(
        "rename",
        "r",
        "rename",
        "Give what is under the cursor another id, everywhere it is named.",
        "editing.rename",
        reasons.needs_element,
        "id",
    ),
    Action(
        "remove",
        "x,delete",
        "remove",
        "Take away what is under the cursor and its links, after showing which.",
        "editing.remove",
        reasons.needs_element,
        "delete",
    ),
)
