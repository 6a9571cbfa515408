"""What stands back can be read in every theme: the contrast of all that is paler than the words of the text."""

import re
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

import argmap.tui
from argmap.tui.theme import EASY, GROUNDS, LEAST, ReadableDim, contrast, faint_variables

ROOMS = Path(argmap.tui.__file__).parent
THEMES = sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)
_PALER = re.compile(
    r'(?:(?<![-\w])(?:border-(?:sub)?title-)?color: |")'  # in a style sheet, or as the style of a text
    r'(\$foreground \d+%|\$text-(?:faint|fainter|muted|disabled))[;"]'
)
PALER = sorted(
    {
        found[1]
        for room in ROOMS.rglob("*.*")
        if room.suffix in {".py", ".tcss"} and room.name != "faint.py"
        for found in _PALER.finditer(room.read_text("utf-8"))
    }
)
"""Every colour that words have on any screen and that is paler than the foreground."""


def variables_of(name):
    theme = BUILTIN_THEMES[name]
    theme_variables = {**theme.to_color_system().generate(), **theme.variables}
    return {**theme_variables, **faint_variables(theme_variables)}


def colour_of(style, variables, ground):
    """What a colour of a style sheet becomes on a ground."""
    name, _, share = style.removeprefix("$").partition(" ")
    colour = Color.parse(variables[name])
    return ground.blend(colour, int(share.rstrip("%")) / 100) if share else colour


def test_there_are_paler_colours_to_look_at():
    assert {"$text-faint", "$text-fainter"} <= set(PALER)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", PALER)
def test_what_stands_back_can_be_read_in_every_theme(theme, style):
    variables = variables_of(theme)
    # What is given as a share stands in bars and at the edges of panes; the rest may stand anywhere.
    grounds = [Color.parse(variables[name]) for name in (("surface",) if "%" in style else GROUNDS)]
    assert min(contrast(colour_of(style, variables, ground), ground) for ground in grounds) >= LEAST


@pytest.mark.parametrize("theme", THEMES)
def test_it_stands_back_and_what_matters_less_does_more_so(theme):
    variables = variables_of(theme)
    ground = Color.parse(variables["surface"])
    words, faint, fainter = (
        contrast(Color.parse(variables[name]), ground) for name in ("foreground", "text-faint", "text-fainter")
    )
    assert words > faint >= fainter


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "flexoki", "dracula", "atom-one-light"])
def test_a_theme_of_high_contrast_leaves_it_easily_read(theme):
    variables = variables_of(theme)
    for ground in GROUNDS:
        assert contrast(Color.parse(variables["text-faint"]), Color.parse(variables[ground])) >= EASY


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_the_sixteen_colours_of_a_terminal_have_nothing_paler(theme):
    assert variables_of(theme)["text-faint"] == "ansi_default"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_dim_words_can_be_read_on_any_ground(theme, ground):
    variables = variables_of(theme)
    behind = Color.parse(variables[ground])
    dim = Style(color=Color.parse(variables["foreground"]).rich_color, bgcolor=behind.rich_color, dim=True)
    [painted] = ReadableDim().apply([Segment("words", dim)], behind)
    assert not painted.style.dim
    assert contrast(Color.from_rich_color(painted.style.color), behind) >= LEAST


def test_dim_words_in_the_colours_of_a_terminal_are_left_to_it():
    segments = [Segment("words", Style(dim=True)), Segment("others", Style(bold=True))]
    assert ReadableDim().apply(segments, Color.parse("ansi_default")) == segments


def test_contrast_is_that_of_the_standard():
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
