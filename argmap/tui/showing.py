"""Actions that open something: the review, another map, the help."""

from __future__ import annotations

from argmap.edit import Refused
from argmap.tui.bench import Bench


async def show_help(bench: Bench) -> None:
    """Show the keys that work in the pane that has the keyboard."""
    from argmap.tui.help import Help, sections

    await bench.ask(Help(sections(bench.situation(), bench.pane_keys())))


async def review(bench: Bench) -> None:
    """Review every quote that is not exact, beginning with the one under the cursor if that is one."""
    now = bench.situation()
    bench.review(now.element if now.element in now.map.quotes else None)


async def draw(bench: Bench) -> None:
    """Draw the map, with what is under the cursor selected."""
    from argmap.tui.canvas.screen import CanvasScreen

    now = bench.situation()
    await bench.ask(CanvasScreen(bench, now.premises[0] if now.premises else None))


async def choose_map(bench: Bench) -> None:
    """Change to another of the maps that were named at the start, or that lie beside this one."""
    from argmap.tui.chooser import MapChooser

    if bench.session.unsaved:
        raise Refused("this map has edits that are not in its file", "save them first, or save a copy")
    path = await bench.ask(MapChooser(bench.maps))
    if path is not None:
        bench.open_map(path)
