"""The names of formats on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from argmap.formats.registry import ROOMS, format_named, formats

if TYPE_CHECKING:
    from argmap.formats import Format


class FormatName(click.ParamType):  # type: ignore[type-arg]  # only newer versions of click know what it gives
    """The name of a format, completed by the shell; of one by its name, its room alone is imported."""

    name = "format"

    def __init__(self, way: Literal["out", "in"]) -> None:
        """Of the formats that go `out` or come `in`, when it lists any."""
        self._way = way

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:  # noqa: ANN401
        """The format that a word names, by its name or the usual ending of its files."""
        names = [name for name, _ in ROOMS]
        wanted = str(value).lower().removeprefix(".")
        if wanted in names:
            return format_named(wanted)
        by_suffix = [known for known in formats() if f".{wanted}" == known.suffixes[0]]
        if len(by_suffix) != 1:
            import difflib

            close = difflib.get_close_matches(wanted, names, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(self._fitting())}."
            self.fail(f"`{value}` is no format. {hint}", param, ctx)
        return by_suffix[0]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The names that begin with what is typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self._fitting() if name.startswith(incomplete)]

    def _fitting(self) -> list[str]:
        return [known.name for known in formats() if (known.export if self._way == "out" else known.read) is not None]
