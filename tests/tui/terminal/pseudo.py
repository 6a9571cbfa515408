"""argmap in a pseudo-terminal of its own; what waits for it has a limit, and it is ended with the test."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

LIMIT = 60.0
"""Seconds after which a test fails that waits for the program: many times what a busy machine needs."""


class Program:
    """The program, and what it has painted."""

    def __init__(self, child: int, terminal: int) -> None:
        self.child, self._terminal = child, terminal
        self.seen = bytearray()
        self._status: int | None = None

    def type(self, keys: bytes) -> None:
        os.write(self._terminal, keys)

    def read(self, seconds: float) -> bool:
        """Reads what is painted within some time, so that painting goes on; whether the program still has a screen."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                try:
                    read = os.read(self._terminal, 65536)
                except OSError:  # the program has ended: Linux says so by EIO
                    return False
                self.seen += read
                if not read:
                    return False
        return True

    def read_until(self, words: bytes) -> None:
        """Reads until these words were painted."""
        until = time.monotonic() + LIMIT
        while words not in self.seen:
            if not self.read(0.05) or time.monotonic() > until:
                pytest.fail(f"{words!r} was not painted, but {bytes(self.seen[-2000:])!r}")

    def hang_up(self) -> None:
        """The terminal goes away, as when a connection drops."""
        os.close(self._terminal)
        self._terminal = -1

    def end(self) -> int:
        """The exit code, as `os.waitstatus_to_exitcode` says it, once the program has ended."""
        until = time.monotonic() + LIMIT
        while self._status is None:
            if self._terminal >= 0:
                self.read(0.02)
            ended, status = os.waitpid(self.child, os.WNOHANG)
            if ended:
                self._status = status
            elif time.monotonic() > until:
                pytest.fail("the program did not end")
            else:
                time.sleep(0.01)
        return os.waitstatus_to_exitcode(self._status)

    def leave_nothing(self) -> None:
        """Ends what a failed test left."""
        if self._status is None:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        if self._terminal >= 0:
            self.hang_up()


@contextmanager
def program(*arguments: object, **environment: str) -> Iterator[Program]:
    """Starts argmap with arguments."""
    with started([sys.executable, "-m", "argmap", *map(str, arguments)], environment) as begun:
        yield begun


@contextmanager
def started(command: list[str], environment: Mapping[str, str], folder: Path | None = None) -> Iterator[Program]:
    """Starts a command, found in the PATH of this environment, which is added to the present one."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover (another process)
        try:
            os.chdir(folder or ".")
            os.environ.update(environment)
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    begun = Program(child, terminal)
    try:
        yield begun
    finally:
        begun.leave_nothing()
