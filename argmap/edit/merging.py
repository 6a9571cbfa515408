"""Two claims that say the same become one."""

from dataclasses import replace

from argmap.edit.elements import change_claim
from argmap.edit.refusal import Refused, known, sound
from argmap.edit.rewiring import carried_comments, rewire
from argmap.model import Address, ArgMap, Conflict, Link, Premises, address_text, link_in_conflict


def merge_claims(whole: ArgMap, kept: str, gone: str, text: str | None = None) -> ArgMap:
    """A map in which the claim `gone` is one with `kept`: its id is `kept`, and it has the links of both.

    The tags of both are put together, and so are the notes. Where both stand in one place, as premises or as theses,
    there is one of them. Raises Refused where the two cannot say the same: one bears on the other, or something
    supports the one and counters the other.

    Args:
        whole: The map.
        kept: The id of the claim that stays.
        gone: The id of the claim that becomes one with it.
        text: The words of the merged claim; those of `kept` where there are none.
    """
    _must_be_mergeable(whole, kept, gone)
    changed = {link: (_renamed(link, kept, gone),) for link in whole.links()}
    wired = rewire(whole, {link: new for link, new in changed.items() if new != (link,)})
    one, other = wired.claims[kept], whole.claims[gone]
    thesis = dict.fromkeys(kept if at == gone else at for at in wired.thesis)
    merged = replace(
        wired,
        thesis=tuple(thesis),
        claims={at: claim for at, claim in wired.claims.items() if at != gone},
        comments=carried_comments(wired.comments, _new_addresses(wired, kept, gone)),
    )
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return change_claim(
        sound(merged),
        kept,
        text=one.text if text is None else text,
        tags=(*one.tags, *other.tags),
        note="\n\n".join(notes) or None,
    )


def _must_be_mergeable(whole: ArgMap, kept: str, gone: str) -> None:
    for some_id in (kept, gone):
        if known(whole, some_id) != "claims":
            raise Refused(f"`{some_id}` is no claim", "only claims can be merged")
    if kept == gone:
        raise Refused(f"`{kept}` is one claim already", "name another")
    undecided = next((at for at, conflict in whole.conflicts.items() if {kept, gone} & _named(at, conflict)), None)
    if undecided is not None:
        raise Refused(f"there is a conflict about `{address_text(undecided)}`", "decide it first: `argmap resolve`")
    for one, other in ((kept, gone), (gone, kept)):
        for link in whole.links_to(one):
            if other in link.premises:
                raise Refused(
                    f"`{other}` is the premise of a link of `{one}`, so the two do not say the same",
                    "unlink them first",
                )


def _named(where: Address, conflict: Conflict) -> set[str]:
    """The claims that a conflict is about, or that its readings of a link name."""
    if where[0] != "claims":
        return set()
    premises = (link_in_conflict(where) or (), *conflict.undercut)
    return {where[1], *(member for some in premises for member in some)}


def _renamed(link: Link, kept: str, gone: str) -> Link:
    def named(premises: Premises) -> Premises:
        return tuple(sorted({kept if member == gone else member for member in premises}))

    return Link(named(link.premises), link.role, kept if link.target == gone else link.target, named(link.against))


def _new_addresses(wired: ArgMap, kept: str, gone: str) -> dict[Address, Address]:
    """Where comments on `gone` itself go; those on its links have gone with the links."""
    moved: dict[Address, Address] = {("map", "thesis", gone): ("map", "thesis", kept)}
    for at in wired.comments:
        if at[:2] == ("claims", gone):
            moved[at] = ("claims", kept, *at[2:])
    return moved
