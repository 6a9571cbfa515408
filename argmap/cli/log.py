"""`log`: the history of one claim, quote or source through the commits."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import complete_id, json_option, map_argument, one_of, print_json
from argmap.cli.output import ExitCode, refusal, report, say
from argmap.model import ArgMap
from argmap.store import InvalidMap, UnreadableMap, load

if TYPE_CHECKING:
    from argmap.cli.diff import MapDiff
    from argmap.git.history import ElementHistory, Moment


@click.command()
@map_argument
@click.argument("some_id", metavar="ID", shell_complete=complete_id)
@click.option("--reverse", is_flag=True, help="Show the oldest first.")
@click.option("--revision", metavar="REV", help="Start from this revision, where ID may since have been deleted.")
@json_option
def log(map_path: Path, some_id: str, reverse: bool, revision: str | None, as_json: bool) -> int:
    """Show the history of a claim, quote or source through the commits, the newest first.

    When it was made, reworded, re-anchored, renamed and removed, what came to support or counter it and what it
    supported, by whom and why. Renames of the element and of the file are followed.
    """
    from argmap.git import Repository
    from argmap.git.history import history_of

    repository = Repository.of(map_path)
    now = _map_now(map_path) if revision is None else None
    told = history_of(repository, map_path, some_id, revision or "HEAD", now)
    if not told.moments:
        if now is not None:
            one_of(some_id, now.ids, f"claim, quote or source in {map_path}, now or in any commit, with the id")
        raise refusal(f"no commit has a claim, quote or source `{some_id}` in {map_path}")
    moments = list(reversed(told.moments)) if reverse else list(told.moments)
    if as_json:
        print_json(_as_json(map_path, moments, told))
        return ExitCode.OK
    for nth, moment in enumerate(moments):
        if nth:
            say()
        _print(moment)
    for commit in told.unreadable:
        report(f"argmap: the map did not load in {commit.short}; its changes are shown with the commit that fixed it")
    if repository.shallow:
        report("argmap: this is a shallow clone, so everything earlier is shown as made in its oldest commit")
    return ExitCode.OK


def _map_now(map_path: Path) -> ArgMap | None:
    """The map as it is in the file; None where it is gone, or says something that is no map, as in a conflict."""
    try:
        return load(map_path).map
    except InvalidMap as fault:
        report(f"argmap: only commits are shown, because the map does not load now: {fault.faults[0]}")
    except UnreadableMap as fault:
        report(f"argmap: only commits are shown: {fault}")
    return None


def _print(moment: "Moment") -> None:
    from argmap.cli.diff import print_diff

    print_diff(_compared(moment))


def _compared(moment: "Moment") -> "MapDiff":
    """What happened, under a heading that says who, when and why."""
    from argmap.cli.diff import MapDiff

    commit = moment.commit
    message = f"{commit.short} {commit.date[:10]} {commit.author}: {commit.subject}" if commit else "not committed yet"
    return MapDiff(message, message, moment.changes)


def _as_json(map_path: Path, moments: "list[Moment]", told: "ElementHistory") -> dict[str, Any]:
    from argmap.cli.diff import diff_as_json

    return {
        "path": map_path.as_posix(),
        "moments": [
            {
                "commit": moment.commit.id if moment.commit else None,
                "date": moment.commit.date if moment.commit else None,
                "author": moment.commit.author if moment.commit else None,
                "subject": moment.commit.subject if moment.commit else None,
                "id": moment.id,
                "changes": diff_as_json(_compared(moment))["changes"],
            }
            for moment in moments
        ],
        "unreadable": [commit.id for commit in told.unreadable],
    }
