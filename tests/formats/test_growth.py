"""The time of parsers grows with the length of hostile texts, not its square; `benchmarks/growth.py` tries more."""

import time
from collections.abc import Callable

import pytest

from argmap.formats import Incoming
from argmap.formats.canvas.box_text import box_text
from argmap.formats.incoming import read_as
from argmap.formats.registry import format_named
from argmap.text.lines import GAP_IN_WHOLE
from argmap.text.one_line import reading_line


def argdown(text: str) -> object:
    return read_as(Incoming(data=f"[a]: b\n\n{text}".encode(), name="x"), format_named("argdown"))


READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "blanks on one line": (lambda text: reading_line(f"é{text}é"), " "),
    "blanks before wrapped lines": (lambda text: reading_line(f"a{text}b"), " " * 99 + "x"),
    "many wrapped lines": (reading_line, "a\n"),
    "blanks without a line end": (lambda text: sum(1 for _ in GAP_IN_WHOLE.finditer(text)), " "),
    "links in Canvas that do not end": (box_text, "[["),
    "labels in Canvas that do not end": (box_text, "!["),
    "tags in Canvas": (lambda text: box_text(f"> a\n\n#{text}!"), "a"),
    "comments in Argdown that do not end": (argdown, "/* "),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    """The least processor time of three runs, which no load of the machine makes longer."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        read(text)
        taken.append(time.process_time() - begin)
    return min(taken)


@pytest.mark.parametrize("kind", READERS)
def test_ten_times_the_text_takes_far_less_than_a_hundred_times_as_long(kind: str) -> None:
    read, piece = READERS[kind]
    short = piece * (6_000 // len(piece))
    assert seconds(read, short * 10) < 35 * max(seconds(read, short), 0.002)
