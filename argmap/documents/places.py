"""Where the texts of a project lie, and where another one goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Final

FOLDER: Final = "texts"
"""Where copies go in a project that has no texts yet."""
_LONGEST_NAME: Final = 200
"""Bytes of a new file's name; most systems allow 255, and a number may come to it."""


def home_of_texts(root: Path, texts: Iterable[Path]) -> Path:
    """The folder of a project in which most of its texts lie."""
    folders = Counter(text.parent for text in texts if text.is_relative_to(root))
    return folders.most_common(1)[0][0] if folders else root / FOLDER


def place_for_text(wanted: Path, data: bytes) -> Path:
    """Where a text goes: to the file that is wanted, or one with a number where another text has that name.

    Where this very text lies there already, that is its place. Raises OSError where the folder cannot be looked into.
    """
    stem = wanted.stem.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    for number in count(1):
        place = wanted.with_name(f"{stem}{wanted.suffix}" if number == 1 else f"{stem}-{number}{wanted.suffix}")
        if not place.exists() or (place.is_file() and place.read_bytes() == data):
            return place
    raise AssertionError("there is always a further number")
