"""What commands print, and how they end: data on stdout, messages on stderr, exit codes, failure with a sentence."""

import os
import sys
from collections.abc import Iterable
from enum import IntEnum
from typing import TextIO

import click

from argmap.text.visible import visible_line, visible_lines

LEAST_CODE = "argmap.cli.least_code"
"""Where a command's context keeps the lowest exit code it may end with: it has not done all that it was asked for."""


def say(line: str = "") -> None:
    """Prints one line of data on stdout."""
    click.echo(visible_line(line))


def print_lines(lines: Iterable[str]) -> None:
    """Prints lines of data on stdout."""
    click.echo("\n".join(map(visible_line, lines)))


def report(text: str) -> None:
    """Tells the user something on stderr; where that takes nothing more, nobody is there to be told."""
    try:
        click.echo(visible_lines(text), err=True)
    except OSError:
        print_to_nowhere(sys.stderr)


def print_to_nowhere(stream: TextIO) -> None:
    """Lets what is still to be printed on `stream` go nowhere, for Python tries it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def on_terminal() -> bool:
    """Whether stdout is a terminal that a person looks at."""
    return sys.stdout.isatty()


def count(number: int, thing: str) -> str:
    """`1 quote`, `3 quotes`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


class ExitCode(IntEnum):
    """What the shell is told; a user's scripts rely on these numbers."""

    OK = 0
    """Done; for `check`, every quote was found."""
    REVIEW = 1
    """Something waits for a person: quotes to review, files that `fmt --check` would change."""
    INVALID = 2
    """The map does not load, or the command line is not one."""
    REFUSED = 3
    """The map is fine and the request is not: an id that is not there, words that stand nowhere or twice."""
    UNREACHABLE = 4
    """A file cannot be read or written, or another program has kept its folder locked for ten seconds."""


class CommandFailed(Exception):  # noqa: N818 - it carries an exit code, not a fault of the program
    """Ends a command with a sentence for the user and an exit code."""

    def __init__(self, code: ExitCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def refusal(message: str) -> CommandFailed:
    """What to raise where the request cannot be met."""
    return CommandFailed(ExitCode.REFUSED, message)
