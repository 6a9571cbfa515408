"""What the package promises to those who install it: it works on the oldest Python that it names, too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_MISREAD = re.compile(r"(?<![\\(])\)\s*(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
"""A possessive group or an atomic one: Python 3.11.0 to 3.11.4 matches them wrongly where something in them can be
given back (https://github.com/python/cpython/issues/106052). Possessive repeats of one character are right."""


def strings_of(source: str) -> Iterator[str]:
    """Every string in a Python source, those of an f-string joined."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                piece.value if isinstance(piece, ast.Constant) and isinstance(piece.value, str) else "x"
                for piece in node.values
            )


def test_no_pattern_has_a_group_that_python_3_11_2_misreads():
    sources = list((ROOT / "argmap").rglob("*.py"))
    assert len(sources) > 100
    for file in sources:
        for string in strings_of(file.read_text("utf-8")):
            assert not _MISREAD.search(string), f"{file.relative_to(ROOT)}: {string}"


@pytest.mark.parametrize("pattern", ["(?:a|b)*+", "(a )++", "(?:a){2,3}+", "(?:a) ?+", "(?>a)", "(?:a){2}+"])
def test_the_search_for_misread_groups_finds_them(pattern):
    assert _MISREAD.search(pattern)


@pytest.mark.parametrize("pattern", ["[^a]*+", "a++", "(?:[^a]*+b)*", "(a)+ +", "(a)*", r"[)]\+"])
def test_the_search_for_misread_groups_leaves_others(pattern):
    assert not _MISREAD.search(pattern)
