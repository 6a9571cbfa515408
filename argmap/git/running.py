"""Running git as a command line: bytes in and out, and none of a user's settings in between.

Nothing here reaches for the network, writes to the index on the side, or runs a program that a repository's
configuration or attributes name: no pager, no external diff, no textconv, no file system monitor, no signature check,
no hook, no helper of a remote, and where files are compared no filter and nothing in a submodule.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from argmap.git.faults import (
    ForeignRepository,
    GitFailed,
    GitFault,
    GitTimedOut,
    GitTooOld,
    NoGit,
    NoRepository,
    NoWorkTree,
    UnsafeFilter,
)

OLDEST = (2, 30)
"""The oldest git that the commands used here are known to work with."""

PATIENCE = 60.0
"""Seconds after which a git that says nothing is given up; walking 50,000 commits takes about one."""

_AT_ONCE = 2**16
"""Bytes that are read from git at a time."""

_OF_ANOTHER_REPOSITORY = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_PREFIX",
        "GIT_NAMESPACE",
        "GIT_EXTERNAL_DIFF",
        "GIT_DIFF_OPTS",
    }
)
"""What git sets for its hooks and drivers; relative to another folder than ours, so it would mislead."""

_SETTINGS = {
    "LC_ALL": "C",  # messages are recognised by their English words
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # git >= 2.45
    "GIT_ALLOW_PROTOCOL": "none",  # older ones: a partial clone's missing objects are not fetched either
}

_OPTIONS = (
    "--no-pager",
    "-c",
    "core.fsmonitor=",  # git < 2.36 takes `false` for a program
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "i18n.logOutputEncoding=UTF-8",
)

_VERSION = re.compile(rb"git version (\d+)\.(\d+)(\S*)")
_OWNED = re.compile(r"(?:dubious ownership in repository at|unsafe repository \()\s?'(.+?)'")


class Answer(NamedTuple):
    """What a git command said."""

    code: int
    out: bytes

    @property
    def text(self) -> str:
        """What it printed, without the last line's end. What is not UTF-8 is shown as replaced."""
        return self.out.decode("utf-8", "replace").removesuffix("\n")

    @property
    def fields(self) -> list[str]:
        """What it printed with `-z`, one entry for each NUL. Paths keep their bytes as `os.fsdecode` does."""
        return [os.fsdecode(entry) for entry in self.out.split(b"\0")[:-1]]


class Git:
    """Git in one folder."""

    def __init__(self, folder: Path) -> None:
        """Raises NoGit or GitTooOld."""
        require_git()
        self.folder = folder

    def run(
        self,
        *words: str,
        good: Collection[int] = (0,),
        stdin: bytes = b"",
        patience: float = PATIENCE,
        compares_files: bool = False,
    ) -> Answer:
        """Runs `git WORDS` and gives its answer, where its exit code is one of `good`.

        `compares_files` says that git may read files of the work tree, which it would send through their filters: a
        program that the repository names. They are compared as if they had none.

        Raises NoRepository, NoWorkTree, ForeignRepository, UnsafeFilter, GitTimedOut or GitFailed.
        """
        without = [word for name in self.filters() for word in _without_filter(name)] if compares_files else []
        try:
            ran = subprocess.run(
                self.command(*without, *words),
                input=stdin,
                capture_output=True,
                env=environment(),
                timeout=patience,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise GitTimedOut(words[0], patience) from late
        except OSError as absent:
            raise NoGit from absent
        if ran.returncode not in good:
            raise self.fault(words, ran.returncode, ran.stderr)
        return Answer(ran.returncode, ran.stdout)

    def entries(self, *words: str) -> Iterator[bytes]:
        """What `git WORDS` prints with `-z`, entry by entry as it comes; git is ended where nobody reads on.

        Raises what `run` raises, where git fails after what it has printed.
        """
        with tempfile.TemporaryFile() as stderr:
            command, settings = self.command(*words), environment()
            try:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, env=settings
                )
            except OSError as absent:
                raise NoGit from absent
            with process:
                assert process.stdout is not None
                try:
                    rest = b""
                    while chunk := os.read(process.stdout.fileno(), _AT_ONCE):
                        *whole, rest = (rest + chunk).split(b"\0")
                        yield from whole
                    code = process.wait()
                finally:
                    process.kill()
            if code:
                stderr.seek(0)
                raise self.fault(words, code, stderr.read())

    def in_colour(self, *, terminal: bool) -> bool:
        """Whether `git diff` is printed in colour here: by `color.diff`, else `color.ui`; by default on a terminal.

        Also in a pager that git started.
        """
        asked = ("config", "--get-colorbool", "color.diff", "true" if terminal else "false")
        return self.run(*asked, good=(0, 1)).text == "true"

    def filters(self) -> set[str]:
        """The names of the filters that the configuration gives programs for; see `filter` in gitattributes(5)."""
        keys = self.run("config", "--name-only", "-z", "--get-regexp", r"^filter\..*\.", good=(0, 1)).fields
        return {key.partition(".")[2].rpartition(".")[0] for key in keys}

    def command(self, *words: str) -> list[str]:
        """The whole command line of `git WORDS`."""
        return ["git", "-C", str(self.folder), *_OPTIONS, *words]

    def fault(self, words: Sequence[str], code: int, stderr: bytes) -> GitFault:
        """What git's words on stderr mean."""
        message = stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in message:
            return NoRepository(self.folder)
        if "must be run in a work tree" in message:
            return NoWorkTree(self.folder)
        owned = _OWNED.search(message)
        if owned:
            return ForeignRepository(owned[1])
        lines = [line for line in message.splitlines() if not line.startswith("hint:")]
        return GitFailed(words[0], lines[-1] if lines else "", code)


def _without_filter(name: str) -> Iterator[str]:
    """The options with which git runs no program for a filter. Raises UnsafeFilter."""
    if "=" in name:  # git would take what is behind it for the value
        raise UnsafeFilter(name)
    for setting in ("clean=", "smudge=", "process=", "required=false"):
        yield from ("-c", f"filter.{name}.{setting}")


def environment() -> dict[str, str]:
    """The environment in which git is run."""
    return {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY} | _SETTINGS


def require_git() -> str:
    """The version of the git on the PATH. Raises NoGit or GitTooOld."""
    return _version(os.environ.get("PATH", ""))


@cache
def _version(_search_path: str) -> str:
    try:
        message = subprocess.run(["git", "--version"], capture_output=True, timeout=PATIENCE, check=False).stdout
    except OSError as absent:
        raise NoGit from absent
    except subprocess.TimeoutExpired as late:
        raise GitTimedOut("--version", PATIENCE) from late
    found = _VERSION.match(message)
    if found is None:
        raise NoGit
    version = b".".join(found.groups()[:2]).decode()
    if (int(found[1]), int(found[2])) < OLDEST:
        raise GitTooOld(version, ".".join(map(str, OLDEST)))
    return version
