"""Passages of the real texts, and the edits that are made to them."""

from functools import cache
from pathlib import Path

from argmap.anchor import Resolution, Resolver, Selector, select

SEEDS = Path(__file__).parents[2] / "seeds"
NATIONALISM, TRADITIONAL, ALLIANCE, STIMULUS, PAPER = range(5)

ON_CAPACITY = "Das bevorstehende Konjunkturpaket ist ein weiterer Schritt auf dem gleichen Weg"
ON_PARTNERS = (
    "Um dies zu erreichen, wurden Onshoring- und Offshoring-Bemühungen im Rahmen eines "
    "öffentlich-privaten Partnerschaftsmodells empfohlen."
)


@cache
def seed(number: int) -> str:
    (path,) = SEEDS.glob(f"{number:03}_*.txt")
    return path.read_text(encoding="utf-8")


def quote(text: str, words: str, which: int = 0) -> Selector:
    """The anchor of the place number `which` of `words`."""
    at = -1
    for _ in range(which + 1):
        at = text.index(words, at + 1)
    return select(text, at, at + len(words))


def found(selector: Selector, text: str, **more: object) -> Resolution:
    return Resolver(text).resolve(selector, **more)  # type: ignore[arg-type]


def words(resolution: Resolution, text: str) -> str:
    assert resolution.found, resolution
    return text[resolution.start : resolution.end]
