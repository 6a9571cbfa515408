"""The list of formats that `export` and `import` print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from argmap.cli.output import say_json, say_lines

if TYPE_CHECKING:
    from argmap.formats import Format


def only_list(ctx: click.Context) -> None:
    """Raises click.UsageError where the command line has more than `--list` and `--json`, which would go unused."""
    for given in ctx.command.params:
        name = given.name or ""
        if name not in ("listed", "as_json") and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            said = max(given.opts, key=len) if isinstance(given, click.Option) else f"{ctx.params[name]}"
            raise click.UsageError(f"--list lists the formats, and nothing else is done; leave out `{said}`", ctx)


def list_formats(as_json: bool, *, coming_in: bool = False) -> None:
    """Prints every format, or those that come in, with what each keeps and loses."""
    from argmap.formats.registry import formats

    every = [known for known in formats() if known.read is not None or not coming_in]
    if as_json:
        say_json({"formats": [_as_json(one) for one in every]})
    else:
        say_lines(line for one in every for line in _lines(one, max(len(each.name) for each in every) + 2))


def _as_json(one: Format) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "suffixes": one.suffixes,
        "out": one.export is not None,
        "in": one.read is not None,
        "keeps": one.keeps,
        "loses": one.loses,
    }


def _lines(one: Format, indent: int) -> Iterator[str]:
    """A format in a few lines: its name beside what it is, then what it keeps and loses."""
    import shutil
    from textwrap import wrap

    width = max(shutil.get_terminal_size().columns, indent + 40)
    ways = " and ".join(way for way, there in (("out", one.export), ("in", one.read)) if there)
    yield f"{one.name:<{indent}}{one.label} ({', '.join(one.suffixes)}), {ways}"
    for word, said in (("keeps", one.keeps), ("loses", one.loses or "nothing")):
        yield from wrap(f"{word} {said}", width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 6))
