"""How the reader looks on a real text; `pytest --snapshot-update` after a change that is meant."""

from rich.cells import cell_len

from argmap.tui.widgets.reader.highlights import HighlightRole
from argmap.tui.widgets.reader.reader import Reader
from tests.tui.inside import lines
from tests.tui.reader.reading import ReaderApp, quote, selected
from tests.tui.reader.texts import seed

TEXT = seed(4)
QUOTES = [
    quote(TEXT, "纠集所谓的志同道合国\n\n家构筑排除中国的技术联盟和供应链联盟", HighlightRole.SUPPORT, "a"),
    quote(TEXT, "技术联盟和供应链联盟。日本在这一新的联盟网络中处于关键地位", HighlightRole.COUNTER, "b"),
    quote(TEXT, "迈出了走向经济安全同盟的步伐", HighlightRole.UNDERCUT, "c"),
    quote(TEXT, "服务于本国优先的国内政治和遏制中国的地缘战略", HighlightRole.MIXED, "d"),
    quote(TEXT, "提升了经济安全的重要性", HighlightRole.PLAIN, "e"),
    quote(TEXT, "对此，中国应坚持竞争与合作并重的战略方向", HighlightRole.REVIEW, "f"),
]


async def _a_sentence(pilot):
    await pilot.pause()
    pilot.app.query_one(Reader).action_move_rows(13)
    await pilot.press(".")


def test_quotes_of_all_roles_and_a_selected_sentence(snap_compare):
    assert snap_compare(ReaderApp(TEXT, QUOTES), terminal_size=(80, 24), run_before=_a_sentence)


async def test_on_a_wide_screen_the_same_is_read_in_longer_lines():
    app = ReaderApp(TEXT, QUOTES)
    async with app.run_test(size=(160, 48)) as pilot:
        await _a_sentence(pilot)
        assert selected(app.query_one(Reader)).startswith("对此，中国应坚持竞争与合作并重的战略方向")
        assert {cell_len(line) for line in lines(app)} == {160}
        seen = "\n".join(lines(app))
        for words in (
            "  3 ┃−家构筑排除中国的技术联盟和供应链联盟。日本在这一新的联盟网络中处于关键地位。美日两国在出口管  ",
            "  7 ×±作，迈出了走向经济安全同盟的步伐。但美国的政策服务于本国优先的国内政治和遏制中国的地缘战略，与  ",
            " 11 · 政策、经济民族主义和经济全球化这三股相互竞争的潮流，美日两国都提升了经济安全的重要性，有可能形  ",
            " 13 ? 成“联手制华”的格局。对此，中国应坚持竞争与合作并重的战略方向，在加强自身竞争力和韧性的同时，深  ",
            " 47   盟（economic security alliance）的步伐。但是，美国的本国优先主义、贸易保护主义以及对华“脱  ",
        ):
            assert words in seen


def test_a_german_text_in_a_light_theme(snap_compare):
    async def select(pilot):
        pilot.app.theme = "textual-light"
        await pilot.press("v", "down", "end")

    text = seed(3)
    quotes = [quote(text, "auf den Märkten für künstliche Intelligenz (KI)", HighlightRole.SUPPORT)]
    assert snap_compare(ReaderApp(text, quotes), terminal_size=(80, 24), run_before=select)
