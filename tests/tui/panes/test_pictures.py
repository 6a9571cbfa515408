"""The panes as they look; `pytest --snapshot-update` takes new pictures."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from argmap.tui.theme import FaintApp
from argmap.tui.widgets.details import DetailPane
from argmap.tui.widgets.outline import OutlinePane
from argmap.tui.widgets.sources import ReviewPane, SourcesPane
from tests.tui.inside import lines
from tests.tui.panes.samples import MAP, STANDINGS
from tests.tui.panes.screens import show_in


class AllPanes(FaintApp[None]):
    CSS = """
    #left { width: 34; }
    #left > *, DetailPane { height: 1fr; }
    OutlinePane { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="left"):
                yield SourcesPane()
                yield ReviewPane()
            with Vertical():
                yield OutlinePane()
                yield DetailPane()

    def on_mount(self):
        self.animation_level = "none"
        outline = self.query_one(OutlinePane)
        show_in(outline, MAP, STANDINGS)
        outline.reveal("law-2018")
        outline.focus()
        now = {"law-2018": "在出口管制方面，美国在 2018 年通过《出口管制改革法》"}
        show_in(self.query_one(DetailPane), MAP, STANDINGS, outline.current, words=now)
        show_in(self.query_one(SourcesPane), MAP, STANDINGS, "gui-2022")
        show_in(self.query_one(ReviewPane), MAP, STANDINGS)


def test_all_panes(snap_compare):
    app = AllPanes()
    app.theme = "textual-light"
    assert snap_compare(app, terminal_size=(110, 30))


async def test_narrow_panes_leave_out_the_ends_of_words_and_never_the_states():
    app = AllPanes()
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert {cell_len(line) for line in lines(app)} == {60}
        seen = "\n".join(lines(app))
        for words in (
            "│› gui-2022        zh        2 ▲1│",
            "│▾◆ The US and Japan di… │",
            "│ │ ├─& “在出口管制…”  ▲ │",
            "│ │ └─& “did not, as…” ● │",
            "│ └▾− Japan is aligning… │",
            "│ │ └─+ “在出口管…”  ↑ ▲ │",
            "│! “Die Regierung pla… unreadable│",
            "│▲ “在出口管制方面，美国于… fuzzy│",
            "│here (91% alike)        │",
            "│  于 2018 年通过了《出  │",
        ):
            assert words in seen
