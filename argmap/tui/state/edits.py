"""What the TUI does to a map, as edits with a name for the history: pure functions from map to map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from argmap import edit
from argmap.corpus import OpenText
from argmap.corpus.anchoring import add_passage, requote
from argmap.edit import Refused
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role
from argmap.tui.content import count, link_name, link_sentence, premises_sentence, turned_message
from argmap.tui.state.context import Passage, RowRef
from argmap.tui.state.controller import Edit, Edited

Span = tuple[int, int]
_SHORT: Final = 24
"""Code points of a claim in a preview, on one line."""


@dataclass(frozen=True, slots=True)
class Premise:
    """An end of a link to be: a claim or quote of the map, a claim to be made, or a passage to be quoted."""

    id: str | None = None
    """The claim or quote that it is already; None for one that is to be made."""
    claim: str = ""
    """The words of the claim that is to be made."""
    passage: Passage | None = None
    """The passage that is quoted, or is to be."""
    widened: Quote | None = None
    """The quote as it was when it was decided to give it the words of the passage; None where its words stay."""

    @classmethod
    def of(cls, passage: Passage) -> Premise:
        """A passage: a quote that is to be made, or the one that has just these words."""
        return cls(passage.quote_id, passage=passage)

    @property
    def marked(self) -> Passage:
        """The passage, of a premise that was marked in a text."""
        assert self.passage is not None
        return self.passage

    @property
    def words(self) -> str:
        """The words of that passage, verbatim."""
        start, end = self.marked.span
        return self.marked.opened.text[start:end]

    def at(self, span: Span, quote_id: str, widened: Quote | None = None) -> Premise:
        """The passage at another place of its text, as a quote, which may be `widened` to it."""
        return replace(self, id=quote_id, passage=self.marked._replace(span=span), widened=widened)

    @property
    def needs_anchor(self) -> bool:
        """Whether a passage is to be anchored for it."""
        return self.passage is not None and (self.id is None or self.widened is not None)

    def put_in(self, map_: ArgMap) -> tuple[ArgMap, str]:
        """A map that has it, and its id there. Raises Refused."""
        if self.passage is not None and self.id is None:
            return add_passage(map_, self.passage.source_id, self.passage.opened, self.passage.span)
        if self.id is None:
            return edit.add_claim(map_, Claim(text=self.claim))
        if self.passage is not None and self.widened is not None:
            map_ = reworded(map_, self.id, self.widened, self.passage.opened, self.passage.span)
        return map_, self.id


def put_in(map_: ArgMap, premises: Iterable[Premise]) -> tuple[ArgMap, Premises]:
    """A map that has each of some premises, and their ids: several are linked premises. Raises Refused."""
    ids: set[str] = set()
    for premise in premises:
        map_, some_id = premise.put_in(map_)
        ids.add(some_id)
    return map_, tuple(sorted(ids))


def reworded(map_: ArgMap, quote_id: str, seen: Quote, opened: OpenText, span: Span) -> ArgMap:
    """A map in which a quote has the words of another span. Raises Refused where it is not as it was `seen`."""
    now = map_.quotes.get(quote_id)
    if now is None or (now.source, now.text, now.at) != (seen.source, seen.text, seen.at):
        raise Refused(f"`{quote_id}` was changed or removed meanwhile", "look at what it says now, then try again")
    return requote(map_, quote_id, opened, span)


def making(premise: Premise, what: str, *, thesis: bool = False) -> Edit:
    """The edit that adds a claim or quote that bears on nothing yet; a `thesis` is a claim that the map is about."""

    def made(map_: ArgMap) -> Edited:
        after, some_id = premise.put_in(map_)
        if thesis:
            after = edit.set_theses(after, [some_id], on=True)
        return Edited(after, f"{what} {some_id}", some_id)

    return made


def linking(premises: Sequence[Premise], role: Role, target: Premise) -> Edit:
    """The edit by which premises together support or counter a claim. Raises Refused where they cannot.

    A new claim that they bear on is the thesis of a map that has none.
    """

    def linked(map_: ArgMap) -> Edited:
        with_premises, ids = put_in(map_, premises)
        after, target_id = _with_target(with_premises, target)
        link = Link(ids, role, target_id)
        name = link_name(link)
        return Edited(edit.link(after, ids, role, target_id), name, link, message=turned_message(map_, name, [link]))

    return linked


def linking_each(groups: Sequence[Premises], role: Role, target: Premise) -> Edit:
    """The edit by which each of some claims, quotes and linked premises supports or counters a claim."""

    def linked(map_: ArgMap) -> Edited:
        after, target_id = _with_target(map_, target)
        after = edit.link_each(after, [Link(premises, role, target_id) for premises in groups])
        return Edited(after, f"{role} {target_id} with {count(len(groups), 'row')}", target_id)

    return linked


def undercutting(premises: Sequence[Premise], attacked: Link) -> Edit:
    """The edit by which premises together speak against the link `attacked`. Raises Refused where they cannot."""

    def undercut(map_: ArgMap) -> Edited:
        after, ids = put_in(map_, premises)
        link = Link(ids, Role.UNDERCUT, attacked.target, attacked.premises)
        return Edited(edit.undercut(after, ids, attacked.premises, attacked.target), link_name(link), link)

    return undercut


def unlinking(link: Link) -> Edit:
    """The edit that takes a link away and leaves its ends."""
    return lambda map_: Edited(edit.unlink(map_, link), f"unlink: {link_name(link)}", link.premises[0], asked=(link,))


def removing(some_id: str) -> Edit:
    """The edit that takes an element away, with every link it is an end of, and a source with its quotes."""
    return lambda map_: Edited(edit.remove(map_, some_id, cascade=True), f"remove {some_id}", asked=(some_id,))


def turning_thesis(claim_id: str) -> Edit:
    """The edit that makes a claim a thesis, or ends its being one."""

    def turned(map_: ArgMap) -> Edited:
        ends = claim_id in map_.thesis
        name = f"{claim_id} is {'no longer a' if ends else 'a'} thesis"
        return Edited(edit.set_theses(map_, [claim_id], on=not ends), name, claim_id)

    return turned


def moving(spots: Sequence[RowRef], onto: RowRef, role: Role | None = None) -> Edit:
    """The edit that puts spots on another: undercuts against its link, all else under its claim.

    What bears on nothing yet has that `role` there. Raises Refused where they cannot go there.
    """

    def moved(map_: ArgMap) -> Edited:
        links, loose = sorted_out(spots)
        against: Premises = ()
        if links and links[0].role is Role.UNDERCUT:
            attacked = _attacked(onto)
            target, against = attacked.target, attacked.premises
        else:
            target = claim_of(map_, onto)
        new = [Link(premises, role, target) for premises in loose] if role else []
        after = edit.move(map_, links, target, against) if links else map_
        goals = [*(Link(link.premises, link.role, target, against) for link in links), *new]
        name = f"move: {link_name(goals[0])}" if len(goals) == 1 else f"move {len(goals)} links to {target}"
        return Edited(edit.link_each(after, new) if new else after, name, goals[0])

    return moved


def preview_of_moving(map_: ArgMap, spots: Sequence[RowRef], onto: RowRef) -> str:
    """What putting spots on another would do, as a sentence. Raises Refused where they cannot go there."""
    links, loose = sorted_out(spots)
    goal = moving(spots, onto)(map_).shows if links else None
    if loose:
        target = claim_of(map_, onto)
        if any(target in premises for premises in loose):
            raise Refused("nothing can support or counter itself", "choose another claim")
        return f"drop: let {premises_sentence(map_, loose[0], _SHORT)} support or counter {_named(map_, target)}"
    assert isinstance(goal, Link)
    if len(links) > 1:
        return f"drop: move {len(links)} links to {_named(map_, goal.target)}"
    return f"drop: {link_sentence(map_, goal, _SHORT)}, no longer {_named(map_, links[0].target)}"


def sorted_out(spots: Sequence[RowRef]) -> tuple[list[Link], list[Premises]]:
    """The links, all undercuts or none, and what bears on nothing. Raises Refused."""
    links = links_of(spots)
    loose = [spot.premises for spot in spots if spot.link is None]
    undercuts = [link for link in links if link.role is Role.UNDERCUT]
    if undercuts and (loose or len(undercuts) < len(links)):
        raise Refused("undercuts go to a link, everything else to a claim", "move the two apart from each other")
    return links, loose


def claim_of(map_: ArgMap, onto: RowRef) -> str:
    """The claim of a spot. Raises Refused where it is none."""
    if len(onto.premises) != 1 or onto.premises[0] not in map_.claims:
        raise Refused("only a claim can be supported or countered", "put the cursor on a claim")
    return onto.premises[0]


def links_of(spots: Iterable[RowRef]) -> list[Link]:
    """The links of some spots; of linked premises marked one by one, their link once."""
    return list(dict.fromkeys(spot.link for spot in spots if spot.link is not None))


def elements_of(spots: Iterable[RowRef]) -> list[str]:
    """The claims and quotes of some spots, of linked premises each member."""
    return list(dict.fromkeys(member for spot in spots for member in spot.premises))


def _with_target(map_: ArgMap, target: Premise) -> tuple[ArgMap, str]:
    after, target_id = target.put_in(map_)
    is_first = target.id is None and not map_.thesis
    return (edit.set_theses(after, [target_id], on=True) if is_first else after), target_id


def _attacked(onto: RowRef) -> Link:
    """The link of a spot. Raises Refused where an undercut cannot speak against it."""
    if onto.link is None or onto.link.role is Role.UNDERCUT:
        raise Refused(
            "an undercut speaks against a link", "put the cursor on a row that supports or counters something"
        )
    return onto.link


def _named(map_: ArgMap, some_id: str) -> str:
    return premises_sentence(map_, (some_id,), _SHORT)
