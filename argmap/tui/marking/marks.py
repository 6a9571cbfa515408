"""What is marked in the texts, as premises to be: a passage, a quote, or a quote that is to be widened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.corpus import OpenText
from argmap.corpus.anchoring import requote
from argmap.edit import Refused
from argmap.model import ArgMap, Premises, Quote
from argmap.tui.named_edits import Maker, existing, quoted
from argmap.tui.situation import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of a text, and the quote that it is or becomes."""

    source_id: str
    opened: OpenText
    span: Span
    """In code points."""
    quote_id: str | None = None
    """The quote that it is already, or that is to be widened; None for a new one."""
    widened: Quote | None = None
    """The quote as it was when it was decided to widen it to the span; None where its words stay."""

    @classmethod
    def of(cls, passage: Passage) -> Mark:
        """What is selected: a new quote, or the one that has just these words."""
        return cls(passage.source_id, passage.opened, passage.span, passage.quote_id)

    @property
    def words(self) -> str:
        """What it says, verbatim."""
        return self.opened.text[self.span[0] : self.span[1]]

    @property
    def needs_anchor(self) -> bool:
        """Whether an anchor is to be made of it."""
        return self.quote_id is None or self.widened is not None

    def maker(self) -> Maker:
        """Makes sure that a map has it as a quote, and names that."""
        if self.quote_id is None:
            return quoted(Passage(self.source_id, self.opened, self.span))
        if self.widened is None:
            return existing((self.quote_id,))
        quote_id, before = self.quote_id, self.widened

        def widen(whole: ArgMap) -> tuple[ArgMap, Premises]:
            return reworded(whole, quote_id, before, self.opened, self.span), (quote_id,)

        return widen


def reworded(whole: ArgMap, quote_id: str, seen: Quote, opened: OpenText, span: Span) -> ArgMap:
    """A map in which a quote has the words of another span. Raises Refused where it is not as it was `seen`."""
    now = whole.quotes.get(quote_id)
    if now is None or (now.source, now.text, now.at) != (seen.source, seen.text, seen.at):
        raise Refused(f"`{quote_id}` was changed or removed meanwhile", "look at what it says now, then try again")
    return requote(whole, quote_id, opened, span)


def together(makers: Sequence[Maker]) -> Maker:
    """Makes what each of them makes: several are linked premises."""

    def make(whole: ArgMap) -> tuple[ArgMap, Premises]:
        members: set[str] = set()
        for maker in makers:
            whole, ids = maker(whole)
            members.update(ids)
        return whole, tuple(sorted(members))

    return make
