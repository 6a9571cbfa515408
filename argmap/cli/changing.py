"""`edit`, `rename`, `remove`: changing what is there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from argmap import edit as edits
from argmap.cli.exits import ExitCode, refusal
from argmap.cli.opening import change_map_file, complete_id, map_argument
from argmap.cli.output import count, narrate, narrate_old_translation
from argmap.cli.passages import the_passage
from argmap.corpus import Corpus
from argmap.corpus.anchoring import requote
from argmap.model import ArgMap

_id_argument = click.argument("some_id", metavar="ID", shell_complete=complete_id)

_FIELDS = {
    "claims": ("text", "note"),
    "quotes": ("translation", "note"),
    "sources": ("title", "author", "lang", "year", "url", "note"),
}


@click.command()
@map_argument
@click.argument("some_id", metavar="[ID]", required=False, shell_complete=complete_id)
@click.option("--text", help="The words of a claim; of a quote, the passage of its source to quote instead.")
@click.option("--line", type=click.IntRange(min=1), help="Which of several places of a quote's new words.")
@click.option("--translation", help="What a quote says, in the map's language.")
@click.option("--title", help="The title of a source, or of the map where no ID is given.")
@click.option("--author", help="The author of a source.")
@click.option("--lang", help="The language of a source.")
@click.option("--year", type=int, help="The year of a source.")
@click.option("--url", help="Where a source can be read.")
@click.option("--note", help="A note; an empty one is taken away.")
@click.option("--tag", multiple=True, help="A tag to add; may be given again.")
@click.option("--untag", multiple=True, help="A tag to take away; may be given again.")
@click.option("--thesis", multiple=True, metavar="ID", help="The theses of the map, in order; no ID before.")
def edit(map_path: Path, some_id: str | None, **options: Any) -> int:  # noqa: ANN401 - click passes the options
    """Change the words, note, tags or other details of a claim, quote or source; without ID, of the map."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    if not given:
        raise click.UsageError("say what to change, for example --text or --note")
    changed = [{"tag": "tags", "untag": "tags"}.get(name, name) for name in given if name != "line"]

    def change(whole: ArgMap, corpus: Corpus) -> ArgMap:
        if some_id is None:
            return _map_changed(whole, given)
        fields = dict(given)
        if some_id in whole.quotes and "text" in fields:
            whole = _requoted(whole, corpus, some_id, fields.pop("text"), fields.pop("line", None))
        return _element_changed(whole, some_id, fields) if fields else whole

    after = change_map_file(map_path, change)
    narrate(f"{map_path}: {', '.join(changed)} of {some_id or 'the map'} changed")
    if some_id and some_id in after.quotes and "text" in changed and "translation" not in changed:
        narrate_old_translation(after.quotes[some_id], some_id)
    return ExitCode.OK


def _map_changed(whole: ArgMap, given: Mapping[str, Any]) -> ArgMap:
    _only(given, ("title", "note", "thesis"), "the map itself")
    fields = dict(given)
    if "note" in fields:
        fields["note"] = fields["note"] or None
    return edits.change_map(whole, **fields)


def _element_changed(whole: ArgMap, some_id: str, given: Mapping[str, Any]) -> ArgMap:
    section = next((name for name in _FIELDS if some_id in getattr(whole, name)), None)
    if section is None:
        return edits.change_claim(whole, some_id)  # refuses, naming the nearest id
    _only(given, (*_FIELDS[section], "tag", "untag"), f"a {section.removesuffix('s')}")
    fields: dict[str, Any] = {name: value for name, value in given.items() if name in _FIELDS[section]}
    if "tag" in given or "untag" in given:
        tags: tuple[str, ...] = getattr(whole, section)[some_id].tags
        fields["tags"] = ({*tags} | {*given.get("tag", ())}) - {*given.get("untag", ())}
    if section == "claims":
        return edits.change_claim(whole, some_id, **fields)
    if section == "quotes":
        return edits.change_quote(whole, some_id, **fields)
    return edits.change_source(whole, some_id, **fields)


def _requoted(whole: ArgMap, corpus: Corpus, quote_id: str, words: str, line: int | None) -> ArgMap:
    opened = corpus.open(whole.sources[whole.quotes[quote_id].source])
    return requote(whole, quote_id, opened, the_passage(opened, words, line))


def _only(given: Mapping[str, Any], allowed: tuple[str, ...], thing: str) -> None:
    for name in given:
        if name not in allowed:
            options = ", ".join(f"--{known}" for known in allowed)
            raise refusal(f"--{name} is nothing that {thing} has; it has {options}")


@click.command()
@map_argument
@click.argument("old", metavar="OLD", shell_complete=complete_id)
@click.argument("new", metavar="NEW")
def rename(map_path: Path, old: str, new: str) -> int:
    """Give the element OLD the id NEW; every reference to it follows."""
    change_map_file(map_path, lambda whole, _corpus: edits.rename(whole, old, new))
    narrate(f"{map_path}: {old} is {new} now")
    return ExitCode.OK


@click.command()
@map_argument
@_id_argument
@click.option("--cascade", is_flag=True, help="For a source: remove its quotes too.")
def remove(map_path: Path, some_id: str, cascade: bool) -> int:
    """Remove a claim, quote or source, with the links it is an end of.

    Linked premises hold only together: a group that loses a member is unlinked, its other members stay.
    """
    lost = 0

    def change(whole: ArgMap, _corpus: Corpus) -> ArgMap:
        nonlocal lost
        after = edits.remove(whole, some_id, cascade=cascade)
        lost = sum(1 for _ in whole.links()) - sum(1 for _ in after.links())
        return after

    change_map_file(map_path, change)
    narrate(f"{map_path}: {some_id} removed" + (f" with {count(lost, 'link')}" if lost else ""))
    return ExitCode.OK
