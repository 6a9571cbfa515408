"""The panes as they look; `pytest --snapshot-update` takes new pictures."""

import pytest
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from argmap.tui.faint import FaintApp
from argmap.tui.panes import DetailPane, OutlinePane, ReviewPane, SourcesPane
from tests.tui.panes.samples import MAP, STANDINGS


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
        outline.show(MAP, STANDINGS)
        outline.reveal("law-2018")
        outline.focus()
        now = "在出口管制方面，美国在 2018 年通过《出口管制改革法》"
        self.query_one(DetailPane).show(MAP, outline.current, STANDINGS, now)
        self.query_one(SourcesPane).show(MAP, STANDINGS, "gui-2022")
        self.query_one(ReviewPane).show(MAP, STANDINGS)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_all_panes(snap_compare, theme):
    app = AllPanes()
    app.theme = theme
    assert snap_compare(app, terminal_size=(110, 30))


def test_narrow_panes(snap_compare):
    assert snap_compare(AllPanes(), terminal_size=(60, 24))
