"""The `argmap` program.

`argmap FILE.toml` on a terminal is what a reader does all day: it goes straight to the screen, without importing
what only commands need. So does what git asks for once for each version of a map.
"""

import gc
import os
import sys

from argmap.cli.screen import is_terminal, show_on_screen

_ALLOCATIONS_BEFORE_COLLECTING = 50_000
"""In place of Python's 700: what a command imports and reads is in use to its end, and is no garbage."""


def main() -> None:
    """Runs the program and ends it with the exit code."""
    gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTING)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal or pipe that cannot show a character must not end us
            stream.reconfigure(errors="backslashreplace")
    code = _run(sys.argv[1:])
    gc.freeze()  # at the end Python would look for garbage in everything that was imported
    if sys.stderr is not None:
        try:
            sys.stderr.flush()
        except OSError:  # the terminal went away; Python would try again at its end, and exit with 120
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    sys.exit(code)


def _open_closed_streams() -> None:
    """Give the streams that the shell closed (`>&-`) back to Python, which has None in place of them.

    What is read from such a stdin is empty; what is printed on such a stdout cannot be written, which is said; what is
    said on such a stderr goes nowhere. Left closed, the next file that is opened would be taken for the stream.
    """
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            number = ("stdin", "stdout", "stderr").index(name)
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - a number
            setattr(sys, f"__{name}__", getattr(sys, name))


def _run(arguments: list[str]) -> int:
    if arguments[:2] == ["git", "textconv"]:
        gc.disable()  # a map that is read makes no garbage, and looking for it takes a tenth of the time
        from argmap.cli.textconv import textconv

        return textconv(arguments[2:])
    if len(arguments) == 1 and arguments[0].endswith(".toml") and "_ARGMAP_COMPLETE" not in os.environ:
        from pathlib import Path

        path = Path(arguments[0])
        if path.is_file() and is_terminal():
            return show_on_screen([path])
    from argmap.cli.main import run

    return run(arguments)
