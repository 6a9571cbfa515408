"""Writes docs/commands.md, docs/formats.md and docs/keys.md from the program itself.

python scripts/command_reference.py           rewrites all
python scripts/command_reference.py --check   exits 1 where one is not as it would be written
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from argmap.cli.main import argmap
from argmap.formats.registry import formats
from argmap.tui.keys import KEYS, PLACES, key_name

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "commands.md"
FORMATS = ROOT / "docs" / "formats.md"
KEYS_PAGE = ROOT / "docs" / "keys.md"
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
    """A line for every command, and then each with its own help."""
    known = list(commands(argmap, root(), "argmap"))
    rows = [
        f"| [`{name}`](#{name.replace(' ', '-')}) | {command.get_short_help_str(200)} |" for name, command, _ in known
    ]
    sections = [_COMMANDS_BEGIN + "\n".join(rows) + "\n"]
    for name, command, context in known:
        sections.append(f"## `{name}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(sections)


_COMMANDS_BEGIN = """\
# The commands

Written by `scripts/command_reference.py` from the commands themselves.

Data goes to stdout, everything else to stderr; every listing has `--json`. `argmap completion bash` (zsh, fish)
completes commands, options and the ids in your map.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | something to review |
| 2 | an invalid map or command line |
| 3 | the request cannot be met |
| 4 | a file or folder cannot be read or written, or another program has kept its folder locked for ten seconds |
| 129, 143 | the terminal of the screen went away; SIGTERM ended it (what could be saved was) |

| command | what it does |
|---|---|
"""


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
    "`argmap export MAP FORMAT -o FILE` writes one; what the map has and the format cannot hold is listed on stderr.",
    "`argmap import FILE` reads one as a new map, `--into MAP` into an existing one; what cannot be imported is listed",
    "with its line. On the screen `O` and `I` do the same, with a look at it before.\n",
)


def key_tables() -> str:
    """The usual keys of every place, as `argmap keys` lists those that work."""
    sections = [_KEYS_BEGIN]
    for place, said in PLACES.items():
        rows = [
            f"| `{one.id}` | {' '.join(map(_code, filter(None, one.usual.split(','))))} | {one.does} |"
            for one in KEYS.values()
            if one.place == place
        ]
        sections.append("\n".join([f"## {said[0].upper()}{said[1:]}\n", "| id | keys | |", "|---|---|---|", *rows, ""]))
    return "\n".join(sections)


def _code(key: str) -> str:
    return f"`{key_name(key)}`"


_KEYS_BEGIN = """# The keys

Written by `scripts/command_reference.py` from the table of keys. These are the usual ones; `argmap keys` lists those
that work for you, and names the file in which you choose others, by the ids on the left:

```toml
[keys]
support = "f5"
"reader.select" = "space"
```

A key that would do two things in one place, or be typed into a field, is refused with the line of that file. Where
two places on one screen have the same key from the beginning, what has the keyboard comes first.
"""


def main() -> int:
    """Rewrites or checks all."""
    fresh = {REFERENCE: reference(), FORMATS: format_table(), KEYS_PAGE: key_tables()}
    if "--check" in sys.argv[1:]:
        return 0 if all(file.exists() and file.read_text("utf-8") == text for file, text in fresh.items()) else 1
    for file, text in fresh.items():
        file.write_text(text, "utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
