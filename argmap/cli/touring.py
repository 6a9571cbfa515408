"""`tutorial`: a guided walk on a copy of the sample."""

import tempfile
from pathlib import Path

import click

from argmap.cli.exits import CommandFailed, ExitCode, refusal
from argmap.cli.screen import is_terminal, show_on_screen
from argmap.corpus.sample import NoSample, copy_sample
from argmap.store import SaveFailed


@click.command()
def tutorial() -> int:
    """Take a guided walk of ten minutes on a copy of the sample, which is thrown away afterwards.

    A box at the bottom says what to do next and goes on when it was done; f9 goes on without, f8 goes back.
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
