"""From a quoted passage to what it serves: every claim, where its quotes bear on several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from argmap.graph import ROLE_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.tui.bench import Bench
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.reader import Reader
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import link_sentence, shortened, words_of

_LENGTH = 200
"""Cells of a sentence in the list: more is never in sight."""


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a quote does, or that it is linked to nothing yet."""

    quote_id: str
    link: Link | None


def uses(whole: ArgMap, quote_ids: Iterable[str]) -> list[Use]:
    """What some quotes do, quote by quote."""
    listed: list[Use] = []
    for quote_id in quote_ids:
        links = list(whole.links_from(quote_id))
        listed += [Use(quote_id, link) for link in links] or [Use(quote_id, None)]
    return listed


async def follow(bench: Bench) -> None:
    """Go from the passage under the reader's cursor to what it serves."""
    now = bench.situation()
    reader = bench.at_text(Reader)
    keys = [mark.key for mark in reader.highlights_at(reader.cursor) if mark.key in now.map.quotes]
    await follow_to_claims(bench, keys)


async def follow_to_claims(bench: Bench, quote_ids: Sequence[str]) -> None:
    """Go to the only thing that some quotes do, or to the one that is chosen."""
    whole = bench.session.map
    served = uses(whole, (quote_id for quote_id in quote_ids if quote_id in whole.quotes))
    use = served[0] if len(served) == 1 else await _chosen(bench, served)
    if use is not None:
        bench.reveal(use.link or use.quote_id)
        bench.at_outline()


async def _chosen(bench: Bench, served: Sequence[Use]) -> Use | None:
    whole = bench.session.map
    by_key = {str(number): use for number, use in enumerate(served)}
    among = [Searchable(key, _texts(whole, use)) for key, use in by_key.items()]

    def entries(typed: str) -> Sequence[Entry[Use]]:
        return [Entry(by_key[key], _prompt(whole, by_key[key])) for key in found(typed, among)]

    title = f"This passage serves {len(served)} times: go to which?"
    return await bench.ask(Picker[Use](title, entries, placeholder="type words of a claim, or the id of a quote"))


def _texts(whole: ArgMap, use: Use) -> tuple[str, ...]:
    """The words by which a use is found."""
    own = (use.quote_id, words_of(whole, use.quote_id))
    return own if use.link is None else (*own, use.link.target, link_sentence(whole, use.link, _LENGTH))


def _prompt(whole: ArgMap, use: Use) -> Content:
    if use.link is None:
        return Content.assemble("· linked to nothing yet  ", (use.quote_id, "dim"))
    link = use.link
    claim = safe(shortened(whole.claims[link.target].text, _LENGTH))
    others = " (together with others)" if len(link.premises) > 1 else ""
    said = f"{ROLE_SIGN[link.role]} {link.role}s{others} "
    if link.role is Role.UNDERCUT:
        said += "a link to "
    return Content.assemble(said, claim, "  ", (use.quote_id, "dim"))
