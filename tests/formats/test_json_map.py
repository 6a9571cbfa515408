"""The whole map as JSON: nothing is lost on the way out and in again."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from argmap.formats import ExportInput, Incoming, UnreadableFormat
from argmap.formats.json_map import JSON, export, json_schema, looks_like, read
from argmap.model import ArgMap, Claim, Conflict
from tests.laws import examples
from tests.strategies import maps


def out(whole: ArgMap) -> str:
    content = export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    return content


def again(content: str) -> ArgMap:
    imported = read(Incoming(data=content.encode(), name="map.json"))
    assert imported.skipped == ()
    return imported.map


@examples(30)
@given(maps(comments=True))
def test_a_map_comes_back_as_it_went_out_with_its_comments(whole: ArgMap) -> None:
    assert again(out(whole)) == whole


@given(maps(comments=True))
@examples(20)
def test_what_goes_out_keeps_its_schema(whole: ArgMap) -> None:
    Draft7Validator(json_schema()).validate(json.loads(out(whole)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_map_is_known_by_its_content_in_any_encoding(encoding: str) -> None:
    assert looks_like(Incoming(data=out(ArgMap(title="地图")).encode(encoding)))


def test_what_a_merge_left_undecided_comes_back_too() -> None:
    undecided = {
        ("claims", "a", "text"): Conflict(base="x", ours="A", theirs="B"),
        ("claims", "a", "link", "b"): Conflict(ours="support", theirs="counter"),
        ("map", "thesis"): Conflict(base=("a",), ours=("a", "b"), theirs=("b", "a")),
    }
    claims = {"a": Claim(text="A", supported_by=(("b",),)), "b": Claim(text="B")}
    whole = ArgMap(title="Two", claims=claims, thesis=("a", "b"), conflicts=undecided)
    assert again(out(whole)) == whole


def test_it_is_told_from_other_json_however_its_keys_are_ordered() -> None:
    content = out(ArgMap(title="One", claims={"a": Claim(text="A")}))
    assert looks_like(Incoming(data=content.encode()))
    assert looks_like(Incoming(data=json.dumps(json.loads(content), sort_keys=True).encode()))
    assert not looks_like(Incoming(data=b'{"nodes": [], "edges": []}'))
    assert JSON.loses == ""


def test_a_key_that_is_null_is_a_key_that_is_not_there() -> None:
    written = {
        "$schema": "x",
        "format": 1,
        "map": {"title": "T", "note": None},
        "claims": {"a": {"text": "A", "tags": None}},
    }
    assert again(json.dumps(written)) == ArgMap(title="T", claims={"a": Claim(text="A")})


def test_everything_that_is_wrong_is_said_at_once_with_its_line() -> None:
    text = """{
 "format": 1,
 "map": {"title": 7},
 "claims": {
  "a": {"text": "A", "supported_by": [
    "b"
  ]},
  "c": {"txt": "C"}
 }
}"""
    with pytest.raises(UnreadableFormat) as refused:
        again(text)
    said = str(refused.value).split("\n")
    assert said[0].startswith("map.json:3: `title` is a number")
    assert said[1].startswith("map.json:5: there is no claim or quote `b`")
    assert [line.split(" ")[0] for line in said[2:]] == ["map.json:8:", "map.json:8:"]


def test_half_a_character_becomes_the_sign_for_a_lost_one() -> None:
    text = r'{"format": 1, "map": {"title": "\ud83dx"}, "claims": {"a": {"text": "\ud83d\ude00", "tags": ["\udc00"]}}}'
    assert again(text) == ArgMap(title="\ufffdx", claims={"a": Claim(text="😀", tags=("\ufffd",))})


@pytest.mark.parametrize("text", ["[]", "7", '"x"', "null"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormat, match=r"map\.json:1: this is no map"):
        again(text)


def test_comments_that_fit_nowhere_are_told_with_their_line() -> None:
    whole = ArgMap(title="T", claims={"a": Claim(text="A")})
    tables = json.loads(out(whole))
    tables["comments"] = [
        {"at": ["claims", "gone"], "above": ["# x"]},
        {"at": ["claims", "a"], "above": ["no comment"]},
        {"at": ["claims", "a"], "beside": 7},
        "x",
        {"at": ["claims", "a", "text"], "beside": "# why"},
    ]
    text = json.dumps(tables, indent=1)
    imported = read(Incoming(data=text.encode()))
    assert [one.line for one in imported.skipped] == [
        text[: text.index(begin)].count("\n") + 1
        for begin in (
            '{\n   "at": [\n    "claims",\n    "gone"',
            '{\n   "at": [\n    "claims",\n    "a"\n   ],\n   "above"',
            '{\n   "at": [\n    "claims",\n    "a"\n   ],\n   "beside": 7',
            '"x"',
        )
    ]
    assert list(imported.map.comments) == [("claims", "a", "text")]
    assert replace(imported.map, comments={}) == whole
