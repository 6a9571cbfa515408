"""What the screen does to a map, as edits with a name for the history: pure functions, made again after a merge."""

from collections.abc import Callable
from dataclasses import dataclass

from argmap import edit
from argmap.corpus.anchoring import add_passage
from argmap.model import ArgMap, Claim, Link, Premises, Role
from argmap.session import Change
from argmap.tui.sentences import link_name, turned_message
from argmap.tui.situation import Passage

Maker = Callable[[ArgMap], tuple[ArgMap, Premises]]
"""Makes sure that the ends of a link are in a map, and names them."""


@dataclass(frozen=True, slots=True)
class NamedEdit:
    """An edit, what the history calls it, and what to look at afterwards."""

    name: str
    change: Change
    shows: str | Link
    asked: tuple[str | Link, ...] = ()
    """What the user asks to be deleted; all else that goes with it is shown afterwards."""
    told: str | None = None
    """What is shown afterwards in place of the name."""


def existing(premises: Premises) -> Maker:
    """Ends that are in the map already."""
    return lambda whole: (whole, premises)


def quoted(passage: Passage) -> Maker:
    """A quote of a passage: the one that the map has of just these words, else a new one."""
    if passage.quote_id is not None:
        return existing((passage.quote_id,))

    def make(whole: ArgMap) -> tuple[ArgMap, Premises]:
        made, quote_id = add_passage(whole, passage.source_id, passage.opened, passage.span)
        return made, (quote_id,)

    return make


def new_claim(text: str, *, thesis: bool = False) -> Maker:
    """A new claim, which the map is about if it is a `thesis`."""

    def make(whole: ArgMap) -> tuple[ArgMap, Premises]:
        made, claim_id = edit.add_claim(whole, Claim(text=text))
        if thesis:
            made = edit.change_map(made, thesis=(*made.thesis, claim_id))
        return made, (claim_id,)

    return make


def making(whole: ArgMap, maker: Maker, what: str) -> NamedEdit:
    """The edit that adds a claim or quote that bears on nothing yet."""
    _, (made_id,) = maker(whole)
    return NamedEdit(f"{what} {made_id}", lambda current: maker(current)[0], made_id)


def linking(whole: ArgMap, premises: Maker, role: Role, target: Maker) -> NamedEdit:
    """The edit by which `premises` support or counter `target`. Raises Refused where they cannot."""

    def linked(current: ArgMap) -> tuple[ArgMap, Link]:
        with_premises, ids = premises(current)
        with_both, (target_id,) = target(with_premises)
        return edit.link(with_both, ids, role, target_id), Link(ids, role, target_id)

    made = linked(whole)[1]
    told = turned_message(whole, link_name(made), [made])
    return NamedEdit(link_name(made), lambda current: linked(current)[0], made, told=told)


def undercutting(whole: ArgMap, premises: Maker, attacked: Link) -> NamedEdit:
    """The edit by which `premises` speak against the link `attacked`. Raises Refused where they cannot."""

    def undercut(current: ArgMap) -> tuple[ArgMap, Link]:
        with_premises, ids = premises(current)
        after = edit.undercut(with_premises, ids, attacked.premises, attacked.target)
        return after, Link(ids, Role.UNDERCUT, attacked.target, attacked.premises)

    made = undercut(whole)[1]
    return NamedEdit(link_name(made), lambda current: undercut(current)[0], made)


def unlinking(link: Link) -> NamedEdit:
    """The edit that takes a link away and leaves its ends."""
    return NamedEdit(f"unlink: {link_name(link)}", lambda whole: edit.unlink(whole, link), link.premises[0], (link,))


def removing(some_id: str) -> NamedEdit:
    """The edit that takes an element away, with every link it is an end of, and a source with its quotes."""
    return NamedEdit(f"remove {some_id}", lambda whole: edit.remove(whole, some_id, cascade=True), some_id, (some_id,))


def renaming(old: str, new: str) -> NamedEdit:
    """The edit that gives an element another id."""
    return NamedEdit(f"rename {old} to {new}", lambda whole: edit.rename(whole, old, new), new)


def turning_thesis(whole: ArgMap, claim_id: str) -> NamedEdit:
    """The edit that makes a claim a thesis, or ends its being one."""
    ends = claim_id in whole.thesis

    def change(current: ArgMap) -> ArgMap:
        others = tuple(at for at in current.thesis if at != claim_id)
        return edit.change_map(current, thesis=others if ends else (*others, claim_id))

    return NamedEdit(f"{claim_id} is {'no longer a' if ends else 'a'} thesis", change, claim_id)
