"""The one place where tests reach into what Textual keeps to itself, each time with the reason; `at_once` waits so."""

from typing import Any

from textual.app import App
from textual.events import MouseEvent
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget


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
