"""Anchors: making one from a selection, and finding its passage again in an edited text."""

from argmap.anchor.resolution import ATTACHED, Candidate, Resolution, State
from argmap.anchor.resolver import Resolver
from argmap.anchor.selector import Selector, select

__all__ = ["ATTACHED", "Candidate", "Resolution", "Resolver", "Selector", "State", "select"]
