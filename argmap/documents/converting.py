"""Which documents are converted, by what, within which limits, and where in the project their texts go."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Final

from argmap import __version__
from argmap.documents.child_process import convert_apart
from argmap.documents.document import Details, Document, Reached, Unconvertible, Unsuitable
from argmap.documents.entry import Entry, bibtex_entries, file_of, is_entry_list, json_entries, the_entry
from argmap.extras import MissingExtra
from argmap.files.errors import system_reason
from argmap.files.reading import NotRegular, first_bytes, read_file, require_regular
from argmap.text.pages import labels_text
from argmap.text.reading import decode, read_source
from argmap.text.visible import visible_line

LARGEST: Final = 100 * 2**20
"""Bytes of a document: a scanned book with its pictures has about that."""


_KINDS: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".epub": "epub",
}
_LIBRARIES: Final = {"pdf": ["pypdfium2"], "docx": ["lxml"], "epub": ["lxml"], "html": ["lxml"]}
"""What reads each kind, and is checked for before a process is started for it."""


_ENTRIES: Final = frozenset({".json", ".bib", ".bibtex"})
DOCUMENTS: Final = frozenset({*_KINDS, *_ENTRIES})
"""How the names of files end that are converted."""


_MOST_BYTES: Final = dict.fromkeys([*(suffix for suffix in _KINDS if _KINDS[suffix] == "html"), *_ENTRIES], 32 * 2**20)
"""Web pages and lists of entries, which are text alone, have less."""


_INSTEAD: Final = {
    ".doc": "as .docx",
    ".rtf": "as .docx",
    ".odt": "as .docx",
    ".pages": "as .docx",
    ".ppt": "as PDF",
    ".pptx": "as PDF",
    ".odp": "as PDF",
    ".mobi": "as .epub (Calibre does it)",
    ".azw": "as .epub (Calibre does it)",
    ".azw3": "as .epub (Calibre does it)",
    ".djvu": "as PDF with text",
    ".ps": "as PDF",
    ".mht": "as a web page, HTML only",
    ".mhtml": "as a web page, HTML only",
    ".webarchive": "as a web page, HTML only",
}
"""What is not converted, and how a user's own program saves it for argmap."""


_ADDRESS_BEGINNINGS: Final = ("http:/", "https:/", "ftp:/", "www.")
_ONE_SLASH: Final = re.compile(r":/+")
"""A path has no two slashes side by side, and an address was taken for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A plain-text copy that is to be written."""

    name: str
    """What its file is called, without a folder: `speech.txt`."""
    text: str
    """Its first line says what it was made of, by what, and which pages it has."""
    details: Details
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What of the text may be wrong, each as a sentence without a full stop."""
    pages: int = 0
    plain: Path | None = None
    """The file itself, where it was a plain text already: one in the project needs no copy."""


def is_document(file: Path) -> bool:
    """Whether a file is converted rather than read as the text that it is."""
    suffix = file.suffix.lower()
    if suffix in _KINDS or suffix in _INSTEAD or suffix in _ENTRIES - {".json"}:
        return True
    try:
        if suffix == ".json":
            return is_entry_list(_bytes_of(file))
        return first_bytes(file, 5) == b"%PDF-"
    except (OSError, ValueError, Unconvertible):
        return False


def refuse_address(said: str) -> None:
    """Refuse an address of the web where a file is wanted. Raises Unsuitable."""
    if said.lower().startswith(_ADDRESS_BEGINNINGS):
        address = _ONE_SLASH.sub("://", said)
        raise Unsuitable(
            f"{address} is an address, and argmap does not use the network. Save the page in your browser (Ctrl+S, "
            f"HTML only), or print it to a PDF file, and add that file; `--url` keeps the address."
        )


def is_page(file: Path) -> bool:
    """Whether a file is a web page, of which menus and footers are no part of the text."""
    return _KINDS.get(file.suffix.lower()) == "html"


def refuse_at_a_glance(file: Path) -> None:
    """Refuse what a look at its name and size tells to be no document that can be converted. Raises Unconvertible."""
    suffix = file.suffix.lower()
    if suffix in _INSTEAD:
        raise Unconvertible(f"{file.name}: files ending in {suffix} are not converted. Save it {_INSTEAD[suffix]}.")
    try:
        require_regular(file)
        size = file.stat().st_size
    except FileNotFoundError as fault:
        raise Unconvertible(f"{file} is missing. Check the name.") from fault
    except NotRegular as fault:
        raise Unconvertible(f"{file} is {fault.kind}. Give the path of a document.") from fault
    except (OSError, ValueError) as fault:  # ValueError: a path with a NUL character
        raise Unconvertible(
            f"{file} cannot be read: {system_reason(fault)}. Check the name and the permission."
        ) from fault
    largest = _MOST_BYTES.get(suffix, LARGEST)
    if size > largest:
        raise Unconvertible(
            f"{file} is too large: {size / 2**20:.0f} MB, and at most {largest // 2**20} MB are read. "
            f"Split it into parts."
        )


def plain_copy(
    file: Path,
    reached: Reached,
    *,
    whole: bool = False,
    entry: str | None = None,
    text_file: Path | None = None,
    encoding: str | None = None,
) -> Copy:
    """A document or an entry as plain text.

    `whole` keeps the menus of web pages, and the page numbers and running titles of PDFs; `entry` is the key of one of
    several entries, `text_file` the file of its text where the entry names none. `encoding` is that of a web page or
    plain text.

    Raises Unconvertible, MissingExtra, UnreadableSource, and what `reached` raises.
    """
    if file.suffix.lower() not in _ENTRIES:
        return _copy_of(file, reached, whole=whole, encoding=encoding)
    known = the_entry(entries_in(file), entry, file.name)
    wanted = text_file or file_of(known, file.parent)
    if wanted is None:
        named = f" Its file {known.files[0]} is not there." if known.files else ""
        raise Unsuitable(
            f"{file.name} describes “{known.details.title}”, but does not contain its text, and quotes need the text."
            f"{named} Give the file of the text with `argmap add source … --text FILE`."
        )
    made = _copy_of(wanted, reached, whole=whole, encoding=encoding)
    return replace(made, details=known.details.over(made.details))


def entries_in(file: Path) -> list[Entry]:
    """The entries in a file of a reference manager; none in another document.

    Raises Unconvertible and MissingExtra.
    """
    suffix = file.suffix.lower()
    if suffix not in _ENTRIES:
        return []
    data = _bytes_of(file)
    try:
        return json_entries(data, file.name) if suffix == ".json" else bibtex_entries(data, file.name)
    except ImportError as fault:
        raise MissingExtra("BibTeX", "documents") from fault


def _copy_of(file: Path, reached: Reached, *, whole: bool, encoding: str | None) -> Copy:
    if not is_document(file):  # the text of an entry may be plain already
        return Copy(name=_name(file), text=read_source(file, encoding).text, details=Details(), plain=file)
    data = _bytes_of(file)
    page = data
    if encoding is not None:
        if not is_page(file):
            raise Unsuitable(f"{file.name} declares its own encoding. Leave out `--encoding`.")
        page = codecs.BOM_UTF8 + decode(data, encoding).text.encode("utf-8", "replace")
    document = _converted(file, page, reached, whole=whole)
    pages = f" Pages: {labels_text(document.labels)}." if document.labels else ""
    first = (
        f"[Converted from “{visible_line(file.name)}” (SHA-256 {sha256(data).hexdigest()}) by argmap {__version__} "
        f"with {document.converter}.{pages}]"
    )
    return Copy(
        name=_name(file),
        text=f"{first}\n\n{document.text}",
        details=document.details,
        left_out=document.left_out,
        doubts=document.doubts,
        pages=len(document.labels),
    )


def _name(file: Path) -> str:
    """What the copy of a file is called: as the file, without what no path of a map may hold."""
    stem = "".join(character if character.isprintable() else " " for character in file.stem)
    return f"{' '.join(stem.split()) or 'text'}.txt"


def _converted(file: Path, data: bytes, reached: Reached, *, whole: bool) -> Document:
    kind = _KINDS.get(file.suffix.lower(), "pdf")
    if any(find_spec(library) is None for library in _LIBRARIES[kind]):
        raise MissingExtra(kind.upper(), "documents")
    try:
        return convert_apart(kind, data, file.name, reached, whole=whole)
    except OSError as fault:
        raise Unconvertible(
            f"{file.name} cannot be read: no process can be started to read it in ({system_reason(fault)}). "
            f"Close other programs, and try again."
        ) from fault


def convert(kind: str, data: bytes, name: str, reached: Reached, *, whole: bool) -> Document:
    """A document of a kind, `pdf`, `docx`, `epub` or `html`, as plain text.

    Raises ImportError where the library that reads it is not installed, and Unconvertible.
    """
    try:
        if kind == "pdf":
            from argmap.documents.pdf import convert_pdf

            return convert_pdf(data, name, reached, whole=whole)
        if kind == "docx":
            from argmap.documents.word import convert_docx

            return convert_docx(data, name, reached)
        if kind == "epub":
            from argmap.documents.epub import convert_book

            return convert_book(data, name, reached)
        from argmap.documents.web import convert_page

        return convert_page(data, name, reached, whole=whole)
    except RecursionError as fault:
        raise Unconvertible(f"{name}: its parts are nested too deeply to be read.") from fault


def _bytes_of(file: Path) -> bytes:
    """What a file holds. Raises Unconvertible where it is no file, too large or not permitted."""
    refuse_at_a_glance(file)
    try:
        return read_file(file, _MOST_BYTES.get(file.suffix.lower(), LARGEST))
    except OSError as fault:
        raise Unconvertible(f"{file} cannot be read: {system_reason(fault)}. Check the permission.") from fault


FOLDER: Final = "texts"
"""Where copies go in a project that has no texts yet."""


_LONGEST_NAME: Final = 200
"""Bytes of a new file's name; most systems allow 255, and a number may come to it."""


def home_of_texts(root: Path, texts: Iterable[Path]) -> Path:
    """The folder of a project in which most of its texts lie."""
    folders = Counter(text.parent for text in texts if text.is_relative_to(root))
    return folders.most_common(1)[0][0] if folders else root / FOLDER


def place_for_text(wanted: Path, data: bytes) -> Path:
    """Where a text goes: to the file that is wanted, or one with a number where another text has that name.

    Where this very text lies there already, that is its place. Raises OSError where the folder cannot be looked into.
    """
    stem = wanted.stem.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    for number in count(1):
        place = wanted.with_name(f"{stem}{wanted.suffix}" if number == 1 else f"{stem}-{number}{wanted.suffix}")
        if not place.exists() or (place.is_file() and place.read_bytes() == data):
            return place
    raise AssertionError("there is always a further number")
