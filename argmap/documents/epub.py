"""EPUB: the chapters of a book in their order, with the pages of the printed one where the book lists them.

An EPUB is a zip archive of XHTML; what is in it, and in which order, stands in its package document (EPUB 3.3,
sections 5 and 7; EPUB 2.0.1 for the older `toc.ncx`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag

from argmap.documents.archive import Archive, opened
from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.markup import tag_of, text_of, write
from argmap.documents.saying import address_in, doi_in, language_tag, one_line, year_in
from argmap.documents.web import parsed
from argmap.documents.writer import TextWriter
from argmap.text import UnreadableSource, decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_ENTITY: Final = re.compile(r"&(\w{2,8});")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MARKUP: Final = ("html", "xml")

Labels = Mapping[tuple[str, str], str]
"""The labels of pages by the chapter and the element's id with which they begin."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What a package document tells."""

    details: Details
    chapters: tuple[str, ...]
    """The files of the chapters, in the order of reading."""
    navigation: tuple[str, ...]
    """The files that list contents and pages."""


def convert_book(data: bytes, name: str, reached: Reached) -> Document:
    """A book. Raises ImportError where there is no lxml, Unconvertible for a book that is locked, damaged or empty."""
    with opened(data, name) as archive:
        book = _book(archive, name)
        _refuse_locked(archive, book, name)
        labels = {key: label for path in book.navigation for key, label in _page_list(archive, path)}
        writer = TextWriter()
        for number, path in enumerate(book.chapters):
            reached(number / len(book.chapters))
            root = _tree(archive.read(path))
            if root is not None:
                if (path, "") in labels:
                    writer.page(labels[path, ""])
                _write_chapter(root, path, labels, writer)
    if not writer.text:
        raise Unconvertible(f"{name} has no text in it: it may be made of pictures. Add a PDF of it that has text.")
    return Document(text=writer.text, labels=writer.labels, details=book.details, converter=library("lxml"))


def _write_chapter(root: Element, path: str, labels: Labels, writer: TextWriter) -> None:
    begun: set[str] = set()

    def page_at(element: Element) -> str | None:
        label = labels.get((path, element.get("id") or "")) if element.get("id") else None
        if label is None and _is_page_break(element):
            told = element.get("title") or element.get("aria-label") or text_of(element)
            label = _page_number(told)
        if label is None or label in begun:
            return None
        begun.add(label)
        return label

    write(root, writer, skips=_is_contents, page_at=page_at)


def _is_page_break(element: Element) -> bool:
    return element.get("role") == "doc-pagebreak" or "pagebreak" in (element.get(_TYPE) or "").split()


def _is_contents(element: Element) -> bool:
    """Whether an element lists what is in the book, and where."""
    return tag_of(element) == "nav" and element.get(_TYPE) is not None


def _page_number(told: str) -> str:
    """`12` of `Page 12.`, as some books word it for screen readers."""
    words = told.strip().strip(".").split()
    return words[-1][:40] if words else ""


def _book(archive: Archive, name: str) -> _Book:
    container = _tree(archive.read(_CONTAINER))
    paths = [one.get("full-path") for one in _all(container, "rootfile")]
    package_path = next((path for path in paths if path), None)
    package = None if package_path is None else _tree(archive.read(package_path))
    if package is None or package_path is None:
        raise Unconvertible(f"{name} is damaged: it does not say what is in it. Get a whole copy.")
    items = {item.get("id"): item for item in _all(package, "item")}
    spine = [items[one.get("idref")] for one in _all(package, "itemref") if one.get("idref") in items]
    files = {item: _path(package_path, item.get("href") or "")[0] for item in items.values()}
    navigation = [one for one in items.values() if "nav" in (one.get("properties") or "").split()]
    navigation += [one for one in items.values() if one.get("media-type") == "application/x-dtbncx+xml"]
    chapters = [files[one] for one in spine if any(kind in (one.get("media-type") or "") for kind in _MARKUP)]
    if not chapters:
        raise Unconvertible(f"{name} is damaged: it lists no chapters. Get a whole copy.")
    listed = [files[one] for one in navigation if files[one] in archive.names]
    return _Book(_details(package), tuple(dict.fromkeys(chapters)), tuple(listed))


def _details(package: Element) -> Details:
    def said(tag: str) -> list[str]:
        namespace = "{http://purl.org/dc/elements/1.1/}"
        return [text_of(one) for one in package.iter(f"{namespace}{tag}")]

    identifiers = [*said("identifier"), *said("source")]
    return Details(
        title=next(filter(None, map(one_line, said("title"))), None),
        author=one_line(", ".join(one.strip() for one in said("creator"))),
        year=next(filter(None, map(year_in, said("date"))), None),
        lang=next(filter(None, map(language_tag, said("language"))), None),
        url=next(filter(None, (*map(doi_in, identifiers), *map(address_in, identifiers))), None),
    )


def _page_list(archive: Archive, path: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Where each page begins, as a book lists it: the `page-list` of EPUB 3, the `pageList` of EPUB 2."""
    root = _tree(archive.read(path))
    for nav in _all(root, "nav"):
        if "page-list" in (nav.get(_TYPE) or "").split():
            for link in _all(nav, "a"):
                yield _path(path, link.get("href") or ""), text_of(link).strip()[:40]
    for target in _all(root, "pageTarget"):
        label = next((text_of(one).strip() for one in _all(target, "text")), target.get("value") or "")
        source = next((one.get("src") for one in _all(target, "content")), None)
        yield _path(path, source or ""), label[:40]


def _refuse_locked(archive: Archive, book: _Book, name: str) -> None:
    """Refuse a book whose chapters are encrypted; of most books only the fonts are."""
    if _ENCRYPTION not in archive.names:
        return
    locked = {unquote(one.get("URI") or "") for one in _all(_tree(archive.read(_ENCRYPTION)), "CipherReference")}
    if locked & set(book.chapters):
        raise Unconvertible(f"{name} is locked (DRM), so that its text cannot be read. Add a copy that is not locked.")


def _tree(data: bytes) -> Element | None:
    """A file of a book: as XML, or where it is not well made, as browsers would read it. It opens nothing else."""
    from lxml import etree

    try:
        text = _ENTITY.sub(_character, decode(data)[0])
    except UnreadableSource:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        return etree.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return parsed(text, "the book")


def _character(entity: re.Match[str]) -> str:
    """The character that HTML names so: XML would know the name only from a file that is never opened."""
    name = entity[1]
    return chr(name2codepoint[name]) if name in name2codepoint and name not in _XML_ENTITIES else entity[0]


def _all(root: Element | None, tag: str) -> list[Element]:
    """The elements of a name, in whatever name space."""
    return [] if root is None else [one for one in root.iter() if tag_of(one) == tag.lower()]


def _path(base: str, reference: str) -> tuple[str, str]:
    """The file that a reference in `base` leads to, and the id in that."""
    path, fragment = urldefrag(reference)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path))) if path else base
    return joined, unquote(fragment)
