"""The texts of a map, opened, and where each quote is found in them now.

A text is read once, and again only when its file changes. Git is started, and what talks to it imported, only when the
first old text is asked for: where no text has changed since its quotes were anchored, no command waits for git.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchor import Resolution, Resolver, Selector, State
from argmap.corpus.project import OutsideProject, Project
from argmap.files.errors import UnreadableSource
from argmap.model import ArgMap, Quote, Source
from argmap.text.reading import SourceText, read_source

if TYPE_CHECKING:
    from argmap.git import PastTexts
    from argmap.text.folding import Folded
    from argmap.text.pages import Pages

OldText = Callable[[str, str | None], str | None]
"""Gives the text that a git blob id stands for, read in an encoding if it is in that; None where it is not known.

Raises NoOldText to say why not.
"""


class NoOldText(Exception):  # noqa: N818 - quotes are found without it, only less surely
    """An old text is not at hand; the message says why, and what would bring it."""


class GitHistory:
    """The texts that the git repository of a project remembers."""

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._texts: PastTexts | None = None
        self._closed_because: str | None = None

    def __call__(self, blob: str, encoding: str | None = None) -> str:
        """The text that was committed as `blob`, in `encoding` if it is in that. Raises NoOldText."""
        if self._closed_because is not None:
            raise NoOldText(self._closed_because)
        from argmap.git import GitFault, UnknownBlob

        try:
            return self._past_texts().text(blob, encoding)
        except UnknownBlob as fault:
            raise NoOldText(str(fault)) from fault
        except GitFault as fault:
            # It would be the same for each further text, and each would wait for it.
            self._closed_because = str(fault)
            raise NoOldText(self._closed_because) from fault

    def _past_texts(self) -> "PastTexts":
        if self._texts is None:
            from argmap.git import PastTexts
            from argmap.git.faults import NoRepository

            if not (self._root / ".git").exists():  # never a repository that only happens to lie around the project
                raise NoRepository(self._root)
            self._texts = PastTexts(self._root)
        return self._texts


_SURE = frozenset({State.EXACT, State.NORMALIZED})


class QuoteState(NamedTuple):
    """The resolution of one quote, or why its text cannot be read."""

    resolution: Resolution | None
    line: int | None = None
    """The line of the text, from 1, where the quote begins now; None where it is not found."""
    page: str | None = None
    """The page that is to be cited, or `12–13`; None where the text's pages are not known (`argmap.text.pages`)."""
    fault: str | None = None
    """Why the source could not be read, as a sentence for the user."""
    no_old_text: str | None = None
    """Why the text that the quote was anchored in was not at hand to compare; None where it was, or need not be."""

    @property
    def state(self) -> str:
        """The word for it: a state of the design, or `unreadable`."""
        return str(self.resolution.state) if self.resolution else "unreadable"

    @property
    def cited_page(self) -> str | None:
        """The page as one cites it: `p. 12`, `pp. 12–13`."""
        return as_cited(self.page)

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the quote is, in code points of its text; None where it is not attached."""
        if self.resolution is None or not self.resolution.found:
            return None
        start, end = self.resolution.start, self.resolution.end
        return None if start is None or end is None else (start, end)

    @property
    def needs_review(self) -> bool:
        """Whether a person should look: anything but the same words in the same or another dress."""
        return self.resolution is None or self.resolution.state not in _SURE


def as_cited(page: str | None) -> str | None:
    """A page, or `12–13`, as one cites it: `p. 12`, `pp. 12–13`."""
    if page is None:
        return None
    return f"pp. {page}" if "–" in page else f"p. {page}"


def selector_of(quote: Quote) -> Selector:
    """The part of a quote that finds its passage."""
    return Selector(quote.text, quote.before, quote.after, quote.at, quote.alike)


@dataclass(frozen=True)
class OpenText:
    """A source that has been read, with everything computed from it only once."""

    file: Path
    content: SourceText

    @property
    def text(self) -> str:
        """The decoded text; all positions count its code points."""
        return self.content.text

    @property
    def folded(self) -> "Folded":
        """The text as it is compared."""
        return self.content.folded

    @cached_property
    def resolver(self) -> Resolver:
        """Finds quotes in this text."""
        return Resolver(self.text, folded=lambda: self.folded)

    def anchor(self, span: tuple[int, int]) -> Selector:
        """The anchor of a passage (code points): made once, since in a long text that takes a moment.

        Raises ValueError for a passage outside the text.
        """
        if span not in self._anchors:
            self._anchors[span] = self.resolver.anchor(*span)
        return self._anchors[span]

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], Selector]:
        return {}

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        ends = array("I")
        at = self.text.find("\n")
        while at >= 0:
            ends.append(at)
            at = self.text.find("\n", at + 1)
        return ends

    def line_at(self, position: int) -> int:
        """The line, from 1, that the code point at `position` stands in."""
        return bisect_right(self._line_ends, position - 1) + 1

    def page_of(self, start: int, end: int) -> str | None:
        """The page or pages on which a passage stands, as one cites them; None where that is not known."""
        return self._pages.cited(start, end) if self._pages is not None else None

    @cached_property
    def _pages(self) -> "Pages | None":
        if "\f" not in self.text and not self.text.startswith("["):
            return None  # most texts: the module that counts pages is not even imported
        from argmap.text.pages import pages_of

        return pages_of(self.text)


class Corpus:
    """The texts of one project. Answers are kept for as long as the files stay as they are."""

    def __init__(self, project: Project, old_text: OldText | None = None) -> None:
        """The texts of `project`; `old_text` knows the older ones, in place of the project's git repository."""
        self.project = project
        self._old_text: OldText = old_text or GitHistory(project)
        self._texts: dict[tuple[str, str | None], tuple[tuple[int, int, int], OpenText]] = {}
        self._resolved: dict[tuple[str, str, str | None, Selector], tuple[Resolution, str | None]] = {}

    def open(self, source: Source) -> OpenText:
        """The text of `source`. Raises OutsideProject or UnreadableSource, which say why and the fix."""
        file = self.project.file_of(source.path)
        stamp = _stamp(file)
        key = (source.path, source.encoding)
        kept = self._texts.get(key)
        if kept is not None and stamp is not None and kept[0] == stamp:
            return kept[1]
        opened = OpenText(file, read_source(file, source.encoding))
        if stamp is not None:
            self._texts[key] = (stamp, opened)
        return opened

    def quote_states(self, map_: ArgMap) -> dict[str, QuoteState]:
        """Where each quote of `map_` stands, by id. A text that cannot be read is said, not raised."""
        quote_states: dict[str, QuoteState] = {}
        for source_id, source in map_.sources.items():
            quotes = map_.quotes_of(source_id)
            if not quotes:
                continue
            try:
                opened = self.open(source)
            except (OutsideProject, UnreadableSource) as fault:
                quote_states |= dict.fromkeys(quotes, QuoteState(None, fault=str(fault)))
                continue
            for quote_id, quote in quotes.items():
                quote_states[quote_id] = self._quote_state(opened, quote, quote.blob or source.blob)
        return quote_states

    def _quote_state(self, opened: OpenText, quote: Quote, anchored_in: str | None) -> QuoteState:
        selector = selector_of(quote)
        key = (opened.content.blob, opened.content.encoding, anchored_in, selector)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(opened, selector, anchored_in)
        resolution, missing = self._resolved[key]
        line = None if resolution.start is None else opened.line_at(resolution.start)
        page = None
        if resolution.start is not None and resolution.end is not None:
            page = opened.page_of(resolution.start, resolution.end)
        return QuoteState(resolution, line, page, no_old_text=missing)

    def _resolve(self, opened: OpenText, selector: Selector, anchored_in: str | None) -> tuple[Resolution, str | None]:
        """Where a quote is found, and why the text that it was anchored in could not help, where it was needed."""
        resolver, blob = opened.resolver, opened.content.blob
        seen = resolver.at_sight(selector, same_text=anchored_in == blob)
        if seen is not None:
            return seen, None
        old, missing = None, None
        if anchored_in is not None and anchored_in != blob:
            try:
                old = self._old_text(anchored_in, opened.content.told_encoding)
            except NoOldText as reason:
                missing = str(reason)
        return resolver.resolve(selector, old_text=old), missing


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file's content does; None where there is no such file."""
    try:
        found = os.stat(file)  # noqa: PTH116 - one call, with nanoseconds
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
