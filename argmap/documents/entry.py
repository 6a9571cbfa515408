"""Entries of a reference manager: CSL-JSON, Zotero's own and Better BibTeX's JSON, and BibTeX.

They say what a work is called and who wrote it, and some where its file lies. Their text they do not hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from argmap.documents.details import address_in, doi_in, language_tag, one_line, year_in
from argmap.documents.document import Details, Unconvertible, Unsuitable
from argmap.files.errors import UnreadableSource
from argmap.text.reading import decode

_LANGUAGES: Final = {
    "english": "en",
    "german": "de",
    "ngerman": "de",
    "chinese": "zh",
    "french": "fr",
    "japanese": "ja",
}
_BRACES: Final = re.compile(r"[{}]")
_FILE_FIELDS: Final = frozenset({"file", "pdf", "local-url"})
"""Where reference managers say where the file of a work lies: `pdf` in older JabRef, `local-url` in BibDesk."""
_AUTHORS: Final = ("author", "editor", "director")
"""Which of Zotero's creators are named; a tuple, since anything can stand in place of a type."""
_ENTRIES: Final = re.compile(r"(?:\\.|[^\\;])+")
_PARTS: Final = re.compile(r"(?:\\:|(?<![^:;\s])[A-Za-z]:(?=[/\\])|[^:])+")
"""What stands between colons, but for one that is escaped or stands behind the letter of a drive."""
_ESCAPED: Final = re.compile(r"\$\\backslash\$|\\([:;_&%#${}\\ ])")
"""What LaTeX and the managers put a backslash before; Mendeley writes the backslash itself as a formula."""
_MOST_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A work, as a reference manager knows it."""

    key: str
    details: Details
    files: tuple[str, ...] = ()
    """The paths of its files, as they stand in the entry."""


def is_entry_list(data: bytes) -> bool:
    """Whether JSON can be a list of entries: their fields are named in it."""
    return bool(re.search(rb'"(?:title|citation-key|citationKey|itemType|DOI)"\s*:', data)) and bool(
        re.search(rb'"(?:type|itemType)"\s*:', data)
    )


def json_entries(data: bytes, name: str) -> list[Entry]:
    """The entries in a file of JSON. Raises Unconvertible where there are none."""
    try:
        value = json.loads(decode(data)[0])
    except UnreadableSource as fault:
        raise Unconvertible(f"{name}: {fault}") from fault
    except json.JSONDecodeError as fault:
        raise Unconvertible(f"{name}:{fault.lineno}: this is not valid JSON. Export the entry again.") from fault
    except (ValueError, RecursionError) as fault:  # a number of thousands of digits, or brackets without end
        raise Unconvertible(f"{name} is not valid JSON. Export the entry again.") from fault
    items = value.get("items", [value]) if isinstance(value, dict) else value
    entries = [_from_json(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    titled = [entry for entry in entries if entry.details.title]
    if not titled:
        raise Unconvertible(f"{name} has no entry with a title. Export it from Zotero as CSL JSON or BibTeX.")
    return titled


def bibtex_entries(data: bytes, name: str) -> list[Entry]:
    """The entries in a BibTeX file. Raises ImportError where there is no bibtexparser, Unconvertible where none is."""
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    try:
        text = decode(data)[0]
    except UnreadableSource as fault:
        raise Unconvertible(f"{name}: {fault}") from fault
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    files = {
        block.key: ";".join(str(field.value) for field in block.fields if field.key.lower() in _FILE_FIELDS)
        for block in parse_string(text).entries
    }
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    entries = [
        _from_bibtex(
            block.key,
            {field.key.lower(): str(field.value) for field in block.fields} | {"file": files.get(block.key, "")},
        )
        for block in library.entries
    ]
    if not entries:
        raise Unconvertible(f"{name} has no entry that could be read. Export it again as BibTeX or CSL JSON.")
    return entries


def the_entry(entries: list[Entry], wanted: str | None, name: str) -> Entry:
    """The entry that is wanted, or the only one. Raises Unsuitable, which names those that there are."""
    found = [entry for entry in entries if entry.key == wanted] if wanted is not None else entries
    if len(found) == 1:
        return found[0]
    keys = ", ".join(entry.key for entry in entries[:_MOST_SHOWN]) + (" …" if len(entries) > _MOST_SHOWN else "")
    said = f"no entry `{wanted}`" if wanted is not None and not found else f"{len(found or entries)} entries"
    raise Unsuitable(f"{name} holds {said}. Choose one with `--entry`: {keys}")


def file_of(entry: Entry, folder: Path) -> Path | None:
    """The first file of an entry that is there.

    Relative paths begin at `folder`. Where nothing is at a path, as on another computer than the entry's, the file is
    looked for in `folder` by the end of its path, the longest first.
    """
    for named in entry.files:
        parts = [part for part in PurePosixPath(named).parts if part not in ("/", "..", ".")]
        tails = [folder.joinpath(*parts[first:]) for first in range(len(parts))]
        for path in (folder / named, *tails, Path("/").joinpath(*parts)):  # Mendeley leaves out the first slash
            try:
                file = path.resolve()
                if file.is_file():
                    return file
            except (OSError, ValueError):
                continue  # a path of another system
    return None


def _from_json(item: dict[str, Any]) -> Entry:
    data = item["data"] if isinstance(item.get("data"), dict) else item

    def said(*names: str) -> str | None:
        return next((str(data[name]) for name in names if isinstance(data.get(name), str | int)), None)

    key = said("citation-key", "citationKey", "id", "key", "itemKey") or ""
    url = doi_in(said("DOI", "doi")) or address_in(said("URL", "url"))
    return Entry(
        key=key,
        details=Details(
            title=one_line(said("title")),
            author=one_line(", ".join(_people(data))),
            year=_issued(data) or year_in(said("date", "year")),
            lang=_language(said("language")),
            url=url,
        ),
        files=tuple(_attachments(data)),
    )


def _people(data: dict[str, Any]) -> Iterator[str]:
    listed = data.get("author") or data.get("creators") or data.get("editor")
    for one in listed if isinstance(listed, list) else []:
        if not isinstance(one, dict) or one.get("creatorType", "author") not in _AUTHORS:
            continue
        whole = one.get("literal") or one.get("name")
        parts = [one.get(part) for part in ("given", "firstName", "non-dropping-particle", "family", "lastName")]
        named = whole if isinstance(whole, str) else _name([part for part in parts if isinstance(part, str)])
        if named.strip():
            yield named.strip()


def _name(parts: list[str]) -> str:
    """Given name and family name; Chinese, Japanese and Korean ones without a space, the family first."""
    if len(parts) == 2 and all(part and part[0] >= "\u2e80" for part in parts):
        return parts[1] + parts[0]
    return " ".join(part for part in parts if part)


def _issued(data: dict[str, Any]) -> int | None:
    issued = data.get("issued")
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    try:
        return year_in(str(parts[0][0])) if parts else year_in(str(issued.get("raw") or issued.get("literal") or ""))
    except (IndexError, KeyError, TypeError):
        return None


def _attachments(data: dict[str, Any]) -> Iterator[str]:
    """The paths of files, in the order in which an entry lists them; those that can be converted best come first."""
    listed = data.get("attachments")
    found = (
        [one.get("path") or one.get("localPath") for one in listed if isinstance(one, dict)]
        if isinstance(listed, list)
        else []
    )
    found.append(data.get("file"))
    for path in found:
        if isinstance(path, str) and path:
            yield from _paths(path)


def _paths(field: str) -> Iterator[str]:
    """The paths in a field of files: `a.pdf`, or JabRef's and Zotero's `Title:path/a.pdf:application/pdf;…`.

    With `/` whatever the system; what may be a path is given, and what has no ending is none.
    """
    for one in _ENTRIES.findall(field):
        words = one.strip().removeprefix("{").removesuffix("}")
        if words.lower().startswith("file:"):
            words = unquote(urlsplit(words).path)
            parts = [words]
        else:
            parts = [words, *(part.strip() for part in _PARTS.findall(words))]
        paths = (_ESCAPED.sub(lambda sign: sign[1] or "\\", part).replace("\\", "/") for part in parts)
        yield from (path for path in dict.fromkeys(paths) if PurePosixPath(path).suffix)


def _language(said: str | None) -> str | None:
    return _LANGUAGES.get((said or "").lower()) or language_tag(said)


def _from_bibtex(key: str, fields: dict[str, str]) -> Entry:
    def plain(name: str) -> str | None:
        return one_line(_BRACES.sub("", fields[name])) if name in fields else None

    authors = re.split(r"\s+and\s+", plain("author") or plain("editor") or "")
    return Entry(
        key=key,
        details=Details(
            title=plain("title"),
            author=one_line(", ".join(map(_in_order, authors))),
            year=year_in(plain("date") or plain("year")),
            lang=_language(plain("langid") or plain("language")),
            url=doi_in(plain("doi")) or address_in(plain("url")),
        ),
        files=tuple(_paths(fields.get("file", ""))),
    )


def _in_order(author: str) -> str:
    """`Mayor, Ann` as `Ann Mayor`."""
    family, comma, given = author.partition(",")
    return _name([given.strip(), family.strip()]) if comma else author.strip()
