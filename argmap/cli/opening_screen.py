"""`argmap PATH`: the screen, or its contents where there is no terminal."""

import gc
import sys
from pathlib import Path

import click

from argmap.cli.exits import ExitCode
from argmap.cli.output import narrate
from argmap.corpus.discovery import find_maps


@click.command("open")
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
def open_screen(path: Path | None) -> int:
    """Open the map PATH, or the maps below the folder PATH, on the screen.

    Without a terminal the maps are printed as `argmap show` prints them.
    """
    maps = find_maps([path or Path()])
    # Textual draws on stderr and reads stdin; without either it would run until it is killed.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        from argmap.cli.showing import print_maps

        print_maps(maps)
        narrate(f"This is no terminal, so the maps were printed. In a terminal, `argmap {path or '.'}` opens them.")
        return ExitCode.OK
    # Until the first paint nothing becomes garbage, and looking for it takes a fifth of the time; the app turns
    # the collector on again when it is ready.
    gc.disable()
    from argmap.tui.app import run_screen

    return run_screen(maps)
