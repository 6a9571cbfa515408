"""The map as one table for spreadsheets: a row for each claim, quote, link and source, told apart by `kind`.

One table in one file is what a spreadsheet opens with a double click; a filter on `kind` gives any of the four.
Commas or tabs part the cells as RFC 4180 has it: every cell in quotation marks, lines ended by CR LF. The mark at the
beginning tells Excel that the file is UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from argmap.formats.format import Exported, ExportInput, Format, Part, losses
from argmap.formats.sources import line_of, page_of
from argmap.model import premises_text

Cell = str | int | None
COLUMNS: Final = (
    "kind",
    "id",
    "text",
    "translation",
    "thesis",
    "from",
    "role",
    "to",
    "against",
    "source",
    "line",
    "page",
    "state",
    "author",
    "year",
    "lang",
    "url",
    "path",
    "encoding",
    "tags",
    "note",
)
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠'")
"""How a cell begins that a spreadsheet would reckon out (OWASP, CSV Injection), full-width too; and the mark itself."""


def table(export_input: ExportInput, separator: str) -> Exported:
    """The table, its cells parted by `separator`; a cell that could be a formula has an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(export_input):
        writer.writerow([_defused(row.get(column)) for column in COLUMNS])
    lost = losses(export_input.map, Part.ANCHORS, Part.COMMENTS, Part.CONFLICTS)
    return Exported(file.getvalue().encode("utf-8-sig"), lost)


def rows(export_input: ExportInput) -> Iterator[Mapping[str, Cell]]:
    """The rows, by their columns: the map itself, claims, quotes, links, sources."""
    map_ = export_input.map
    yield {"kind": "map", "text": map_.title, "note": map_.note}
    for claim_id, claim in sorted(map_.claims.items()):
        thesis = map_.thesis.index(claim_id) + 1 if claim_id in map_.thesis else None
        tags = ", ".join(claim.tags)
        yield {"kind": "claim", "id": claim_id, "text": claim.text, "thesis": thesis, "tags": tags, "note": claim.note}
    yield from _quotes(export_input)
    for link in map_.links():
        yield {
            "kind": "link",
            "from": premises_text(link.premises),
            "role": link.role,
            "to": link.target,
            "against": premises_text(link.against),
        }
    for source_id, source in sorted(map_.sources.items()):
        yield {
            "kind": "source",
            "id": source_id,
            "text": source.title,
            "author": source.author,
            "year": source.year,
            "lang": source.lang,
            "url": source.url,
            "path": source.path,
            "encoding": source.encoding,
            "tags": ", ".join(source.tags),
            "note": source.note,
        }


def _quotes(export_input: ExportInput) -> Iterator[Mapping[str, Cell]]:
    for quote_id, quote in sorted(export_input.map.quotes.items()):
        quote_state = export_input.quote_states.get(quote_id)
        yield {
            "kind": "quote",
            "id": quote_id,
            "text": quote.text,
            "translation": quote.translation,
            "source": quote.source,
            "line": line_of(quote_state),
            "page": page_of(quote_state),
            "state": quote_state.state if quote_state else None,
            "tags": ", ".join(quote.tags),
            "note": quote.note,
        }


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def export_csv(export_input: ExportInput) -> Exported:
    """The table as Excel, LibreOffice and Google Sheets open it."""
    return table(export_input, ",")


CSV = Format(
    name="csv",
    label="CSV",
    suffixes=(".csv",),
    keeps="one table with a row for each claim, quote, link and source; a cell that could be a formula begins with '",
    loses="the contexts of quotes, comments",
    export=export_csv,
)


def export_tsv(export_input: ExportInput) -> Exported:
    """The table for spreadsheets in whose country the comma parts decimals, and for pasting."""
    return table(export_input, "\t")


TSV = Format(
    name="tsv",
    label="TSV",
    suffixes=(".tsv", ".tab"),
    keeps="the same table as csv, its cells between tabs",
    loses="the contexts of quotes, comments",
    export=export_tsv,
)
