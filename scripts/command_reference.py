"""Writes the command reference into README.md from the commands themselves.

python scripts/command_reference.py           rewrites the section between the two markers
python scripts/command_reference.py --check   exits 1 where the section is not as it would be written
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from argmap.cli.main import argmap

README = Path(__file__).parents[1] / "README.md"
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


def reference() -> str:
    """The section: one folded block for each command, with its own help in it."""
    root = click.Context(argmap, info_name="argmap", max_content_width=WIDTH, terminal_width=WIDTH)
    blocks = []
    for name, command, context in commands(argmap, root, "argmap"):
        summary = command.get_short_help_str(200)
        blocks.append(
            f"<details><summary><code>{name}</code> — {summary}</summary>\n\n"
            f"```text\n{command.get_help(context).rstrip()}\n```\n\n</details>"
        )
    return f"{BEGIN}\n" + "\n".join(blocks) + f"\n{END}"


def main() -> int:
    """Rewrites or checks the section."""
    text = README.read_text("utf-8")
    begin, end = text.index(BEGIN), text.index(END) + len(END)
    fresh = text[:begin] + reference() + text[end:]
    if "--check" in sys.argv[1:]:
        return 0 if fresh == text else 1
    README.write_text(fresh, "utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
