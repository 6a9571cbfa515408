"""The map as a table for spreadsheets: every text comes back, and none is ever reckoned out."""

import csv
import io

import pytest
from hypothesis import given

from argmap.anchor import Resolution, State
from argmap.corpus import QuoteState
from argmap.formats import ExportInput, Format, table
from argmap.model import ArgMap, Claim, Quote, Source
from tests.laws import examples
from tests.strategies import maps

SEPARATORS = [(table.CSV, ","), (table.TSV, "\t")]
AS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def cells(fmt: Format, separator: str, export_input: ExportInput) -> list[dict[str, str]]:
    """The rows as a program reads them, by their columns."""
    assert fmt.export is not None
    content = fmt.export(export_input).content
    assert isinstance(content, bytes)
    text = content.decode("utf-8-sig")
    assert text == content.decode()[1:]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def meant(cell: str) -> str | None:
    """A text as it was before it was defused."""
    return cell.removeprefix("'") or None


@examples(20)
@given(maps())
def test_every_text_comes_back_and_no_cell_is_a_formula(whole: ArgMap) -> None:
    for fmt, separator in SEPARATORS:
        rows = cells(fmt, separator, ExportInput(map=whole))
        for row in rows:
            assert None not in row
            numbers = {row["year"], row["line"]}
            assert [cell for cell in row.values() if cell.startswith(AS_FORMULA) and cell not in numbers] == []
        by_id = {row["id"]: row for row in rows if row["id"]}
        assert set(by_id) == whole.ids
        for some_id, element in {**whole.claims, **whole.quotes}.items():
            assert (meant(by_id[some_id]["text"]), meant(by_id[some_id]["note"])) == (element.text, element.note)
        for some_id, quote in whole.quotes.items():
            assert meant(by_id[some_id]["translation"]) == quote.translation
        for some_id, source in whole.sources.items():
            row = by_id[some_id]
            assert (meant(row["text"]), meant(row["author"]), meant(row["url"])) == (
                source.title,
                source.author,
                source.url,
            )
        assert [row["to"] for row in rows if row["kind"] == "link"] == [link.target for link in whole.links()]


@pytest.mark.parametrize("sign", AS_FORMULA)
def test_a_text_that_begins_like_a_formula_has_an_apostrophe_before_it(sign: str) -> None:
    whole = ArgMap(title="T", claims={"c": Claim(text=f"{sign}HYPERLINK(1)")})
    for fmt, separator in SEPARATORS:
        said = [row["text"] for row in cells(fmt, separator, ExportInput(map=whole)) if row["kind"] == "claim"]
        assert said == [f"'{sign}HYPERLINK(1)"]


def test_a_filter_on_kind_gives_claims_quotes_links_and_sources() -> None:
    whole = ArgMap(
        title="T",
        thesis=("c",),
        sources={"s": Source(path="s.txt", title="S", year=2022)},
        claims={
            "c": Claim(text="C", supported_by=(("a", "q"),), undercut={("a", "q"): (("b",),)}),
            "a": Claim(text="A", tags=("x", "y")),
            "b": Claim(text="B"),
        },
        quotes={"q": Quote(source="s", text="引文", translation="quote")},
    )
    found = {"q": QuoteState(Resolution(State.EXACT, 4, 6, 1.0), line=3)}
    rows = cells(table.CSV, ",", ExportInput(map=whole, quote_states=found))
    assert [row["kind"] for row in rows] == ["map", "claim", "claim", "claim", "quote", "link", "link", "source"]
    assert [{name: cell for name, cell in row.items() if cell} for row in rows[3:]] == [
        {"kind": "claim", "id": "c", "text": "C", "thesis": "1"},
        {
            "kind": "quote",
            "id": "q",
            "text": "引文",
            "translation": "quote",
            "source": "s",
            "line": "3",
            "state": "exact",
        },
        {"kind": "link", "from": "a + q", "role": "support", "to": "c"},
        {"kind": "link", "from": "b", "role": "undercut", "to": "c", "against": "a + q"},
        {"kind": "source", "id": "s", "text": "S", "year": "2022", "path": "s.txt"},
    ]


@pytest.mark.parametrize(("text", "cell"), [("=1+1", "'=1+1"), ("'tis", "''tis"), ("-5 %", "'-5 %"), ("a=1", "a=1")])
def test_what_could_be_a_formula_is_marked_as_text(text: str, cell: str) -> None:
    [_, row] = cells(table.CSV, ",", ExportInput(map=ArgMap(title="T", claims={"c": Claim(text=text)})))
    assert row["text"] == cell
