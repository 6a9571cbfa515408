"""Enabling argmap's diff and merge drivers in a repository: its configuration and its `.gitattributes`.

The attributes are shared with everyone who clones; the configuration is not, so that a colleague without argmap
sees git's plain diffs. The commands in it do git's own work where this argmap has gone from the machine.

A line of `.gitattributes` names a folder's maps at once where the folder holds no other TOML files (`/maps/*.toml`), so
that a new map needs no new line; elsewhere each map has its own line.
"""

import re
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from argmap import __version__
from argmap.files.errors import why_refused
from argmap.files.reading import read_file
from argmap.files.writing import write_whole
from argmap.git.faults import GitFault, NotWritten
from argmap.git.repository import Repository
from argmap.git.running import Git

DRIVER = "argmap"
"""The name of the drivers, in attributes and in git's configuration."""


_GIVEN = b" diff=argmap merge=argmap"
_SPECIAL = "\\*?["
_QUOTED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = re.compile(r"[\w./*+@%,-]+")
"""Patterns that need no quotes: letters of any script and what has no meaning for git, a shell or an ini file."""


_READ_BY_SHELLS = "$`!"
"""What a shell would act on between double quotes."""


def lines_for(maps: Collection[str], others: Iterable[str]) -> list[bytes]:
    """The lines that cover `maps` and none of the `others`, both TOML files named from the top folder."""
    mixed = {PurePosixPath(name).parent for name in others}
    patterns = set()
    for name in maps:
        folder = PurePosixPath(name).parent
        patterns.add(_escaped(name) if folder in mixed else _escaped(f"{folder}/").removeprefix("./") + "*.toml")
    return [_quoted(f"/{pattern}").encode("utf-8", "surrogateescape") + _GIVEN for pattern in sorted(patterns)]


def is_ours(line: bytes) -> bool:
    """Whether a line gives just what argmap's lines give, and so is one of them."""
    return line.strip().endswith(_GIVEN) and line.startswith((b"/", b'"/'))


def with_lines(text: bytes, wanted: Iterable[bytes]) -> bytes:
    """`text` with the `wanted` lines, and no other lines of ours; those already there stay where they are.

    The last line keeps its end or its lack of one, so that `without_lines` gives back just what there was.
    """
    lines = list(wanted)
    kept = [line for line in _lines(text) if not is_ours(line) or line.strip() in lines]
    missing = [line for line in lines if line not in {have.strip() for have in kept}]
    end = b"\r\n" if b"\r\n" in text else b"\n"
    before = b"".join(kept)
    if before and missing and not before.endswith(b"\n"):
        before += end
    return _closed_as(text, before + b"".join(line + end for line in missing))


def without_lines(text: bytes) -> bytes:
    """`text` without the lines that are ours, everything else as it is."""
    return _closed_as(text, b"".join(line for line in _lines(text) if not is_ours(line)))


def _lines(text: bytes) -> list[bytes]:
    r"""The lines with their ends; not `splitlines`, which would part lines at a `\r` alone."""
    return re.findall(rb"[^\n]*\n|[^\n]+", text)


def _closed_as(text: bytes, changed: bytes) -> bytes:
    """`changed` with an end of its last line only where `text` has one; an empty text counts as closed."""
    if not text or text.endswith(b"\n"):
        return changed
    return changed.removesuffix(b"\n").removesuffix(b"\r")


def _escaped(name: str) -> str:
    """A name as a pattern that matches only itself; see gitignore(5)."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in name)


def _quoted(pattern: str) -> str:
    """A pattern as gitattributes(5) wants it written: in C's quotes where it is more than letters, digits and dots.

    A stranger names the files, so nothing in the line may be more than a name, whoever reads it: what shells act on
    between quotes, and what cannot be seen, is written as the octal numbers of its bytes.
    """
    if _PLAIN.fullmatch(pattern):
        return pattern
    return '"' + "".join(_QUOTED.get(char) or _visible(char) for char in pattern) + '"'


def _visible(char: str) -> str:
    if char.isprintable() and char not in _READ_BY_SHELLS:
        return char
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))


_MADE = "argmap.attributesfile"
"""Says in the configuration whether enabling made `.gitattributes` or extended one."""


_CACHE = f"diff.{DRIVER}.cachetextconv"
"""Says in the configuration that git keeps what textconv printed, see `textconv` in gitattributes(5)."""


_CACHED_LINES = f"refs/notes/textconv/{DRIVER}"
"""Where git keeps it. It is valid for one wording of the textconv command, and so for one version of argmap."""


_NOT_CACHED = (
    "argmap could not show a map, and git would cache anything else in its place: "
    "read on with --no-textconv, or run: argmap git enable --no-cache"
)
CONFLICTS = 64
"""The exit code of a merge that left conflicts: none that a shell or a failing python would give."""


_LARGEST = 16 * 2**20
"""Bytes of a `.gitattributes` that is changed."""


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
    in_driver = argmap.replace("%", "%%")  # git puts names in place of %A and the like
    by_lines = 'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"'
    # Beside our file first, as a full disk would leave a part of it: git takes what it finds there as the result.
    join_lines = (
        't="$2.argmap"; umask 077; '
        'git merge-file -p --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3" >"$t"; s=$?; '
        'test $s -lt 128 && mv -f "$t" "$2" || { rm -f "$t"; return 1; }; test $s = 0 || return 1'
    )
    textconv = f'{argmap} textconv -- "$1" 2>/dev/null || cat -- "$1"'
    if cached:
        textconv = f'{argmap} textconv --cached-by {__version__} -- "$1" || {{ echo "{_NOT_CACHED}" >&2; return 1; }}'
    diff = f'{argmap} diff-driver -- "$@" 2>/dev/null || {by_lines} || test $? = 1'
    return {
        f"diff.{DRIVER}.command": f"f() {{ {diff}; }}; f",
        f"diff.{DRIVER}.textconv": f"f() {{ {textconv}; }}; f",
        **({_CACHE: "true"} if cached else {}),
        f"diff.{DRIVER}.xfuncname": r"^(\[.*\]|(claim|quote|source) [a-z0-9_-]+)$",
        f"merge.{DRIVER}.driver": f'f() {{ {in_driver} merge-driver -- "$@"; s=$?; '
        f"case $s in 0|{CONFLICTS}) return $s;; esac; {join_lines}; }}; f %O %A %B %L %P",
        f"merge.{DRIVER}.name": "merge of argument maps",  # after the driver: git refuses a name alone
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
    configuration can be changed. All of it is done, or nothing. Raises GitFault.
    """
    with _all_or_none(repository) as change:
        if cached is None:
            cached = _is_cached(change.git, scope)
        wanted = {_CACHE: None, **settings(program, cached=cached)}
        changed = [change.put(scope, key, value) for key, value in wanted.items()]
        attributes = None
        if repository is not None:
            file, old = _attributes(repository)
            new = with_lines(old or b"", lines_for(maps, others))
            if new != (old or b""):
                if not _configured(repository.git, Scope.LOCAL, _MADE):
                    change.put(Scope.LOCAL, _MADE, "made" if old is None else "extended")
                _write(file, old, new)
                attributes = file
    if repository:
        _delete_cached_lines(repository)
    return Enabled(any(changed), attributes)


def disable(repository: Repository | None, scope: Scope) -> Enabled:
    """Takes away what `enable` put there, and only that; all of it, or nothing. Raises GitFault."""
    with _all_or_none(repository) as change:
        taken = [change.put(scope, key, None) for key in reversed(settings([DRIVER], cached=True))]
        attributes = None
        if repository is not None:
            file, old = _attributes(repository)
            made = _configured(repository.git, Scope.LOCAL, _MADE) != "extended"
            change.put(Scope.LOCAL, _MADE, None)
            new = without_lines(old or b"")
            if old is not None and new != old:
                _write(file, old, None if made and not new else new)
                attributes = file
    if repository:
        _delete_cached_lines(repository)
    return Enabled(any(taken), attributes)


class _Changes:
    """Settings that are changed together."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._before: list[tuple[Scope, str, str | None]] = []

    def put(self, scope: Scope, key: str, value: str | None) -> bool:
        """Sets a value, or takes it away; whether that changed anything. Raises GitFault."""
        before = _configured(self.git, scope, key)
        if before == value:
            return False
        self._before.append((scope, key, before))
        self._put(scope, key, value)
        return True

    def undo(self) -> None:
        """Sets them all to what they were."""
        for scope, key, before in reversed(self._before):
            with suppress(GitFault):  # what went wrong first is what the user is told
                self._put(scope, key, before)

    def _put(self, scope: Scope, key: str, value: str | None) -> None:
        if value is None:
            self.git.run("config", f"--{scope}", "--unset-all", key, good=(0, 5))
        else:
            self.git.run("config", f"--{scope}", "--replace-all", key, value)


@contextmanager
def _all_or_none(repository: Repository | None) -> Iterator[_Changes]:
    """Changes of git's configuration that are undone where what follows them fails."""
    if repository is not None:
        _require_own_files(repository)
    changes = _Changes(repository.git if repository else Git(Path.home()))
    try:
        yield changes
    except BaseException:
        changes.undo()
        raise


def _require_own_files(repository: Repository) -> None:
    """Raises NotWritten where something of a stranger's making would lead what is written out of the repository."""
    file = repository.top / ".gitattributes"
    configuration = repository.top / repository.git.run("rev-parse", "--git-path", "config").text
    for own, fix in ((file, "git does not read it there; make it a file"), (configuration, "make it a file")):
        if own.is_symlink():
            raise NotWritten(own, f"this is a symbolic link, to {own.readlink()}", fix)


def _attributes(repository: Repository) -> tuple[Path, bytes | None]:
    """The file at the top of the work tree, and what it holds; None where there is none. Raises NotWritten."""
    file = repository.top / ".gitattributes"
    try:
        return file, read_file(file, _LARGEST)
    except FileNotFoundError:
        return file, None
    except OSError as fault:
        raise NotWritten(file, *why_refused(fault)) from fault


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


def _write(file: Path, old: bytes | None, data: bytes | None) -> None:
    """Writes the file, or removes it, where it still holds what it did. Raises NotWritten."""

    def check(there: Path) -> None:
        if (read_file(there, _LARGEST) if there.exists() else None) != old:
            raise NotWritten(file, "another program has just changed it", "try again")

    try:
        if data is None:
            check(file)
            file.unlink()
        else:
            write_whole(file, data, check)
    except OSError as fault:
        raise NotWritten(file, *why_refused(fault)) from fault
