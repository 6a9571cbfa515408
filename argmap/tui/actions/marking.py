"""What makes and changes quotes and the words of elements."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action
from argmap.tui.arranging.why_not import needs_removable

MARKING: Final = (
    Action(
        "quote",
        "q",
        "quote",
        "Keep the selected passage as a quote that is not linked yet.",
        "arguing.keep",
        reasons.needs_passage,
        "mark keep passage add highlight",
    ),
    Action(
        "collect",
        "ampersand,y",
        "group",
        "Collect the selected passage for linked premises; mark more, also in other texts, then link them.",
        "marking.grouping.collect",
        reasons.needs_collectable,
        "collect group together linked premises and also",
    ),
    Action(
        "collected",
        "Y",
        "collected",
        "Show the passages that are collected for linked premises, and drop some.",
        "marking.grouping.show_collected",
        reasons.needs_collected,
        "drop group linked premises",
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
    Action(
        "adjust",
        "A",
        "adjust",
        "Move the ends of the quote under the cursor in its text; the old and the new words are shown first.",
        "marking.adjusting.adjust",
        reasons.needs_quote,
        "re-select select again passage widen shorten",
    ),
    Action(
        "translate",
        "T",
        "translate",
        "Write the translation of the quote under the cursor.",
        "marking.writing.translate",
        reasons.needs_quote,
        "translation language english",
    ),
    Action(
        "note",
        "semicolon",
        "note",
        "Write the note of the claim, quote or source under the cursor.",
        "marking.writing.annotate",
        reasons.needs_element,
        "comment remark memo annotation",
    ),
    Action("edit-map", "E", "edit map", "Change the map's title and note.", "editing.edit_map", words="title note"),
    Action(
        "rename",
        "r",
        "rename",
        "Give what is under the cursor another id, everywhere it is named.",
        "editing.rename",
        reasons.needs_element,
        "id identifier",
    ),
    Action(
        "remove",
        "x,delete",
        "remove",
        "Take away what is under the cursor and its links, after showing which.",
        "editing.remove",
        needs_removable,
        "delete quote claim source text erase drop",
    ),
)
