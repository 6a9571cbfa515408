"""A git work tree: where it is, how it names the files in it, and the objects in its repository.

Many objects are read through one process, `git cat-file --batch`, kept open. Its protocol is in git-cat-file(1): a name
a line goes in; `ID TYPE SIZE`, the bytes and a line's end come out, or `NAME missing`. Loose objects, packs and
alternates are all the same to it. The texts in which quotes were anchored are read back by their blob ids.
"""

import os
import re
import select
import subprocess
import tempfile
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from argmap.files.errors import UnreadableSource
from argmap.files.reading import NotRegular, require_regular
from argmap.git.faults import GitTimedOut, GitWouldWait, NoGit, NoSuchRevision, OutsideRepository, UnknownBlob
from argmap.git.running import PATIENCE, Git, environment
from argmap.text.reading import LARGEST, decode


class Objects:
    """The files that a repository keeps, by blob id or by `REVISION:path`. May be shared by threads."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._running: _Running | None = None
        self._one_at_a_time = threading.Lock()

    def read(self, name: str) -> bytes | None:
        """The bytes of the file `name`; None where the repository has none of that name.

        Raises UnknownBlob for one that is too large to be a text or left at the clone's origin, and what
        `Git.run` raises.
        """
        if "\n" in name:  # the protocol has no way to ask for it
            answer = self._git.run("cat-file", "blob", name, good=(0, 128))
            return answer.out if answer.code == 0 else None
        with self._one_at_a_time:
            if self._running is None:
                self._running = _Running(self._git)
            try:
                return self._running.read(name)
            except (EOFError, BrokenPipeError):
                message = self._end()
            except (UnknownBlob, GitTimedOut):
                self._end()
                raise
        if b"promisor" in message or b"transport" in message:
            raise UnknownBlob("this partial clone left that version at its origin; `git fetch --refetch` fetches all")
        raise self._git.fault(("cat-file",), 128, message)

    def close(self) -> None:
        """Ends the process; another read would start one again."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> bytes:
        if self._running is None:
            return b""
        message = self._running.end()
        self._running = None
        return message


class _Running:
    """The process, from its start to its end."""

    def __init__(self, git: Git) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        try:
            self._process = subprocess.Popen(
                git.command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env=environment(),
            )
        except OSError as absent:
            self._stderr.close()
            raise NoGit from absent
        # A forgotten reader must not leave a process behind.
        self._ended = weakref.finalize(self, _end, self._process)

    def read(self, name: str) -> bytes | None:
        """Asks for one object. Raises EOFError where the process has ended."""
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None
        assert taken is not None
        given.write(name.encode("utf-8", "surrogateescape") + b"\n")
        given.flush()
        # Windows cannot wait for a pipe; there a git that hangs is waited for.
        if os.name != "nt" and not select.select([taken], [], [], PATIENCE)[0]:
            raise GitTimedOut("cat-file", PATIENCE)
        return self._answer(taken)

    def _answer(self, taken: IO[bytes]) -> bytes | None:
        head = taken.readline()
        if not head.endswith(b"\n"):
            raise EOFError
        words = head.rsplit(b" ", 2)
        if len(words) < 3 or not words[2].strip().isdigit():
            return None
        size = int(words[2])
        if size > LARGEST:
            raise UnknownBlob(f"that version has {size / 2**20:.0f} MB, and at most {LARGEST // 2**20} MB are read")
        data = taken.read(size + 1)
        if len(data) != size + 1:
            raise EOFError
        return data[:-1] if words[1] == b"blob" else None

    def end(self) -> bytes:
        """Ends the process, and gives what it said on stderr."""
        self._ended()
        self._stderr.seek(0)
        with self._stderr:
            return self._stderr.read()


def _end(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # it ended first, with something unsent
    process.kill()
    process.wait()


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree, asked from its top folder."""

    git: Git
    top: Path
    """The work tree's top folder, absolute, with symbolic links resolved."""
    shallow: bool
    """Whether this is a clone without the older commits."""
    object_format: str
    """`sha1` or `sha256`: what the ids of objects are made with."""

    @classmethod
    def of(cls, path: Path) -> "Repository":
        """The repository whose work tree holds `path`, which need not exist.

        Raises NoGit, GitTooOld, NoRepository, NoWorkTree, ForeignRepository, GitWouldWait or GitFailed.
        """
        there = Path(os.path.realpath(path))  # not `resolve`, which raises for links that lead in a circle
        folder = next(at for at in (there, *there.parents) if at.is_dir())
        _refuse_endless_files(folder)
        asked = ("--is-shallow-repository", "--show-object-format", "--show-toplevel")
        shallow, object_format, top = Git(folder).run("rev-parse", *asked).text.split("\n", 2)
        return cls(Git(Path(top)), Path(top).resolve(), shallow == "true", object_format)

    @cached_property
    def objects(self) -> Objects:
        """The repository's objects; no process is started before one is read."""
        return Objects(self.git)

    def name_of(self, path: Path) -> str:
        """How git names the file at `path`: from the top folder, with `/`. Raises OutsideRepository."""
        there = Path(os.path.realpath(path))  # not `resolve`, which raises for links that lead in a circle
        if not there.is_relative_to(self.top):
            raise OutsideRepository(path, self.top)
        return there.relative_to(self.top).as_posix()

    def commit(self, revision: str) -> str:
        """The whole id of the commit that `revision` names. Raises NoSuchRevision."""
        if revision and not revision.startswith("-") and "\0" not in revision:
            answer = self.git.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", good=(0, 1, 128))
            if answer.code == 0:
                return answer.text
        raise NoSuchRevision(revision, self.top, unborn=revision in ("HEAD", "@"), shallow=self.shallow)

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which two revisions parted. Raises NoSuchRevision, also where they share none."""
        answer = self.git.run("merge-base", self.commit(one), self.commit(other), good=(0, 1))
        if answer.code:
            raise NoSuchRevision(f"{one}...{other}", self.top, shallow=self.shallow)
        return answer.text

    @cached_property
    def partial(self) -> bool:
        """Whether this is a clone that left objects at its origin."""
        return self.git.run("config", "--get-regexp", r"^remote\..*\.promisor$", good=(0, 1)).code == 0

    @cached_property
    def converts_line_ends(self) -> bool:
        """Whether files are other bytes in the work tree than in the repository."""
        return self.git.run("config", "--get", "core.autocrlf", good=(0, 1)).text in ("true", "input")


_READ_BY_GIT = (".git/HEAD", ".git/config", ".git/info/attributes", ".git/info/exclude", ".gitattributes", ".gitignore")


def _refuse_endless_files(folder: Path) -> None:
    """Raises GitWouldWait where git would read from a pipe or device, and so say nothing for ever."""
    top = next((at for at in (folder, *folder.parents) if os.path.lexists(at / ".git")), None)
    for file in [top / name for name in _READ_BY_GIT] if top else []:
        try:
            require_regular(file)
        except NotRegular as fault:
            if not file.is_dir():  # which git passes over, or refuses
                raise GitWouldWait(file, fault.kind) from fault
        except OSError:
            continue  # git says what is wrong


def literally(name: str) -> str:
    """The pathspec for one file by its name from the top folder, whatever characters are in it."""
    return f":(top,literal){name}"


_BLOB = re.compile(r"[0-9a-f]{40}")


class PastTexts:
    """What the repository around a folder remembers of its texts, under any name and on any branch."""

    def __init__(self, folder: Path) -> None:
        """Raises what `Repository.of` raises."""
        self._repository = Repository.of(folder)
        self._texts: dict[tuple[str, str | None], str] = {}

    def text(self, blob: str, encoding: str | None = None) -> str:
        """The text that was committed as `blob`, decoded as sources are; the same string each time.

        `encoding` is what its source is in today; a version that is not in that is read by itself.

        Raises UnknownBlob, saying why it is not there, or another GitFault.
        """
        key = (blob, encoding)
        if key not in self._texts:
            self._texts[key] = self._read(blob, encoding)
        return self._texts[key]

    def close(self) -> None:
        """Ends the git process that reads, if one was started."""
        self._repository.objects.close()

    def _read(self, blob: str, encoding: str | None) -> str:
        if not _BLOB.fullmatch(blob):
            raise UnknownBlob(f"`{blob}` is not a valid git id of a version")
        data = self._repository.objects.read(blob)
        if data is None:
            raise UnknownBlob(self._why_missing())
        try:
            with suppress(UnreadableSource):
                return decode(data, encoding).text
            return decode(data).text
        except UnreadableSource as fault:
            raise UnknownBlob(f"the version that it was anchored in cannot be read: {fault}") from fault

    def _why_missing(self) -> str:
        if self._repository.object_format != "sha1":
            return f"this repository names its versions by {self._repository.object_format}, and maps name them by sha1"
        if self._repository.partial:
            return "this partial clone left that version at its origin; `git fetch --refetch` fetches all"
        if self._repository.shallow:
            return "this shallow clone lacks that version; `git fetch --unshallow` fetches it"
        if self._repository.converts_line_ends:
            return (
                "git converts line ends here (core.autocrlf), so its versions are not the bytes of the file; "
                "a line `*.txt -text` in .gitattributes stops that for texts"
            )
        return "the version that it was anchored in was never committed here"
