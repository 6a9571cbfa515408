"""JSON from outside, checked against models of pydantic; what is wrong is said in our words, with path and line.

A format says in models what its JSON looks like, and `Place.read` checks one object against one of them. Nothing but
formats that are read from JSON imports this: pydantic takes longer to import than a whole `argmap check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, NoReturn, TypeVar

import tomli
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
)
from pydantic import Field as ModelField
from pydantic_core import ErrorDetails, PydanticCustomError

from argmap.formats.format import Incoming, UnreadableFormat
from argmap.formats.json_io import LINKS, JsonText, parse_json
from argmap.model import ArgMap, Claim, Premises, Quote, Source, parse_premises, premises_text, problems
from argmap.model.ids import ID_PATTERN
from argmap.model.rules import NUMBERS
from argmap.store.fields import SECTIONS, Field, Kind

_Read = TypeVar("_Read")
_DEEPEST: Final = 60
"""Values in one another, of which each costs the readers some calls; JSON that others write has about twelve."""


def _whole_number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _name(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _with_words(text: str | None) -> str | None:
    return text if text is not None and text.strip() else None


def _or_nothing(value: object, check: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - of any type
    try:
        return check(value)
    except ValidationError:
        return None


def _blank(value: object) -> object:
    return "" if value is None else value


def several(value: object) -> object:
    """A list, or what stands alone in place of one as a list of itself; none for null."""
    return value if isinstance(value, list) else [] if value is None else [value]


Text = Annotated[str, Strict()]
WholeNumber = Annotated[int, Strict(), BeforeValidator(_whole_number)]
"""A whole number; `3.0` is 3."""
Name = Annotated[str, Strict(), BeforeValidator(_name)]
"""An id: a text, or a whole number as one."""
OrNothing = WrapValidator(_or_nothing)
"""What is of the wrong type is taken for nothing: for what helps, and whose loss harms nobody."""
Words = Annotated[Text | None, AfterValidator(_with_words)]
"""A text, or None for null and for white space alone."""
Texts = Annotated[
    tuple[Annotated[str, Strict(), BeforeValidator(_blank)], ...],
    BeforeValidator(several),
    AfterValidator(lambda texts: tuple(text for text in texts if text.strip())),
]
"""The texts of a list, or a single one, that have words."""


class Shape(BaseModel):
    """An object of JSON. What it says beside its fields is passed over."""

    model_config = ConfigDict(frozen=True)


class Misshapen(UnreadableFormat):
    """Raised for a value that is not of the kind its format has there; readers may pass over one such element."""

    def __init__(self, name: str, message: str, line: int | None) -> None:
        super().__init__(name, message, line)
        self.message = message
        self.line = line


class Place:
    """A value in a JSON file, with the keys and indexes that lead to it."""

    __slots__ = ("_file", "_name", "keys", "value")

    def __init__(self, file: JsonText, name: str, value: Any, keys: tuple[str | int, ...] = ()) -> None:  # noqa: ANN401
        self._file = file
        self._name = name
        self.value = value
        self.keys = keys

    @property
    def line(self) -> int | None:
        """The line, from 1, on which it begins; for what is missing, that of what it is missing from."""
        return self._file.line_of(*self.keys) or self._file.line_of(*self.keys[:-1])

    def __str__(self) -> str:
        """The path: `$.nodes[3].text`."""
        return "$" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.keys)

    def __contains__(self, key: str) -> bool:
        """Whether this is an object that says something, not null, under `key`."""
        return self[key].value is not None

    def __getitem__(self, key: str | int) -> Place:
        """What stands under a key or index; null where there is nothing."""
        holds = isinstance(self.value, dict if isinstance(key, str) else list)
        value = self.value[key] if holds and (isinstance(key, int) or key in self.value) else None
        return Place(self._file, self._name, value, (*self.keys, key))

    def each(self, key: str) -> list[Place]:
        """The entries of the list under a key, or what stands there alone; nothing for null."""
        inside = self[key]
        if isinstance(inside.value, list):
            return [inside[at] for at in range(len(inside.value))]
        return [] if inside.value is None else [inside]

    def read(self, shape: TypeAdapter[_Read]) -> _Read:
        """The value as a model has it. Raises Misshapen for the first thing that is wrong in it."""
        if len(self.keys) > _DEEPEST:
            self.fail("it is nested too deeply; check the file")
        value = self.value
        if isinstance(value, dict):  # null says nothing
            value = {key: inner for key, inner in value.items() if inner is not None}
        try:
            return shape.validate_python(value)
        except ValidationError as found:
            fault = found.errors(include_url=False)[0]
        if fault["type"] == "missing":  # what belongs there is what pydantic says of null
            try:
                shape.validate_python({**value, fault["loc"][-1]: None})
            except ValidationError as found:
                fault = found.errors(include_url=False)[0]
        return self._refuse(fault)

    def fail(self, said: str) -> NoReturn:
        """Say that something is wrong here. Raises Misshapen."""
        raise Misshapen(self._name, f"{self}: {said}", self.line)

    def _refuse(self, fault: ErrorDetails) -> NoReturn:
        """Say what pydantic found, in words of ours. Raises Misshapen."""
        keys = fault["loc"]
        if (
            len(keys) > 1
            and isinstance(self.value, dict)
            and (keys[0] not in self.value or keys[0] == self.value.get("type"))
        ):
            keys = keys[1:]  # pydantic names the member of a union first
        at = self
        for key in keys:
            if isinstance(at.value, dict if isinstance(key, str) else list):
                at = at[key]
        if fault["type"] == "union_tag_invalid" and isinstance(at["type"].value, str):
            types = str(fault["ctx"]["expected_tags"]).replace("'", "")
            at["type"].fail(f"“{at['type'].value}” is not a known type; write one of {types}")
        if fault["type"] == "extra_forbidden":
            at.fail("it does not belong here; remove it")
        if fault["type"].startswith("union_tag"):
            at = at["type"]
        wanted = WANTED.get(fault["type"], "a text")
        if fault["type"] == "literal_error":
            wanted = str(fault["ctx"]["expected"]).replace("'", "")
            if isinstance(at.value, str):
                at.fail(f"“{at.value}”, where {wanted} belongs")
        at.fail(
            f"missing; {wanted} belongs here" if at.value is None else f"{kind_of(at.value)}, where {wanted} belongs"
        )


WANTED: Final = {
    "int_type": "a whole number",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
"""What belongs in a place, by pydantic's type of fault; for all others it is a text."""


def kind_of(value: object) -> str:
    """What a value of JSON is, in the words of a person."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def read_json(incoming: Incoming) -> Place:
    """The value that a file holds. Raises UnreadableFormat where it is no sound JSON, or goes too deep."""
    file = parse_json(incoming)
    return Place(file, incoming.name, file.value)


_NOWHERE: Final = "somewhere"

_ONE_ID: Final = f"^{ID_PATTERN}$"
_PREMISES: Final = rf"^\s*{ID_PATTERN}\s*(\+\s*{ID_PATTERN}\s*)*$"
ID_KEYS: Final[dict[str, Any]] = {"propertyNames": {"pattern": _ONE_ID}}
LINK_KEYS: Final[dict[str, Any]] = {"propertyNames": {"pattern": _PREMISES}}
_LIST_OF_PREMISES: Final = {"items": {"type": "string", "pattern": _PREMISES}, "uniqueItems": True}
_SCHEMAS: Final[dict[Kind, dict[str, Any]]] = {
    Kind.ORDERED_IDS: {"items": {"type": "string", "pattern": _ONE_ID}, "uniqueItems": True},
    Kind.PREMISES: _LIST_OF_PREMISES,
    Kind.UNDERCUTS: {
        **LINK_KEYS,
        "additionalProperties": {"type": "array", **_LIST_OF_PREMISES},
    },
}
"""What the JSON Schema says of a kind of field beside its type; the rules of the model say it in sentences."""


TWICE: Final = "undercut_twice"
"""The type of fault of a link that is undercut in two lists; its `key` is the second."""


def _tags(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


def _premises(texts: tuple[str, ...]) -> tuple[Premises, ...]:
    return tuple(sorted(map(parse_premises, texts)))


def _undercuts(table: dict[str, tuple[str, ...]]) -> dict[Premises, tuple[Premises, ...]]:
    undercuts: dict[Premises, tuple[Premises, ...]] = {}
    for written, texts in table.items():
        against = parse_premises(written)
        if against in undercuts:
            raise PydanticCustomError(
                TWICE, "`{link}` is undercut in two lists", {"link": premises_text(against), "key": written}
            )
        if texts:
            undercuts[against] = _premises(texts)
    return undercuts


_TYPES: Final[dict[Kind, Any]] = {
    Kind.LINE: Text,
    Kind.PROSE: Text,
    Kind.NUMBER: WholeNumber,
    Kind.POSITION: WholeNumber,
    Kind.TAGS: Annotated[tuple[Text, ...], AfterValidator(_tags)],
    Kind.ORDERED_IDS: tuple[Text, ...],
    Kind.PREMISES: Annotated[tuple[Text, ...], AfterValidator(_premises)],
    Kind.UNDERCUTS: Annotated[dict[Text, tuple[Text, ...]], AfterValidator(_undercuts)],
}


STRICT: Final = ConfigDict(extra="forbid", frozen=True, defer_build=True, field_title_generator=lambda name, _: name)


def model_of(
    name: str,
    description: str,
    fields: Iterable[Field],
    types: Mapping[Kind, Any] = _TYPES,
    config: ConfigDict = STRICT,
) -> type[BaseModel]:
    """The model of a table of a map's file, whose values are as the map has them."""
    values = {field.name: _field(field, types[field.kind]) for field in fields}
    return create_model(name, __doc__=description, __config__=config, **values)


def _field(field: Field, kind: Any) -> Any:  # noqa: ANN401 - as pydantic takes it
    absent = dict(field.absent) if isinstance(field.absent, Mapping) else field.absent
    says = _SCHEMAS.get(field.kind, {})
    if field.kind in (Kind.NUMBER, Kind.POSITION):
        possible = NUMBERS.get(field.name, NUMBERS["year"])  # the one that there can be conflicts about
        says = {"minimum": possible[0], "maximum": possible[-1]}
    if field.kind in (Kind.LINE, Kind.PROSE):
        if field.required:
            says = {"pattern": r"\S"}
        else:
            kind = Annotated[kind, AfterValidator(lambda text: text or absent)]
    default = ... if field.required else absent
    example = tomli.loads(f"example = {field.example}")["example"]
    return kind, ModelField(default, description=field.description, examples=[example], json_schema_extra=says)


def _own(section: str, *but: str) -> TypeAdapter[BaseModel]:
    """What an object says of an element under a key of our own, but for some fields."""
    of = next(each for each in SECTIONS if each.name == section)
    said = (field for field in of.fields if field.name not in but)
    types = {**_TYPES, Kind.TAGS: Annotated[Texts, AfterValidator(_tags)]}
    return TypeAdapter(model_of(of.word, "", said, types, ConfigDict()))


_SOURCE = _own("sources")
_CLAIM = _own("claims", "text", *LINKS)
_QUOTE = _own("quotes", "source", "text")


def source_in(place: Place) -> Source:
    """The source that an object tells of. Raises Misshapen, also for a path that no source may have."""
    source = Source(**_said(place, _SOURCE))
    _check(place, ArgMap(title="-", sources={_NOWHERE: source}))
    return source


def claim_in(place: Place, text: str) -> Claim:
    """The claim `text`, of which an object tells the rest. Raises Misshapen."""
    return Claim(text=text, **_said(place, _CLAIM))


def quote_in(place: Place, text: str, source_id: str) -> Quote:
    """The quote `text` of a source, of which an object tells the rest. Raises Misshapen."""
    quote = Quote(text=text, source=source_id, **_said(place, _QUOTE))
    alone = replace(quote, source=_NOWHERE)
    _check(place, ArgMap(title="-", sources={_NOWHERE: Source(path=_NOWHERE)}, quotes={"quote": alone}))
    return quote


def _said(place: Place, shape: TypeAdapter[BaseModel]) -> dict[str, Any]:
    read = place.read(shape)
    return dict(read)


def _check(place: Place, alone: ArgMap) -> None:
    for problem in problems(alone):
        place.fail(f"{problem.what}; {problem.fix}")
