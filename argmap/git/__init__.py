"""Older versions of maps and texts, read from git, and argmap's drivers in git's configuration.

Git is run as a command line and can be absent: everything here raises a `GitFault`, a sentence that says what is
then not possible.
"""

from argmap.git.faults import GitFault, UnknownBlob
from argmap.git.repository import PastTexts, Repository
from argmap.git.revisions import Commit, FileState, Stages, Version, map_at, stages, state_of, trail

__all__ = [
    "Commit",
    "FileState",
    "GitFault",
    "PastTexts",
    "Repository",
    "Stages",
    "UnknownBlob",
    "Version",
    "map_at",
    "stages",
    "state_of",
    "trail",
]
