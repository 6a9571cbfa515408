"""A text made ready to be searched: folded, with a note of what folding dropped.

Folding drops all white space, so that a passage is found however its lines are broken. A reader who looks for `art`
does not mean the seam in `far the`, though: what stood between two folded code points is kept beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from argmap.text.folding import Folded
from argmap.text.gaps import gaps


@dataclass(frozen=True, eq=False, slots=True)
class SearchableText:
    """A text that can be searched again and again."""

    folded: Folded
    gaps: NDArray[np.uint8] = field(repr=False)
    """For each folded code point, the kind of what folding dropped before it; see `argmap.text.gaps`."""


def searchable(folded: Folded) -> SearchableText:
    """Make a folded text ready to be searched: some 100 ms for 5 MB."""
    return SearchableText(folded, gaps(folded))
