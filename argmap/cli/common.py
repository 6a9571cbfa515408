"""What several commands share: opening and saving maps, options, completed ids, sentences about links and conflicts."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from argmap.cli.output import LEAST_CODE, ExitCode, refusal, report
from argmap.corpus import Corpus, Project
from argmap.corpus.project import NoMap, find_maps
from argmap.files.errors import system_reason
from argmap.model import Address, ArgMap, Quote, Side, address_text, link_in_conflict, meant, premises_text
from argmap.model.values import ELEMENT, ID
from argmap.store import ChangedOnDisk, InvalidMap, MapFileError, UnreadableMap, load
from argmap.store.faults import shown
from argmap.store.saving import save
from argmap.text.characters import comparable
from argmap.text.visible import visible_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from argmap.edit import Losses

T = TypeVar("T")
Change = Callable[[ArgMap, Corpus], ArgMap]
"""An edit: a function of the map and its texts. It may be called again, and must then do the same."""


_MOST_TRIES = 100
"""Tries of one command to save; of programs that save at the same time, one of them succeeds each time."""


class Changed(NamedTuple):
    """A map before and after the edit of a command."""

    before: ArgMap
    after: ArgMap


def change_map_file(path: Path, change: Change, *, dry_run: bool = False) -> Changed:
    """Loads the map at `path`, makes one edit and saves it, but for a `dry_run`; gives both maps.

    Where another program saved meanwhile, the edit is made again, on what is there then.
    """

    def changed() -> Changed:
        loaded = load(path)
        after = change(loaded.map, Corpus(Project.of(path)))
        if after != loaded.map and not dry_run:
            save(path, after, loaded.fingerprint)
        return Changed(loaded.map, after)

    return retried(changed)


def retried(attempt: Callable[[], T]) -> T:
    """What `attempt` gives, which loads a map and saves it; made anew for as long as others save in between.

    Raises ChangedOnDisk where that has no end.
    """
    for _ in range(_MOST_TRIES - 1):
        try:
            return attempt()
        except ChangedOnDisk:
            continue
    return attempt()


class Failed(NamedTuple):
    """A file or folder of which a command could not do what it was asked for."""

    path: Path
    fault: MapFileError | NoMap

    @property
    def as_json(self) -> dict[str, Any]:
        """For `--json`: each fault with its line, or none where the file cannot be read at all."""
        if isinstance(self.fault, InvalidMap):
            faults = [{"line": one.line, "what": one.what, "fix": one.fix} for one in self.fault.faults]
        else:
            what, _, fix = self.message.rpartition("; ")
            faults = [{"line": None, "what": what or fix, "fix": fix if what else ""}]
        return {"path": self.path.as_posix(), "faults": faults}

    @property
    def message(self) -> str:
        """What is wrong and how to fix it, without the name before it."""
        return str(self.fault).removeprefix(f"{shown(str(self.path))}: ").removeprefix(f"{self.path}: ")


class Maps:
    """The maps that a command is asked for; one that cannot be used does not keep the others from being done.

    It is said on stderr, and the command then ends with its exit code, where no other is higher. With `raises`, a
    path that gives no map raises NoMap.
    """

    def __init__(self, paths: Iterable[Path], *, raises: bool = False) -> None:
        self.failed: list[Failed] = []
        """Also what was named and is no map, and folders that cannot be read."""
        self.paths = find_maps(paths or (Path(),), self._passed_over, None if raises else self._fail)
        """The files, without those that failed so far."""

    def each(self, work: Callable[[Path], T]) -> Iterator[tuple[Path, T]]:
        """Each file with what `work` gives for it, but for those for which it raises a MapFileError."""
        for path in tuple(self.paths):
            try:
                done = work(path)
            except MapFileError as fault:
                self.paths.remove(path)
                self._fail(path, fault)
            else:
                yield path, done

    def _passed_over(self, fault: OSError) -> None:
        what = f"this folder cannot be read ({system_reason(fault)}), so maps in it are left out"
        path = Path(os.fsdecode(fault.filename))
        self._fail(path, NoMap(f"{path}: {what}; get permission to read it, or name the maps"))

    def _fail(self, path: Path, fault: MapFileError | NoMap) -> None:
        from argmap.cli.failures import explain  # costs 20 ms, which maps that load need not wait for

        self.failed.append(Failed(path, fault))
        code, message = explain(fault)
        report(message)
        meta = click.get_current_context().meta
        meta[LEAST_CODE] = max(code, meta.get(LEAST_CODE, ExitCode.OK))


def load_map(path: Path) -> ArgMap:
    """The map in the file at `path`. Raises InvalidMap and UnreadableMap."""
    return load(path).map


def complete_id(ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """The ids of the map named earlier on the command line, each with its words as help."""
    from click.shell_completion import CompletionItem

    path = ctx.params.get("map_path")
    if not path:
        return []
    try:
        map_ = load(Path(path)).map
    except (InvalidMap, UnreadableMap):
        return []  # completion has nowhere to say what is wrong; the command itself will
    words = (
        {at: source.title or source.path for at, source in map_.sources.items()}
        | {at: claim.text for at, claim in map_.claims.items()}
        | {at: quote.translation or quote.text for at, quote in map_.quotes.items()}
    )
    return [CompletionItem(at, help=visible_line(words[at])) for at in sorted(words) if at.startswith(incomplete)]


def one_of(some_id: str, ids: Iterable[str], thing: str) -> str:
    """`some_id`, which must be one of `ids`. Refuses another, with the id that is most like it; `thing` names it."""
    known = sorted(ids)
    if some_id in known:
        return some_id
    close = meant(some_id, known)
    fix = f"did you mean `{close}`?" if close else "`argmap show --ids` lists the ids"
    raise refusal(f"there is no {thing} `{some_id}`; {fix}")


def no_contradiction(one: str, ones: Iterable[str], other: str, others: Iterable[str]) -> None:
    """Raises click.UsageError where two options that say the opposite are given the same value."""
    if both := sorted({*ones} & {*others}):
        raise click.UsageError(f"`{one} {both[0]}` and `{other} {both[0]}` contradict each other; leave one out")


def one_of_options(**given: bool) -> None:
    """Raises click.UsageError where more than one of these options is given, which exclude each other."""
    chosen = [f"`--{name.replace('_', '-')}`" for name, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise click.UsageError(f"{chosen[0]} and {chosen[1]} cannot be used together; leave one out")


def check_tags(tags: Iterable[str]) -> None:
    """Raises click.UsageError for an empty tag, and for one with a comma, which parts tags wherever they are typed."""
    for tag in tags:
        if not tag.strip():
            raise click.UsageError("a tag is empty; write a word, or leave the option out")
        if not {",", "，", "、"}.isdisjoint(tag):
            raise click.UsageError(f"`{tag}` has a comma; give the option again for each tag")


map_argument = click.argument("map_path", metavar="MAP", type=click.Path(path_type=Path, dir_okay=False))
paths_argument = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
dry_run_option = click.option("--dry-run", is_flag=True, help="Change nothing; print what would be deleted.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Prints `value` as JSON on stdout. Control characters are escaped, other scripts are not."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # json escapes C0 only; C1 and bidi controls would still reach the terminal.
    escaped = "".join(char if char == "\n" or visible_line(char) == char else json.dumps(char)[1:-1] for char in text)
    click.echo(escaped)


def report_old_translation(quote: Quote, quote_id: str) -> None:
    """Reminds of a translation that was written for other words than a quote has now."""
    if quote.translation:
        report(f"{quote_id}: check whether its translation still fits: “{quote.translation}”")


def report_twin(map_: ArgMap, claim_id: str) -> None:
    """Shows another claim of the same words: what supports a claim is divided between two of them."""
    words = comparable(map_.claims[claim_id].text)
    twins = (at for at, other in map_.claims.items() if at != claim_id and comparable(other.text) == words)
    if twin := min(twins, default=None):
        report(f"`{twin}` already says the same; `argmap remove` deletes one of the two")


def report_losses(before: ArgMap, losses: "Losses", *, dry_run: bool = False) -> None:
    """Shows everything else that an edit of `before` deleted, or would delete: each thing on its own line."""
    from argmap.edit.sentences import in_quotes, link_sentence

    gone = "would also be deleted" if dry_run else "also deleted"
    for some_id in losses.elements:
        report(f"  {gone}: `{some_id}` {in_quotes(before, some_id)}")
    for link in losses.links:
        report(f"  {gone}: the link {link_sentence(before, link)}")
    for some_id in losses.theses:
        report(f"  no longer a thesis: {in_quotes(before, some_id)}")
    for some_id in losses.unlinked:
        report(f"  no longer linked to anything, and still in the map: `{some_id}` {in_quotes(before, some_id)}")
    for where in losses.conflicts:
        report(f"  {gone}: the conflict about {address_text(where)}")
    for line in losses.comments:
        report(f"  {gone}: the comment {line}")


_LONGEST = 80
"""Code points of a reading that are shown."""


def in_order(conflicts: Iterable[Address]) -> list[Address]:
    """The order in which conflicts are told and decided: those about ids last, for the others are named by them."""
    return sorted(conflicts, key=lambda where: (where[-1] == ID and len(where) == 3, where))


def conflict_text(where: Address, map_: ArgMap) -> str:
    """What is undecided in `map_` and what either side says, in one sentence without a full stop."""
    from argmap.edit import circle_closed, version_text

    conflict = map_.conflicts[where]
    ours, theirs = (_shortened(version_text(where, reading)) for reading in (conflict.ours, conflict.theirs))
    premises = link_in_conflict(where)
    if premises is not None:
        about = f"the link from `{premises_text(premises)}` to `{where[1]}`"
        if circle := circle_closed(map_, where):
            about += f" makes claims support each other in a circle ({' ← '.join(circle)})"
    else:
        is_element = where[0] != "map" and where[2] == ELEMENT
        about = f"`{where[1]}`" if is_element else address_text(where)
    return f"{about}: ours {ours}, theirs {theirs}"


def how_to_decide(path: str, where: Address, map_: ArgMap) -> str:
    """What to do about a conflict in the map at `path`: only what `argmap resolve` does as the map is."""
    from argmap.edit import circle_closed, refused_sides

    written = address_text(where)
    named = f"'{written}'" if " " in written else written
    refused = refused_sides(map_, where)
    sides = [side for side in Side if side not in refused]
    by_hand = "edit the map and remove the table"
    if not sides:
        return f"{by_hand}, for neither side fits now: {refused[Side.OURS].what}"
    decide = f"resolve it with `argmap resolve {path} {sides[0]} {named}`"
    if not refused:
        return f"{decide} (or theirs), or {by_hand}"
    ((other, reason),) = refused.items()
    if circle_closed(map_, where):
        return f"{decide}; {other} fits once another link of the circle is removed with `argmap unlink`"
    return f"{decide}, or {by_hand}; {other} does not fit now: {reason.what}"


def how_to_decide_all(path: str, map_: ArgMap) -> str:
    """What to do about all conflicts at once in the map at `path`; empty where no side can have all."""
    sides = [side for side in Side if _all_decided(map_, side)]
    if not sides:
        return f"`argmap check {path}` shows how to resolve each"
    other = " (or theirs)" if len(sides) > 1 else ""
    return f"`argmap resolve {path} {sides[0]}`{other} resolves them all, or those that you name"


def _all_decided(map_: ArgMap, side: Side) -> bool:
    from argmap.edit import Refused, resolve_conflict

    try:
        for where in in_order(map_.conflicts):
            if where in map_.conflicts:
                map_ = resolve_conflict(map_, where, side)
    except Refused:
        return False
    return True


def undecided(map_: ArgMap) -> str:
    """How many conflicts there are; empty where there are none."""
    number = len(map_.conflicts)
    return f"{number} conflict{'s' if number > 1 else ''} of a merge to resolve" if number else ""


def _shortened(message: str) -> str:
    if len(message) <= _LONGEST:
        return message
    return message[: _LONGEST - 1] + ("…”" if message.endswith("”") else "…")
