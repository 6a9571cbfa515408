"""What an edge of a canvas does, by what stands on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from argmap.formats.canvas.writing import COLOURS
from argmap.model import Role

_FORWARD: Final = {
    Role.SUPPORT: (
        "support supports supporting pro for + proves shows implies therefore hence so evidence reason "
        "stützt unterstützt belegt begründet dafür also 支持 支撑 支撐 证明 證明 所以 因此"
    ),
    Role.COUNTER: (
        "counter counters countering con against - − – but attack attacks contradicts opposes refutes rebuts "
        "disproves objection widerspricht widerlegt dagegen aber 反对 反對 反驳 反駁 但是"
    ),
    Role.UNDERCUT: "undercut undercuts undercutting × untergräbt entkräftet 削弱",
}
_BACKWARD: Final = {
    Role.SUPPORT: ("supported by", "because", "since", "weil", "denn", "因为", "因為", "gestützt von"),
    Role.COUNTER: ("countered by", "attacked by", "opposed by", "although", "obwohl"),
    Role.UNDERCUT: ("undercut by",),
}
_LABELS: Final = {word: (role, False) for role, words in _FORWARD.items() for word in words.split()} | {
    words: (role, True) for role, several in _BACKWARD.items() for words in several
}
_COLOURS: Final = {colour: role for role, colour in COLOURS.items()}
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_CLEAR: Final = 1.3
"""So many times as much of a basic colour as of the others makes a mixed one green or red."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What an edge does."""

    role: Role
    is_backward: bool = False
    """Whether what the edge begins at is what is supported, as `because` says."""
    is_told: bool = True
    """Whether the edge says so itself."""


def relation_of(label: str | None, colour: str | None) -> Relation | None:
    """What an edge does; None for one with a label that says something else."""
    word = (label or "").strip().casefold().rstrip(".:!")
    if word in _LABELS:
        return Relation(*_LABELS[word])
    role = _role_of_colour(colour or "")
    if role is not None:
        return Relation(role)
    return None if word else Relation(Role.SUPPORT, is_told=False)


def _role_of_colour(colour: str) -> Role | None:
    if colour in _COLOURS:
        return _COLOURS[colour]
    mixed = _HEX.fullmatch(colour)
    if mixed is None:
        return None
    red, green, blue = (int(part, 16) for part in mixed.groups())
    if green > _CLEAR * max(red, blue):
        return Role.SUPPORT
    return Role.COUNTER if red > _CLEAR * max(green, blue) else None
