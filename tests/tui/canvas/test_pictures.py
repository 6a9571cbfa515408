"""The drawn map as it looks; `pytest --snapshot-update` takes new pictures."""

import pytest

from tests.tui.canvas.drawing import DrawnApp


@pytest.mark.parametrize(("theme", "size"), [("textual-dark", (140, 45)), ("textual-light", (80, 24))])
def test_the_drawn_map(snap_compare, theme, size):
    app = DrawnApp()
    app.theme = theme
    assert snap_compare(app, terminal_size=size, press=["right", "w"])
