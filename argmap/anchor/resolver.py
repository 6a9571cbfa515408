"""Resolving quotes in one text, by the first step that answers without doubt.

The steps are those of the design: the place it had, verbatim, folded, carried from an old text, approximately.
The first two need no numpy; what the others need is made when it is first asked for, and shared by all quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchor.context import select
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.selector import Selector, Verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.anchor.comparing import Comparing
    from argmap.text.folding import Folded


class Resolver:
    """One text in which many quotes are looked for; folding and indexing happen once, when first needed.

    `folded` gives the text's folding when it is needed, where somebody keeps one.
    """

    def __init__(self, text: str, *, folded: Callable[[], Folded] | None = None) -> None:
        self._text = text
        self._folded = folded
        self._verbatim = Verbatim(text)
        self._comparing: Comparing | None = None

    def resolve(self, selector: Selector, *, same_text: bool = False, old_text: str | None = None) -> Resolution:
        """Where the quote stands now.

        `same_text` says that the text is the one that the quote was anchored in; its place is checked, not
        believed. `old_text` is the one that it was anchored in, where that is known and another.
        """
        seen = self.at_sight(selector, same_text=same_text)
        return seen or self._comparison().resolve(selector, old_text)

    def at_sight(self, selector: Selector, *, same_text: bool = False) -> Resolution | None:
        """Where the quote stands, if that is plain without comparing texts, so that no old one need be fetched."""
        if same_text and self._verbatim.stands_at(selector):
            return self._exact(selector, selector.at)
        at = self._verbatim.find(selector) if self._comparing is None else None
        return None if at is None else self._exact(selector, at)

    def anchor(self, start: int, end: int) -> Selector:
        """The anchor of a passage of this text; see `argmap.anchor.select`. Raises ValueError as that does."""
        return select(self._text, start, end, search=self._comparison().search)

    def alike(self, words: str) -> tuple[Candidate, ...]:
        """The places whose words are like `words`, best first, to be shown to a person: none of them is an answer.

        What stands around them does not count. No two overlap.
        """
        return self._comparison().alike(words)

    def prepare(self, old_text: str | None = None) -> None:
        """Do now what is done once for the text, and once for `old_text`, so that resolving is quick."""
        self._comparison().prepare(old_text)

    def _comparison(self) -> Comparing:
        if self._comparing is None:
            from argmap.anchor.comparing import Comparing
            from argmap.text.folding import fold

            self._comparing = Comparing(self._folded() if self._folded else fold(self._text), self._verbatim)
        return self._comparing

    @staticmethod
    def _exact(selector: Selector, at: int) -> Resolution:
        return Resolution(State.EXACT, at, at + len(selector.text), 1.0)
