"""`open` (also `argmap PATH`) and `tutorial`: each opens the screen; without a terminal, `open` prints the tree."""

import tempfile
from pathlib import Path

import click

from argmap.cli.common import Maps
from argmap.cli.output import CommandFailed, ExitCode, narrate, refusal
from argmap.cli.screen import is_terminal, show_on_screen
from argmap.corpus.project import NoMap
from argmap.corpus.sample import NoSample, copy_sample
from argmap.store import SaveFailed


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
    from argmap.cli.show import print_maps

    print_maps(maps)
    narrate(f"This is no terminal, so the maps were printed. In a terminal, `argmap {path or '.'}` opens them.")
    return ExitCode.OK


@click.command()
def tutorial() -> int:
    """Take a guided walk of ten minutes on a copy of the sample, which is thrown away afterwards.

    A box at the bottom says what to do next, and goes on when it was done; it names the keys that go on without, and
    back.
    """
    if not is_terminal():
        raise refusal("the tutorial needs a terminal; the README has five minutes of it for reading")
    with tempfile.TemporaryDirectory(prefix="argmap-tutorial-") as name:
        folder = Path(name)
        try:
            first = copy_sample(folder)
        except (NoSample, SaveFailed, OSError) as fault:
            raise CommandFailed(ExitCode.UNREACHABLE, str(fault)) from fault
        return show_on_screen([first], toured=folder)
