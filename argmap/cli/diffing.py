"""`diff`: what changed in the argument, not in the bytes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.exits import ExitCode
from argmap.cli.opening import json_option
from argmap.cli.output import narrate, on_terminal, say, say_json, say_lines
from argmap.model import ArgMap

if TYPE_CHECKING:
    from argmap.cli.diff_views import MapDiff
    from argmap.diff import Changes


@click.command()
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.option("--format", "view", type=click.Choice(["text", "markdown"]), default="text", help="How to print it.")
@click.option("--stat", "only_numbers", is_flag=True, help="Only how much changed.")
def diff(old: Path, new: Path, as_json: bool, view: str, only_numbers: bool) -> int:
    """Say what changed in the argument between two maps, in the order of the argument.

    \b
    + came   - went   ~ changed   ! what follows from it   [-words that went-] {+words that came+}

    Exit codes: 0 the same · 1 different · 2 an invalid file.
    """
    from argmap.cli.diff_views import MapDiff
    from argmap.store import load

    before, after = load(old).map, load(new).map
    compared = MapDiff(old.as_posix(), new.as_posix(), changes_of(before, after))
    print_diffs([compared], as_json=as_json, view=view, only_numbers=only_numbers)
    if not compared.changes and before != after:
        narrate("argmap: the same argument; only comments differ")
    return ExitCode.REVIEW if compared.changes else ExitCode.OK


def changes_of(old: ArgMap | None, new: ArgMap | None) -> "Changes":
    """What changed, in the order of the new argument and then of the old; None stands for a map that is not there."""
    from argmap.diff import diff as compare
    from argmap.graph import outline

    nothing = ArgMap(title="")
    changes = compare(old or nothing, new or nothing)
    rows = (*outline(changes.new), *outline(changes.old))
    return changes.in_order(some_id for row in rows for some_id in row.premises)


def print_diffs(diffs: "list[MapDiff]", *, as_json: bool, view: str, only_numbers: bool) -> None:
    """Prints what changed in some maps: JSON, or the `view` `text` or `markdown`, in colour on a terminal."""
    from argmap.cli import diff_views

    if as_json:
        say_json({"maps": [diff_views.as_json(one, only_numbers=only_numbers) for one in diffs]})
        return
    for nth, one in enumerate(one for one in diffs if one.changes):
        if nth:
            say()
        if view == "markdown":
            say_lines(diff_views.markdown_lines(one, only_numbers=only_numbers))
        elif only_numbers:
            say(f"{one.name}: {diff_views.numbers(one.changes)}")
        elif on_terminal():
            diff_views.print_in_colour(one)
        else:
            say_lines(diff_views.text_lines(one))
