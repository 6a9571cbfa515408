"""Texts that break terminals or Textual's markup, in every place a map has for text."""

import pytest
from textual.content import Content

from argmap.corpus import QuoteState
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.tui.widgets.details import DetailPane
from argmap.tui.widgets.outline import OutlinePane
from argmap.tui.widgets.sources import ReviewPane, SourcesPane
from tests.tui.panes.screens import rows, show_in, showing

HOSTILE = {
    "closing tag": "[/b] after",
    "link": "[@click=app.quit]x[/]",
    "note": "[note]",
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "c1": "\x9b31m",
    "bidi": "\u202eoverride",
    "endless word": "x" * 10_000,
    "endless ideographs": "管" * 10_000,
    "zero width": "\u200b" * 50 + "\ufeff",
    "marks": "e" + "\u0301" * 5_000,
    "only a mark": "\u0301",
    "line separators": "a\u2028b\u0085c\x0bd",
    "surrogate": "\ud800",
    "blank": " ",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_shown_and_never_obeyed(text):
    whole = ArgMap(
        title=text,
        thesis=("c",),
        sources={"s": Source(path=text, title=text, lang=text, note=text)},
        claims={"c": Claim(text=text, note=text, tags=(text,), supported_by=(("q",),))},
        quotes={"q": Quote(source="s", text=text, translation=text, note=text, tags=(text,))},
    )
    quote_states = {"q": QuoteState(None, fault=text)}
    panes = OutlinePane(), DetailPane(), SourcesPane(), ReviewPane()
    outline, detail, sources, review = panes
    async with showing(*panes, size=(40, 24)) as pilot:
        show_in(outline, whole, quote_states)
        show_in(sources, whole, quote_states, "s")
        show_in(review, whole, quote_states)
        for some_id in ("c", "q"):
            outline.reveal(some_id)
            show_in(detail, whole, quote_states, outline.current, words={"q": text + "changed"})
            for pane in panes:
                pane.set_title(text)
                assert_safe(pane)
            await pilot.pause()
            await pilot.click(outline, (8, 1))
        assert pilot.app.is_running


def assert_safe(pane):
    painted = "".join(rows(pane))
    assert not set(painted) & set("\x1b\x9b\x07\x0b\x85\u202e\u2028\u200b\ufeff\ud800")
    width = pane.scrollable_content_region.width
    assert {pane.render_line(y).cell_length for y in range(len(rows(pane)))} == {width}


async def test_what_an_empty_pane_says_is_no_markup_either():
    pane = OutlinePane(empty="[/b] [note]\x1b[31m")
    async with showing(pane):
        assert rows(pane)[0] == "[/b] [note]␛[31m"


async def test_markup_is_shown_as_it_stands():
    whole = ArgMap(title="", thesis=("c",), claims={"c": Claim(text="[b]bold[/b] [@click=app.quit]x[/]")})
    pane = OutlinePane()
    async with showing(pane):
        show_in(pane, whole, {})
        assert rows(pane)[0].startswith(" ◆ [b]bold[/b] [@click=app.quit]x[/]")
        pane.set_title("[/b] [note]")
        assert Content.from_markup(pane.border_title).plain == "[/b] [note]"
