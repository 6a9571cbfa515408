"""`new` and `schema`: an empty map, and the JSON Schema of its file."""

from pathlib import Path

import click

from argmap.cli.common import map_argument, print_json
from argmap.cli.output import ExitCode, refusal, report, say
from argmap.edit.elements import new_map
from argmap.text.characters import comparable


@click.command()
@map_argument
@click.option("--title", required=True, help="The title of the map.")
@click.option(
    "--thesis", "theses", multiple=True, metavar="TEXT", help="A thesis of the map; can be given several times."
)
def new(map_path: Path, title: str, theses: tuple[str, ...]) -> int:
    """Create an empty map in the new file MAP (ending in .toml)."""
    from argmap.store.saving import save_new

    if not map_path.name:
        raise refusal("the map has no name; call it `maps/first.toml`, for example")
    if map_path.suffix != ".toml":
        raise refusal(f"{map_path}: a map's name ends in `.toml`; call it `{map_path.with_suffix('.toml')}`")
    if map_path.exists():
        raise refusal(f"{map_path} is already there; choose another name, or `argmap show {map_path}`")
    if len({comparable(thesis) for thesis in theses}) < len(theses):
        raise click.UsageError("two theses have the same words; leave one out")
    map_ = new_map(title, theses)
    save_new(map_path, map_)
    say(str(map_path))
    report(f"Next: argmap add source {map_path} TEXTFILE, then argmap {map_path}")
    return ExitCode.OK


@click.command()
@click.option(
    "--of",
    "written",
    type=click.Choice(["map", "json"]),
    default="map",
    show_default=True,
    help="The schema of the map file, or of what `argmap export MAP json` writes.",
)
def schema(written: str) -> int:
    """Print the JSON Schema of the map file, for editors with a TOML language server.

    Save it as argmap.schema.json and put `#:schema ./argmap.schema.json` on the first line of a map.
    """
    from argmap.formats.json_map import file_schema, json_schema

    print_json(json_schema() if written == "json" else file_schema())
    return ExitCode.OK
