"""Links and losses as sentences that a person can read without knowing the ids."""

from argmap.model import ArgMap, Link, Premises, Role, premises_text
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
