"""The way into a comparison, and out of it again."""

from __future__ import annotations

from argmap.tui.bench import Bench


async def compare(bench: Bench) -> None:
    """Compare the map with an older version of it, which is chosen first; from the drawing, drawn."""
    from argmap.tui.canvas.view import CanvasView
    from argmap.tui.comparing.choosing import VersionPicker
    from argmap.tui.comparing.screen import Another, CompareScreen, Wish

    drawn = isinstance(bench.view, CanvasView)
    wish: Wish | None = Another.VERSION
    while wish is Another.VERSION:
        against = await bench.ask(VersionPicker(bench.session.path))
        if against is None:
            return
        screen = CompareScreen(bench, against, drawn=drawn)
        wish, drawn = await bench.ask(screen), screen.is_drawn
    if wish is not None:
        bench.reveal(wish)
