"""Walking JSON by others: whatever is wrong is said with its line and its path."""

import pytest

from argmap.formats import UnreadableFormat
from argmap.formats.json_io import Misshapen, Place, read_json
from tests.formats.foreign import incoming

FILE = '{\n "nodes": [\n  {"id": "a", "n": 3.0},\n  {"id": 7,\n   "tags": ["x", 5]}\n ]\n}'


def place() -> Place:
    return read_json(incoming(FILE))


def test_values_know_their_path_and_their_line():
    second = list(place()["nodes"])[1]
    assert (str(second), second.line) == ("$.nodes[1]", 4)
    assert (str(second["tags"]), second["tags"].line) == ("$.nodes[1].tags", 5)


def test_numbers_serve_as_ids():
    assert [node["id"].name() for node in place()["nodes"]] == ["a", "7"]


def test_a_number_with_a_bare_fraction_is_whole():
    assert next(iter(place()["nodes"]))["n"].number() == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda at: list(at["nodes"])[1]["id"].text(), "debate.json:4: $.nodes[1].id: a number, where a text belongs"),
        (lambda at: list(at["nodes"])[1]["x"].text(), "debate.json:4: $.nodes[1].x: missing; a text belongs here"),
        (lambda at: list(at["nodes"])[1]["tags"].texts(), "debate.json:5: $.nodes[1].tags[1]: a number, where"),
        (lambda at: list(at["nodes"]["x"]), "debate.json:2: $.nodes: a list, where an object belongs"),
        (lambda at: at["nodes"].number(), "debate.json:2: $.nodes: a list, where a whole number belongs"),
        (list, "debate.json:1: $: an object, where a list belongs"),
    ],
)
def test_a_value_of_another_kind_is_named(asked, said):
    with pytest.raises(Misshapen) as fault:
        asked(place())
    assert str(fault.value).startswith(said)


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
    assert read_json(incoming('["\\ud800 x", "\\ud83d\\ude00"]')).texts() == ["\ufffd x", "😀"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(encoding):
    found = read_json(incoming('{"a":\r\n "出口管制"}'.encode(encoding)))
    assert found["a"].text() == "出口管制"
    assert found["a"].line == 2
