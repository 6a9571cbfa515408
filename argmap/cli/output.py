"""What commands say: data on stdout, narration on stderr, never a control character of someone's text."""

import json
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

from argmap.model import ArgMap, Link, Quote, Role, address_text, premises_text
from argmap.text.comparable import comparable
from argmap.text.visible import visible_line, visible_lines

if TYPE_CHECKING:
    from argmap.edit import Losses

LEAST_CODE = "argmap.cli.least_code"
"""Where a command's context keeps the lowest exit code it may end with: it has not done all that it was asked for."""


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


def narrate_twin(whole: ArgMap, claim_id: str) -> None:
    """Shows another claim of the same words: what supports a claim is divided between two of them."""
    words = comparable(whole.claims[claim_id].text)
    twins = (at for at, other in whole.claims.items() if at != claim_id and comparable(other.text) == words)
    if twin := min(twins, default=None):
        narrate(f"`{twin}` already says the same; `argmap remove` deletes one of the two")


def narrate_losses(losses: "Losses", *, dry_run: bool = False) -> None:
    """Shows everything that an edit took along, or would, beside what it was asked for: each thing on its own line."""
    gone = "would also be deleted" if dry_run else "also deleted"
    for some_id in losses.elements:
        narrate(f"  {gone}: `{some_id}`")
    for link in losses.links:
        narrate(f"  {gone}: the link {link_text(link)}")
    for some_id in losses.theses:
        narrate(f"  no longer a thesis: `{some_id}`")
    for some_id in losses.unlinked:
        narrate(f"  linked to nothing any more, and still in the map: `{some_id}`")
    for where in losses.conflicts:
        narrate(f"  {gone}: the conflict about {address_text(where)}")
    for line in losses.comments:
        narrate(f"  {gone}: the comment {line}")


def link_text(link: Link, *, holds: bool = True) -> str:
    """A link in ids: `a` supports `b`; or, where it no longer `holds`: `a` no longer supports `b`."""
    verb = link.role.value + ("s" if len(link.premises) == 1 else "")
    target = f"`{link.target}`"
    if link.role is Role.UNDERCUT:
        target = f"the link from `{premises_text(link.against)}` to {target}"
    return f"`{premises_text(link.premises)}` {'' if holds else 'no longer '}{verb} {target}"


def on_terminal() -> bool:
    """Whether stdout is a terminal that a person looks at."""
    return sys.stdout.isatty()


def count(number: int, thing: str) -> str:
    """`1 quote`, `3 quotes`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
