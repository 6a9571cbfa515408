"""`argmap PATH`: the screen, or its contents where there is no terminal."""

from pathlib import Path

import click

from argmap.cli.exits import ExitCode
from argmap.cli.opening import Maps
from argmap.cli.output import narrate
from argmap.cli.screen import is_terminal, show_on_screen
from argmap.corpus.discovery import NoMap


@click.command("open")
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
def open_screen(path: Path | None) -> int:
    """Open the map PATH, or the maps below the folder PATH, on the screen.

    Where there is no map yet, the screen says welcome. Without a terminal the maps are printed as `argmap show`
    prints them.
    """
    folder = path or Path()
    try:
        maps = Maps([folder], raises=True)
    except NoMap:
        if folder.is_dir() and is_terminal():
            return show_on_screen([], folder)  # an empty folder is welcome
        raise
    if is_terminal():
        return show_on_screen(maps.paths)
    from argmap.cli.showing import print_maps

    print_maps(maps)
    narrate(f"This is no terminal, so the maps were printed. In a terminal, `argmap {path or '.'}` opens them.")
    return ExitCode.OK
