r"""BibTeX and CSL-JSON: the sources that are cited, for LaTeX, Zotero, Pandoc and other reference managers.

A map names a source's author as one text, which may be several people or none. BibTeX gets it in braces of its own, so
that it does not look for a family name; CSL-JSON (after the schema csl-data.json of CSL 1.0.2) gets one `literal` name.
Signs of LaTeX are escaped by commands, not by `\{`, since BibTeX counts braces whatever stands before them (Patashnik,
BibTeXing, 1988).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from argmap.formats.format import Exported, ExportInput, Format
from argmap.formats.json_io import json_text
from argmap.formats.sources import cited, losses_beside_sources, title_of
from argmap.model import Source
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)
_LIGATURE: Final = re.compile(r"(?<=([-'`,]))(?=\1)|(?<=[?!])(?=`)")
"""Where LaTeX would draw two signs as one other."""


_NOT_IN_URL: Final = re.compile(r"[\\{}\s\x00-\x20\x7f\"<>^`|]")


def export_bibtex(export_input: ExportInput) -> Exported:
    """An entry for each source that is quoted, under its id."""
    entries = [_entry(source_id, source) for source_id, source in cited(export_input.map)]
    return Exported("\n".join(entries), losses_beside_sources(export_input.map))


def _entry(source_id: str, source: Source) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(source)]
    return f"@misc{{{source_id},\n{''.join(lines)}}}\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    if source.author is not None:
        yield "author", f"{{{_latex(source.author)}}}"
    yield "title", f"{{{_latex(title_of(source))}}}"
    if source.year is not None:
        yield "year", str(source.year)
    if source.url is not None:
        yield "url", _url(source.url)
    if source.lang is not None:
        yield "language", _latex(source.lang)
    if source.tags:
        yield "keywords", ", ".join(map(_latex, source.tags))
    if source.note is not None:
        yield "annote", _latex(source.note)


def _latex(text: str) -> str:
    return _LIGATURE.sub("{}", visible_line(reading_line(text)).translate(_LATEX))


def _url(url: str) -> str:
    """An address, verbatim but for what would end the field or what no address has."""
    tidy = visible_line(reading_line(url))
    return _NOT_IN_URL.sub(lambda sign: f"%{ord(sign[0]):02X}", tidy)


BIBTEX = Format(
    name="bibtex",
    label="BibTeX",
    suffixes=(".bib",),
    keeps="the sources that are quoted: author, title, year, URL, language, tags, note",
    loses="title, note and argument of the map, sources without quotes, the paths of texts",
    export=export_bibtex,
    opens_texts=False,
)


_WEB_PAGE: Final = "webpage"
_NO_MORE_IS_KNOWN: Final = "document"


def export_csl(export_input: ExportInput) -> Exported:
    """A list of items, one for each source that is quoted, under its id."""
    items = [_item(source_id, source) for source_id, source in cited(export_input.map)]
    return Exported(json_text(items), losses_beside_sources(export_input.map))


def _item(source_id: str, source: Source) -> dict[str, object]:
    item: dict[str, object] = {
        "id": source_id,
        "type": _NO_MORE_IS_KNOWN if source.url is None else _WEB_PAGE,
        "title": title_of(source),
        "author": None if source.author is None else [{"literal": source.author}],
        "issued": None if source.year is None else {"date-parts": [[source.year]]},
        "URL": source.url,
        "language": source.lang,
        "keyword": ", ".join(source.tags) or None,
        "note": source.note,
    }
    return {key: value for key, value in item.items() if value is not None}


CSL = Format(
    name="csl",
    label="CSL-JSON",
    suffixes=(".csl.json",),
    keeps="the sources that are quoted: author, title, year, URL, language, tags, note",
    loses="title, note and argument of the map, sources without quotes, the paths of texts",
    export=export_csl,
    opens_texts=False,
)
