"""What became of the boxes and links of a map since another version of it, where two are compared."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from argmap.model import Link


class Became(NamedTuple):
    """What became of something."""

    sign: str
    """One cell that differs from the signs of roles and states, for what is too small for words."""
    said: str
    style: str
    """The name of a style of panes; see `argmap.tui.panes.look`."""
    struck: bool = False
    """Whether it is in the map no more."""


class Changed(NamedTuple):
    """All that is to be shown as changed."""

    elements: Mapping[str, Became] = MappingProxyType({})
    links: Mapping[Link, Became] = MappingProxyType({})

    def __bool__(self) -> bool:
        return bool(self.elements or self.links)


CHANGE_SIGNS: Final = "+ new  - gone  ~ changed · links ⊕ ⊖"
"""What the signs say, as those who compare give them."""
UNCHANGED: Final = Changed()
