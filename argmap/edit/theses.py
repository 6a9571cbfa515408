"""Which claims the map is about, and in which order they are shown."""

from collections.abc import Collection
from dataclasses import replace

from argmap.edit.refusal import Refused, known, sound
from argmap.model import ArgMap


def set_theses(whole: ArgMap, ids: Collection[str], *, on: bool) -> ArgMap:
    """A map in which the claims `ids` are theses, the new ones last; or, not `on`, none is. Raises Refused."""
    for some_id in ids:
        if known(whole, some_id) != "claims":
            raise Refused(f"`{some_id}` is no claim, and only claims can be theses", "choose claims")
    if on:
        return sound(replace(whole, thesis=(*whole.thesis, *(at for at in ids if at not in whole.thesis))))
    return sound(replace(whole, thesis=tuple(at for at in whole.thesis if at not in ids)))


def shift_theses(whole: ArgMap, ids: Collection[str], step: int) -> ArgMap:
    """A map in which the theses `ids` stand one place earlier (`step` -1) or later (1), in the same order as before.

    Those that stand together at the end stay there. Raises Refused where none of them can go on.
    """
    strangers = sorted(set(ids) - set(whole.thesis))
    if strangers:
        raise Refused(f"`{strangers[0]}` is no thesis", "only theses have an order of their own")
    order = list(whole.thesis if step < 0 else reversed(whole.thesis))
    for at in range(1, len(order)):
        if order[at] in ids and order[at - 1] not in ids:
            order[at - 1], order[at] = order[at], order[at - 1]
    shifted = tuple(order if step < 0 else reversed(order))
    if shifted == whole.thesis:
        raise Refused(f"that is the {'first' if step < 0 else 'last'} thesis already", "move another one")
    return sound(replace(whole, thesis=shifted))


def place_theses(whole: ArgMap, ids: Collection[str], before: str) -> ArgMap:
    """A map in which the theses `ids`, in the order they have, stand just before `before`. Raises Refused."""
    strangers = sorted({*ids, before} - set(whole.thesis))
    if strangers:
        raise Refused(f"`{strangers[0]}` is no thesis", "only theses have an order of their own")
    if before in ids:
        raise Refused(f"`{before}` cannot stand before itself", "choose another place")
    order = [at for at in whole.thesis if at not in ids]
    place = order.index(before)
    moved = [at for at in whole.thesis if at in ids]
    return sound(replace(whole, thesis=(*order[:place], *moved, *order[place:])))
