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


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('"claims": {"a": 7}', '`claims.a` is a number, and must be an object; write it as in `"a": {…}`'),
        ('"claims": 7', "`claims` is a number, and must be an object"),
        (
            '"claims": {"a": {"text": "A", "tags": "x"}}',
            '`tags` is a text, and must be a list; write it as in `"tags": [',
        ),
        ('"claims": {"a": {"text": "A", "tags": [7]}}', "entry 1 of `tags` is a number, and must be a text; put it"),
        (
            '"claims": {"a": {"text": "A", "undercut": {"b": 7}}}',
            "`claims.a.undercut.b` is a number, and must be a list",
        ),
        ('"claims": {"a": {"note": "N"}}', '`claims.a` has no `text`; add `"text": "It is so."` to it'),
        ('"claims": {"a": {"text": "A", "tagz": []}}', "unknown key `tagz` in `claims.a`; did you mean `tags`?"),
        ('"sources": {"s": {"path": "p", "year": true}}', "`year` is true or false, and must be a whole number"),
        ('"sources": {"s": {"path": "p", "year": 12345}}', "12345"),
        (
            '"conflicts": {"claims": {"a": {"txt": {}}}}',
            "unknown key `txt` in `conflicts.claims.a`; did you mean `text`?",
        ),
        ('"$schema": "x", "coments": []', "unknown key `coments`; did you mean `comments`?"),
    ],
)
def test_each_fault_is_said_with_how_to_fix_it_in_json(table: str, said: str) -> None:
    with pytest.raises(UnreadableFormat) as refused:
        again(f'{{"format": 1, "map": {{"title": "T"}},\n{table}}}')
    assert str(refused.value).startswith("map.json:2: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_link_that_is_undercut_in_two_lists_is_refused_at_the_second() -> None:
    claims = """{"format": 1, "map": {"title": "T"}, "claims": {
 "a": {"text": "A", "supported_by": ["b + c"], "undercut": {
  "b + c": ["d"],
  "c+b": ["d"]}},
 "b": {"text": "B"}, "c": {"text": "C"}, "d": {"text": "D"}}}"""
    with pytest.raises(UnreadableFormat, match=r"map\.json:4: `b \+ c` is undercut in two lists; join the two$"):
        again(claims)


@pytest.mark.parametrize("version", ["true", "1.0", '"1"', "0", "null", "[]"])
def test_a_format_that_no_argmap_writes_is_refused(version: str) -> None:
    with pytest.raises(UnreadableFormat, match=r'map\.json:1: .*`format`.*`"format": 1`'):
        again(f'{{"format": {version}, "map": {{"title": "T"}}}}')


def test_of_a_newer_format_only_that_is_said() -> None:
    with pytest.raises(UnreadableFormat, match=r"map\.json:1: the file has format 2, .*; update argmap$"):
        again('{"format": 2, "chapters": 7}')


def test_half_a_character_becomes_the_sign_for_a_lost_one() -> None:
    text = r'{"format": 1, "map": {"title": "\ud83dx"}, "claims": {"a": {"text": "\ud83d\ude00", "tags": ["\udc00"]}}}'
    assert again(text) == ArgMap(title="\ufffdx", claims={"a": Claim(text="😀", tags=("\ufffd",))})


@pytest.mark.parametrize("text", ["[]", "7", '"x"', "null"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormat, match=r"map\.json:1: this is not a map"):
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
