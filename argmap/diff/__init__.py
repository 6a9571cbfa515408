"""What changed between two maps, and three made one. Knows values alone: no file, no screen, no git."""

from argmap.diff.changes import (
    ANCHOR_FIELDS,
    Changes,
    Consequence,
    ElementChange,
    FieldChange,
    How,
    LinkChange,
    Stat,
    Tie,
    Value,
    in_words,
    parts,
    stat,
)
from argmap.diff.comparing import diff
from argmap.diff.describing import Line, Piece, Tone, change_lines, element_lines, part_lines
from argmap.diff.merging import Merged, merge
from argmap.diff.restoring import restored
from argmap.diff.wording import Mark, Stretch, form_text, same_words, wording

__all__ = [
    "ANCHOR_FIELDS",
    "Changes",
    "Consequence",
    "ElementChange",
    "FieldChange",
    "How",
    "Line",
    "LinkChange",
    "Mark",
    "Merged",
    "Piece",
    "Stat",
    "Stretch",
    "Tie",
    "Tone",
    "Value",
    "change_lines",
    "diff",
    "element_lines",
    "form_text",
    "in_words",
    "merge",
    "part_lines",
    "parts",
    "restored",
    "same_words",
    "stat",
    "wording",
]
