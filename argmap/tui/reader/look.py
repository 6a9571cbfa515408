"""How the reader looks: its component classes and their styles, in the colours of any theme."""

from __future__ import annotations

from typing import Final

from argmap.tui.reader.highlights import Role

COMPONENT_CLASSES: Final = frozenset(
    {
        "reader--line-number",
        "reader--page-rule",
        "reader--overlap",
        "reader--gone-to",
        "reader--hit",
        "reader--hit-here",
        "reader--selection",
        "reader--cursor",
        *(f"reader--{role}" for role in Role),
        *(f"reader--mark-{role}" for role in Role),
    }
)
"""`reader--<role>` styles a quote, `reader--mark-<role>` its glyph in the margin."""

DEFAULT_CSS: Final = """
Reader {
    background: $surface;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    & .reader--line-number, & .reader--page-rule { color: $text-fainter; }
    & .reader--support { background: $success 22%; }
    & .reader--counter { background: $error 25%; }
    & .reader--undercut { background: $warning 22%; }
    & .reader--mixed { background: $secondary 30%; }
    & .reader--plain { background: $foreground 12%; }
    & .reader--review { background: $foreground 12%; text-style: italic; }
    & .reader--collected { background: $accent 25%; }
    & .reader--mark-support { color: $text-success; text-style: bold; }
    & .reader--mark-counter { color: $text-error; text-style: bold; }
    & .reader--mark-undercut { color: $text-warning; text-style: bold; }
    & .reader--mark-mixed { color: $text-secondary; text-style: bold; }
    & .reader--mark-plain { color: $text-faint; text-style: bold; }
    & .reader--mark-review { color: $text-warning; text-style: bold; }
    & .reader--mark-collected { color: $text-accent; text-style: bold; }
    & .reader--overlap { text-style: underline; }
    & .reader--gone-to { text-style: bold; }
    & .reader--hit { background: $accent 55%; color: $text; }
    & .reader--hit-here { background: $accent; color: $text; text-style: bold underline; }
    & .reader--selection { background: $primary; color: $text; }
    & .reader--cursor { background: $foreground 35%; }
    &:focus .reader--cursor { background: $foreground; color: $background; }
    &:ansi {
        & .reader--support, & .reader--counter, & .reader--undercut, & .reader--mixed, & .reader--collected {
            background: ansi_default;
            text-style: underline;
        }
        & .reader--support { color: $text-success; }
        & .reader--counter { color: $text-error; }
        & .reader--undercut { color: $text-warning; }
        & .reader--mixed { color: $text-secondary; }
        & .reader--collected { color: $text-accent; text-style: underline italic; }
        & .reader--line-number, & .reader--page-rule { text-style: dim; }
        & .reader--overlap { text-style: bold underline; }
        & .reader--hit { text-style: reverse; }
    }
    &:nocolor {
        & .reader--support, & .reader--mixed { text-style: underline; }
        & .reader--counter, & .reader--undercut { text-style: underline italic; }
        & .reader--plain, & .reader--review, & .reader--collected { text-style: italic; }
        & .reader--overlap { text-style: underline bold; }
        & .reader--hit { background: $surface; color: $foreground; text-style: reverse underline; }
        & .reader--hit-here { background: $surface; color: $foreground; text-style: reverse bold underline; }
        & .reader--selection { background: $surface; color: $foreground; text-style: reverse; }
        & .reader--cursor { background: $surface; color: $foreground; text-style: reverse bold; }
    }
}
"""
"""What tells roles apart without colour: the glyphs in the margin, and text styles where there are no colours.

The sixteen colours of a terminal have no pale ones: on their full tones a text of unknown colour cannot be read, so
there the words themselves have the colour."""
