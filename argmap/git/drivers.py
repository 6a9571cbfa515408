"""Enabling argmap's diff and merge drivers in a repository: its configuration and its `.gitattributes`.

The attributes are shared with everyone who clones; the configuration is not, so that a colleague without argmap
sees git's plain diffs. The commands in it do git's own work where this argmap has gone from the machine.
"""

import shlex
from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from argmap.git.attributes import DRIVER, lines_for, with_lines, without_lines
from argmap.git.repository import Repository
from argmap.git.running import Git

_MADE = "argmap.attributesfile"
"""Says in the configuration whether enabling made `.gitattributes` or extended one."""


CONFLICTS = 64
"""The exit code of a merge that left conflicts: none that a shell or a failing python would give."""


class Scope(StrEnum):
    """Whose configuration names the drivers."""

    LOCAL = "local"
    GLOBAL = "global"


class Enabled(NamedTuple):
    """What enabling or disabling changed."""

    configuration: bool
    attributes: Path | None
    """The file whose lines changed; None where they did not."""


class Status(NamedTuple):
    """What stands between a repository's maps and argmap's drivers."""

    scopes: tuple[Scope, ...]
    """The configurations that name the drivers."""
    outdated: tuple[Scope, ...]
    """Those that name them as another argmap did."""
    sent: Mapping[str, bool]
    """For each map, whether its attributes name both drivers."""

    @property
    def complete(self) -> bool:
        """Whether git asks argmap about every map."""
        return bool(self.scopes) and not self.outdated and all(self.sent.values())


def settings(program: Collection[str]) -> dict[str, str]:
    """Git's configuration for the drivers, where `program` is the command that runs this argmap.

    `command` gives `git diff` the semantic diff; `git log -p` and `git show` never ask it, and compare what
    `textconv` makes of the two sides. Where argmap is gone or fails, each does what git does by itself.
    """
    argmap = f"{shlex.join(program)} git"
    by_lines = 'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"'
    join_lines = 'git merge-file --marker-size="$4" "$2" "$1" "$3" || return 1'
    return {
        f"diff.{DRIVER}.command": f'f() {{ {argmap} diff-driver "$@" 2>/dev/null || {by_lines} || test $? = 1; }}; f',
        f"diff.{DRIVER}.textconv": f'f() {{ {argmap} textconv "$1" 2>/dev/null || cat "$1"; }}; f',
        f"diff.{DRIVER}.xfuncname": r"^\[.*\]$",
        f"merge.{DRIVER}.name": "merge of argument maps",
        f"merge.{DRIVER}.driver": f'f() {{ {argmap} merge-driver "$@"; s=$?; '
        f"case $s in 0|{CONFLICTS}) return $s;; esac; {join_lines}; }}; f %O %A %B %L %P",
    }


def enable(
    repository: Repository | None,
    scope: Scope,
    program: Collection[str],
    maps: Collection[str],
    others: Collection[str],
) -> Enabled:
    """Names the drivers in the configuration and sends `maps`, but not the `others`, to them.

    Both are names of TOML files from the top folder. Outside a repository only the global configuration can be
    changed. Raises GitFault and OSError.
    """
    git = repository.git if repository else Git(Path.home())
    changed = False
    for key, value in settings(program).items():
        if _configured(git, scope, key) != value:
            git.run("config", f"--{scope}", "--replace-all", key, value)
            changed = True
    if repository is None:
        return Enabled(changed, None)
    file = repository.top / ".gitattributes"
    old = _bytes_of(file)
    new = with_lines(old or b"", lines_for(maps, others))
    if new == (old or b""):
        return Enabled(changed, None)
    if not _configured(git, Scope.LOCAL, _MADE):
        git.run("config", "--local", _MADE, "made" if old is None else "extended")
    file.write_bytes(new)
    return Enabled(changed, file)


def disable(repository: Repository | None, scope: Scope) -> Enabled:
    """Takes away what `enable` put there, and only that. Raises GitFault and OSError."""
    git = repository.git if repository else Git(Path.home())
    taken = [_unset(git, scope, key) for key in settings([DRIVER])]
    if repository is None:
        return Enabled(any(taken), None)
    changed = any(taken)
    file = repository.top / ".gitattributes"
    made = _configured(git, Scope.LOCAL, _MADE) != "extended"
    _unset(git, Scope.LOCAL, _MADE)
    old = _bytes_of(file)
    new = without_lines(old or b"")
    if old is None or new == old:
        return Enabled(changed, None)
    if new or not made:
        file.write_bytes(new)
    else:
        file.unlink()
    return Enabled(changed, file)


def status(repository: Repository, program: Collection[str], maps: Collection[str]) -> Status:
    """Whether git asks argmap about each of `maps`. Raises GitFault."""
    wanted = settings(program)
    found = {scope: {key: _configured(repository.git, scope, key) for key in wanted} for scope in Scope}
    scopes = tuple(scope for scope in Scope if any(found[scope].values()))
    outdated = tuple(scope for scope in scopes if found[scope] != wanted)
    names = b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in maps)
    told = repository.git.run("check-attr", "-z", "--stdin", "diff", "merge", stdin=names).fields if maps else []
    sent = dict.fromkeys(maps, True)
    for name, value in zip(told[::3], told[2::3], strict=True):
        sent[name] = sent[name] and value == DRIVER
    return Status(scopes, outdated, sent)


def _configured(git: Git, scope: Scope, key: str) -> str | None:
    answer = git.run("config", f"--{scope}", "--get", key, good=(0, 1))
    return answer.text if answer.code == 0 else None


def _unset(git: Git, scope: Scope, key: str) -> bool:
    """Whether there was something to take away."""
    return git.run("config", f"--{scope}", "--unset-all", key, good=(0, 5)).code == 0


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
