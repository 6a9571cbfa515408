"""How the reader looks on a real text; `pytest --snapshot-update` after a change that is meant."""

import pytest

from argmap.tui.reader import Reader, Role
from tests.tui.reader.reading import ReaderApp, quote
from tests.tui.reader.texts import seed

TEXT = seed(4)
QUOTES = [
    quote(TEXT, "纠集所谓的志同道合国\n\n家构筑排除中国的技术联盟和供应链联盟", Role.SUPPORT, "a"),
    quote(TEXT, "技术联盟和供应链联盟。日本在这一新的联盟网络中处于关键地位", Role.COUNTER, "b"),
    quote(TEXT, "迈出了走向经济安全同盟的步伐", Role.UNDERCUT, "c"),
    quote(TEXT, "服务于本国优先的国内政治和遏制中国的地缘战略", Role.MIXED, "d"),
    quote(TEXT, "提升了经济安全的重要性", Role.PLAIN, "e"),
    quote(TEXT, "对此，中国应坚持竞争与合作并重的战略方向", Role.REVIEW, "f"),
]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
def test_quotes_of_all_roles_and_a_selected_sentence(snap_compare, size):
    async def select(pilot):
        await pilot.pause()
        pilot.app.query_one(Reader).action_move_rows(13)
        await pilot.press(".")

    assert snap_compare(ReaderApp(TEXT, QUOTES), terminal_size=size, run_before=select)


def test_a_german_text_in_a_light_theme(snap_compare):
    async def select(pilot):
        pilot.app.theme = "textual-light"
        await pilot.press("v", "down", "end")

    text = seed(3)
    quotes = [quote(text, "auf den Märkten für künstliche Intelligenz (KI)", Role.SUPPORT)]
    assert snap_compare(ReaderApp(text, quotes), terminal_size=(80, 24), run_before=select)
