"""The anchor of a quote, and finding it by its very words in its very context, without numpy: most quotes need no more.

An anchor is a W3C TextQuoteSelector (`exact`, `prefix`, `suffix`) with the start of a TextPositionSelector. White space
is left out of the comparison of contexts, since re-wrapping a paragraph changes it everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.anchor.thresholds import TELLING

FIRST_WIDE = "\u2e80"
"""From here on, characters are Han, kana or hangul: two columns wide, and saying as much as two letters."""


@dataclass(frozen=True, slots=True)
class Selector:
    """The anchor of a quote. Positions are code points."""

    text: str
    """The quoted words, verbatim."""
    before: str = ""
    """What stood directly before them."""
    after: str = ""
    """What stood directly after them."""
    at: int = 0
    """Where they began; a hint only, since edits elsewhere move them."""
    alike: int | None = None
    """How alike the most similar other passage of their text was, in percent; None where that is not known."""


def columns(text: str) -> int:
    """How much a text says, counted in letters: a Han character counts as two."""
    return len(text) if text.isascii() else len(text) + sum(map(FIRST_WIDE.__le__, text))


def occurrences(text: str, words: str, limit: int = 1000) -> Iterator[int]:
    """Where `words` stand in `text`, overlapping ones too, in order; no more than `limit` of them."""
    at = text.find(words) if words else -1
    while at >= 0 and limit > 0:
        yield at
        limit -= 1
        at = text.find(words, at + 1)


class Verbatim:
    """A text in which quotes are looked for verbatim."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._squeezed: str | None = None

    def prepare(self) -> None:
        """Do now what is done once for the text."""
        self._without_white_space()

    def stands_at(self, selector: Selector) -> bool:
        """Whether the words stand where they stood."""
        return bool(selector.text) and selector.at >= 0 and self._text.startswith(selector.text, selector.at)

    def find(self, selector: Selector) -> int | None:
        """Where the words stand between their whole context, if that is at one place alone."""
        whole = _squeeze(selector.before + selector.text + selector.after)
        text = self._without_white_space()
        if not (columns(whole) >= TELLING or (whole and whole == text)) or not _once(text, whole):
            return None
        places = [at for at in occurrences(self._text, selector.text) if self.agrees(at, selector)]
        return places[0] if len(places) == 1 else None

    def _without_white_space(self) -> str:
        if self._squeezed is None:
            self._squeezed = _squeeze(self._text)
        return self._squeezed

    def spelled(self, start: int, end: int, selector: Selector) -> bool:
        """Whether the passage is the quote's words but for white space."""
        return _squeeze(self._text[start:end]) == _squeeze(selector.text)

    def agrees(self, at: int, selector: Selector) -> bool:
        """Whether the words stand at `at` between their whole context."""
        if not self._text.startswith(selector.text, at):
            return False
        end = at + len(selector.text)
        before, after = _squeeze(selector.before), _squeeze(selector.after)
        return self._ends_with(at, before) and self._goes_on_with(end, after)

    def _ends_with(self, end: int, words: str) -> bool:
        reach = 2 * len(words) + 64
        return _squeeze(self._text[max(0, end - reach) : end]).endswith(words)

    def _goes_on_with(self, start: int, words: str) -> bool:
        reach = 2 * len(words) + 64
        return _squeeze(self._text[start : start + reach]).startswith(words)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _once(text: str, part: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0
