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
from argmap.documents.details import address_in, counted, doi_in, language_tag, one_line, year_in
from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.markup import readings_left_out, struck_through, tag_of, text_of, write
from argmap.documents.web import parsed
from argmap.documents.writer import TextWriter
from argmap.files.errors import UnreadableSource
from argmap.text.reading import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_ENTITY: Final = re.compile(r"&(\w{2,8});")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MOST_FALLBACKS: Final = 10
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
    pictures: frozenset[str]
    """Those of the chapters that are pictures by themselves."""
    doubts: tuple[str, ...]
    """What may be wrong with their order."""


def convert_book(data: bytes, name: str, reached: Reached) -> Document:
    """A book. Raises ImportError where there is no lxml, Unconvertible for a book that is locked, damaged or empty."""
    with opened(data, name) as archive:
        book = _book(archive, name)
        _refuse_locked(archive, book, name)
        labels = {key: label for path in book.navigation for key, label in _page_list(archive, path)}
        writer = TextWriter()
        roots, pictures, missing = [], 0, []
        for number, path in enumerate(book.chapters):
            reached(number / len(book.chapters))
            if path not in archive.names:
                missing.append(path)
                continue
            root = None if path in book.pictures else _tree(archive.read(path))
            if root is not None:
                if (path, "") in labels:
                    writer.page(labels[path, ""])
                _write_chapter(root, path, labels, writer)
                roots.append(root)
            pictures += root is None or _is_picture(root)
    if not writer.text and pictures:
        raise Unconvertible(
            f"{name} is a book of pictures, and no text is in it. Let a program for text recognition (OCR) make a PDF "
            f"or text of it, and add that."
        )
    if not writer.text and missing:
        raise Unconvertible(f"{name} is incomplete: `{missing[0]}` is not in it. Get a whole copy.")
    if not writer.text:
        raise Unconvertible(f"{name} has no text in it. Add a PDF or text of it that has some.")
    return Document(
        text=writer.text,
        labels=writer.labels,
        details=book.details,
        converter=library("lxml"),
        left_out=(*_pictures_said(pictures, len(book.chapters)), *readings_left_out(roots)),
        doubts=(
            *book.doubts,
            *(f"`{path}`, a chapter, is not in the file: get a whole copy" for path in missing),
            *struck_through(roots),
        ),
    )


def _pictures_said(pictures: int, chapters: int) -> Iterator[str]:
    """The pages that are pictures, where they are more than a cover and some plates."""
    if pictures > 2 and pictures * 10 > chapters:
        yield f"{pictures:,} of {chapters:,} pages or chapters, which are pictures (only OCR can read their words)"


def _is_picture(root: Element) -> bool:
    """Whether a page shows a picture and no word."""
    shows = any(tag_of(one) in {"img", "image", "svg", "object", "canvas"} for one in root.iter())
    if not shows:
        return False
    writer = TextWriter()
    write(root, writer, skips=lambda _: False, page_at=lambda _: None)
    return not writer.text


def _write_chapter(root: Element, path: str, labels: Labels, writer: TextWriter) -> None:
    if tag_of(root) == "svg":  # a page that is drawn
        for line in _all(root, "text"):
            writer.say(text_of(line))
            writer.end()
        return
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
    package_path = _package_path(archive)
    package = None if package_path is None else _tree(archive.read(package_path))
    if package is None or package_path is None:
        raise Unconvertible(f"{name} is damaged: it does not list its content. Get a whole copy.")
    items = {item.get("id"): item for item in _all(package, "item")}
    listed = [items.get(one.get("idref")) for one in _all(package, "itemref")]
    spine = [_shown_as_text(item, items) for item in listed if item is not None]
    unlisted = len(listed) - len(spine)
    doubts = (
        [f"{counted(unlisted, 'chapter')} in the order of reading are not in the list of files"] if unlisted else []
    )
    if not spine and items:
        spine = [item for item in items.values() if _is_text(item) and not _is_navigation(item)]
        doubts = ["the book does not give the order of its chapters: it may differ from the one here"]
    files = {item: archive.stored(_path(package_path, item.get("href") or "")[0]) for item in items.values()}
    navigation = [one for one in items.values() if _is_navigation(one)]
    navigation += [one for one in items.values() if one.get("media-type") == "application/x-dtbncx+xml"]
    chapters = dict.fromkeys(files[one] for one in spine if _is_text(one) or _is_picture_file(one))
    if not chapters:
        raise Unconvertible(f"{name} is damaged: it lists no chapters. Get a whole copy.")
    return _Book(
        details=_details(package),
        chapters=tuple(chapters),
        navigation=tuple(files[one] for one in navigation if files[one] in archive.names),
        pictures=frozenset(files[one] for one in spine if not _is_text(one)),
        doubts=tuple(doubts),
    )


def _package_path(archive: Archive) -> str | None:
    """The file that says what is in a book: as its container names it, else the only one of that kind."""
    if _CONTAINER in archive.names:
        paths = [one.get("full-path") for one in _all(_tree(archive.read(_CONTAINER)), "rootfile")]
        named = next((archive.stored(path) for path in paths if path), None)
        if named in archive.names:
            return named
    packages = [path for path in archive.names if path.lower().endswith(".opf")]
    return packages[0] if len(packages) == 1 else None


def _is_text(item: Element) -> bool:
    kind = item.get("media-type") or ""
    return any(known in kind for known in _MARKUP) or (item.get("href") or "").lower().endswith(
        (".xhtml", ".html", ".htm")
    )


def _is_picture_file(item: Element) -> bool:
    return (item.get("media-type") or "").startswith("image/")


def _is_navigation(item: Element) -> bool:
    return "nav" in (item.get("properties") or "").split()


def _shown_as_text(item: Element, items: Mapping[str | None, Element]) -> Element:
    """An item, or the first text among those that stand in for it (EPUB 3.3, 5.5.2.2, manifest fallbacks)."""
    seen = [item]
    while (
        len(seen) < _MOST_FALLBACKS
        and not _is_text(seen[-1])
        and (following := items.get(seen[-1].get("fallback"))) not in {None, *seen}
    ):
        assert following is not None
        seen.append(following)
    return seen[-1] if _is_text(seen[-1]) else item


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
    """Refuse a book whose chapters are encrypted; of most books only the fonts are (EPUB OCF 3.3, 4.2.6.3.2)."""
    if _ENCRYPTION not in archive.names:
        return
    named = {unquote(one.get("URI") or "") for one in _all(_tree(archive.read(_ENCRYPTION)), "CipherReference")}
    locked = {archive.stored(posixpath.normpath(path).lstrip("/")) for path in named}
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
