"""What commands say: data on stdout, narration on stderr, never a control character of someone's text."""

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import click

from argmap.model import Quote
from argmap.text.visible import visible_line, visible_lines


def say(line: str = "") -> None:
    """Prints one line of data on stdout."""
    click.echo(visible_line(line))


def say_lines(lines: Iterable[str]) -> None:
    """Prints lines of data on stdout."""
    click.echo("\n".join(map(visible_line, lines)))


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Prints `value` as JSON on stdout. Control characters are escaped, other scripts are not."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # json escapes C0 only; C1 and bidi controls would still reach the terminal.
    escaped = "".join(char if char == "\n" or visible_line(char) == char else json.dumps(char)[1:-1] for char in text)
    click.echo(escaped)


def narrate(text: str) -> None:
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


def narrate_old_translation(quote: Quote, quote_id: str) -> None:
    """Reminds of a translation that was written for other words than a quote has now."""
    if quote.translation:
        narrate(f"{quote_id}: look whether its translation still fits: “{quote.translation}”")


def on_terminal() -> bool:
    """Whether stdout is a terminal that a person looks at."""
    return sys.stdout.isatty()


def count(number: int, thing: str) -> str:
    """`1 quote`, `3 quotes`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
