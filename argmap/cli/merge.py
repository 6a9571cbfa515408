"""`merge` and `resolve`: three versions of a map made one, and deciding what that could not."""

from dataclasses import replace
from pathlib import Path

import click

from argmap import edit
from argmap.cli.common import (
    change_map_file,
    conflict_text,
    how_to_decide_all,
    in_order,
    map_argument,
    report_losses,
    retried,
)
from argmap.cli.output import CommandFailed, ExitCode, count, refusal, report
from argmap.corpus import Corpus
from argmap.model import Address, ArgMap, Side, address_text
from argmap.store import Fault, InvalidMap, decode, loads
from argmap.store.reading import fingerprint, read_bytes
from argmap.store.saving import save

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("files", metavar="BASE OURS THEIRS", type=_file, nargs=-1)
@click.option("-o", "--output", "out", metavar="OUT", type=_file, help="The file for the merged map.")
@click.option(
    "--stages",
    "conflicted",
    metavar="MAP",
    type=_file,
    help="Instead of three files: merge the two sides that git left of MAP, with its conflict markers in it.",
)
def merge(files: tuple[Path, ...], out: Path | None, conflicted: Path | None) -> int:
    """Merge two versions of a map that both come from BASE (an empty file if there was none).

    Links, tags and theses merge as sets, texts where one side changed them. What both changed differently is a
    conflict: OUT has both versions under [conflicts], `argmap resolve` resolves it, and the TUI shows both sides.

    With --stages, MAP itself is overwritten; the previous file is kept beside it as MAP.orig.

    Exit codes: 0 no conflict is left · 1 conflicts are left in OUT · 2 a side is invalid · 3 the merged map
    would break a rule. With 2 and 3, OUT is not changed.
    """
    if conflicted is not None:
        if files or out is not None:
            raise click.UsageError("--stages MAP uses the sides that git left; leave out the other files")
        return _finish(conflicted)
    if len(files) != 3 or out is None:
        raise click.UsageError("name three files and the file to write: argmap merge BASE OURS THEIRS -o OUT")
    from argmap.diff import merge as merge_maps

    merged = merge_maps(*_read(*files)).map
    retried(lambda: save(out, merged, fingerprint(out)))
    return _report_left(out, merged)


def _finish(path: Path) -> int:
    """Merges what git left of one map."""
    from argmap.git.merging import finish_merge

    finished = finish_merge(path)
    code = _report_left(path, finished.map)
    report(f"the previous file is {finished.copy}; `git add {path}` tells git that it is merged")
    return code


def _report_left(out: Path, merged: ArgMap) -> int:
    if not merged.conflicts:
        report(f"{out}: merged")
        return ExitCode.OK
    report(f"{out}: merged, with {count(len(merged.conflicts), 'conflict')} left to resolve")
    for where in in_order(merged.conflicts):
        report(f"  {conflict_text(where, merged)}")
    report(how_to_decide_all(str(out), merged))
    return ExitCode.REVIEW


def _read(base: Path, ours: Path, theirs: Path) -> tuple[ArgMap, ArgMap, ArgMap]:
    """The three maps. Raises InvalidMap with the faults of all, or UnreadableMap."""
    maps: list[ArgMap] = []
    faults: list[Fault] = []
    for path in (base, ours, theirs):
        try:
            text = decode(read_bytes(path), str(path))
            no_map_yet = path is base and not text.strip()
            maps.append(ArgMap(title="") if no_map_yet else loads(text, str(path)))
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
    """Resolve conflicts that a merge left in MAP; without WHERE, all of them.

    WHERE is a conflict as `argmap check` names it, for example claims.some-claim.text.
    """
    decided: list[Address] = []

    def change(map_: ArgMap, _corpus: Corpus) -> ArgMap:
        wanted = _named(map_, places)
        for where in wanted:
            if where in map_.conflicts:  # the parts of an anchor are decided together
                try:
                    map_ = edit.resolve_conflict(map_, where, Side(side))
                except edit.Refused as refused:
                    what = f"nothing is resolved: {side} does not fit for `{address_text(where)}`: {refused.what}"
                    raise edit.Refused(what, refused.fix) from refused
        decided[:] = wanted
        return map_

    before, after = change_map_file(map_path, change)
    report(f"{map_path}: {count(len(decided), 'conflict')} resolved, {len(after.conflicts)} left")
    report_losses(before, replace(edit.losses(before, after), conflicts=()))
    return ExitCode.OK


def _named(map_: ArgMap, places: tuple[str, ...]) -> list[Address]:
    """The conflicts that `places` name; all, where there are none. Raises CommandFailed for what is none."""
    by_name = {address_text(where): where for where in map_.conflicts}
    if not by_name:
        raise refusal("there is no conflict in this map")
    unknown = [place for place in places if place not in by_name]
    if unknown:
        known = ", ".join(sorted(by_name))
        raise CommandFailed(ExitCode.REFUSED, f"there is no conflict about `{unknown[0]}`; there are: {known}")
    return in_order(by_name[place] for place in places or by_name)
