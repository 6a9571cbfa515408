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
from argmap.diff.describing import Line, Piece, Tone, told, told_of, told_part
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
    "diff",
    "form_text",
    "in_words",
    "merge",
    "parts",
    "restored",
    "same_words",
    "stat",
    "told",
    "told_of",
    "told_part",
    "wording",
]
