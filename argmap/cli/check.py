"""`check`: is every map valid, and is every quote found?"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from argmap.cli.common import (
    Failed,
    Maps,
    conflict_text,
    how_to_decide,
    in_order,
    json_option,
    one_of_options,
    paths_argument,
    print_json,
)
from argmap.cli.output import ExitCode, count, report, say
from argmap.corpus import Corpus, OutsideProject, Project, QuoteState
from argmap.files.projects import project_around
from argmap.model import Address, ArgMap, Conflict, Side
from argmap.store import Fault, InvalidMap, decode, lines_of, load
from argmap.store.reading import read_bytes

_WHY = {
    "fuzzy": "its words have changed; compare them in the review, or store them with `argmap anchor --write`",
    "tracked": "its words have changed; compare them in the review, or store them with `argmap anchor --write`",
    "ambiguous": "it fits in several places; choose one in the review (`argmap open`)",
    "rewritten": "other words are in its place now; check whether they still say it, or remove the quote",
    "lost": "it is no longer found in the text; select it again in the review (`argmap open`), or remove the quote",
    "unreadable": "its text cannot be read",
}


@dataclass(frozen=True, slots=True)
class CheckedMap:
    """What was found out about one map."""

    path: Path
    faults: tuple[Fault, ...]
    quote_states: dict[str, QuoteState]
    lines: dict[Address, int]
    map_: ArgMap
    """The map; an empty one where it is not valid."""

    @property
    def conflicts(self) -> Mapping[Address, Conflict]:
        """What a merge left undecided."""
        return self.map_.conflicts

    @property
    def to_review(self) -> dict[str, QuoteState]:
        """The quotes that a person should look at."""
        return {at: quote_state for at, quote_state in sorted(self.quote_states.items()) if quote_state.needs_review}


@click.command()
@paths_argument
@json_option
@click.option(
    "--github", is_flag=True, help="Print GitHub Actions annotations, with paths from the repository's top folder."
)
def check(paths: tuple[Path, ...], as_json: bool, github: bool) -> int:
    """Check that maps are valid and every quote is found; without PATH, every map below this folder.

    A quote is found when its words are in the text, also in another script, width or wrapping.

    Exit codes: 0 nothing to review · 1 quotes to review, or conflicts that a merge left · 2 an invalid file, or a
    source outside the project · 4 a file that cannot be read. The others are checked, and the highest code counts.
    """
    one_of_options(json=as_json, github=github)
    maps = Maps(paths)
    checked = [one for _, one in maps.each(_checked)]
    if as_json:
        print_json({"maps": [*map(_as_json, checked), *map(_failed_as_json, maps.failed)]})
    elif github:
        for line in (*_annotations(checked), *map(_failure_annotation, maps.failed)):
            say(line)
    else:
        for line in _lines(checked):
            say(line)
    if any(one.faults for one in checked):
        return ExitCode.INVALID
    if any(one.to_review or one.conflicts for one in checked):
        return ExitCode.REVIEW
    if not (as_json or github or maps.failed):
        report(_all_is_well(checked))
    return ExitCode.OK


def _checked(path: Path) -> CheckedMap:
    try:
        loaded = load(path)
    except InvalidMap as invalid:
        return CheckedMap(path, invalid.faults, {}, {}, ArgMap(title=""))
    project = Project.of(path)
    quote_states = Corpus(project).quote_states(loaded.map)
    outside = _outside(project, loaded.map)
    waiting = bool(loaded.map.conflicts or outside) or any(
        quote_state.needs_review for quote_state in quote_states.values()
    )
    lines = lines_of(decode(read_bytes(path), str(path))) if waiting else {}
    faults = sorted(
        Fault(str(path), lines.get(("sources", at, "path"), 1), fault.what, fault.how) for at, fault in outside.items()
    )
    return CheckedMap(path, tuple(faults), quote_states, lines, loaded.map)


def _outside(project: Project, map_: ArgMap) -> dict[str, OutsideProject]:
    """The sources that lie outside the project, quoted or not: no command reads them."""
    outside = {}
    for source_id, source in map_.sources.items():
        try:
            project.file_of(source.path)
        except OutsideProject as fault:
            outside[source_id] = fault
    return outside


def _lines(checked: list[CheckedMap]) -> Iterator[str]:
    for one in checked:
        yield from map(str, one.faults)
        for where in in_order(one.conflicts):
            yield f"{one.path}:{_line_of_conflict(one, where)}: in conflict: {_told(one, where)}"
        for quote_id, quote_state in one.to_review.items():
            yield f"{one.path}:{_line(one, quote_id)}: {quote_id} is {quote_state.state}: {_why(quote_state)}"


def _annotations(checked: list[CheckedMap]) -> Iterator[str]:
    """Workflow commands; `%`, line ends and the property separators are escaped as GitHub asks."""
    for one in checked:
        file = _from_the_top(one.path, Project.of(one.path).map_path)
        for fault in one.faults:
            yield _annotation("error", file, fault.line, f"{fault.what}; {fault.fix}")
        for where in in_order(one.conflicts):
            yield _annotation("warning", file, _line_of_conflict(one, where), f"in conflict: {_told(one, where)}")
        for quote_id, quote_state in one.to_review.items():
            message = f"{quote_id} is {quote_state.state}: {_why(quote_state)}"
            yield _annotation("warning", file, _line(one, quote_id), message)


def _failure_annotation(failed: Failed) -> str:
    path = failed.path
    # A link to what is no file is itself what can be shown.
    file = Path(os.path.realpath(path)) if path.is_dir() else Path(os.path.realpath(path.parent), path.name)
    return _annotation("error", _from_the_top(path, file), 1, failed.message)


def _from_the_top(path: Path, file: Path) -> str:
    """`file`, whose folder is resolved, as GitHub wants it: from the repository's top; outside a repository `path`."""
    root = project_around(file.parent)
    return (file.relative_to(root) if (root / ".git").exists() else path).as_posix()


def _annotation(level: str, file: str, line: int, message: str) -> str:
    def escaped(text: str, *more: str) -> str:
        for char in ("%", "\r", "\n", *more):
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    return f"::{level} file={escaped(file, ':', ',')},line={line}::{escaped(message)}"


def _why(quote_state: QuoteState) -> str:
    why = quote_state.fault or _WHY[quote_state.state]
    return f"{why} ({quote_state.no_old_text})" if quote_state.no_old_text else why


def _line(one: CheckedMap, quote_id: str) -> int:
    return one.lines.get(("quotes", quote_id), 1)


def _told(one: CheckedMap, where: Address) -> str:
    return f"{conflict_text(where, one.map_)}; {how_to_decide(str(one.path), where, one.map_)}"


def _line_of_conflict(one: CheckedMap, where: Address) -> int:
    return one.lines.get(("conflicts", *where), 1)


def _all_is_well(checked: list[CheckedMap]) -> str:
    states = Counter(quote_state.state for one in checked for quote_state in one.quote_states.values())
    told = ", ".join(f"{number} {state}" for state, number in states.most_common()) or "no quotes yet"
    return f"{count(len(checked), 'map')} valid; {told}"


def _as_json(one: CheckedMap) -> dict[str, Any]:
    return {
        "path": one.path.as_posix(),
        "valid": not one.faults,
        "faults": [{"line": fault.line, "what": fault.what, "fix": fault.fix} for fault in one.faults],
        "states": Counter(quote_state.state for quote_state in one.quote_states.values()),
        "conflicts": [_conflict_as_json(one, where) for where in in_order(one.conflicts)],
        "review": [
            {
                "id": quote_id,
                "line": _line(one, quote_id),
                "state": quote_state.state,
                "why": _why(quote_state),
            }
            for quote_id, quote_state in one.to_review.items()
        ],
    }


def _failed_as_json(failed: Failed) -> dict[str, Any]:
    return {**_as_json(CheckedMap(failed.path, (), {}, {}, ArgMap(title=""))), "valid": False, **failed.as_json}


def _conflict_as_json(one: CheckedMap, where: Address) -> dict[str, Any]:
    from argmap.edit import circle_closed, refused_sides

    conflict, refused = one.conflicts[where], refused_sides(one.map_, where)
    return {
        "where": where,
        "line": _line_of_conflict(one, where),
        "base": conflict.base,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "circle": circle_closed(one.map_, where),
        "can_be_resolved_for": [side for side in Side if side not in refused],
    }
