"""The map as something to look at: what follows from the links, before any screen."""

from argmap.graph.outline import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row, outline

__all__ = [
    "AGAIN_SIGN",
    "MEMBER_SIGN",
    "ROLE_SIGN",
    "STATE_SIGN",
    "THESIS_SIGN",
    "Kind",
    "Row",
    "outline",
]
