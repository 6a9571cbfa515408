"""Quotes for importers: of a text that is at hand, or of one that is made of the passages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchor import select
from argmap.model import Quote
from argmap.text import blob_id

if TYPE_CHECKING:
    from argmap.text.folding import Folded

_NO_TEXT_HOLDS = {0: "\ufffd", 0xFEFF: None}
"""A NUL would make the file binary, and a byte order mark at its beginning would be taken off."""


@dataclass(frozen=True)
class QuotableText:
    """A decoded text of which several quotes are made."""

    text: str

    @cached_property
    def _folded(self) -> Folded:
        from argmap.text.folding import fold

        return fold(self.text)

    def places(self, words: str) -> list[tuple[int, int]]:
        """Every place, in code points, where `words` stand whatever their wrapping, width, case or script."""
        from argmap.text.gaps import places

        return places(self._folded, words)

    def quote(self, source_id: str, span: tuple[int, int]) -> Quote:
        """A quote of the passage at `span`. Raises ValueError where that is empty or outside the text."""
        anchor = select(self.text, *span, folded=self._folded)
        return Quote(source=source_id, text=anchor.text, before=anchor.before, after=anchor.after, at=anchor.at)


@dataclass(frozen=True, slots=True)
class GatheredText:
    """A text made of the passages that are quoted of a source which itself is not at hand."""

    text: str
    """For `Imported.files`: the passages in their order, a paragraph each."""
    blob: str
    """For the source: git's id of the text as UTF-8."""
    quotes: tuple[Quote, ...]
    """A quote of each passage, in their order."""


def gathered(source_id: str, passages: Sequence[str]) -> GatheredText:
    """The text that holds `passages`, each of which must have words, and a quote of each in it."""
    tidy = [passage.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_TEXT_HOLDS).strip() for passage in passages]
    text = "\n\n".join(tidy) + "\n"
    quotable = QuotableText(text)
    quotes, at = [], 0
    for passage in tidy:
        quotes.append(quotable.quote(source_id, (at, at + len(passage))))
        at += len(passage) + 2
    return GatheredText(text, blob_id(text.encode()), tuple(quotes))
