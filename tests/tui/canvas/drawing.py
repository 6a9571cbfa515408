"""A screen with nothing but the drawn map, and eyes for it."""

from contextlib import asynccontextmanager

from textual.app import ComposeResult
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset

from argmap.tui.theme import FaintApp
from argmap.tui.widgets.canvas.canvas import Canvas
from argmap.tui.widgets.canvas.canvas_pane import DrawnMap
from tests.tui.inside import mouse
from tests.tui.panes.samples import MAP, STANDINGS


class DrawnApp(FaintApp[None]):
    """Shows a map and keeps what the canvas tells."""

    def __init__(self, whole=MAP, quote_states=STANDINGS):
        super().__init__()
        self.whole, self.quote_states = whole, quote_states
        self.drawn = DrawnMap(editable=True)
        self.moved, self.chosen, self.dropped = [], [], []

    def compose(self) -> ComposeResult:
        yield self.drawn

    def on_mount(self):
        self.animation_level = "none"
        self.drawn.canvas.show(self.whole, self.quote_states)
        self.drawn.canvas.focus()

    def on_canvas_box_moved(self, message):
        self.moved.append(message.box)

    def on_canvas_boxes_dropped(self, message):
        self.dropped.append((message.dragged, message.onto))

    def on_canvas_box_chosen(self, message):
        self.chosen.append(message.box)


class Walk:
    """What a user does and sees."""

    def __init__(self, app, pilot):
        self.app, self.pilot = app, pilot

    @property
    def canvas(self) -> Canvas:
        return self.app.drawn.canvas

    @property
    def rows(self):
        """The rows in sight as they are painted."""
        height = self.canvas.scrollable_content_region.height
        return [self.canvas.render_line(y).text for y in range(height)]

    @property
    def seen(self):
        return "\n".join(row.rstrip() for row in self.rows)

    def place(self, some_id):
        """Where the middle of a box is on the screen."""
        return self.on_screen(self.canvas.drawing.boxes[some_id].centre)

    def on_screen(self, cell):
        """Where a cell of the drawing is, from the corner of the widget."""
        corner = self.canvas.content_region.offset - self.canvas.region.offset
        return corner - self.canvas.scroll_offset + Offset(*cell)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def grasp(self, offset, button=1):
        """The mouse button goes down."""
        await mouse(self.pilot, MouseDown, self.canvas, offset, button=button)

    async def carry(self, offset, button=1):
        """The pointer moves while it is down."""
        await mouse(self.pilot, MouseMove, self.canvas, offset, button=button)
        await self.pilot.pause()

    async def drop(self, offset, button=1):
        """It comes up."""
        await mouse(self.pilot, MouseUp, self.canvas, offset, button=button)
        await self.pilot.pause()

    async def drag(self, begin, end, button=1):
        await self.grasp(begin, button)
        await self.carry(end, button)
        await self.drop(end, button)

    @property
    def said(self):
        """What stands in the lower border."""
        return str(self.canvas.border_subtitle)

    def tool(self, words):
        """Where an entry of the line above the drawing begins, if it is there."""
        places = self.app.drawn.query_one("#tools").places()
        return next((begin for begin, _, entry in places if entry.text.plain.endswith(f" {words}")), None)

    def has_tool(self, words):
        return self.tool(words) is not None

    async def press_tool(self, words):
        await self.pilot.click("#tools", offset=(self.tool(words) + 2, 0))
        await self.pilot.pause()

    async def click(self, offset, **more):
        await self.pilot.click(self.canvas, offset=offset, **more)
        await self.pilot.pause()


@asynccontextmanager
async def walk(whole=MAP, quote_states=STANDINGS, size=(120, 40)):
    app = DrawnApp(whole, quote_states)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield Walk(app, pilot)
