"""The whole map as JSON: the tables of its file as they are, and the comments in it as a list.

The models that check it are made of the table of fields (`argmap.store.fields`) that reading and writing the file are
driven by, too; the JSON Schemas of the file and of the JSON are those of the models.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final, get_args

import tomli
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SkipValidation,
    Strict,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import ErrorDetails, core_schema

from argmap.formats.format import Exported, ExportInput, Format, Imported, Incoming, Skipped, UnreadableFormat
from argmap.formats.json_io import JsonText, json_text, parse_json
from argmap.formats.json_models import (
    ID_KEYS,
    LINK_KEYS,
    STRICT,
    TWICE,
    WANTED,
    Misshapen,
    Place,
    Shape,
    Text,
    kind_of,
    model_of,
)
from argmap.model import FORMAT, Address, ArgMap, Comment, Conflict, address_text, meant
from argmap.model.values import LINK
from argmap.store import dumps
from argmap.store.fields import (
    CONFLICTS,
    MAP_FIELDS,
    SECTIONS,
    link_subject,
    model_address,
    readings_of,
    same_premises,
    subjects,
)
from argmap.store.reading import rules_broken

_COMMENTS, _SCHEMA = "comments", "$schema"
_PARTS = ("above", "beside", "below", "closing")
_DEEPEST = 8
"""Objects in one another that a map has, and some to spare."""


class _Comment(Shape):
    model_config = ConfigDict(**STRICT, title="comment")

    at: tuple[Text, ...] = Field(description="The keys that lead to what the comment stands beside.")
    above: tuple[Text, ...] = Field((), description="Its lines before that, each with `#`; an empty one is blank.")
    beside: Text = Field("", description="The comment at the end of the line.")
    below: tuple[Text, ...] = Field((), description="Lines after the last thing inside a table or list.")
    closing: Text = Field("", description="The comment after a list's `]`.")


def _by_id(model: Any, description: str) -> Any:  # noqa: ANN401 - as pydantic takes a field
    return dict[Text, model], Field({}, description=description, json_schema_extra=ID_KEYS)


def _subjects(section: str) -> type[BaseModel]:
    """What there can be conflicts about in the map, or in an element of a section."""
    about: dict[str, Any] = {
        name: (model_of(name, f"What a merge could not decide. {subject.description}", readings_of(subject)), None)
        for name, subject in subjects(section).items()
    }
    if section == "claims":
        link: Any = model_of("link", "What a merge could not decide about a link.", readings_of(link_subject()))
        about[LINK] = (dict[Text, link], Field({}, json_schema_extra=LINK_KEYS))
    return create_model(section, __config__=STRICT, **about)


_CONFLICTS: Final = create_model(
    CONFLICTS,
    __doc__="What a merge could not decide: both versions, until the conflict is resolved.",
    __config__=STRICT,
    map=(_subjects("map"), None),
    **{section.name: _by_id(_subjects(section.name), "") for section in SECTIONS},
)
_FORMAT: Any = (
    Annotated[int, Strict(), WithJsonSchema({"const": FORMAT})],
    Field(ge=FORMAT, le=FORMAT, description="The version of the file format.", examples=[FORMAT]),
)
_FILE: Final[Any] = create_model(
    "argmap map",
    __doc__="A map of an argument: sources, claims and their links, and the quoted passages.",
    __config__=STRICT,
    format=_FORMAT,
    map=(model_of("map", "The map as a whole.", MAP_FIELDS), Field(examples=[{"title": "…"}])),
    **{
        section.name: _by_id(model_of(section.word, f"A {section.word}.", section.fields), section.description)
        for section in SECTIONS
    },
    conflicts=(_CONFLICTS, None),
)
_AS_JSON: Final[Any] = create_model(
    "argmap map as JSON",
    __doc__=_FILE.__doc__,
    __base__=_FILE,
    schema_at=(
        SkipValidation[Text],
        Field(None, alias=_SCHEMA, description="Where this schema lies; of no meaning to argmap."),
    ),
    comments=(
        SkipValidation[list[_Comment]],
        Field([], description="What people wrote beside the elements of the map's file."),
    ),
)
_COMMENT: Final = TypeAdapter(_Comment)


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
    whole, found = _read(_without_nulls(parsed.value, _DEEPEST))
    if found:
        lines = sorted((_line(parsed, where), *said) for where, said in found.items())
        raise UnreadableFormat("", "\n".join(f"{incoming.name}:{line}: {what}; {fix}" for line, what, fix in lines))
    skipped: list[Skipped] = []
    comments = dict(_comments_in(whole, Place(parsed, incoming.name, parsed.value), skipped))
    return Imported(map=replace(whole, comments=comments), skipped=tuple(skipped))


def looks_like(incoming: Incoming) -> bool:
    """Whether the two tables that every map has stand in the file."""
    plain = incoming.data.replace(b"\0", b"")  # as UTF-16 has between ASCII characters
    return all(re.search(rb'"%b"\s*:\s*%b' % part, plain) for part in ((b"format", rb"\d"), (b"map", rb"\{")))


class _Draft7(GenerateJsonSchema):
    """Without defaults, which say nothing to who writes a map, and with references put in place."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def file_schema() -> dict[str, Any]:
    """The JSON Schema of a map's file, in draft 7: the latest that Taplo, the TOML language server, reads in full."""
    return _schema_of(_FILE)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the export: that of the file, with the comments beside its tables."""
    return _schema_of(_AS_JSON)


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(schema_generator=_Draft7)
    known = schema.pop("$defs")
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_in_place(schema, known)}


def _in_place(schema: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any part of a schema
    """A schema without references: draft 7 passes over what stands beside one."""
    if isinstance(schema, list):
        return [_in_place(each, known) for each in schema]
    if not isinstance(schema, dict):
        return schema
    whole = {**known[schema["$ref"].rpartition("/")[2]], **schema} if "$ref" in schema else schema
    return {key: _in_place(value, known) for key, value in whole.items() if key != "$ref"}


_Found = dict[tuple[str | int, ...], tuple[str, str]]
"""What is wrong and how to fix it, by where that is."""


def _read(tables: dict[str, Any]) -> tuple[ArgMap, _Found]:
    """The map in `tables`, not to be used where something was found. What is wrong is taken out of the tables, so that
    the rules are tried on the rest.
    """
    version = tables.get("format")
    if isinstance(version, int) and version > FORMAT:  # of a newer format nothing else can be checked
        newer = version if version < 10**20 else "that is a number of more than twenty digits"  # too long to print
        what = f"the file has format {newer}, and this argmap reads format {FORMAT}: it needs a newer argmap"
        return ArgMap(title=""), {("format",): (what, "update argmap")}
    found: _Found = {}
    while True:
        try:
            whole = _map_of(_AS_JSON.model_validate(tables))
            break
        except ValidationError as faults:
            for fault in reversed(faults.errors(include_url=False)):
                where = (*fault["loc"], *([fault["ctx"]["key"]] if fault["type"] == TWICE else ()))
                if not any(where[:length] in found for length in range(1, len(where) + 1)):
                    found[where] = _said(fault, where)
                _take_out(tables, where, fault["type"])
    for problem in rules_broken(whole, found):
        found[problem.where] = problem.what, problem.fix
    return whole, found


def _take_out(tables: dict[str, Any], where: tuple[str | int, ...], kind: str) -> None:
    """Take out what is wrong, or put in what is missing."""
    holder: Any = tables
    for key in where[:-1]:
        holder = holder[key]
    if kind == "missing":
        holder[where[-1]] = {"format": FORMAT, "map": {}}.get(str(where[-1]), "")
    elif kind == "model_type":
        holder[where[-1]] = {}
    else:
        del holder[where[-1]]


def _said(fault: ErrorDetails, where: tuple[str | int, ...]) -> tuple[str, str]:
    """What pydantic found, and how to fix it, in words of ours."""
    *way, last = where
    inside, fields, found = address_text(tuple(map(str, way))), _fields_at(way), kind_of(fault["input"])
    example = next(iter((fields[str(last)].examples or ()) if str(last) in fields else ()), None)
    written = f'`"{last}": {json.dumps(example, ensure_ascii=False) if example else "{…}"}`'
    if fault["type"] == TWICE:
        return fault["msg"], "join the two"
    if fault["type"] == "missing":
        return f"`{inside}` has no `{last}`" if inside else f"there is no `{last}`", f"add {written} to it"
    if fault["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in fields.items()]
        close = meant(str(last), known)
        fix = f"did you mean `{close}`?" if close else f"remove it, or write one of {', '.join(known)}"
        return f"unknown key `{last}`" + (f" in `{inside}`" if inside else ""), fix
    if where == ("format",):
        return f"`{last}` is {found} that no argmap writes", f"write {written}"
    wanted = WANTED.get(fault["type"], "a text")
    if isinstance(last, int):
        return f"entry {last + 1} of `{way[-1]}` is {found}, and must be {wanted}", "put it between quotes"
    name = last if example else address_text(tuple(map(str, where)))
    return f"`{name}` is {found}, and must be {wanted}", f"write it as in {written}"


def _fields_at(where: Sequence[str | int]) -> Mapping[str, FieldInfo]:
    """The fields of the table at `where`."""
    held: Any = _AS_JSON
    for key in where:
        held = get_args(held)[-1] if get_args(held) else held.model_fields[key].annotation
    return getattr(held, "model_fields", {})


def _map_of(written: Any) -> ArgMap:  # noqa: ANN401 - models that are made at run time have no types
    elements: dict[str, Any] = {
        section.name: {at: section.element(**dict(table)) for at, table in getattr(written, section.name).items()}
        for section in SECTIONS
    }
    return ArgMap(**dict(written.map), **elements, conflicts=dict(_conflicts_in(written.conflicts or ())))


def _conflicts_in(written: Iterable[tuple[str, Any]]) -> Iterator[tuple[Address, Conflict]]:
    for section, held in written:
        for at, about in [((), held)] if section == "map" else [((at,), each) for at, each in held.items()]:
            for name, table in about or ():
                if name == LINK:
                    for premises, link in table.items():
                        yield (section, *at, LINK, same_premises(premises)), Conflict(**dict(link))
                elif table is not None:
                    yield (section, *at, name), Conflict(**dict(table))


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


def _comments_in(whole: ArgMap, file: Place, skipped: list[Skipped]) -> Iterator[tuple[Address, Comment]]:
    living = whole.addresses()
    for place in file.each(_COMMENTS):
        try:
            read = place.read(_COMMENT)
            at, comment = model_address(read.at), Comment(read.above, read.beside, read.below, read.closing)
        except Misshapen as fault:
            skipped.append(Skipped(fault.message, place.line))
        except ValueError:
            skipped.append(Skipped("an entry of `comments` that is no comment", place.line))
        else:
            if at in living:
                yield at, comment
            else:
                skipped.append(Skipped(f"the comment beside `{'.'.join(at)}`, which is not in the map", place.line))


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
