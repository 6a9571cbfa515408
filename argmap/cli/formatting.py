"""`fmt`: the one canonical form of a map's file."""

from pathlib import Path

import click

from argmap.cli.exits import ExitCode
from argmap.cli.opening import paths_argument
from argmap.cli.output import narrate, say


@click.command()
@paths_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where a file would change.")
def fmt(paths: tuple[Path, ...], only_check: bool) -> int:
    """Put maps into their canonical form; without PATH, every map below this folder.

    Prints the files that changed. The argument and the comments stay as they are.
    """
    from argmap.corpus.discovery import find_maps
    from argmap.store import dumps, load, save

    changed = 0
    for path in find_maps(paths or (Path(),)):
        loaded = load(path)
        if path.read_bytes() == dumps(loaded.map).encode():
            continue
        changed += 1
        say(str(path))
        if not only_check:
            save(path, loaded.map, loaded.fingerprint)
    if only_check and changed:
        narrate("argmap: `argmap fmt` puts these files into canonical form")
        return ExitCode.REVIEW
    return ExitCode.OK
