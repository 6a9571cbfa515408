"""A screen with nothing but panes, and eyes for them."""

import re
from contextlib import asynccontextmanager

from textual.app import ComposeResult

from argmap.tui.state.snapshot import Snapshot
from argmap.tui.theme import FaintApp
from argmap.tui.widgets.details import DetailPane
from argmap.tui.widgets.outline import OutlinePane, RowChosen, RowMoved
from argmap.tui.widgets.sources import ReviewPane, SourcesPane


class PaneApp(FaintApp[None]):
    """Mounts panes, gives the first the keyboard, and keeps what they tell."""

    CSS = "PaintedPane { height: 1fr; }"

    def __init__(self, *panes):
        super().__init__()
        self.panes = panes
        self.told = []

    def compose(self) -> ComposeResult:
        yield from self.panes

    def on_mount(self):
        self.panes[0].focus()

    def tell(self, message):
        self.told.append(message)

    on_outline_pane_row_moved = on_outline_pane_row_chosen = tell
    on_sources_pane_source_chosen = on_review_pane_review_chosen = tell

    def heard(self, kind):
        """What the messages of a kind said, oldest first."""
        said = {
            RowMoved: "row",
            RowChosen: "row",
            SourcesPane.SourceChosen: "source_id",
            ReviewPane.ReviewChosen: "quote_id",
        }[kind]
        return [getattr(message, said) for message in self.told if isinstance(message, kind)]


@asynccontextmanager
async def showing(*panes, size=(80, 24)):
    """These panes on a screen of this size: the pilot."""
    app = PaneApp(*panes)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield pilot


def show_in(pane, map_, states, *more, words=None):
    """Shows a map, with what is known of its quotes, in a pane."""
    now = Snapshot(map_, states, words or {})
    if isinstance(pane, OutlinePane | DetailPane):
        pane.published.publish(now)
        pane.show(*more)
    else:
        pane.show(now, *more)


def rows(pane):
    """The rows in sight as they are painted, without blanks at their ends; none below the last."""
    height = pane.scrollable_content_region.height
    return [pane.render_line(y).text.rstrip() for y in range(height)]


def seen(pane):
    """All that is in sight, with runs of blanks as one."""
    lines = [re.sub(r"(?<=\S) +", " ", row) for row in rows(pane)]
    return "\n".join(lines).rstrip()


def styles(pane, y, text):
    """The style in which a text is painted on a row."""
    return next(segment.style for segment in pane.render_line(y) if segment.text == text)
