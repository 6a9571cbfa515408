"""Actions that lead to other places of the texts, and from a quote to the claims that it supports or counters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from argmap.corpus import Corpus, OutsideProject
from argmap.edit.sentences import words_of
from argmap.files.errors import UnreadableSource
from argmap.graph import ROLE_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.tui.content import Searchable, found, link_sentence, safe, shortened
from argmap.tui.dialogs.picker import Entry, Picker, SectionPicker
from argmap.tui.keys import key_of
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.reader.input_bars import LineBar, SearchBar
from argmap.tui.widgets.reader.reader import Reader

if TYPE_CHECKING:
    from argmap.find.everywhere import MapText
    from argmap.find.hits import SearchableText

_WIDTH_STEP = 4
"""Cells by which the rows of a text get wider or narrower."""


async def search(host: ActionHost) -> None:
    """Let the user type what to search for in the text."""
    host.at_text(SearchBar).open()


async def next_hit(host: ActionHost) -> None:
    """Go to the next hit."""
    host.at_text(Reader).step_to_hit(1)


async def previous_hit(host: ActionHost) -> None:
    """Go to the hit before."""
    host.at_text(Reader).step_to_hit(-1)


async def go_to_line(host: ActionHost) -> None:
    """Let the user type the number of a line."""
    host.at_text(LineBar).open()


async def choose_section(host: ActionHost) -> None:
    """Let the user choose a heading of the text."""
    from argmap.find.sections import sections
    from argmap.tui.dialogs.progress import BackgroundTask

    reader = host.at_text(Reader)
    text = reader.text
    found = await BackgroundTask(lambda _: sections(text)).outcome(host, "Looking for headings")
    if not found:
        if found is not None:
            host.tell("no headings were found in this text", "warning")
        return
    section = await host.ask(SectionPicker(found, reader.line_starts, reader.cursor))
    if section is not None and reader.text is text:
        reader.go_to(section.start, section.end)


async def next_quote(host: ActionHost) -> None:
    """Go to the next quote of the text."""
    _step_to_quote(host, 1)


async def previous_quote(host: ActionHost) -> None:
    """Go to the quote before."""
    _step_to_quote(host, -1)


async def back(host: ActionHost) -> None:
    """Go back to the place before the last jump."""
    host.travel(-1)


async def forward(host: ActionHost) -> None:
    """Go forward again."""
    host.travel(1)


async def toggle_numbers(host: ActionHost) -> None:
    """Number the lines, or not."""
    reader = host.at_text(Reader)
    reader.numbered = not reader.numbered


async def wider(host: ActionHost) -> None:
    """Make the rows wider."""
    if not host.at_text(Reader).widen(_WIDTH_STEP):
        host.tell("the rows are as wide as there is room for", "warning")


async def narrower(host: ActionHost) -> None:
    """Make the rows narrower."""
    if not host.at_text(Reader).widen(-_WIDTH_STEP):
        host.tell("the rows are as narrow as they get", "warning")


async def find_everywhere(host: ActionHost) -> None:
    """Search in all texts and in the map, and go to what is chosen."""
    from argmap.find.everywhere import PassageFound
    from argmap.tui.dialogs.search_all import FindEverywhere

    whole, corpus = host.session.map, host.session.corpus
    found = await host.ask(FindEverywhere(lambda: _everything(whole, corpus)))
    if isinstance(found, PassageFound):
        host.go_to_passage(found.source_id, found.span)
    elif found is not None and found.element_id in host.session.map.ids:
        host.reveal(found.element_id)
        if found.element_id in host.session.map.quotes:
            host.go_to_quote(found.element_id)


def _everything(whole: ArgMap, corpus: Corpus) -> tuple[MapText, Mapping[str, SearchableText]]:
    """The words of the map and its texts, ready to be searched."""
    from argmap.find.everywhere import map_text
    from argmap.find.hits import searchable

    texts = {}
    for source_id, source in sorted(whole.sources.items()):
        try:
            texts[source_id] = searchable(corpus.open(source).folded)
        except (OutsideProject, UnreadableSource):
            continue  # the list of texts says that it cannot be read, and why
    return map_text(whole), texts


def _step_to_quote(host: ActionHost, step: int) -> None:
    if not host.at_text(Reader).step_to_quote(step):
        support, counter, quote = map(key_of, ("support", "counter", "quote"))
        host.tell(f"no passage of this text is quoted: select one, then {support}, {counter} or {quote}", "warning")


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


async def follow(host: ActionHost) -> None:
    """Go from the passage under the reader's cursor to what it serves."""
    now = host.context()
    reader = host.at_text(Reader)
    keys = [mark.key for mark in reader.highlights_at(reader.cursor) if mark.key in now.map.quotes]
    await follow_to_claims(host, keys)


async def follow_to_claims(host: ActionHost, quote_ids: Sequence[str]) -> None:
    """Go to the only thing that some quotes do, or to the one that is chosen."""
    whole = host.session.map
    served = uses(whole, (quote_id for quote_id in quote_ids if quote_id in whole.quotes))
    use = served[0] if len(served) == 1 else await _chosen(host, served)
    if use is not None:
        host.reveal(use.link or use.quote_id)
        host.at_outline()


async def _chosen(host: ActionHost, served: Sequence[Use]) -> Use | None:
    whole = host.session.map
    by_key = {str(number): use for number, use in enumerate(served)}
    among = [Searchable(key, _texts(whole, use)) for key, use in by_key.items()]

    def entries(typed: str) -> Sequence[Entry[Use]]:
        return [Entry(by_key[key], _prompt(whole, by_key[key])) for key in found(typed, among)]

    title = f"This passage serves {len(served)} times: go to which?"
    return await host.ask(Picker[Use](title, entries, placeholder="type words of a claim, or the id of a quote"))


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
