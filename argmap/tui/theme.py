"""Words that stand back: paler than the others, and in every theme still to be read.

A share of the foreground, as `$foreground 60%`, says little of that: in a theme of low contrast what is left is under
3:1. So the colours are worked out for each theme from its foreground and all that such words stand on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ReturnType
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

EASY: Final = 4.5
"""The contrast of words that are easily read, by WCAG 2.2, 1.4.3."""
LEAST: Final = 3.0
"""The contrast under which they are hard to make out, by the same."""
_OF_ALL: Final = 0.75
"""How much of the theme's own contrast is left at least, where that is too low for easy and faint at once."""
_FAINT_SHARE: Final = 0.55
_FAINTER_SHARE: Final = 0.4
"""How much of the foreground is left at least: what is faint in any theme is as faint in one of high contrast."""
_STEP: Final = 0.05
GROUNDS: Final = ("surface", "panel", "background")
"""The variables of what words stand on that stand back."""


def faint_variables(theme: Mapping[str, str]) -> dict[str, str]:
    """The variables of a style sheet for words that stand back: `$text-faint`, and `$text-fainter` that matters less.

    `theme` are the variables of the theme. In the sixteen colours of a terminal there is nothing paler.
    """
    foreground = Color.parse(theme["foreground"])
    if foreground.ansi is not None:
        return dict.fromkeys(("text-faint", "text-fainter"), theme["foreground"])
    grounds = [Color.parse(theme[name]) for name in GROUNDS]
    full = min(contrast(foreground, ground) for ground in grounds)
    wanted = max(LEAST, min(EASY, _OF_ALL * full))
    return {
        "text-faint": paler(foreground, grounds, wanted, _FAINT_SHARE).hex,
        "text-fainter": paler(foreground, grounds, LEAST, _FAINTER_SHARE).hex,
    }


def paler(foreground: Color, grounds: Sequence[Color], wanted: float, share: float) -> Color:
    """The foreground mixed with the first ground, as pale as the contrast with all grounds allows that is wanted.

    At least `share` of the foreground is left; all of it where that has not the contrast itself.
    """
    while share < 1:
        mixed = grounds[0].blend(foreground, share, alpha=1)
        if all(contrast(mixed, ground) >= wanted for ground in grounds):
            return mixed
        share += _STEP
    return foreground


def contrast(one: Color, other: Color) -> float:
    """How far two opaque colours are apart in lightness, from 1 to 21: the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2.2, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class ReadableDim(LineFilter):
    """Paints what is dim paler, and no paler than can be read; also on the row of a cursor, whatever its colour."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without what is dim, unless the terminal's own colours are all there is."""
        return [
            Segment(segment.text, _undimmed(segment.style, background), segment.control)
            if segment.style is not None and segment.style.dim
            else segment
            for segment in segments
        ]


@lru_cache(256)
def _undimmed(style: Style, background: Color) -> Style:
    if style.color is None or style.color.triplet is None:
        return style
    opaque = style.bgcolor is not None and style.bgcolor.triplet is not None
    ground = Color.from_rich_color(style.bgcolor) if opaque else background
    foreground = Color.from_rich_color(style.color)
    wanted = max(LEAST, min(EASY, _OF_ALL * contrast(foreground, ground)))
    return style + Style(color=paler(foreground, [ground], wanted, _FAINT_SHARE).rich_color, dim=False)


_READABLE_DIM: Final = ReadableDim()


class FaintApp(App[ReturnType]):
    """An app in which `$text-faint`, `$text-fainter` and what is dim can be read in every theme."""

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables and those for words that stand back, which a theme may have itself."""
        variables = super().get_css_variables()
        for name, colour in faint_variables(variables).items():
            variables.setdefault(name, colour)
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is painted is dimmed here, before Textual does it by the same share for all."""
        return [_READABLE_DIM, *super().get_line_filters()]
