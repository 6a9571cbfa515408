"""A quote with its context, folded: what is looked for in a folded text."""

from dataclasses import dataclass

from argmap.anchor.selector import Selector
from argmap.text.folding import fold


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stood before, the words, and what stood after, as one folded text."""

    text: str
    start: int
    """Where the words begin in it."""
    end: int
    """Where they end in it."""
    quoted: str
    """The words as they are quoted, not folded."""

    @classmethod
    def of(cls, selector: Selector) -> "Pattern":
        """The pattern of an anchor."""
        whole = fold(selector.before + selector.text + selector.after)
        begins = len(selector.before)
        start, end = whole.from_original(begins, begins + len(selector.text))
        return cls(whole.text, start, end, selector.text)

    @property
    def words(self) -> str:
        """The folded words."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The folded text before them."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """The folded text after them."""
        return self.text[self.end :]
