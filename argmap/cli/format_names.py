"""The names of formats on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from argmap.formats.registry import OTHER_FORMATS, formats, formats_called, meant

if TYPE_CHECKING:
    from argmap.formats import Format


class FormatName(click.ParamType):  # type: ignore[type-arg]  # only newer versions of click know what it gives
    """The name of a format, completed by the shell; of one by its name, its room alone is imported."""

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
            return f"`{word}` can be {' or '.join(f'`{one.name}`' for one in fitting)}: say which"
        instead = OTHER_FORMATS.get(word.lower().removeprefix("."))
        if instead is not None and self._way == "out":
            return f"argmap has no format `{word}`; {instead}"
        name = meant(word)
        hint = f"Did you mean `{name}`?" if name else f"There are: {', '.join(self._fitting())}."
        return f"`{word}` is no format. {hint}"

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
