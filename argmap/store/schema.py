"""The JSON Schema of a map's file, from the same field table that reading and writing use."""

from typing import Any

from argmap.model import FORMAT
from argmap.model.ids import ID_PATTERN
from argmap.model.rules import NUMBERS
from argmap.store.fields import CONFLICTS, MAP_FIELDS, SECTIONS, Field, Kind, link_subject, readings_of, subjects

_ONE_ID = f"^{ID_PATTERN}$"
_PREMISES = rf"^\s*{ID_PATTERN}\s*(\+\s*{ID_PATTERN}\s*)*$"


def schema() -> dict[str, Any]:
    """The schema, in draft 7: the latest draft that Taplo, the TOML language server, reads in full."""
    sections = {
        section.name: {
            "title": section.name,
            "description": section.description,
            "type": "object",
            "propertyNames": {"pattern": _ONE_ID},
            "additionalProperties": _table(section.word, f"A {section.word}.", section.fields),
        }
        for section in SECTIONS
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "argmap map",
        "description": "A map of an argument: sources, claims and their links, and the quoted passages.",
        "type": "object",
        "required": ["format", "map"],
        "additionalProperties": False,
        "properties": {
            "format": {
                "title": "format",
                "description": "The version of the file format.",
                "const": FORMAT,
            },
            "map": _table("map", "The map as a whole.", MAP_FIELDS),
            **sections,
            CONFLICTS: _conflicts(),
        },
    }


def _conflicts() -> dict[str, Any]:
    about = {"map": _subjects("map")}
    for section in SECTIONS:
        subjects_here = _subjects(section.name)
        if section.name == "claims":
            link = _table("link", "What a merge could not decide about a link.", readings_of(link_subject()))
            names = {"pattern": _PREMISES}
            subjects_here["properties"]["link"] = {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": link,
            }
        names = {"pattern": _ONE_ID}
        about[section.name] = {"type": "object", "propertyNames": names, "additionalProperties": subjects_here}
    return {
        "title": CONFLICTS,
        "description": "What a merge could not decide: both versions, until the conflict is resolved.",
        "type": "object",
        "additionalProperties": False,
        "properties": about,
    }


def _subjects(section: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: _table(name, f"What a merge could not decide. {subject.description}", readings_of(subject))
            for name, subject in subjects(section).items()
        },
    }


def _table(title: str, description: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
        "properties": {
            field.name: {"title": field.name, "description": field.description, **_values(field)} for field in fields
        },
    }


def _values(field: Field) -> dict[str, Any]:
    premises = {"type": "string", "pattern": _PREMISES}
    values: dict[str, Any]
    match field.kind:
        case Kind.LINE | Kind.PROSE:
            values = {"type": "string", **({"pattern": r"\S"} if field.required else {})}
        case Kind.NUMBER:
            values = {"type": "integer", "minimum": NUMBERS["year"][0], "maximum": NUMBERS["year"][-1]}
        case Kind.POSITION:
            values = {"type": "integer", "minimum": NUMBERS["at"][0], "maximum": NUMBERS["at"][-1]}
        case Kind.TAGS:
            values = _list({"type": "string"})
        case Kind.ORDERED_IDS:
            values = _list({"type": "string", "pattern": _ONE_ID}, unique=True)
        case Kind.PREMISES:
            values = _list(premises, unique=True)
        case Kind.UNDERCUTS:
            names = {"pattern": _PREMISES}
            lists = _list(premises, unique=True)
            values = {"type": "object", "propertyNames": names, "additionalProperties": lists}
    return values


def _list(items: dict[str, Any], *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, **({"uniqueItems": True} if unique else {})}
