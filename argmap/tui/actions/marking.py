"""What makes and changes quotes and the words of elements."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action
from argmap.tui.arranging.why_not import needs_removable

MARKING: Final = (
    Action("quote", "arguing.keep", reasons.needs_passage, "mark keep passage add highlight"),
    Action(
        "collect",
        "marking.grouping.collect",
        reasons.needs_collectable,
        "collect group together linked premises and also",
    ),
    Action("collected", "marking.grouping.show_collected", reasons.needs_collected, "drop group linked premises"),
    Action("edit", "editing.edit_element", reasons.has_words, words="translation note tags title author language text"),
    Action("adjust", "marking.adjusting.adjust", reasons.needs_quote, "re-select select again passage widen shorten"),
    Action("translate", "marking.writing.translate", reasons.needs_quote, "translation language english"),
    Action("note", "marking.writing.annotate", reasons.needs_element, "comment remark memo annotation"),
    Action("edit-map", "editing.edit_map", words="title note"),
    Action("rename", "editing.rename", reasons.needs_element, "id identifier"),
    Action("remove", "editing.remove", needs_removable, "delete quote claim source text erase drop"),
)
