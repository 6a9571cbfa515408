"""Links, and the premises they begin at."""

from dataclasses import dataclass
from enum import StrEnum

Premises = tuple[str, ...]
"""The ids at the beginning of a link: one, or several linked premises, sorted."""

_LINKED = " + "


def premises_text(premises: Premises) -> str:
    """Premises as the file writes them: `a`, or `a + b` for linked ones."""
    return _LINKED.join(premises)


def parse_premises(text: str) -> Premises:
    """The premises that `text` names: the reverse of `premises_text`, in any order and spacing."""
    return tuple(sorted(part.strip() for part in text.split("+")))


class Role(StrEnum):
    """What a link does to what it points at."""

    SUPPORT = "support"
    COUNTER = "counter"
    UNDERCUT = "undercut"


@dataclass(frozen=True, slots=True)
class Link:
    """One link, as a value to talk about; the map keeps it inside the claim it points at."""

    premises: Premises
    role: Role
    target: str
    """The claim that is supported or countered; for an undercut, the claim of the link under attack."""
    against: Premises = ()
    """For an undercut, the premises of the link under attack; else empty."""
