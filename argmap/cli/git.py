"""`git`: sets up git's diff and merge drivers for maps, and is what these drivers run."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from argmap.cli.common import json_option, print_json
from argmap.cli.output import ExitCode, count, print_lines, refusal, report, say
from argmap.model import ArgMap
from argmap.store import MapFileError, decode, loads
from argmap.store.reading import read_bytes

if TYPE_CHECKING:
    from argmap.git import Repository
    from argmap.git.drivers import Status

_global_option = click.option(
    "--global", "everywhere", is_flag=True, help="In your own git configuration, for all your repositories."
)


@click.group()
def git() -> None:
    """Let `git diff` and `git merge` read maps as arguments."""


@git.command()
@_global_option
@click.option(
    "--cache/--no-cache",
    "cached",
    default=None,
    help="Cache the lines that `git log -p` and `git blame` show, or not; otherwise unchanged.",
)
def enable(everywhere: bool, cached: bool | None) -> int:
    """Set up git's diff and merge drivers for the maps of the repository around this folder.

    The drivers are configured in the repository's git configuration, and the maps are assigned to them in
    `.gitattributes`: one line for each folder that holds only maps, otherwise one for each map. Commit that file:
    colleagues with argmap only run this command, and without argmap they see git's own diffs. Run it again when
    there are maps in new folders.

    With --cache git caches the lines of each version of a map, so that a second `git blame` does not start argmap. Run
    it again after an upgrade of argmap: cached lines are valid for one version.
    """
    from argmap.git.drivers import Scope
    from argmap.git.drivers import enable as enable_drivers

    scope = Scope.GLOBAL if everywhere else Scope.LOCAL
    there = _work_tree(optional=everywhere)
    maps = there.maps if there else ()
    changed = enable_drivers(
        there.repository if there else None,
        scope,
        _program(),
        maps,
        there.others if there else (),
        cached=cached,
    )
    report(
        f"the drivers are configured in the {scope} git configuration" + ("" if changed.configuration else " already")
    )
    if changed.attributes:
        say(str(changed.attributes))
        report(f"{count(len(maps), 'map')} assigned to the drivers; commit .gitattributes")
    elif there and not maps:
        report("there is no map here yet; run it again when there is")
    return ExitCode.OK


@git.command()
@_global_option
def disable(everywhere: bool) -> int:
    """Delete what `enable` wrote into the configuration and `.gitattributes`, and nothing else."""
    from argmap.git.drivers import Scope
    from argmap.git.drivers import disable as disable_drivers

    scope = Scope.GLOBAL if everywhere else Scope.LOCAL
    there = _work_tree(optional=everywhere)
    changed = disable_drivers(there.repository if there else None, scope)
    report(
        f"the drivers are deleted from the {scope} git configuration"
        if changed.configuration
        else f"the {scope} git configuration had no drivers"
    )
    if changed.attributes:
        say(str(changed.attributes))
    return ExitCode.OK


@git.command()
@json_option
def status(as_json: bool) -> int:
    """Show whether git's drivers are set up for each map of the repository. Exit codes: 0 all · 1 not all."""
    from argmap.git.drivers import status as driver_status
    from argmap.git.running import require_git

    there = _work_tree()
    if there is None:
        raise refusal("this folder is not in a git repository")
    found = driver_status(there.repository, _program(), there.maps)
    if as_json:
        print_json(_as_json(there.repository, found))
    else:
        say(f"git {require_git()}, repository {there.repository.top}")
        print_lines(_lines(found))
    return ExitCode.OK if found.complete else ExitCode.REVIEW


@git.command("diff-driver", hidden=True)
@click.argument("words", metavar="PATH OLD HEX MODE NEW HEX MODE [RENAMED SIMILARITY]", nargs=-1)
def diff_driver(words: tuple[str, ...]) -> int:
    """Print what changed between two files that git hands over, as gitattributes(5) says in `diff.*.command`."""
    print_driver_diff(words)
    return ExitCode.OK  # whatever is different: git takes anything else for a failure


@git.command("merge-driver", hidden=True)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("marker_size", type=int)
@click.argument("name")
def merge_driver(base: Path, ours: Path, theirs: Path, marker_size: int, name: str) -> int:
    """Merge the files that git hands over, as gitattributes(5) says in `merge.*.driver`."""
    from argmap.git.drivers import CONFLICTS
    from argmap.git.merging import merge_files

    outcome = merge_files(base, ours, theirs, name, marker_size)
    if outcome.message:
        report(f"argmap: {outcome.message}")
    return ExitCode.OK if outcome.clean else CONFLICTS


class _Here(NamedTuple):
    """The repository around this folder, and the TOML files in it."""

    repository: "Repository"
    maps: tuple[str, ...]
    others: tuple[str, ...]


def _work_tree(*, optional: bool = False) -> _Here | None:
    """The work tree around this folder; None where there need not be one, and is none."""
    from argmap.corpus.project import looks_like_a_map
    from argmap.git import Repository
    from argmap.git.faults import NoRepository
    from argmap.git.revisions import WorkTreeFiles

    try:
        repository = Repository.of(Path())
    except NoRepository:
        if optional:
            return None
        raise
    files = WorkTreeFiles(repository)
    maps: list[str] = []
    others: list[str] = []
    for name in files.names():
        (maps if looks_like_a_map(repository.top / name) else others).append(name)
    return _Here(repository, tuple(maps), tuple(others))


def _program() -> list[str]:
    """The command that runs this argmap from anywhere: git may be run with another PATH.

    `-P`: git starts it at the top of the repository, whose own modules must not be imported in place of ours.
    """
    program = Path(sys.argv[0])
    if program.stem == "argmap" and program.is_file():
        return [program.absolute().as_posix()]
    return [Path(sys.executable).as_posix(), "-P", "-m", "argmap"]


def _lines(found: "Status") -> list[str]:
    lines = [
        f"drivers: configured in the {' and the '.join(found.scopes)} configuration" if found.scopes else "drivers: off"
    ]
    lines += [f"drivers: those in the {scope} configuration belong to another argmap" for scope in found.outdated]
    lines += [f"cache: git caches lines of maps, by the {scope} configuration" for scope in found.cached]
    lines += [f"{'assigned    ' if sent else 'not assigned'} {name}" for name, sent in found.sent.items()]
    if not found.complete:
        lines.append("`argmap git enable` fixes this" + _overruled(found))
    return lines


def _overruled(found: "Status") -> str:
    if all(found.sent.values()):
        return ""
    return "; if it does not, another line of a .gitattributes file overrides it"


def _as_json(repository: "Repository", found: "Status") -> dict[str, Any]:
    return {
        "repository": str(repository.top),
        "enabled": found.complete,
        "drivers": list(found.scopes),
        "outdated": list(found.outdated),
        "cached": list(found.cached),
        "maps": [{"path": name, "sent": sent} for name, sent in found.sent.items()],
    }


_NO_FILE = "/dev/null"
_FILES = ("100644", "100755", ".")
"""The modes of files, and what git hands over where there is none; symbolic links and submodules hold no map."""


def print_driver_diff(words: Sequence[str]) -> None:
    """Prints what changed between the two files that git names; see GIT_EXTERNAL_DIFF in git(1)."""
    from argmap.cli.diff import MapDiff, changes_of, print_diff  # 25 ms that the merge driver need not wait for

    if len(words) < 7:
        say(f"* Unmerged path {words[0]}")
        return
    path, old, old_mode, new, new_mode = words[0], words[1], words[3], words[4], words[6]
    renamed = words[7] if len(words) > 7 else path
    if not {old_mode, new_mode}.issubset(_FILES):
        _print_line_diff(path, renamed, old, new)
        return
    try:
        before, after = _side(old, f"a/{path}"), _side(new, f"b/{renamed}")
    except MapFileError as fault:
        say(str(fault).splitlines()[0])
        _print_line_diff(path, renamed, old, new)
        return
    compared = MapDiff(path, renamed, changes_of(before, after))
    if not compared.changes and _NO_FILE not in (old, new) and Path(old).read_bytes() == Path(new).read_bytes():
        mode = "" if old_mode == new_mode else f"; its mode was {old_mode} and is {new_mode} now"
        say(f"{compared.name}: the same content{mode}")
    elif not compared.changes:
        say(f"{compared.name}: the same argument; only comments or layout differ")
    else:
        print_diff(compared)
    say()


def _side(file: str, called: str) -> ArgMap | None:
    """The map in a file that git hands over, often a temporary one; messages call it as git's own diff does."""
    return None if file == _NO_FILE else loads(decode(read_bytes(Path(file)), called), called)


def _print_line_diff(path: str, renamed: str, old: str, new: str) -> None:
    import difflib

    sides = [b"" if file == _NO_FILE else read_bytes(Path(file)) for file in (old, new)]
    if any(b"\0" in side for side in sides):
        say(f"Binary files a/{path} and b/{renamed} differ")
        return
    before, after = (side.decode("utf-8", "replace").split("\n") for side in sides)
    print_lines(difflib.unified_diff(before, after, f"a/{path}", f"b/{renamed}", lineterm=""))
