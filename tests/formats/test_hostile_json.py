"""Files of JSON that somebody broke: each is taken as a sound map or refused in words, whatever stands in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import UnreadableFormat
from argmap.formats.aif import AIF, XAIF
from argmap.formats.annotations import ANNOTATIONS
from argmap.formats.json_canvas import CANVAS
from argmap.formats.json_map import JSON
from argmap.model import ArgMap, Claim, Quote, Source
from tests.formats.foreign import exported, imported
from tests.laws import examples

WHOLE = ArgMap(
    title="Controls",
    note="N",
    thesis=("a",),
    sources={"s": Source(path="texts/s.txt", title="S", year=2022, url="https://example.org/s", tags=("t",))},
    claims={
        "a": Claim(
            text="A.",
            note="N",
            tags=("t",),
            supported_by=(("b", "q"), ("r",)),
            countered_by=(("c",),),
            undercut={("b", "q"): (("c", "r"),), ("c",): (("b",),)},
        ),
        "b": Claim(text="B.", countered_by=(("c",),)),
        "c": Claim(text="C.", countered_by=(("b",),)),
    },
    quotes={
        "q": Quote(source="s", text="没有像美国那样", before="日本", after="。", at=7, translation="did not", note="N"),
        "r": Quote(source="s", text="Zeile\nzwei", blob="3f" * 20, tags=("t",)),
    },
)
FORMATS = (AIF, XAIF, CANVAS, ANNOTATIONS, JSON)
CONTENT = {fmt.name: exported(fmt, WHOLE) for fmt in FORMATS}

scalars = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        3.5,
        1e300,
        10**30,
        "",
        " ",
        "a",
        "q",
        "s",
        "../../x",
        "/x",
        "support",
        "S1",
        "J1",
        "\ud800",
        "I",
    ]
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abq"), inner, max_size=2)
)


def places(value: object, path: tuple = ()):
    """The path to everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in inner:
        yield (*path, key)
        yield from places(entry, (*path, key))


PLACES = {name: list(places(json.loads(content))) for name, content in CONTENT.items()}


def taken_or_refused(fmt, content) -> None:
    try:
        imported(fmt, content)
    except UnreadableFormat as fault:
        told = str(fault)
    else:
        told = "debate.json:"
    assert told.startswith("debate.json")


@examples(150)
@given(st.data(), st.sampled_from(FORMATS))
def test_a_value_that_was_replaced_by_anything(data, fmt):
    out = json.loads(CONTENT[fmt.name])
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(PLACES[fmt.name]))
        holder = out
        for key in way:
            holder = holder[key] if _has(holder, key) else {}
        if _has(holder, last):
            holder[last] = data.draw(anything)
    taken_or_refused(fmt, json.dumps(out))


def _has(holder: object, key: object) -> bool:
    return key in holder if isinstance(holder, dict) else isinstance(holder, list) and key in range(len(holder))


@given(st.sampled_from(FORMATS), st.floats(0, 1, exclude_max=True))
def test_a_file_that_was_cut_anywhere(fmt, share):
    content = CONTENT[fmt.name].rstrip()
    with pytest.raises(UnreadableFormat, match=r"debate\.json"):
        imported(fmt, content[: int(share * (len(content) - 1))])


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_a_file_in_another_encoding_with_windows_line_ends(fmt, encoding):
    content = CONTENT[fmt.name].replace("\n", "\r\n")
    if encoding == "utf-16-le":
        content = "\ufeff" + content
    if encoding == "gb18030":
        content = content.replace(
            "没有像美国那样", "没有像美国那样把管制对象扩大到基础和新兴技术，而日本的出口管制仍以防止武器扩散为目的"
        )
    assert len(imported(fmt, content.encode(encoding)).map.quotes) == 2


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_brackets_without_end(fmt):
    taken_or_refused(fmt, '{"nodes":' + "[" * 5000 + "]" * 5000 + "}")
    taken_or_refused(fmt, "[" * 100_000)


@pytest.mark.parametrize("depth", [50, 300, 900])
@pytest.mark.parametrize("inside", ['"body": {}', '"target": {}', '"target": {{"source": "x", "selector": {}}}', "{}"])
def test_annotations_in_annotations_without_end(depth, inside):
    for begin, end in (('{"items": ', "}"), ('{"items": [', "]}"), ('{"first": ', "}"), ('{"refinedBy": ', "}")):
        nested = inside.format(begin * depth + "7" + end * depth)
        taken_or_refused(ANNOTATIONS, nested if inside == "{}" else f'{{"id": "a", "target": "x", {nested}}}')


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_what_is_not_json_at_all(fmt):
    for content in (b"", b" \n", b"\x89PNG\r\n\x1a\n\x00\x00", b"Dear all,", b"null", b"[]", b"{}", b'"x"'):
        taken_or_refused(fmt, content)
