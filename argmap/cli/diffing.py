"""`diff`: what changed in the argument, not in the bytes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.exits import ExitCode
from argmap.cli.failures import explain
from argmap.cli.opening import json_option, one_of_options
from argmap.cli.output import narrate, say, say_json, say_lines
from argmap.cli.versions import TellingPathsApart, two_versions
from argmap.model import ArgMap
from argmap.store import InvalidMap

if TYPE_CHECKING:
    from argmap.cli.diff_views import MapDiff
    from argmap.diff import Changes


@click.command(cls=TellingPathsApart)
@click.argument("words", metavar="[REV [REV]] [--] [MAP]...", nargs=-1)
@json_option
@click.option("--format", "view", type=click.Choice(["text", "markdown"]), default="text", help="How to print it.")
@click.option("--stat", "only_numbers", is_flag=True, help="Only how much changed.")
def diff(words: tuple[str, ...], as_json: bool, view: str, only_numbers: bool) -> int:
    """Say what changed in the argument, in the order of the argument.

    \b
    argmap diff                      from the last commit to the files as they are now
    argmap diff REV [MAP]...         from REV, a revision as git names it
    argmap diff REV REV [MAP]...     from one revision to another; REV..REV and REV...REV as git reads them
    argmap diff MAP                  one map, or the maps in one folder; several after `--`
    argmap diff FILE FILE            from one file to another, also without git

    \b
    + came   - went   ~ changed   ! what follows from it   [-words that went-] {+words that came+}

    A map that does not load in one of the versions is reported, and the others are compared. Symbolic links are not
    compared: what they lead to is.

    Exit codes: 0 the same · 1 different · 2 an invalid file · 4 a file that cannot be read.
    """
    from argmap.cli.diff_views import MapDiff

    one_of_options(json=as_json, format=view != "text")
    versions = two_versions(words, Path())
    compared = [
        (MapDiff(one.old_name, one.new_name, changes_of(one.old, one.new)), one.old != one.new)
        for one in versions.compared
    ]
    diffs = [diff for diff, _ in compared]
    print_diffs(diffs, versions.faults, as_json=as_json, view=view, only_numbers=only_numbers)
    for diff, differ in compared:
        if differ and not diff.changes:
            where = f" in {diff.name}" if len(compared) > 1 else ""
            narrate(f"argmap: the same argument; only comments differ{where}")
    codes = [ExitCode.REVIEW for diff in diffs if diff.changes]
    for fault in versions.faults:
        code, said = explain(fault)
        narrate(said)
        codes.append(code)
    return max(codes, default=ExitCode.OK)


def changes_of(old: ArgMap | None, new: ArgMap | None) -> "Changes":
    """What changed, in the order of the new argument and then of the old; None stands for a map that is not there."""
    from argmap.diff import diff as compare
    from argmap.graph import outline

    nothing = ArgMap(title="")
    changes = compare(old or nothing, new or nothing)
    rows = (*outline(changes.new), *outline(changes.old))
    return changes.in_order(some_id for row in rows for some_id in row.premises)


def print_diffs(
    diffs: "list[MapDiff]", faults: Sequence[Exception] = (), *, as_json: bool, view: str, only_numbers: bool
) -> None:
    """Prints what changed in some maps: JSON, or the `view` `text` or `markdown`.

    JSON also has the `faults`, why other maps could not be compared.
    """
    from argmap.cli import diff_views

    if as_json:
        maps = [diff_views.as_json(one, only_numbers=only_numbers) for one in diffs]
        say_json({"maps": maps, "faults": [said for fault in faults for said in _fault_as_json(fault)]})
        return
    for nth, one in enumerate(one for one in diffs if one.changes):
        if nth:
            say()
        if view == "markdown":
            say_lines(diff_views.markdown_lines(one, only_numbers=only_numbers))
        elif only_numbers:
            say(f"{one.name}: {diff_views.numbers(one.changes)}")
        else:
            diff_views.print_diff(one)


def _fault_as_json(fault: Exception) -> Iterator[dict[str, Any]]:
    if isinstance(fault, InvalidMap):
        yield from (one._asdict() for one in fault.faults)
    else:
        yield {"what": str(fault)}
