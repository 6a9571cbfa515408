"""Giving an element another id, everywhere it is named."""

from argmap.edit.refusal import Refused, free_id, known, sound
from argmap.model import ArgMap, with_ids


def rename(whole: ArgMap, old: str, new: str) -> ArgMap:
    """A map in which the element `old` is called `new` and every reference follows. Raises Refused."""
    if new == old:
        raise Refused(f"`{old}` is its id already", "there is nothing to change")
    free_id(whole, new, "", known(whole, old))
    return sound(with_ids(whole, {old: new}))
