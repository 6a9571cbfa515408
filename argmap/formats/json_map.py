"""The whole map as JSON: the tables of its file as they are, and the comments in it as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import tomli

from argmap.formats.format import Exported, ExportInput, Format, Imported, Incoming, Skipped, UnreadableFormat
from argmap.formats.json_io import JsonText, json_text, parse_json
from argmap.model import Address, ArgMap, Comment
from argmap.store import dumps
from argmap.store.fields import model_address
from argmap.store.reading import Finding, Reader
from argmap.store.schema import schema as file_schema

_COMMENTS, _SCHEMA = "comments", "$schema"
_PARTS = ("above", "beside", "below", "closing")
_DEEPEST = 8
"""Objects in one another that a map has, and some to spare."""


def export(export_input: ExportInput) -> Exported:
    """The map as JSON; `json_schema` says what is in it."""
    whole = export_input.map
    tables = tomli.loads(dumps(replace(whole, comments={})))
    if whole.comments:
        tables[_COMMENTS] = [_comment_out(at, whole.comments[at]) for at in sorted(whole.comments)]
    return Exported(json_text(tables))


def read(incoming: Incoming) -> Imported:
    """The map in a file of JSON. Raises UnreadableFormat with everything that is wrong in it, by line."""
    parsed = parse_json(incoming)
    if not isinstance(parsed.value, dict):
        raise UnreadableFormat(incoming.name, "this is not a map: the file must be an object `{…}`", 1)
    tables = _without_nulls(parsed.value, _DEEPEST)
    entries = tables.pop(_COMMENTS, [])
    tables.pop(_SCHEMA, None)
    reader = Reader()
    whole = reader.read(tables)
    if reader.found:
        raise UnreadableFormat("", "\n".join(_faults(incoming, parsed, reader.found)))
    skipped: list[Skipped] = []
    comments = dict(_comments_in(whole, entries, parsed, skipped))
    return Imported(map=replace(whole, comments=comments), skipped=tuple(skipped))


def looks_like(incoming: Incoming) -> bool:
    """Whether the two tables that every map has stand in the file."""
    plain = incoming.data.replace(b"\0", b"")  # as UTF-16 has between ASCII characters
    return all(re.search(rb'"%b"\s*:\s*%b' % part, plain) for part in ((b"format", rb"\d"), (b"map", rb"\{")))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the export: that of the file, with the comments beside its tables."""
    schema = file_schema()
    line = {"type": "string"}
    lines = {"type": "array", "items": line}
    comment = {
        "type": "object",
        "required": ["at"],
        "additionalProperties": False,
        "properties": {
            "at": {**lines, "description": "The keys that lead to what the comment stands beside."},
            "above": {**lines, "description": "Its lines before that, each with `#`; an empty one is a blank line."},
            "beside": {**line, "description": "The comment at the end of the line."},
            "below": {**lines, "description": "Lines after the last thing inside a table or list."},
            "closing": {**line, "description": "The comment after a list's `]`."},
        },
    }
    schema["title"] = "argmap map as JSON"
    schema["properties"] |= {
        _SCHEMA: {"type": "string", "description": "Where this schema lies; of no meaning to argmap."},
        _COMMENTS: {
            "description": "What people wrote beside the elements of the map's file.",
            "type": "array",
            "items": comment,
        },
    }
    return schema


def _faults(incoming: Incoming, parsed: JsonText, found: list[Finding]) -> Iterator[str]:
    for line, what, mend in sorted((_line(parsed, place), what, mend) for place, what, mend in found):
        yield f"{incoming.name}:{line}: {what}; {mend}"


def _line(parsed: JsonText, place: tuple[str | int, ...]) -> int:
    """The line of what stands at `place`, or of the nearest thing around it."""
    return next(line for length in range(len(place), -1, -1) if (line := parsed.line_of(*place[:length])) is not None)


def _without_nulls(value: Any, levels: int) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A value in whose objects a key that says nothing is not there, as in TOML, which has no null."""
    if not isinstance(value, dict) or not levels:
        return value
    return {key: _without_nulls(inner, levels - 1) for key, inner in value.items() if inner is not None}


def _comment_out(at: Address, comment: Comment) -> dict[str, Any]:
    return {"at": at, **{part: getattr(comment, part) for part in _PARTS if getattr(comment, part)}}


def _comments_in(
    whole: ArgMap, entries: object, parsed: JsonText, skipped: list[Skipped]
) -> Iterator[tuple[Address, Comment]]:
    living = whole.addresses()
    for nth, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        line = parsed.line_of(_COMMENTS, nth)
        found = _comment_in(entry)
        if found is None:
            skipped.append(Skipped("an entry of `comments` that is no comment", line))
        elif found[0] not in living:
            skipped.append(Skipped(f"the comment beside `{'.'.join(found[0])}`, which is not in the map", line))
        else:
            yield found


def _comment_in(entry: object) -> tuple[Address, Comment] | None:
    if not isinstance(entry, dict) or not entry.keys() <= {"at", *_PARTS}:
        return None
    at, above, below = (_lines(entry.get(part, [])) for part in ("at", "above", "below"))
    beside, closing = entry.get("beside", ""), entry.get("closing", "")
    if at is None or above is None or below is None or not isinstance(beside, str) or not isinstance(closing, str):
        return None
    try:
        return model_address(at), Comment(above, beside, below, closing)
    except ValueError:
        return None


def _lines(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        return None
    return tuple(value)


JSON = Format(
    name="json",
    label="JSON of the whole map",
    suffixes=(".json",),
    keeps="everything, with comments and undecided conflicts",
    loses="",
    export=export,
    read=read,
    opens_texts=False,
    looks_like=looks_like,
)
