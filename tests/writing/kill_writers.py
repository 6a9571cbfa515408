"""Kills whatever writes, before each call by which it writes and in the middle of each write; looks at what is left.

Run by itself, not in the tests' process: only a process without threads can fork safely. The names of the writers are
the arguments; prints how many processes were killed.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from argmap.files import writing
from tests.writing.faulty import FaultyOs
from tests.writing.writers import BY_NAME, Writer, broken, contents, inside, lasting, prepared


def killed(writer: Writer, folder: Path, last: int, *, halfway: bool) -> bool:
    """Whether there was a call of this number, at which the writer was killed."""
    child = os.fork()
    if child == 0:

        def at_call(number, _name, carry_out, arguments):
            if number == last:
                if halfway:
                    os.write(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return carry_out()

        for number in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        writing.os = FaultyOs(at_call)
        try:
            with inside(folder):
                writer.act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def walk(writer: Writer, root: Path) -> int:
    template = prepared(writer, root / "before")
    after = root / "after"
    shutil.copytree(template, after, symlinks=True)
    calls = calls_of(writer, after)
    assert len(calls) > 3, f"{writer.name}: writes nothing"
    before, whole = contents(template), contents(after)
    kills = 0
    for number, name in enumerate(calls, start=1):
        for halfway in (False, True) if name == "write" else (False,):
            trial = root / "trial"
            shutil.copytree(template, trial, symlinks=True)
            assert killed(writer, trial, number, halfway=halfway), f"{writer.name}: no call {number}"
            kills += 1
            wrong = broken(before, whole, lasting(writer, contents(trial)))
            assert not wrong, f"{writer.name}: killed at call {number}, {name} ({halfway=}): {wrong}"
            shutil.rmtree(trial)
    return kills


def calls_of(writer: Writer, folder: Path) -> list[str]:
    """What the writer calls where nothing disturbs it."""
    calls: list[str] = []

    def at_call(_number, name, carry_out, _arguments):
        calls.append(name)
        return carry_out()

    writing.os = FaultyOs(at_call)
    try:
        with inside(folder):
            writer.act()
    finally:
        writing.os = os
    return calls


def main(root: Path, names: list[str]) -> None:
    sys.stderr.flush()
    kept = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the writers print is not the result
    total = sum(walk(BY_NAME[name], root / str(number)) for number, name in enumerate(names))
    os.write(kept, f"{total}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
