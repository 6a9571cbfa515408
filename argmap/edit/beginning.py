"""The first value of a map."""

from collections.abc import Iterable

from argmap.edit.elements import add_claim, change_map
from argmap.model import ArgMap, Claim


def new_map(title: str, theses: Iterable[str] = ()) -> ArgMap:
    """A map without sources: only a title, and a claim for each thesis. Raises Refused for empty ones."""
    whole = change_map(ArgMap(title=title), title=title)
    for text in theses:
        whole, claim_id = add_claim(whole, Claim(text=text))
        whole = change_map(whole, thesis=(*whole.thesis, claim_id))
    return whole
