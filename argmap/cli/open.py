"""`open` (also `argmap PATH`) and `tutorial`: each opens the screen; without a terminal, `open` prints the tree."""

import tempfile
from pathlib import Path

import click

from argmap.cli.common import Maps
from argmap.cli.output import CommandFailed, ExitCode, refusal, report
from argmap.cli.screen import is_terminal, show_on_screen
from argmap.corpus.project import NoMap
from argmap.corpus.sample import NoSample, copy_sample
from argmap.store import SaveFailed


@click.command("open")
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
def open_screen(path: Path | None) -> int:
    """Open the map PATH, or the maps below the folder PATH, in the TUI.

    If there is no map yet, the welcome screen is shown. Without a terminal the maps are printed as `argmap show`
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
    report(f"This is not a terminal, so the maps were printed. In a terminal, `argmap {path or '.'}` opens them.")
    return ExitCode.OK


@click.command()
def tutorial() -> int:
    """Take a guided tour of ten minutes on a copy of the sample map, which is deleted afterwards.

    A box at the bottom shows what to do next and goes on when it is done; it names the keys that skip a step and go
    back.
    """
    if not is_terminal():
        raise refusal("the tutorial needs a terminal; the README has a five-minute tour to read")
    with tempfile.TemporaryDirectory(prefix="argmap-tutorial-") as name:
        folder = Path(name)
        try:
            first = copy_sample(folder)
        except (NoSample, SaveFailed, OSError) as fault:
            raise CommandFailed(ExitCode.UNREACHABLE, str(fault)) from fault
        return show_on_screen([first], toured=folder)
