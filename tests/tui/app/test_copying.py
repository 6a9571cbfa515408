"""Copying: the words of what is selected or under the cursor go to the clipboard, alone or with their source."""

from pathlib import Path
from types import SimpleNamespace

from argmap.corpus import QuoteState
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.tui.actions.file import MOST_BYTES, copied, copied_with_source
from argmap.tui.state.context import MapContext, Pane, Passage, RowRef
from tests.tui.app.walking import QUOTED, small_project, walk

TEXT = "Erste Zeile,\nzweite  Zeile.\f日本没有\n扩大。"
SOURCE = Source(path="../texts/plan.txt", title="Der Plan", author="K. Weiß", year=2021)
MAP = ArgMap(
    title="m",
    sources={"plan": SOURCE, "bare": Source(path="../texts/bare.txt")},
    claims={"c": Claim(text="Prices rise."), "d": Claim(text="Wages\nfall.")},
    quotes={
        "q": Quote(source="plan", text="Erste Zeile,\nzweite", translation="first"),
        "b": Quote(source="bare", text="日本没有\n扩大"),
    },
)


def opened(page=None):
    return SimpleNamespace(text=TEXT, page_of=lambda start, end: page)


def in_reader(start, end, page=None):
    return MapContext(Pane.READER, MAP, passage=Passage("plan", opened(page), (start, end)))


def on(*members, marked=()):
    return MapContext(Pane.OUTLINE, MAP, premises=members, marked=tuple(RowRef(one) for one in marked))


def test_a_selection_is_copied_as_it_stands_in_the_text():
    assert copied(in_reader(0, 26)).words == "Erste Zeile,\nzweite  Zeile"


def test_a_selection_over_a_page_keeps_the_end_of_the_page():
    assert copied(in_reader(20, 32)).words == TEXT[20:32]


def test_the_quote_under_the_cursor_is_copied_where_nothing_is_selected():
    now = MapContext(Pane.READER, MAP, quoted=Passage("plan", opened(), (0, 19), "q"), premises=("q",))
    assert copied(now) == ("Erste Zeile,\nzweite", "the quote")


def test_a_claim_and_a_quote_of_the_map_are_copied_verbatim():
    assert copied(on("d")) == ("Wages\nfall.", "the claim")
    assert copied(on("q")) == ("Erste Zeile,\nzweite", "the quote")


def test_of_marked_rows_each_is_a_line():
    what = copied(on("c", marked=(("d",), ("b",), ("q", "d"))))
    assert what == ("Wages fall.\n日本没有扩大\nErste Zeile, zweite", "3 rows")


def test_linked_premises_are_a_line_each():
    assert copied(on("c", "q")).words == "Prices rise.\nErste Zeile, zweite"


def test_a_passage_is_copied_with_all_that_is_known_of_its_source():
    said = copied_with_source(in_reader(0, 19, "12"), {}).words
    assert said == "“Erste Zeile, zweite” (K. Weiß, Der Plan, 2021, p. 12)"
    assert copied_with_source(in_reader(0, 19, "12–13"), {}).words.endswith("2021, pp. 12–13)")


def test_a_source_without_fields_is_called_by_its_file():
    assert copied_with_source(on("b"), {}).words == "“日本没有扩大” (bare.txt)"


def test_rows_are_copied_with_their_sources_and_claims_as_they_are():
    what = copied_with_source(on(marked=(("q",), ("c",))), {"q": QuoteState(None, page="iv")})
    assert what.words == "“Erste Zeile, zweite” (K. Weiß, Der Plan, 2021, p. iv)\nPrices rise."
    assert what.said == "2 rows with their sources"


async def test_what_is_selected_in_the_reader_is_copied_and_said(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "ctrl+home", "shift+end", "ctrl+c")
        assert user.app.clipboard == "出口管制"
        assert user.said[-1] == "copied the selected passage: 4 characters"


async def test_the_quote_at_the_readers_cursor_is_copied(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "p", "ctrl+c")
        assert user.app.clipboard == QUOTED


async def test_the_row_of_the_tree_is_copied_and_so_is_what_the_detail_shows(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "home", "ctrl+c")
        assert user.app.clipboard == "The US and Japan diverge on export controls."
        await user.press("down", "4", "ctrl+c")
        assert user.app.clipboard == QUOTED


async def test_all_marked_rows_are_copied(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "home", "space", "space", "ctrl+c")
        assert user.app.clipboard == f"The US and Japan diverge on export controls.\n{QUOTED}"
        assert user.said[-1].startswith("copied 2 rows: ")


async def test_the_box_of_the_drawing_is_copied(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "home", "m", "ctrl+c")
        assert user.app.clipboard == "The US and Japan diverge on export controls."


async def test_a_quote_is_copied_with_its_source_from_the_palette(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "p", "ctrl+p")
        await user.type("copy with source")
        await user.pilot.pause(0.5)
        await user.press("enter")
        assert user.app.clipboard == f"“{QUOTED}” (出口管制)"


async def test_where_there_is_nothing_to_copy_it_is_said_what_to_do(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "ctrl+end", "ctrl+c")
        assert user.app.clipboard == ""
        assert "select a passage first" in user.said[-1]


async def test_more_than_a_terminal_takes_is_refused(tmp_path: Path):
    path = small_project(tmp_path)
    (tmp_path / "texts/zh.txt").write_text("制" * (MOST_BYTES // 3 + 1), encoding="utf-8")
    async with walk(path) as user:
        await user.press("2", "ctrl+home", "ctrl+shift+end", "ctrl+c")
        assert user.app.clipboard == ""
        assert "select less" in user.said[-1]
