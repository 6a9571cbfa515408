"""The texts of a map: where they lie, what they say now, and where each quote is found in them.

`argmap.corpus.anchoring` is not imported here: it edits maps, and most commands only look.
"""

from argmap.corpus.project import OutsideProject, Project
from argmap.corpus.texts import Corpus, GitHistory, NoOldText, OldText, OpenText, QuoteState, selector_of

__all__ = [
    "Corpus",
    "GitHistory",
    "NoOldText",
    "OldText",
    "OpenText",
    "OutsideProject",
    "Project",
    "QuoteState",
    "selector_of",
]
