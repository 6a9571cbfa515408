"""The texts of a map: where they lie, what they say now, and where each quote stands in them."""

from argmap.corpus.anchoring import Reanchoring, add_passage, reanchor
from argmap.corpus.project import OutsideProject, Project
from argmap.corpus.standing import Standing
from argmap.corpus.texts import Corpus, OldText, OpenText, no_history, selector_of

__all__ = [
    "Corpus",
    "OldText",
    "OpenText",
    "OutsideProject",
    "Project",
    "Reanchoring",
    "Standing",
    "add_passage",
    "no_history",
    "reanchor",
    "selector_of",
]
