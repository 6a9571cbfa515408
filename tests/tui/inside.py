"""The one place where tests reach into what Textual, or a widget of ours, keeps to itself, each time with the reason.

Only `at_once`, which waits, does so besides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from rich.style import Style
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import MouseEvent
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from argmap.graph import Row
from argmap.tui.app import ArgmapApp
from argmap.tui.palette import ActionProvider
from argmap.tui.screens.main import MainScreen
from argmap.tui.widgets.outline import OutlinePane
from argmap.tui.widgets.painted_pane import PaintedPane
from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.reader import Reader


async def mouse(
    pilot: Pilot[Any],
    kind: type[MouseEvent],
    where: Widget | type[Widget] | str | None,
    at: tuple[int, int],
    button: int = 1,
    **more: Any,
) -> None:
    """One event of the mouse, from the corner of a widget; the Pilot itself never moves with a button held down."""
    await pilot._post_mouse_events([kind], where, at, button=button, **more)


def strips(app: App[Any]) -> list[Strip]:
    """What is painted on the screen, row by row; Textual gives it only as a picture."""
    return app.screen._compositor.render_strips()


def lines(app: App[Any]) -> list[str]:
    """The words that are painted on the screen, row by row."""
    return [strip.text for strip in strips(app)]


def toasts(app: App[Any]) -> list[str]:
    """What the toasts in sight say, as it was given: their widgets know only how it is laid out."""
    return [notification.message for notification in app._notifications]


def wrapped(reader: Reader) -> Layout:
    """How a text is wrapped now, which decides what stands in which cell."""
    return reader._wrapped


def text_left(reader: Reader) -> int:
    """The cells of a reader left of its text: margins, the number of a line, glyphs."""
    return reader._columns.text_left


def top_of(reader: Reader) -> int:
    """The place that a reader keeps at its top, in code points."""
    return reader._top


def is_wrapping(reader: Reader) -> bool:
    """Whether a long text is being wrapped in a thread, which shows nowhere."""
    return bool(reader._in_thread)


def items_of(rows: Any) -> list[Any]:
    """What stands on each row of a list, also out of sight."""
    return list(rows._items)


def tree_rows(outline: OutlinePane) -> list[Row]:
    """What stands on each row of the tree, also out of sight."""
    return [outline._sight.tree.rows[item.at] for item in outline._items]


def highlights_of(reader: Reader) -> Any:
    """The marks of a text, as what is painted beside it takes them."""
    return reader._highlights


def style_of(pane: PaintedPane, name: str) -> Style:
    """How a pane looks that it names so."""
    return pane._style(name)


def bindings_of(widget: Widget) -> list[Binding]:
    """The keys of a widget, also those that it has from what it is made of."""
    return [binding for _, binding in widget._bindings]


def actions_of(screen: Screen[Any]) -> list[Any]:
    """What the palette offers on a screen, in its order."""
    return [action for action, _ in ActionProvider(screen)._actions()]


def has_looked(bench: MainScreen) -> bool:
    """Whether the texts of a map were asked for at all: before, nothing is at work, and nothing is done."""
    return bool(bench._texts._asked)


def held_back_at_each_rendering(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes at each rendering how many hold the screen back, so that nothing of it is shown."""
    noted, render = [], Screen._compositor_refresh

    def rendering(screen: Screen[Any]) -> None:
        noted.append(screen.app._batch_count)
        render(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", rendering)
    return noted


def lose_the_next_key(monkeypatch: pytest.MonkeyPatch, app: ArgmapApp, gone: Widget) -> None:
    """The next key that is typed never arrives, as the widget that it went to is gone."""
    typed_ahead = app.typed_ahead
    follow = typed_ahead._follow

    def lose(way: object, given: float) -> None:
        typed_ahead._given_to = gone
        monkeypatch.setattr(typed_ahead, "_follow", follow)

    monkeypatch.setattr(typed_ahead, "_follow", lose)


def chain(screen: Screen[Any]) -> list[tuple[DOMNode, Binding]]:
    """Every binding that works on a screen, from what has the keyboard outwards, those that are dimmed included."""
    return [
        (node, one)
        for node, known in screen._modal_binding_chain
        for several in known.key_to_bindings.values()
        for one in several
    ]


@contextmanager
def dispatched(app: ArgmapApp) -> Iterator[list[tuple[str, Any]]]:
    """The actions that keys lead to, in place of doing them; `try` where a screen is to say why one cannot be done."""
    record: list[tuple[str, Any]] = []

    async def dispatch(_node: DOMNode, name: str, parameters: Any) -> bool:
        record.append((name, parameters))
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "_dispatch_action", dispatch)
        if hasattr(app.screen, "action_try"):
            patch.setattr(app.screen, "action_try", lambda name: record.append(("try", (name,))))
        yield record
