"""The formats on the command line: their names with completion, and the list that `export` and `import` print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click
from click.core import ParameterSource

from argmap.cli.common import print_json
from argmap.cli.output import print_lines
from argmap.formats.registry import OTHER_FORMATS, formats, formats_called, meant

if TYPE_CHECKING:
    from argmap.formats import Format


class FormatName(click.ParamType):  # type: ignore[type-arg]  # only newer versions of click know what it gives
    """The name of a format, completed by the shell; of one by its name, its module alone is imported."""

    name = "format"

    def __init__(self, way: Literal["out", "in"]) -> None:
        """Of the formats that go `out` or come `in`, when it lists any."""
        self._way = way

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:  # noqa: ANN401
        """The format that a word names, by its name, by what people call it, or by the usual ending of its files."""
        word = str(value)
        found = formats_called(word)
        fitting = [known for known in found if self._fits(known)] or list(found)
        if len(fitting) != 1:
            self.fail(self._not_one(word, fitting), param, ctx)
        return fitting[0]

    def _not_one(self, word: str, fitting: list[Format]) -> str:
        if fitting:
            return f"`{word}` can be {' or '.join(f'`{one.name}`' for one in fitting)}: choose one"
        instead = OTHER_FORMATS.get(word.lower().removeprefix("."))
        if instead is not None and self._way == "out":
            return f"argmap has no format `{word}`; {instead}"
        name = meant(word)
        hint = f"Did you mean `{name}`?" if name else f"There are: {', '.join(self._fitting())}."
        return f"`{word}` is not a format. {hint}"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The names that begin with what is typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self._fitting() if name.startswith(incomplete)]

    def _fitting(self) -> list[str]:
        return [known.name for known in formats() if self._fits(known)]

    def _fits(self, known: Format) -> bool:
        """Whether a format goes that way."""
        return (known.export if self._way == "out" else known.read) is not None


def only_list(ctx: click.Context) -> None:
    """Raises click.UsageError where the command line has more than `--list` and `--json`, which would go unused."""
    for given in ctx.command.params:
        name = given.name or ""
        if name not in ("listed", "as_json") and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            message = max(given.opts, key=len) if isinstance(given, click.Option) else f"{ctx.params[name]}"
            raise click.UsageError(f"--list only lists the formats; leave out `{message}`", ctx)


def list_formats(as_json: bool, *, coming_in: bool = False) -> None:
    """Prints every format, or those that come in, with what each keeps and loses."""
    every = [known for known in formats() if known.read is not None or not coming_in]
    if as_json:
        print_json({"formats": [_as_json(one) for one in every]})
    else:
        print_lines(line for one in every for line in _lines(one, max(len(each.name) for each in every) + 2))


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
    for word, message in (("keeps", one.keeps), ("loses", one.loses or "nothing")):
        yield from wrap(f"{word} {message}", width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 6))
