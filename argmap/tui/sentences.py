"""Links and losses as sentences that a person can read without knowing the ids."""

from collections.abc import Iterable

from argmap.edit import Losses
from argmap.model import ArgMap, Link, Premises, Role, address_text, premises_text
from argmap.text.one_line import reading_line
from argmap.tui.panes.glyphs import cut

_VERBS = {
    Role.SUPPORT: ("supports", "support"),
    Role.COUNTER: ("counters", "counter"),
    Role.UNDERCUT: ("undercuts", "undercut"),
}


def words_of(whole: ArgMap, some_id: str) -> str:
    """What a claim says, a quote means, or a source is called: its own words, not its id."""
    if some_id in whole.claims:
        return whole.claims[some_id].text
    if some_id in whole.quotes:
        quote = whole.quotes[some_id]
        return quote.translation or quote.text
    source = whole.sources[some_id]
    return source.title or source.path


def premises_sentence(whole: ArgMap, premises: Premises, limit: int = 60) -> str:
    """The words of one or several premises, each shortened to `limit` cells."""
    return " & ".join(f"“{shortened(words_of(whole, member), limit)}”" for member in premises)


def link_sentence(whole: ArgMap, link: Link, limit: int = 60) -> str:
    """A link as a sentence: “Japan aligns …” counters “The US and Japan diverge …”."""
    verb = _VERBS[link.role][len(link.premises) > 1]
    beginning = f"{premises_sentence(whole, link.premises, limit)} {verb}"
    if link.role is not Role.UNDERCUT:
        return f"{beginning} {premises_sentence(whole, (link.target,), limit)}"
    attacked = whole.claims[link.target].role_of(link.against) or Role.SUPPORT
    against = Link(link.against, attacked, link.target)
    return f"{beginning} that {link_sentence(whole, against, limit)}"


def loss_sentences(whole: ArgMap, losses: Losses) -> list[str]:
    """What an edit of `whole` takes along, in the words of the elements: one line for each thing."""
    lines = [f"Deleted with it: “{shortened(words_of(whole, at), 60)}”" for at in losses.elements]
    lines += [f"Deleted with it: the link {link_sentence(whole, link)}" for link in losses.links]
    lines += [f"No thesis then: “{shortened(words_of(whole, at), 60)}”" for at in losses.theses]
    lines += [f"Linked to nothing then: “{shortened(words_of(whole, at), 60)}”" for at in losses.unlinked]
    lines += [f"Deleted with it: the conflict about {address_text(where)}" for where in losses.conflicts]
    return [*lines, *(f"Deleted with it: the comment {line}" for line in losses.comments)]


def turned_message(whole: ArgMap, name: str, links: Iterable[Link]) -> str | None:
    """What is shown after an edit of this name that gives `links` their role; None where no undercut is concerned.

    What undercuts a link that did the opposite in `whole` stays, and may not fit any more.
    """
    undercuts = sum(
        len(whole.claims[link.target].undercut.get(link.premises, ()))
        for link in links
        if link.target in whole.claims and whole.claims[link.target].role_of(link.premises) not in (None, link.role)
    )
    return f"{name} · look again at its {count(undercuts, 'undercut')}" if undercuts else None


def link_name(link: Link) -> str:
    """A link as the history names it: `counter us-japan-diverge with us-japan-align`."""
    ends = f"{link.target} with {premises_text(link.premises)}"
    if link.role is Role.UNDERCUT:
        return f"undercut {premises_text(link.against)} of {ends}"
    return f"{link.role} {ends}"


def shortened(text: str, limit: int) -> str:
    """`text` as one line that a person reads, cut with … where it takes more than `limit` cells."""
    return cut(reading_line(text), limit)


def count(number: int, thing: str) -> str:
    """A number of things: `1 claim`, `2 claims`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
