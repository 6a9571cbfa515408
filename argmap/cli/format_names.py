"""The names of formats on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from argmap.formats.registry import ROOMS, format_named

if TYPE_CHECKING:
    from argmap.formats import Format


class FormatName(click.ParamType["Format"]):
    """The name of a format, completed by the shell; only the room of the one that is named is imported."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:  # noqa: ANN401
        """The format that a word names."""
        names = [name for name, _ in ROOMS]
        wanted = str(value).lower().removeprefix(".")
        if wanted not in names:
            import difflib

            close = difflib.get_close_matches(wanted, names, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(names)}."
            self.fail(f"`{value}` is no format. {hint}", param, ctx)
        return format_named(wanted)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The names that begin with what is typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name, _ in ROOMS if name.startswith(incomplete)]
