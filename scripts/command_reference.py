"""Writes docs/commands.md, docs/formats.md and the list of commands in README.md from the program itself.

python scripts/command_reference.py           rewrites all
python scripts/command_reference.py --check   exits 1 where one is not as it would be written
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from argmap.cli.main import argmap
from argmap.formats.registry import formats

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
REFERENCE = ROOT / "docs" / "commands.md"
FORMATS = ROOT / "docs" / "formats.md"
BEGIN, END = "<!-- commands: begin -->", "<!-- commands: end -->"
WIDTH = 96


def commands(
    group: click.Group, parent: click.Context, name: str
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command below `group` that people run, with its whole name."""
    for word in group.list_commands(parent):
        command = group.get_command(parent, word)
        if command is None:
            raise LookupError(word)
        if command.hidden:
            continue
        context = click.Context(command, info_name=word, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH)
        if isinstance(command, click.Group):
            yield from commands(command, context, f"{name} {word}")
        else:
            yield f"{name} {word}", command, context


def root() -> click.Context:
    """The context in which all help is written."""
    return click.Context(argmap, info_name="argmap", max_content_width=WIDTH, terminal_width=WIDTH)


def reference() -> str:
    """Every command with its own help."""
    sections = ["# The commands\n\nWritten by `scripts/command_reference.py` from the commands themselves.\n"]
    for name, command, context in commands(argmap, root(), "argmap"):
        sections.append(f"## `{name}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(sections)


def summary() -> str:
    """The list for the README: a line a command."""
    rows = [
        f"| `{name}` | {command.get_short_help_str(200)} |" for name, command, _ in commands(argmap, root(), "argmap")
    ]
    return "\n".join([BEGIN, "| command | what it does |", "|---|---|", *rows, END])


def format_table() -> str:
    """What each format keeps and loses, as `argmap export --list` says it."""
    rows = []
    for known in formats():
        ways = " and ".join(way for way, there in (("out", known.export), ("in", known.read)) if there)
        suffixes = ", ".join(f"`{suffix}`" for suffix in known.suffixes)
        rows.append(f"| `{known.name}` | {known.label} | {ways} | {suffixes} | {known.keeps} | {known.loses or '—'} |")
    heading = "| | format | | files | keeps | loses |\n|---|---|---|---|---|---|"
    return "\n".join([*_FORMATS_BEGIN, heading, *rows, ""])


_FORMATS_BEGIN = (
    "# Out and in: the formats\n",
    "Written by `scripts/command_reference.py` from the registry of formats.\n",
    "`argmap export MAP FORMAT -o FILE` writes one; what this map holds and the format cannot is said on stderr.",
    "`argmap import FILE` reads one as a new map, `--into MAP` into one that is there; what cannot be taken is listed",
    "with its line. On the screen `O` and `I` do the same, with a look at it before.\n",
)


def main() -> int:
    """Rewrites or checks all."""
    text = README.read_text("utf-8")
    begin, end = text.index(BEGIN), text.index(END) + len(END)
    fresh = {README: text[:begin] + summary() + text[end:], REFERENCE: reference(), FORMATS: format_table()}
    if "--check" in sys.argv[1:]:
        return 0 if all(file.exists() and file.read_text("utf-8") == text for file, text in fresh.items()) else 1
    for file, text in fresh.items():
        file.write_text(text, "utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
