"""`fmt`: the one canonical form of a map's file."""

from functools import partial
from pathlib import Path

import click

from argmap.cli.common import Maps, json_option, paths_argument, print_json, retried
from argmap.cli.output import ExitCode, report, say
from argmap.store import Fingerprint, dumps, load
from argmap.store.saving import save


@click.command()
@paths_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@json_option
def fmt(paths: tuple[Path, ...], only_check: bool, as_json: bool) -> int:
    """Put maps into their canonical form; without PATH, every map below this folder.

    Prints the files that changed, or, with --check, would change. The argument and the comments stay as they are.
    """
    changed = []
    unchanged = []
    work = _would_change if only_check else _changed
    maps = Maps(paths)
    for path, is_changed in maps.each(lambda path: retried(partial(work, path))):
        if is_changed:
            changed.append(str(path))
            if not as_json:
                say(str(path))
        else:
            unchanged.append(str(path))
    if as_json:
        failed = {"failed": [one.as_json for one in maps.failed]} if maps.failed else {}
        print_json({"written": not only_check, "changed": changed, "unchanged": unchanged, **failed})
    if only_check and changed:
        report("argmap: `argmap fmt` puts these files into canonical form")
        return ExitCode.REVIEW
    return ExitCode.OK


def _would_change(path: Path) -> bool:
    loaded = load(path)
    return Fingerprint.of(dumps(loaded.map).encode()) != loaded.fingerprint


def _changed(path: Path) -> bool:
    loaded = load(path)
    return save(path, loaded.map, loaded.fingerprint) != loaded.fingerprint
