"""Finding a quote by its very words and its very context, without numpy: most quotes most of the time.

White space is left out of the comparison of contexts, since re-wrapping a paragraph changes it everywhere.
"""

from argmap.anchor.selector import Selector, columns, occurrences
from argmap.anchor.thresholds import TELLING


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
