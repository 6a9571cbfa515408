"""The canonical text of a map, to the byte: it must not depend on which tomli-w is installed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgMap, Claim, Conflict, Quote, Source
from argmap.store import dumps, loads
from tests.laws import examples
from tests.strategies import maps, tags, texts

ROOT = Path(__file__).parents[2]

MAP = ArgMap(
    title='Tab\tand "quotes"',
    note="Two\nlines ",
    thesis=("b", "a"),
    sources={"s": Source(path="../演讲.txt", year=-44, tags=("y", "x"))},
    claims={
        "b": Claim(text="B", undercut={("a", "q"): (("q",),)}, supported_by=(("a", "q"),)),
        "a": Claim(text='  "One"\n=======\n\\ \u202e\x85\n"""', countered_by=(("q",), ("b",))),
    },
    quotes={
        "q": Quote(source="s", text="line\nline\r\x9b", before="\u200b\ufeff\xad", after="\x00\x08\x0c\x1b\x7f", at=7)
    },
    conflicts={
        ("quotes", "q", "at"): Conflict(ours=7, theirs=8),
        ("claims", "b", "link", "a + q"): Conflict(ours="support", undercut=(("q",),), earlier=("counter",)),
        ("claims", "b", "text"): Conflict(base="B\nb", theirs="C"),
        ("map", "thesis"): Conflict(ours=("b", "a"), theirs=("b",)),
    },
)
TEXT = r'''format = 1

[map]
title = "Tab\tand \"quotes\""
note = """
Two
lines\u0020"""
thesis = [
    "b",
    "a",
]

[sources.s]
path = "../演讲.txt"
year = -44
tags = [
    "x",
    "y",
]

[claims.a]
text = """
  "One"
\u003d======
\\ \u202e\u0085
\"\"\""""
countered_by = [
    "b",
    "q",
]

[claims.b]
text = "B"
supported_by = [
    "a + q",
]

[claims.b.undercut]
"a + q" = [
    "q",
]

[quotes.q]
source = "s"
text = "line\nline\r\u009b"
before = "\u200b\ufeff\u00ad"
after = "\u0000\b\f\u001b\u007f"
at = 7

[conflicts.map.thesis]
ours = [
    "b",
    "a",
]
theirs = [
    "b",
]

[conflicts.claims.b.link."a + q"]
ours = "support"
undercut = [
    "q",
]
earlier = [
    "counter",
]

[conflicts.claims.b.text]
base = """
B
b"""
theirs = "C"

[conflicts.quotes.q.at]
ours = 7
theirs = 8
'''


def test_every_kind_of_field_and_character():
    assert dumps(MAP) == TEXT


@pytest.mark.parametrize("text", ["0.0", "note = 0.0", "\nnote = 0.0\n", "\n0.0", "1.0\n", "# note = 0.0\n"])
def test_a_text_like_what_stands_for_lines_while_a_map_is_written(text: str):
    for map_ in (ArgMap(title="t", note=text, claims={"c": Claim(text=text)}), ArgMap(title=f"t{text}", note="a\nb")):
        again = loads(f"# note = 0.0\n{dumps(map_)}")
        assert (again.title, again.note, again.claims) == (map_.title, map_.note, map_.claims)
        assert dumps(again) == f"# note = 0.0\n{dumps(map_)}"


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.toml")), ids=lambda path: path.stem)
def test_the_maps_of_the_project_are_canonical(path: Path):
    text = path.read_text("utf-8")
    assert dumps(loads(text)) == text


@st.composite
def maps_with_conflicts(draw: st.DrawFn) -> ArgMap:
    """Sound maps without comments, some with conflicts about texts, numbers, lists or links."""
    map_ = draw(maps())
    places = [("map", "thesis"), ("map", "note"), *(("sources", some, "year") for some in map_.sources)]
    places += [("quotes", some, name) for some in map_.quotes for name in ("text", "translation")]
    places += [("claims", some, *rest) for some in map_.claims for rest in (("text",), ("id",), ("link", "a + b"))]
    conflicts = {}
    for at in draw(st.lists(st.sampled_from(places), unique=True, max_size=3)):
        kinds = {"thesis": st.just(("b", "a")), "year": st.integers(1, 2000)}
        readings = st.none() | kinds.get(at[-1], texts())
        undercut = (("b", "c"), ("a",)) if "link" in at else ()
        conflicts[at] = Conflict(base=draw(readings), ours=draw(readings), earlier=draw(tags()), undercut=undercut)
    return replace(map_, conflicts=conflicts)


@examples(60, 2000)
@given(maps_with_conflicts())
def test_the_text_is_what_is_written_without_a_library(map_: ArgMap):
    assert dumps(map_) == "\n".join(canonical_lines(map_)) + "\n"


FIELDS = {
    "map": "title note thesis",
    "sources": "path title author lang year url note tags encoding blob",
    "claims": "text note tags supported_by countered_by",
    "quotes": "source text before after at alike blob translation note tags",
}
PROSE = {"map": {"note"}, "sources": {"note"}, "claims": {"text", "note"}, "quotes": {"note", "translation"}}


def canonical_lines(map_: ArgMap) -> Iterator[str]:
    """The lines of the file of a map without comments: the canonical form, written down a second time."""
    yield from ("format = 1", "", "[map]", *lines_of_table(map_, "map"))
    for section in ("sources", "claims", "quotes"):
        for some_id, element in sorted(getattr(map_, section).items()):
            yield from ("", f"[{section}.{some_id}]", *lines_of_table(element, section))
            undercut = sorted((" + ".join(against), some) for against, some in getattr(element, "undercut", {}).items())
            if undercut:
                yield from ("", f"[{section}.{some_id}.undercut]")
            for against, some in undercut:
                yield from lines_of_list(against, sorted(map(" + ".join, some)))
    for section in FIELDS:
        for at in sorted(at for at in map_.conflicts if at[0] == section):
            yield from (
                "",
                f"[conflicts.{'.'.join(map(key, at))}]",
                *lines_of_table(map_.conflicts[at], section, at[-1]),
            )


def lines_of_table(element: object, section: str, in_conflict: str = "") -> Iterator[str]:
    for name in ("base ours theirs undercut earlier" if in_conflict else FIELDS[section]).split():
        value = getattr(element, name)
        if name in ("supported_by", "countered_by", "undercut"):
            value = sorted(map(" + ".join, value))
        if value in (None, (), []) or (name, value) in (("at", 0), ("before", ""), ("after", "")):
            continue
        if isinstance(value, (tuple, list)):
            yield from lines_of_list(name, value if name != "tags" else sorted(value))
        elif isinstance(value, str):
            has_lines = "\n" in value and (in_conflict or name) in PROSE[section]
            yield f"{name} = {lines(value) if has_lines else one_line(value)}"
        else:
            yield f"{name} = {value}"


def lines_of_list(name: str, entries: list[str] | tuple[str, ...]) -> list[str]:
    return [f"{key(name)} = [", *(f"    {one_line(entry)}," for entry in entries), "]"]


def key(name: str) -> str:
    return name if re.fullmatch(r"[a-z0-9_-]+", name) else one_line(name)


def one_line(text: str) -> str:
    return f'"{"".join(map(escaped, text))}"'


def lines(text: str) -> str:
    """A string over several lines: nothing ends it early, no line ends with a space or looks like a conflict marker."""
    written = "".join(character if character in '"\n' else escaped(character) for character in text)
    written = re.sub(r'"(?=""|"?\Z)', r'\\"', written)
    written = re.sub(r" (?=\n|\Z)", r"\\u0020", written)
    written = re.sub(r"(?m)^([<>=|])(?=\1{6})", lambda found: f"\\u{ord(found[0]):04x}", written)
    return f'"""\n{written}"""'


def escaped(character: str) -> str:
    short = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
    unseen = "\u200b\u200e\u200f\u2028\u2029\ufeff\xad\ufff9\ufffa\ufffb"
    code = ord(character)
    hidden = code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x206F
    return short.get(character) or (f"\\u{code:04x}" if hidden or character in unseen else character)
