"""A map's own file: a part of a map as a map of its own, and one map taken into another."""

from __future__ import annotations

from argmap.formats.format import Exported, ExportInput, Format, Imported, Incoming, UnreadableFormat, decoded
from argmap.store import InvalidMap, dumps, loads


def export(export_input: ExportInput) -> Exported:
    """The map as its own file holds it."""
    return Exported(dumps(export_input.map))


def read(incoming: Incoming) -> Imported:
    """The map in a file. Raises UnreadableFormat with all that is wrong in it, by line."""
    try:
        return Imported(map=loads(decoded(incoming), incoming.name))
    except InvalidMap as invalid:
        raise UnreadableFormat("", str(invalid)) from invalid


TOML = Format(
    name="toml",
    label="argmap map",
    suffixes=(".toml",),
    keeps="everything: a part of a map is a map, and a map can be imported into another",
    loses="",
    export=export,
    read=read,
    opens_texts=False,
)
