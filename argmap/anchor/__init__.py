"""Anchors: making one from a selection, and finding its passage again in an edited text."""

from argmap.anchor.context import select
from argmap.anchor.resolution import ATTACHED, Candidate, Resolution, State
from argmap.anchor.resolver import Resolver
from argmap.anchor.selector import Selector

__all__ = ["ATTACHED", "Candidate", "Resolution", "Resolver", "Selector", "State", "select"]
