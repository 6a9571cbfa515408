"""Whatever was done to a file, an import gives a sound map or says what is wrong: never a traceback."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import ExportInput, Format, Incoming, UnreadableFormat
from argmap.formats.import_file import read_as
from argmap.formats.registry import MODULES, format_named, format_of
from argmap.model import ArgMap, Claim, Quote, Source, problems
from tests.laws import examples

TEXT = "日本没有像美国那样把管制对象扩大到基础和新兴技术。We stand together.\n"
MAP = ArgMap(
    title="Export controls 出口管制",
    note="A note.",
    thesis=("diverge",),
    sources={"gui": Source(path="gui.txt", title="Gui", author="GUI Yong-tao", year=2022, url="https://example.org")},
    claims={
        "diverge": Claim(
            text="They diverge.",
            tags=("controls", "日本"),
            supported_by=(("japan", "law"),),
            countered_by=(("align",),),
            undercut={("align",): (("law",),)},
        ),
        "align": Claim(text="They align: “so they say” [1] {x} <b> -- ]]>", note="Look again."),
        "law": Claim(text="The law of 2018.", countered_by=(("align",),)),
    },
    quotes={"japan": Quote(source="gui", text="日本没有像美国那样", after="把管制对象", translation="Japan did not")},
)
KIALO = (
    "Discussion Title: Cars\n\n1. Ban cars\n1.1. Pro: Air [1]\n1.1.1. Con: -> See 1.2.\n1.2. Con: Shops\n\n"
    'Sources:\n[1] https://example.org\n"Cleaner\n\nair"\n'
)
HOSTILE = (
    *(
        "\x00",
        "\ud7ff",
        "\ufeff",
        "\r\n",
        "\x1b[31m",
        "[",
        "]",
        "{",
        "}",
        '"',
        "<",
        ">",
        "(1)",
        "----",
        "===",
        "+ ",
        "- ",
    ),
    *(
        "  ",
        "\t",
        "null",
        "-1",
        "9" * 5000,
        "[" * 3000,
        '{"a":' * 3000,
        "diverge",
        '"id": "diverge"',
        "1.1. Pro: ",
        ",",
    ),
)
READERS = [name for name, _ in MODULES if format_named(name).read is not None]


@cache
def sound(name: str) -> bytes:
    """A file of a format with some of everything."""
    fmt = format_named(name)
    if fmt.export is None:
        return KIALO.encode()
    content = fmt.export(ExportInput(map=MAP, texts={"gui": TEXT})).content
    return content.encode() if isinstance(content, str) else content


def neighbour(path: str) -> str | None:
    return TEXT if path == "gui.txt" else None


@st.composite
def spoiled(draw: st.DrawFn, data: bytes) -> bytes:
    """A file after some accidents: cut, with a part gone, doubled, moved, or with something else in it."""
    for _ in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, len(data)))
        last = min(len(data), first + draw(st.integers(0, 60)))
        match draw(st.sampled_from(["cut", "gone", "twice", "other", "bytes", "swap"])):
            case "cut":
                data = data[:first]
            case "gone":
                data = data[:first] + data[last:]
            case "twice":
                data = data[:last] + data[first:]
            case "other":
                data = data[:first] + draw(st.sampled_from(HOSTILE)).encode() + data[first:]
            case "bytes":
                data = data[:first] + draw(st.binary(max_size=4)) + data[last:]
            case "swap":
                data = data[:first] + data[last : last + 40] + data[first:last] + data[last + 40 :]
    return data


def soundly_read(data: bytes, fmt: Format | None, name: str = "broken") -> None:
    incoming = Incoming(data=data, name=name, neighbour=neighbour)
    try:
        _, imported = read_as(incoming, fmt)
    except UnreadableFormat:
        return
    assert problems(imported.map) == []
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(one.message and (one.line is None or 1 <= one.line <= lines) for one in imported.skipped)
    assert {source.path for source in imported.map.sources.values()} >= imported.files.keys()


@pytest.mark.parametrize("name", READERS)
@examples(35)
@given(data=st.data())
def test_a_spoiled_file_is_refused_or_read_soundly(name: str, data: st.DataObject) -> None:
    soundly_read(data.draw(spoiled(sound(name))), format_named(name))


@pytest.mark.parametrize("name", READERS)
def test_any_file_can_be_given_to_any_reader(name: str) -> None:
    for other in READERS:
        soundly_read(sound(other), format_named(name))
    for data in (
        b"",
        b"\n",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"7",
        '"日本"'.encode(),
        b"\x89PNG\0",
        b"\xef\xbb\xbf",
    ):
        soundly_read(data, format_named(name))


@pytest.mark.parametrize("name", READERS)
def test_a_file_is_told_by_its_name_and_by_its_content_alone(name: str) -> None:
    fmt = format_named(name)
    for suffix in fmt.suffixes:
        assert format_of(Incoming(data=sound(name), name=f"x{suffix}")).name == name
    if fmt.looks_like is not None:
        assert format_of(Incoming(data=sound(name))).name == name


@pytest.mark.parametrize("name", READERS)
def test_windows_line_ends_and_a_mark_change_nothing(name: str) -> None:
    fmt = format_named(name)
    assert fmt.read is not None
    plain = fmt.read(Incoming(data=sound(name), name="x", neighbour=neighbour))
    marked = b"\xef\xbb\xbf" + sound(name).replace(b"\n", b"\r\n")
    assert fmt.read(Incoming(data=marked, name="x", neighbour=neighbour)) == plain
