"""`merge` and `resolve`: three versions of a map made one, and deciding what that could not."""

from pathlib import Path

import click

from argmap import edit
from argmap.cli.exits import CommandFailed, ExitCode, refusal
from argmap.cli.opening import change_map_file, map_argument
from argmap.cli.output import count, narrate
from argmap.cli.undecided import conflict_said, in_order
from argmap.corpus import Corpus
from argmap.model import Address, ArgMap, Side, address_text
from argmap.store import Fault, InvalidMap, decode, loads, save
from argmap.store.files import fingerprint, read_bytes

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("base", metavar="BASE", type=_file)
@click.argument("ours", metavar="OURS", type=_file)
@click.argument("theirs", metavar="THEIRS", type=_file)
@click.option("-o", "--output", "out", metavar="OUT", type=_file, required=True, help="The file for the merged map.")
def merge(base: Path, ours: Path, theirs: Path, out: Path) -> int:
    """Make one map of two that were made from BASE, an empty file where there was none.

    Links, tags and theses merge as sets, texts where one side changed them. What both changed differently stays in
    OUT with both readings, under [conflicts]; `argmap resolve` decides it.

    Exit codes: 0 nothing is left to decide · 1 conflicts are left in OUT · 2 a side is invalid; OUT is untouched.
    """
    from argmap.diff import merge as merge_maps

    versions = _read(base, ours, theirs)
    merged = merge_maps(*versions).map
    save(out, merged, fingerprint(out))
    if not merged.conflicts:
        narrate(f"{out}: merged")
        return ExitCode.OK
    narrate(f"{out}: merged, with {count(len(merged.conflicts), 'conflict')} left to decide")
    for where in in_order(merged.conflicts):
        narrate(f"  {conflict_said(where, merged.conflicts[where])}")
    narrate(f"`argmap resolve {out} ours` (or theirs) decides them all, or those that you name")
    return ExitCode.REVIEW


def _read(base: Path, ours: Path, theirs: Path) -> tuple[ArgMap, ArgMap, ArgMap]:
    """The three maps. Raises InvalidMap with the faults of all, or UnreadableMap."""
    maps: list[ArgMap] = []
    faults: list[Fault] = []
    for path in (base, ours, theirs):
        text = decode(read_bytes(path), str(path))
        if path is base and not text.strip():
            maps.append(ArgMap(title=""))
            continue
        try:
            maps.append(loads(text, str(path)))
        except InvalidMap as invalid:
            faults += invalid.faults
    if faults:
        raise InvalidMap(faults)
    return maps[0], maps[1], maps[2]


@click.command()
@map_argument
@click.argument("side", type=click.Choice([str(side) for side in Side]))
@click.argument("places", metavar="[WHERE]...", nargs=-1)
def resolve(map_path: Path, side: str, places: tuple[str, ...]) -> int:
    """Decide conflicts that a merge left in MAP; without WHERE, all of them.

    WHERE is what `argmap check` calls it, for example claims.some-claim.text.
    """
    decided: list[Address] = []

    def change(whole: ArgMap, _corpus: Corpus) -> ArgMap:
        wanted = _named(whole, places)
        for where in wanted:
            if where in whole.conflicts:  # the parts of an anchor are decided together
                whole = edit.resolve_conflict(whole, where, Side(side))
        decided.extend(wanted)
        return whole

    left = change_map_file(map_path, change)
    narrate(f"{map_path}: {count(len(decided), 'conflict')} decided, {len(left.conflicts)} left")
    return ExitCode.OK


def _named(whole: ArgMap, places: tuple[str, ...]) -> list[Address]:
    """The conflicts that `places` name; all, where there are none. Raises CommandFailed for what is none."""
    by_name = {address_text(where): where for where in whole.conflicts}
    if not by_name:
        raise refusal("there is no conflict in this map")
    unknown = [place for place in places if place not in by_name]
    if unknown:
        known = ", ".join(sorted(by_name))
        raise CommandFailed(ExitCode.REFUSED, f"there is no conflict about `{unknown[0]}`; there are: {known}")
    return in_order(by_name[place] for place in places or by_name)
