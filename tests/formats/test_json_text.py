"""JSON from anywhere: read whole, or refused with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import Incoming, UnreadableFormat
from argmap.formats.json_io import json_text, parse_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> object:
    return parse_json(Incoming(data=text.encode(), name="x.json")).value


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    assert read(json_text(value)) == json.loads(json.dumps(value))


@given(VALUES)
def test_every_value_is_found_on_its_line(value: object) -> None:
    parsed = parse_json(Incoming(data=json_text(value).encode()))
    lines = json_text(value).split("\n")

    def walk(inner: object, *path: str | int) -> None:
        line = parsed.line_of(*path)
        assert line is not None
        begins = {dict: "{", list: "["}.get(type(inner)) or json.dumps(inner, ensure_ascii=False)
        assert begins in "\n".join(lines[line - 1 :])
        for key, child in (
            inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
        ):
            walk(child, *path, key)

    walk(value)


def test_a_line_is_that_of_the_value_not_of_its_namesake() -> None:
    text = '{\n "a": {"b": "}],:"},\n "b": [\n  1,\n  {"b": "\\"x"}\n ]\n}'
    parsed = parse_json(Incoming(data=text.encode()))
    assert [parsed.line_of(*path) for path in [(), ("a", "b"), ("b",), ("b", 0), ("b", 1, "b"), ("c",)]] == [
        1,
        2,
        3,
        4,
        5,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.json:1: the file is empty"),
        ('{"nodes": [\n{"id": "a"},', "x.json:2: the JSON ends before it is complete"),
        ('{"a": 1,\n"b": }', "x.json:2: not valid JSON: `}` in column 6 does not belong there; write a value"),
        ('{"a": 1,\n"b": [2,]}', "x.json:2: not valid JSON: `,` in column 8 .*; remove the comma too many"),
        ('{"a": 1,\n"b": 2,}', "x.json:2: not valid JSON: `,` in column 7 .*; remove the comma too many"),
        ('{"a": [1,\n  2, \n ]}', "x.json:2: not valid JSON: `,` in column 4 .*; remove the comma too many"),
        ('{"a": 1,\n"b": "never ends}', "x.json:2: the JSON ends before it is complete"),
        ("{\n'a': 1}", "x.json:2: not valid JSON: `'` in column 1 does not belong there; use \" for quotes"),
        ('{"a": 1, // one\n"b": 2}', "x.json:1: not valid JSON: `/` in column 10 .*; remove the comment"),
        ('{"a":\n"b\tc"}', r"x.json:2: not valid JSON: the character in column 3 .*; write a line break .* `?\\n"),
        ('{"a":\n"b\\c"}', "x.json:2: not valid JSON: "),
        ('{"a" 1}', "x.json:1: not valid JSON: `1` in column 6 .*; write a value, or put the comma, colon"),
        ('{"a": 1,\n"b": {"a": 2},\n"a": 3}', 'x.json:3: the key "a" is given twice'),
        ('{"a":\nNaN}', "x.json:2: NaN is not a JSON number"),
        ("[" * 100_000, "x.json: brackets are nested too deep"),
        ('{"a":' * 100_000, "x.json: brackets are nested too deep"),
        ("9" * 10_000, "x.json: a number is too long"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UnreadableFormat, match=said):
        read(text)


def test_half_a_character_becomes_the_sign_for_a_lost_one() -> None:
    assert read(r'{"\ud83d": ["\ud83dx", ["\udc00"]], "whole": "\ud83d\ude00"}') == {
        "\ufffd": ["\ufffdx", ["\ufffd"]],
        "whole": "😀",
    }
    assert read(r'["\ud83d", {"a": 1}]') == ["\ufffd", {"a": 1}]
