"""Asking which claim, or which link, is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from argmap.graph import ROLE_SIGN, THESIS_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.tui.bench import Bench
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.named_edits import Premise
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found, searchable_claims
from argmap.tui.sentences import link_sentence


async def pick_claim(bench: Bench, title: str, without: Iterable[str] = (), *, new: bool = True) -> Premise | None:
    """The claim that the user means, or, where it may be `new`, one to make."""
    whole = bench.session.map
    among = searchable_claims(whole, without)

    def entries(typed: str) -> Sequence[Entry[Premise]]:
        return [Entry(Premise(claim_id), _claim_prompt(whole, claim_id)) for claim_id in found(typed, among)]

    def make(typed: str) -> Entry[Premise] | None:
        text = " ".join(typed.split())
        return Entry(Premise(claim=text), Content.assemble(("new claim: ", "bold"), safe(text))) if text else None

    wanted = "type a claim's words, id or tag"
    placeholder = (f"{wanted}, or a new claim" if new else wanted) if among else "type the first claim of this map"
    return await bench.ask(
        Picker[Premise](title, entries, new=make if new else None, makes="new", placeholder=placeholder)
    )


async def pick_link(bench: Bench, title: str) -> Link | None:
    """The support or counter that the user means."""
    whole = bench.session.map
    links = [link for link in whole.links() if link.role is not Role.UNDERCUT]
    by_key = {str(number): link for number, link in enumerate(links)}
    among = [
        Searchable(key, (link_sentence(whole, link, 400), link.target, *link.premises)) for key, link in by_key.items()
    ]

    def entries(typed: str) -> Sequence[Entry[Link]]:
        return [Entry(by_key[key], _link_prompt(whole, by_key[key])) for key in found(typed, among)]

    return await bench.ask(Picker[Link](title, entries, placeholder="type words or ids of either end"))


def _claim_prompt(whole: ArgMap, claim_id: str) -> Content:
    sign = f"{THESIS_SIGN} " if claim_id in whole.thesis else ""
    return Content.assemble(sign, safe(whole.claims[claim_id].text), "  ", (claim_id, "dim"))


def _link_prompt(whole: ArgMap, link: Link) -> Content:
    return Content.assemble(f"{ROLE_SIGN[link.role]} ", safe(link_sentence(whole, link)))
