"""The cited sources for LaTeX and for programs that format citations."""

import json
import re

import pytest
from hypothesis import given

from argmap.formats import ExportInput, bibliography
from argmap.formats.sources import title_of
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line
from tests.laws import examples
from tests.strategies import maps

COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\},")


def typeset(latex: str) -> str:
    """What LaTeX prints for a field."""
    assert re.fullmatch(r"(?:\\[a-z]+\{\}|\\[$&#%_]|\{\}|[^\\{}$&#%_~^])*", latex) is not None
    assert re.search(r"--|''|``|,,|[?!]`", latex) is None
    said = re.sub(r"(?<![a-z])\{\}", "", latex)
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda found: COMMANDS[found[1]] if found[1] else found[2], said)


def entries(text: str) -> dict[str, dict[str, str]]:
    """The fields of each entry, by its key."""
    read: dict[str, dict[str, str]] = {}
    for entry in text.split("\n\n") if text else []:
        first, *fields, last = entry.rstrip("\n").split("\n")
        assert last == "}"
        matches = [FIELD.fullmatch(field) for field in fields]
        assert None not in matches
        read[first.removeprefix("@misc{").removesuffix(",")] = {found[1]: found[2] for found in matches if found}
    return read


def quoted_sources(whole: ArgMap) -> dict[str, Source]:
    return {quote.source: whole.sources[quote.source] for quote in whole.quotes.values()}


@examples(30)
@given(maps())
def test_each_quoted_source_has_an_entry_that_prints_as_it_is(whole: ArgMap) -> None:
    read = entries(str(bibliography.export_bibtex(ExportInput(map=whole)).content))
    assert set(read) == set(quoted_sources(whole))
    for source_id, source in quoted_sources(whole).items():
        fields = read[source_id]
        assert typeset(fields["title"][1:-1]) == visible_line(reading_line(title_of(source)))
        assert ("author" in fields) is (source.author is not None)
        if source.author is not None:
            assert typeset(fields["author"][1:-1]) == visible_line(reading_line(source.author))
        assert not re.search(r"[\s{}\\]", fields.get("url", ""))


@examples(20)
@given(maps())
def test_each_quoted_source_is_an_item_with_its_own_words(whole: ArgMap) -> None:
    items = json.loads(str(bibliography.export_csl(ExportInput(map=whole)).content))
    assert [item["id"] for item in items] == sorted(quoted_sources(whole))
    for item in items:
        source = whole.sources[item["id"]]
        assert item["title"] == title_of(source)
        assert item.get("author") == (None if source.author is None else [{"literal": source.author}])
        assert item.get("issued") == (None if source.year is None else {"date-parts": [[source.year]]})
        assert item.get("URL") == source.url


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50 % of $5 & #1_a", "50 \\% of \\$5 \\& \\#1\\_a"),
        ("a{b}c\\d", "a\\textbraceleft{}b\\textbraceright{}c\\textbackslash{}d"),
        ("1990--91 ``so'' ,,da`` ?`", "1990-{}-91 `{}`so'{}' ,{},da`{}` ?{}`"),
        ("经济\n安全", "经济安全"),
    ],
)
def test_signs_of_latex_are_printed(text: str, latex: str) -> None:
    assert f"  title = {{{{{latex}}}}}," in str(
        bibliography.export_bibtex(ExportInput(map=one_source(title=text))).content
    )


def test_an_entry_has_what_is_known() -> None:
    whole = one_source(title="T", author="归泳涛", year=2022, url="https://x.org/a b{c}?d=%20", lang="zh", tags=("x",))
    assert str(bibliography.export_bibtex(ExportInput(map=whole)).content) == (
        "@misc{s,\n  author = {{归泳涛}},\n  title = {{T}},\n  year = {2022},\n"
        "  url = {https://x.org/a%20b%7Bc%7D?d=%20},\n  language = {zh},\n  keywords = {x},\n}\n"
    )
    assert json.loads(str(bibliography.export_csl(ExportInput(map=whole)).content)) == [
        {
            "id": "s",
            "type": "webpage",
            "title": "T",
            "author": [{"literal": "归泳涛"}],
            "issued": {"date-parts": [[2022]]},
            "URL": "https://x.org/a b{c}?d=%20",
            "language": "zh",
            "keyword": "x",
        }
    ]


def test_the_argument_is_said_to_be_lost() -> None:
    whole = one_source()
    for written in (
        bibliography.export_bibtex(ExportInput(map=whole)),
        bibliography.export_csl(ExportInput(map=whole)),
    ):
        assert written.losses == (
            "the title",
            "1 claim",
            "1 quote",
            "1 link",
            "1 path of a text",
            "1 source that no quote is taken from",
        )


def one_source(**known: object) -> ArgMap:
    return ArgMap(
        title="M",
        sources={"s": Source(path="a/talk.txt", **known), "unread": Source(path="b.txt")},  # type: ignore[arg-type]
        claims={"c": Claim(text="C", supported_by=(("q",),))},
        quotes={"q": Quote(source="s", text="Q")},
    )
