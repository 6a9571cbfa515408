"""Elements and links in their own words, as messages show them: ids say little to a person, and are long."""

from collections.abc import Callable

from argmap.model import ArgMap, Link, Premises, Role
from argmap.text.one_line import reading_line
from argmap.text.words import previous_grapheme

_SHORT = 60
"""Code points of an element's words in a message, unless the caller has less room."""

Shorten = Callable[[str, int], str]
"""Cuts words to a limit, which is in its own measure: code points here, cells in a terminal."""

_VERBS = {
    Role.SUPPORT: ("supports", "support"),
    Role.COUNTER: ("counters", "counter"),
    Role.UNDERCUT: ("undercuts", "undercut"),
}


def words_of(map_: ArgMap, some_id: str) -> str:
    """The words by which a reader recognizes an element: a quote's translation where it has one, a source's title."""
    if some_id in map_.claims:
        return map_.claims[some_id].text
    if some_id in map_.quotes:
        quote = map_.quotes[some_id]
        return quote.translation or quote.text
    source = map_.sources[some_id]
    return source.title or source.path


def shortened(text: str, limit: int = _SHORT) -> str:
    """`text` on one line; if it has more than `limit` code points, it ends in … after its last whole character."""
    line = reading_line(text)
    if len(line) <= limit:
        return line
    return line[: previous_grapheme(line, limit)].rstrip() + "…"


def in_quotes(map_: ArgMap, some_id: str, limit: int = _SHORT, shorten: Shorten = shortened) -> str:
    """The words of an element between quotation marks, shortened to `limit`."""
    return f"“{shorten(words_of(map_, some_id), limit)}”"


def premises_sentence(map_: ArgMap, premises: Premises, limit: int = _SHORT, shorten: Shorten = shortened) -> str:
    """The words of one or several linked premises, each shortened to `limit`: “A …” & “B …”."""
    return " & ".join(in_quotes(map_, member, limit, shorten) for member in premises)


def link_sentence(
    map_: ArgMap, link: Link, limit: int = _SHORT, shorten: Shorten = shortened, *, adverb: str = ""
) -> str:
    """A link as a sentence: “Japan aligns …” counters “The US and Japan …”; an `adverb` stands before the verb."""
    verb = _VERBS[link.role][len(link.premises) > 1]
    return _sentence(map_, link, f"{adverb} {verb}" if adverb else verb, limit, shorten)


def no_link_sentence(map_: ArgMap, link: Link, limit: int = _SHORT) -> str:
    """That there is no such link: “Japan aligns …” does not counter “The US and Japan …”."""
    verb = _VERBS[link.role][1]
    verb = f"do not {verb}" if len(link.premises) > 1 else f"does not {verb}"
    return _sentence(map_, link, verb, limit, shortened)


def _sentence(map_: ArgMap, link: Link, verb: str, limit: int, shorten: Shorten) -> str:
    beginning = f"{premises_sentence(map_, link.premises, limit, shorten)} {verb}"
    if link.role is not Role.UNDERCUT:
        return f"{beginning} {in_quotes(map_, link.target, limit, shorten)}"
    attacked = map_.claims[link.target].role_of(link.against) or Role.SUPPORT
    return f"{beginning} that {link_sentence(map_, Link(link.against, attacked, link.target), limit, shorten)}"
