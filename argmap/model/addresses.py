"""Addresses of elements in a map, and the comments that a person wrote beside them.

An address names an element by the keys that lead to it in the file, so that it stays the same wherever
the element is moved: `("claims", "us-japan-diverge", "supported_by", "gui-list-purpose")`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Address = tuple[str, ...]
"""The keys from the map's root to an element; `()` is the map itself."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person wrote beside one element of the file, without its indentation.

    Lines begin with `#`; an empty string is a blank line that stands between two comments.
    """

    above: tuple[str, ...] = ()
    """The lines before the element."""
    beside: str = ""
    """The comment at the end of the element's line, with `#`."""
    below: tuple[str, ...] = ()
    """Lines after the last thing inside the element: before an array's `]`, or at the end of the file."""

    def __bool__(self) -> bool:
        return bool(self.above or self.beside or self.below)


def address_text(address: Address) -> str:
    """An address as a reader would write it: `claims.us-japan-diverge.text`."""
    return ".".join(address)


def tidy_comments(comments: Mapping[Address, Comment], living: Collection[Address]) -> Mapping[Address, Comment]:
    """`comments` without the empty ones and without those of elements that are not `living`."""
    return MappingProxyType({at: note for at, note in comments.items() if note and at in living})
