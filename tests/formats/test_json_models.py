"""JSON by others against models: whatever is wrong is said with its line and its path, in argmap's words."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter

from argmap.formats import UnreadableFormat
from argmap.formats.json_models import Misshapen, Name, Place, Shape, Text, Texts, WholeNumber, read_json
from tests.formats.foreign import incoming

FILE = '{\n "nodes": [\n  {"id": "a", "n": 3.0},\n  {"id": 7,\n   "tags": ["x", 5]}\n ]\n}'


class Circle(Shape):
    type: Literal["circle"]
    radius: WholeNumber


class Note(Shape):
    type: Literal["note"]
    note: Text


def place(text: str = FILE) -> Place:
    return read_json(incoming(text))


def read(value: Place, kind: Any) -> Any:
    return value.read(TypeAdapter(kind))


def second() -> Place:
    return place().each("nodes")[1]


def test_values_know_their_path_and_their_line():
    assert (str(second()), second().line) == ("$.nodes[1]", 4)
    assert (str(second()["tags"]), second()["tags"].line) == ("$.nodes[1].tags", 5)


def test_numbers_serve_as_ids():
    assert [read(node["id"], Name) for node in place().each("nodes")] == ["a", "7"]


def test_a_number_with_a_bare_fraction_is_whole():
    assert read(place()["nodes"][0]["n"], WholeNumber) == 3


def test_a_text_stands_for_a_list_of_it_and_what_has_no_words_is_passed_over():
    assert [read(place(text), Texts) for text in ('"x"', '["x", " ", null, "y"]', "null")] == [("x",), ("x", "y"), ()]


class Node(Shape):
    id: Name
    n: WholeNumber
    x: Text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: read(second()["id"], Text), "debate.json:4: $.nodes[1].id: a number, where a text belongs"),
        (lambda: read(place('{\n"id": "a", "n": 3}'), Node), "debate.json:1: $.x: missing; a text belongs here"),
        (lambda: read(place('{\n"id": "a"}'), Node), "debate.json:1: $.n: missing; a whole number belongs here"),
        (lambda: read(place('{"id": "a",\n"n": null}'), Node), "debate.json:2: $.n: missing; a whole number belongs"),
        (lambda: read(place('{"id": "a",\n"n": true}'), Node), "debate.json:2: $.n: true or false, where a whole num"),
        (lambda: read(place('{"id": "a",\n"n": 3.5}'), Node), "debate.json:2: $.n: a number, where a whole number"),
        (lambda: read(second()["tags"], Texts), "debate.json:5: $.nodes[1].tags[1]: a number, where a text belongs"),
        (lambda: read(second()["id"], Texts), "debate.json:4: $.nodes[1].id: a number, where a text belongs"),
        (lambda: read(place()["nodes"], Node), "debate.json:2: $.nodes: a list, where an object belongs"),
        (lambda: read(place()["nodes"], WholeNumber), "debate.json:2: $.nodes: a list, where a whole number belongs"),
        (lambda: read(place(), list[Any]), "debate.json:1: $: an object, where a list belongs"),
    ],
)
def test_a_value_of_another_kind_is_named(asked, said):
    with pytest.raises(Misshapen) as fault:
        asked()
    assert str(fault.value).startswith(said)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"type": "circle"', "$.radius: missing; a whole number belongs here"),
        ('"type": "note"', "$.note: missing; a text belongs here"),
        ('"type": "note", "note": 7', "$.note: a number, where a text belongs"),
        ('"type": "square"', "$.type: “square” is not a known type; write one of circle, note"),
        ('"type": 7', "$.type: a number, where a text belongs"),
        ('"type": null', "$.type: missing; a text belongs here"),
        ('"x": 1', "$.type: missing; a text belongs here"),
    ],
)
def test_the_type_of_an_object_says_what_belongs_in_it(written, said):
    with pytest.raises(Misshapen) as fault:
        read(place(f"{{\n{written}}}"), Annotated[Circle | Note, Field(discriminator="type")])
    assert fault.value.message == said


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"a": 1,\n"b": [1, 2', 2), ('{"a":\n\n "x', 3), ("", None), ('{\n"a": 1,\n"a": 2}', 3), ("{\n'a': 1}", 2)],
)
def test_broken_json_is_refused_with_its_line(text, line):
    with pytest.raises(UnreadableFormat) as fault:
        read_json(incoming(text))
    assert str(fault.value).startswith(f"debate.json:{line}: " if line else "debate.json")


def test_brackets_without_end_are_refused_and_not_followed():
    with pytest.raises(UnreadableFormat, match="deep"):
        read_json(incoming("[" * 100_000 + "]" * 100_000))


def test_half_a_surrogate_pair_becomes_a_character_that_a_map_can_hold():
    assert read(place('["\\ud800 x", "\\ud83d\\ude00"]'), Texts) == ("\ufffd x", "😀")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(encoding):
    found = read_json(incoming('{"a":\r\n "出口管制"}'.encode(encoding)))
    assert read(found["a"], Text) == "出口管制"
    assert found["a"].line == 2
