"""Actions that lead to other places of the texts, and that change how a text is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.corpus import Corpus, OutsideProject
from argmap.model import ArgMap
from argmap.text import UnreadableSource
from argmap.tui.bench import Bench
from argmap.tui.keys import key_of
from argmap.tui.reader import Reader
from argmap.tui.reader.line_bar import LineBar
from argmap.tui.reader.search_bar import SearchBar

if TYPE_CHECKING:
    from argmap.find.everywhere import MapText
    from argmap.find.hits import SearchableText

_WIDTH_STEP = 4
"""Cells by which the rows of a text get wider or narrower."""


async def search(bench: Bench) -> None:
    """Let the user type what to search for in the text."""
    bench.at_text(SearchBar).open()


async def next_hit(bench: Bench) -> None:
    """Go to the next hit."""
    bench.at_text(Reader).step_to_hit(1)


async def previous_hit(bench: Bench) -> None:
    """Go to the hit before."""
    bench.at_text(Reader).step_to_hit(-1)


async def go_to_line(bench: Bench) -> None:
    """Let the user type the number of a line."""
    bench.at_text(LineBar).open()


async def choose_section(bench: Bench) -> None:
    """Let the user choose a heading of the text."""
    from argmap.find.sections import sections
    from argmap.tui.dialogs.section_picker import SectionPicker
    from argmap.tui.waiting import Errand

    reader = bench.at_text(Reader)
    text = reader.text
    found = await Errand(lambda _: sections(text)).outcome(bench, "Looking for headings")
    if not found:
        if found is not None:
            bench.tell("no headings were found in this text", "warning")
        return
    section = await bench.ask(SectionPicker(found, reader.line_starts, reader.cursor))
    if section is not None and reader.text is text:
        reader.go_to(section.start, section.end)


async def next_quote(bench: Bench) -> None:
    """Go to the next quote of the text."""
    _step_to_quote(bench, 1)


async def previous_quote(bench: Bench) -> None:
    """Go to the quote before."""
    _step_to_quote(bench, -1)


async def back(bench: Bench) -> None:
    """Go back to the place before the last jump."""
    bench.travel(-1)


async def forward(bench: Bench) -> None:
    """Go forward again."""
    bench.travel(1)


async def toggle_numbers(bench: Bench) -> None:
    """Number the lines, or not."""
    reader = bench.at_text(Reader)
    reader.numbered = not reader.numbered


async def wider(bench: Bench) -> None:
    """Make the rows wider."""
    if not bench.at_text(Reader).widen(_WIDTH_STEP):
        bench.tell("the rows are as wide as there is room for", "warning")


async def narrower(bench: Bench) -> None:
    """Make the rows narrower."""
    if not bench.at_text(Reader).widen(-_WIDTH_STEP):
        bench.tell("the rows are as narrow as they get", "warning")


async def find_everywhere(bench: Bench) -> None:
    """Search in all texts and in the map, and go to what is chosen."""
    from argmap.find.everywhere import PassageFound
    from argmap.tui.dialogs.find_everywhere import FindEverywhere

    whole, corpus = bench.session.map, bench.session.corpus
    found = await bench.ask(FindEverywhere(lambda: _everything(whole, corpus)))
    if isinstance(found, PassageFound):
        bench.go_to_passage(found.source_id, found.span)
    elif found is not None and found.element_id in bench.session.map.ids:
        bench.reveal(found.element_id)
        if found.element_id in bench.session.map.quotes:
            bench.go_to_quote(found.element_id)


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


def _step_to_quote(bench: Bench, step: int) -> None:
    if not bench.at_text(Reader).step_to_quote(step):
        support, counter, quote = map(key_of, ("support", "counter", "quote"))
        bench.tell(f"no passage of this text is quoted: select one, then {support}, {counter} or {quote}", "warning")
