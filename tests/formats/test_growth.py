"""The time of parsers grows with the length of hostile texts, not its square; `benchmarks/growth.py` tries more."""

import contextlib
import time
from collections.abc import Callable

import pytest

from argmap.formats import Incoming
from argmap.formats.import_file import read_as
from argmap.formats.json_canvas.boxes import box_text
from argmap.formats.outline_lines import points
from argmap.formats.registry import format_named
from argmap.model.ids import slug
from argmap.store import InvalidMap, loads
from argmap.text.one_line import reading_line
from argmap.text.sentences import gaps, paragraph_at, sentences


def argdown(text: str) -> object:
    return read_as(Incoming(data=f"[a]: b\n\n{text}".encode(), name="x"), format_named("argdown"))


def a_map(text: str) -> object:
    with contextlib.suppress(InvalidMap):
        return loads(f'format = 1\n[map]\ntitle = "t"\n{text}')


def same_words(text: str) -> None:
    taken: set[str] = set()
    for words in text.split("\n"):
        taken.add(slug(words, taken))


def numbered(piece: str) -> Callable[[str], object]:
    """Reads a map that says `piece` once for each line of what it is given, with the line's number."""
    return lambda text: a_map("".join(piece.replace("@", str(number)) for number in range(text.count("\n"))))


READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "blanks on one line": (lambda text: reading_line(f"é{text}é"), " "),
    "blanks before wrapped lines": (lambda text: reading_line(f"a{text}b"), " " * 99 + "x"),
    "many wrapped lines": (reading_line, "a\n"),
    "blanks without a line end": (lambda text: sum(1 for _ in gaps(text)), " "),
    "links in Canvas that do not end": (box_text, "[["),
    "labels in Canvas that do not end": (box_text, "!["),
    "tags in Canvas": (lambda text: box_text(f"> a\n\n#{text}!"), "a"),
    "blanks before the end of a sentence": (lambda text: list(sentences(f"a{text}b")), " "),
    "labels of items": (lambda text: list(sentences(text)), "a.\n"),
    "labels between empty lines": (lambda text: list(sentences(text)), "a)\n\n# b.\n\n"),
    "blanks around a place in a paragraph": (lambda text: paragraph_at(f"a{text}b", len(text) // 2), " "),
    "rules in an outline": (points, "-"),
    "escapes of TOML 1.1": (lambda text: a_map(f'note = """{text}"""'), "\\e"),
    "claims that are not there": (numbered('[claims.a-@]\ntext = "a"\nsupported_by = ["b-@"]\n'), "a" * 19 + "\n"),
    "ids that are none": (numbered('[claims."A @"]\ntext = "a"\n'), "a" * 9 + "\n"),
    "circles through many claims": (
        numbered('[claims.a@]\ntext = "a"\nsupported_by = ["a0", "a@1"]\n[claims.a@1]\ntext = "b"\n'),
        "a" * 19 + "\n",
    ),
    "many ids of the same words": (same_words, "a\n"),
    "comments in Argdown that do not end": (argdown, "/* "),
}


def is_read_within(most: float, read: Callable[[str], object], text: str) -> bool:
    """Whether one of three runs takes less than `most` seconds of processor time."""
    return any(seconds(read, text) < most for _ in range(3))


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time, which no load of the machine makes much longer."""
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


@pytest.mark.parametrize("kind", READERS)
def test_ten_times_the_text_takes_far_less_than_a_hundred_times_as_long(kind: str) -> None:
    read, piece = READERS[kind]
    short = piece * (6_000 // len(piece))
    once = min(seconds(read, short) for _ in range(3))
    assert is_read_within(35 * max(once, 0.002), read, short * 10)
