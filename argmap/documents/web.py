"""Web pages: the text of the work in them, without menus, and what they say of themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from argmap.documents.clutter import clutter_in, main_part
from argmap.documents.details import address_in, doi_in, language_tag, one_line, year_in
from argmap.documents.document import CLUTTER, Details, Document, Reached, Unconvertible, library
from argmap.documents.markup import readings_left_out, struck_through, text_of, write
from argmap.documents.writer import TextWriter
from argmap.files.encodings import iana_name, meant_by
from argmap.files.errors import UnreadableSource
from argmap.text.detection import declared_codec
from argmap.text.reading import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_DAMAGE: Final = 0.01
"""The share of characters that may be damaged in a page whose encoding is declared."""
_SHOWN_PIECES: Final = 3
_SHOWN_LENGTH: Final = 60
"""Code points of a piece that is left out, as it is reported."""
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d+\)(\S+)")
_TITLES: Final = ("citation_title", "dc.title", "og:title", "twitter:title")
_AUTHORS: Final = ("citation_author", "dc.creator", "author", "article:author", "parsely-author")
_DATES: Final = ("citation_publication_date", "citation_date", "dc.date", "article:published_time", "date", "pubdate")
_ADDRESSES: Final = ("citation_doi", "dc.identifier", "og:url")
_WORKS: Final = frozenset({"Article", "NewsArticle", "BlogPosting", "ScholarlyArticle", "Report", "WebPage", "Book"})


def convert_page(data: bytes, name: str, reached: Reached, *, whole: bool) -> Document:
    """A web page; `whole` keeps menus and the like.

    Raises ImportError where there is no lxml, Unconvertible for a page without text.
    """
    text, damaged, doubts = _decoded(data, name)
    root = parsed(text, name)
    if root is None:
        raise Unconvertible(f"{name} has no text in it.")
    details = _details(root)
    reached(0.2)
    part = root if whole else main_part(root)
    clutter = frozenset() if whole else clutter_in(part)
    reached(0.5)
    writer = TextWriter()
    write(part, writer, skips=clutter.__contains__, page_at=_no_page)
    reached(0.8)
    if not writer.text:
        raise Unconvertible(
            f"{name} has no text in it: the page is built by scripts. Open it in a browser, select all, "
            f"copy, and save that as a text file; or print it to a PDF file, and add that."
        )
    return Document(
        text=writer.text,
        details=details,
        converter=library("lxml"),
        left_out=(*damaged, *(_said_of_rest(root, part, clutter) if not whole else ()), *readings_left_out([part])),
        doubts=(*doubts, *struck_through([part])),
    )


def parsed(text: str, name: str) -> Element | None:
    """The root of a page in HTML, read as forgivingly as by browsers; None where there is nothing in it.

    Raises Unconvertible where libxml2 gave up for depth or size: what it read until then is not the page.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # what it says of a page that is empty
        return None
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise Unconvertible(f"{name}: its parts are nested too deeply to be read. Save its text by itself.")
    return root


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text of a page, what of it is damaged, and what is doubtful: a page with a few bad bytes is read, too.

    A mark decides, else UTF-8, else what the page declares, where that is possible.
    """
    codec = declared_codec(data) or "utf-8"
    try:
        read = decode(data)
    except UnreadableSource as fault:
        read, refusal = None, fault
    if read is not None and (read.encoding == "UTF-8" or read.is_marked or codec == "utf-8" or _fits(data, codec)):
        doubt = f"it was read as {read.encoding}, which is a guess; `--encoding` chooses another"
        return read.text, (), (doubt,) if read.is_guess else ()
    text = data.decode(meant_by(codec)[0], "replace")
    damaged = text.count("\ufffd")
    if damaged <= _MOST_DAMAGE * len(text):
        return text, (f"{damaged} characters that are damaged (shown as \ufffd)",), ()
    if read is not None:
        return read.text, (), (f"it declares {iana_name(codec)}, which is wrong, and was read as {read.encoding}",)
    raise Unconvertible(f"{name}: {refusal}") from refusal


def _fits(data: bytes, codec: str) -> bool:
    return "\ufffd" not in data.decode(meant_by(codec)[0], "replace")


def _said_of_rest(root: Element, part: Element, clutter: frozenset[Element]) -> Iterator[str]:
    """How much of what can be seen is not in the text, and its longest pieces: they are the likeliest to be missed."""
    pieces: list[str] = []
    apart = [one for one in part.iter() if one in clutter and not any(up in clutter for up in one.iterancestors())]
    for element in apart if part is root else (root, *apart):
        writer = TextWriter()
        write(element, writer, skips=(lambda one: one is part) if element is root else _nothing, page_at=_no_page)
        pieces += writer.text.split("\n\n")
    pieces = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    if pieces:
        longest = sorted(pieces, key=len, reverse=True)[:_SHOWN_PIECES]
        shown = ", ".join(
            f"“{piece if len(piece) <= _SHOWN_LENGTH else piece[:_SHOWN_LENGTH] + '…'}”" for piece in longest
        )
        yield f"{CLUTTER} ({sum(map(len, pieces)):,} characters): {shown}{' …' if len(pieces) > len(longest) else ''}"


def _nothing(_element: Element) -> bool:
    return False


def _no_page(_element: Element) -> None:
    return None


def _details(root: Element) -> Details:
    """What a page says of the work: in its `meta` elements, else for search engines, else in its title."""
    metas = list(_metas(root))
    work = _linked_data(root)
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    saved = next((found[1] for comment in _comments(root) if (found := _SAVED_FROM.search(comment))), None)
    titles = [*_of(metas, _TITLES), _text(work.get("headline")), *(text_of(at) for at in root.iter("title"))]
    dates = [*_of(metas, _DATES), _text(work.get("datePublished"))]
    dois = [doi_in(said) for said in _of(metas, ("citation_doi", "dc.identifier"))]
    addresses = [canonical, *_of(metas, ("og:url", "citation_public_url")), saved]
    return Details(
        title=next(filter(None, map(one_line, titles)), None),
        author=one_line(", ".join(_authors(metas, work))),
        year=next(filter(None, map(year_in, dates)), None),
        lang=language_tag(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        url=next(filter(None, (*dois, *map(address_in, addresses))), None),
    )


def _metas(root: Element) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name and content and content.strip():
            yield name.strip().lower().replace("dcterms.", "dc."), content


def _of(metas: list[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    """What the metas of these names say, in the order of the names."""
    return [content for wanted in names for name, content in metas if name == wanted]


def _authors(metas: list[tuple[str, str]], work: dict[str, Any]) -> list[str]:
    for name in _AUTHORS:
        said = [content.strip() for content in _of(metas, (name,)) if address_in(content) is None]
        if said:
            return list(dict.fromkeys(said))
    authors = work.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    named = [_text(one.get("name") if isinstance(one, dict) else one) for one in listed]
    return [name for name in named if name]


def _linked_data(root: Element) -> dict[str, Any]:
    """What a page tells search engines of the work (JSON-LD, schema.org)."""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                value = json.loads(text_of(script))
            except (ValueError, RecursionError):
                continue  # it is broken on many pages; nothing but a title is lost
            things = value.get("@graph", [value]) if isinstance(value, dict) else value
            for thing in things if isinstance(things, list) else []:
                if isinstance(thing, dict) and str(thing.get("@type")) in _WORKS:
                    return thing
    return {}


def _comments(root: Element) -> Iterator[str]:
    from lxml import etree

    before = root.getroottree().getroot().itersiblings(etree.Comment, preceding=True)
    yield from (comment.text or "" for comment in before)
    yield from (comment.text or "" for comment in root.iterchildren(etree.Comment))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
