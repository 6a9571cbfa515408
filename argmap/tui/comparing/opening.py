"""The way into a comparison, and out of it again."""

from __future__ import annotations

from argmap.tui.bench import Bench


async def compare(bench: Bench) -> None:
    """Compare the map with an older version of it, which is chosen first."""
    from argmap.tui.comparing.choosing import VersionPicker
    from argmap.tui.comparing.screen import Another, CompareScreen, Wish

    wish: Wish | None = Another.VERSION
    while wish is Another.VERSION:
        against = await bench.ask(VersionPicker(bench.session.path))
        if against is None:
            return
        wish = await bench.ask(CompareScreen(bench, against))
    if wish is not None:
        bench.reveal(wish)
