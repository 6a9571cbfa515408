"""The map as something to look at: what follows from the links, before any screen."""

from argmap.graph.outline import Kind, Row, outline
from argmap.graph.signs import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN

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
