"""Enabling argmap's diff and merge drivers in a repository: its configuration and its `.gitattributes`.

The attributes are shared with everyone who clones; the configuration is not, so that a colleague without argmap
sees git's plain diffs. The commands in it do git's own work where this argmap has gone from the machine.
"""

import shlex
from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from argmap import __version__
from argmap.git.attributes import DRIVER, lines_for, with_lines, without_lines
from argmap.git.faults import NotWritten
from argmap.git.repository import Repository
from argmap.git.running import Git
from argmap.text import system_reason

_MADE = "argmap.attributesfile"
"""Says in the configuration whether enabling made `.gitattributes` or extended one."""

_CACHE = f"diff.{DRIVER}.cachetextconv"
"""Says in the configuration that git keeps what textconv printed, see `textconv` in gitattributes(5)."""

_CACHED_LINES = f"refs/notes/textconv/{DRIVER}"
"""Where git keeps it. It is valid for one wording of the textconv command, and so for one version of argmap."""

_NOT_CACHED = (
    "argmap could not show a map, and git would keep anything else in its place: "
    "read on with --no-textconv, or run: argmap git enable --no-cache"
)

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
    cached: tuple[Scope, ...]
    """Those that let git keep the lines of each version."""
    sent: Mapping[str, bool]
    """For each map, whether its attributes name both drivers."""

    @property
    def complete(self) -> bool:
        """Whether git asks argmap about every map."""
        return bool(self.scopes) and not self.outdated and all(self.sent.values())


def settings(program: Collection[str], *, cached: bool = False) -> dict[str, str]:
    """Git's configuration for the drivers, where `program` is the command that runs this argmap.

    `command` gives `git diff` the semantic diff; `git log -p`, `git show` and `git blame` never ask it, and compare
    what `textconv` makes of the two sides. Where argmap is gone or fails, each does what git does by itself; only
    where git keeps the lines (`cached`) does textconv fail instead, and so does git, for whatever it prints is kept
    for good. The version in the command makes git forget what another argmap printed.
    """
    argmap = f"{shlex.join(program)} git"
    by_lines = 'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"'
    join_lines = 'git merge-file --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3" || return 1'
    textconv = f'{argmap} textconv -- "$1" 2>/dev/null || cat -- "$1"'
    if cached:
        textconv = f'{argmap} textconv --cached-by {__version__} -- "$1" || {{ echo "{_NOT_CACHED}" >&2; return 1; }}'
    diff = f'{argmap} diff-driver -- "$@" 2>/dev/null || {by_lines} || test $? = 1'
    return {
        f"diff.{DRIVER}.command": f"f() {{ {diff}; }}; f",
        f"diff.{DRIVER}.textconv": f"f() {{ {textconv}; }}; f",
        **({_CACHE: "true"} if cached else {}),
        f"diff.{DRIVER}.xfuncname": r"^(\[.*\]|(claim|quote|source) [a-z0-9_-]+)$",
        f"merge.{DRIVER}.name": "merge of argument maps",
        f"merge.{DRIVER}.driver": f'f() {{ {argmap} merge-driver -- "$@"; s=$?; '
        f"case $s in 0|{CONFLICTS}) return $s;; esac; {join_lines}; }}; f %O %A %B %L %P",
    }


def enable(
    repository: Repository | None,
    scope: Scope,
    program: Collection[str],
    maps: Collection[str],
    others: Collection[str],
    *,
    cached: bool | None = None,
) -> Enabled:
    """Names the drivers in the configuration and sends `maps`, but not the `others`, to them.

    Both are names of TOML files from the top folder. `cached` says whether git keeps the lines of each version of a
    map; None leaves that as it is. What git has kept so far is deleted. Outside a repository only the global
    configuration can be changed. Raises GitFault.
    """
    attributes = _send(repository, lines_for(maps, others)) if repository else None
    git = repository.git if repository else Git(Path.home())
    if cached is None:
        cached = _is_cached(git, scope)
    changed = not cached and _unset(git, scope, _CACHE)
    for key, value in settings(program, cached=cached).items():
        if _configured(git, scope, key) != value:
            git.run("config", f"--{scope}", "--replace-all", key, value)
            changed = True
    if repository:
        _delete_cached_lines(repository)
    return Enabled(changed, attributes)


def _send(repository: Repository, lines: list[bytes]) -> Path | None:
    """Puts the lines into `.gitattributes`; the file, where that changed it."""
    file = repository.top / ".gitattributes"
    old = _bytes_of(file)
    new = with_lines(old or b"", lines)
    if new == (old or b""):
        return None
    _write(file, new)
    if not _configured(repository.git, Scope.LOCAL, _MADE):
        repository.git.run("config", "--local", _MADE, "made" if old is None else "extended")
    return file


def disable(repository: Repository | None, scope: Scope) -> Enabled:
    """Takes away what `enable` put there, and only that. Raises GitFault."""
    attributes = _send_no_more(repository) if repository else None
    git = repository.git if repository else Git(Path.home())
    taken = [_unset(git, scope, key) for key in settings([DRIVER], cached=True)]
    if repository:
        _delete_cached_lines(repository)
    return Enabled(any(taken), attributes)


def _send_no_more(repository: Repository) -> Path | None:
    """Takes our lines out of `.gitattributes`, and the file away where we made it; the file, where that changed it."""
    file = repository.top / ".gitattributes"
    made = _configured(repository.git, Scope.LOCAL, _MADE) != "extended"
    old = _bytes_of(file)
    new = without_lines(old or b"")
    changed = old is not None and new != old
    if changed:
        _write(file, None if made and not new else new)
    _unset(repository.git, Scope.LOCAL, _MADE)
    return file if changed else None


def status(repository: Repository, program: Collection[str], maps: Collection[str]) -> Status:
    """Whether git asks argmap about each of `maps`. Raises GitFault."""
    cached = tuple(scope for scope in Scope if _is_cached(repository.git, scope))
    wanted = {scope: settings(program, cached=scope in cached) for scope in Scope}
    found = {scope: {key: _configured(repository.git, scope, key) for key in wanted[scope]} for scope in Scope}
    scopes = tuple(scope for scope in Scope if any(found[scope].values()))
    outdated = tuple(scope for scope in scopes if found[scope] != wanted[scope])
    names = b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in maps)
    told = repository.git.run("check-attr", "-z", "--stdin", "diff", "merge", stdin=names).fields if maps else []
    sent = dict.fromkeys(maps, True)
    for name, value in zip(told[::3], told[2::3], strict=True):
        sent[name] = sent[name] and value == DRIVER
    return Status(scopes, outdated, cached, sent)


def _is_cached(git: Git, scope: Scope) -> bool:
    return git.run("config", f"--{scope}", "--type=bool", "--get", _CACHE, good=(0, 1, 128)).text == "true"


def _delete_cached_lines(repository: Repository) -> None:
    """Deletes what git has kept of the lines of maps. They are a cache: git makes them anew when it needs them."""
    repository.git.run("update-ref", "--no-deref", "-d", _CACHED_LINES)


def _configured(git: Git, scope: Scope, key: str) -> str | None:
    answer = git.run("config", f"--{scope}", "--get", key, good=(0, 1))
    return answer.text if answer.code == 0 else None


def _unset(git: Git, scope: Scope, key: str) -> bool:
    """Whether there was something to take away."""
    return git.run("config", f"--{scope}", "--unset-all", key, good=(0, 5)).code == 0


def _write(file: Path, data: bytes | None) -> None:
    """Writes the file, or removes it. Raises NotWritten."""
    try:
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)
    except OSError as refused:
        raise NotWritten(file, system_reason(refused)) from refused


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as refused:
        raise NotWritten(file, system_reason(refused)) from refused
