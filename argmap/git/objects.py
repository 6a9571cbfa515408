"""Reading many objects through one process: `git cat-file --batch`, kept open.

Its protocol is in git-cat-file(1): a name a line goes in; `ID TYPE SIZE`, the bytes and a line's end come out, or
`NAME missing`. Loose objects, packs and alternates are all the same to it.
"""

import os
import select
import subprocess
import tempfile
import threading
import weakref
from typing import IO

from argmap.git.faults import GitTimedOut, NoGit, UnknownBlob
from argmap.git.running import PATIENCE, Git, environment
from argmap.text.reading import LARGEST


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
                said = self._end()
            except (UnknownBlob, GitTimedOut):
                self._end()
                raise
        if b"promisor" in said or b"transport" in said:
            raise UnknownBlob("this partial clone left that version at its origin; `git fetch --refetch` brings all")
        raise self._git.fault(("cat-file",), 128, said)

    def close(self) -> None:
        """Ends the process; another read would start one again."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> bytes:
        if self._running is None:
            return b""
        said = self._running.end()
        self._running = None
        return said


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
