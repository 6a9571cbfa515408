"""What a converter makes of a document, and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

Reached = Callable[[float], None]
"""Told the share that is done, from 0 to 1; may raise to end the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a document or an entry says of the work; the fields of a source that it can fill."""

    title: str | None = None
    author: str | None = None
    year: int | None = None
    lang: str | None = None
    """A BCP 47 tag."""
    url: str | None = None
    """An address that begins with `https://` or `http://`; that of its DOI where it has one."""

    def over(self, other: Details) -> Details:
        """These, and what only the other knows."""
        return Details(
            title=self.title or other.title,
            author=self.author or other.author,
            year=self.year if self.year is not None else other.year,
            lang=self.lang or other.lang,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as plain text."""

    text: str
    """Paragraphs with a blank line between, headings after Markdown's `#` where they are known, pages divided by form
    feeds; one line end at the end."""
    labels: tuple[str, ...] = ()
    """What each page is called, empty for one without a number; none at all where pages are not known."""
    details: Details = field(default_factory=Details)
    converter: str
    """The library that read it, with its version: `pypdfium2 5.15.2`."""
    left_out: tuple[str, ...] = ()
    """What of the document is not in the text, each as a noun phrase for the user."""
    doubts: tuple[str, ...] = ()
    """What of the text may be wrong, each as a sentence without a full stop that says where, and what to do."""


RUNNING: Final = ("page number", "running title")
"""How what is left out of a printed page begins, unless all of it is wanted."""
CLUTTER: Final = "menus, footers and the like"
"""What of a web page is left out unless all of it is wanted."""


class Unconvertible(Exception):  # noqa: N818 - it names a state of the document
    """Raised for a document that gives no text: why, and what to do, in whole sentences."""


class Unsuitable(Unconvertible):
    """Raised where the document is not to blame: what is asked of it does not fit it, or does not say enough."""


def library(name: str) -> str:
    """A library with its version, as it is installed: `lxml 6.1.3`."""
    from importlib.metadata import version

    return f"{name} {version(name)}"
