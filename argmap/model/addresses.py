"""Addresses of elements in a map, and the comments that a person wrote beside them.

An address names an element by the keys that lead to it in the file, so that it stays the same wherever
the element is moved: `("claims", "us-japan-diverge", "supported_by", "gui-list-purpose")`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Address = tuple[str, ...]
"""The keys from the map's root to an element; `()` is the map itself."""


_COMMENT_LINE = r"#[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*(?<!\s)"
"""Compiled when a comment is met, by `re`, which keeps it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person wrote beside one element of the file, without its indentation.

    Lines begin with `#`; an empty string is a blank line before or between comments' lines. Raises ValueError
    for lines that no comment can have.
    """

    above: tuple[str, ...] = ()
    """The lines before the element."""
    beside: str = ""
    """The comment at the end of the element's line (for an array, after its `[`), with `#`.

    The space before the `#` is kept where it is not the usual two spaces.
    """
    below: tuple[str, ...] = ()
    """Lines after the last thing inside the element: before an array's `]`, at the end of a table or the file."""
    closing: str = ""
    """The comment after an array's `]`, written as `beside`."""

    def __post_init__(self) -> None:
        ends = (self.beside.lstrip(" \t"), self.closing.lstrip(" \t"))
        for line in (*self.above, *self.below, *ends):
            if line and not re.fullmatch(_COMMENT_LINE, line):
                raise ValueError(f"{line!r} cannot be a line of a comment")

    def __bool__(self) -> bool:
        return bool(self.above or self.beside or self.below or self.closing)


def address_text(address: Address) -> str:
    """An address as a reader would write it: `claims.us-japan-diverge.text`."""
    return ".".join(address)


def tidy_comments(comments: Mapping[Address, Comment], living: Collection[Address]) -> Mapping[Address, Comment]:
    """`comments` without the empty ones and without those of elements that are not `living`."""
    return MappingProxyType({at: note for at, note in comments.items() if note and at in living})
