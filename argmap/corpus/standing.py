"""Where a quote stands in its text as it is now, as far as can be known."""

from typing import NamedTuple

from argmap.anchor import Resolution, State

_SURE = frozenset({State.EXACT, State.FOLDED})


class Standing(NamedTuple):
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
    def page_said(self) -> str | None:
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
