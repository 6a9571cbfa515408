"""Generated maps: sound ones, full of everything that a text from somewhere can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from argmap.model import Address, ArgMap, Claim, Comment, Premises, Quote, Source

AWKWARD = (
    "“实体清单”",
    "在 世 界 经 济 脆 弱 性",
    "が\u3099ﾊﾟｱ",
    "👩‍👩‍👧",
    "𠮷",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\x7f",
    "\x9b",
    '"',
    '""',
    '"""',
    '""""',
    "'''",
    "\\",
    "\\n",
    "\\u0000",
    "]]>",
    "#",
    " # ",
    "=",
    "[claims.x]",
    "[",
    "]",
    "{",
    ",",
    "\n<<<<<<< HEAD\n",
    "\n=======\n",
    "\n>>>>>>> theirs\n",
    "a",
    "Word",
)


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts of awkward pieces, half of them among any other characters; never only white space, as claims and quotes
    must have words.

    Each costs two or three choices of Hypothesis, not two for each piece: a map has dozens of texts.
    """
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    among = st.builds(
        lambda some, at, awkward: some[: at % 13] + awkward + some[at % 13 :], anything, _sizes(), _awkward()
    )
    return (_awkward() | among).filter(str.strip)


@cache
def _awkward() -> st.SearchStrategy[str]:
    return _sizes().map(lambda number: "".join(_digits(number, AWKWARD)))


def _sizes() -> st.SearchStrategy[int]:
    """Numbers of which most are small, so that texts made of their digits are of all lengths."""
    return st.integers(0, 2**40)


def _digits(number: int, names: Sequence[str]) -> Iterator[str]:
    """The digits of a number, the last first, each as one of `names`; 0 has none."""
    while number:
        number, digit = divmod(number - 1, len(names))
        yield names[digit]


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids, mostly short enough to begin like one another."""
    return _sizes().map(_id)


def _id(number: int) -> str:
    """One of the ids of one or two of `abc01`, and at most two words more of one or two letters."""
    number, stem = divmod(number, len(_STEMS))
    words = []
    while number and len(words) < 2:
        number, word = divmod(number - 1, len(_LATER_WORDS))
        words.append(_LATER_WORDS[word])
    return "".join((_STEMS[stem], *words))


_STEMS = [first + second for second in ("", *"abc01") for first in "abc01"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LATER_WORDS = [mark + first + second for second in ("", *_LETTERS) for first in _LETTERS for mark in "-_"]


@cache
def tags() -> st.SearchStrategy[tuple[str, ...]]:
    """Tags as a map has them: each once, sorted."""
    return st.sets(texts(), max_size=3).map(lambda some: tuple(sorted(some)))


@cache
def sources() -> st.SearchStrategy[Source]:
    """Sources."""
    paths = st.sampled_from(["seeds/004.txt", "../texts/演讲.txt", "a b/#'\".md"])
    numbers = st.integers(min_value=-9999, max_value=9999)
    return st.builds(
        Source,
        path=paths,
        title=st.none() | texts(),
        author=st.none() | texts(),
        lang=st.none() | st.sampled_from(["zh", "zh-Hant", "de"]),
        year=st.none() | numbers.filter(bool),
        url=st.none() | texts(),
        note=st.none() | texts(),
        tags=tags(),
        encoding=st.none() | st.sampled_from(["windows-1250", "Big5", "GB18030"]),
        blob=st.none() | blobs(),
    )


@cache
def blobs() -> st.SearchStrategy[str]:
    """Git's blob ids, of both its hashes."""
    return st.sampled_from(["3f" * 20, "0a" * 32])


def quotes(source_ids: list[str]) -> st.SearchStrategy[Quote]:
    """Quotes from some of these sources."""
    return st.builds(
        Quote,
        source=st.sampled_from(source_ids),
        text=texts(),
        before=texts() | st.just(""),
        after=texts() | st.just(""),
        at=st.integers(min_value=0, max_value=2**26),
        alike=st.none() | st.integers(min_value=0, max_value=100),
        blob=st.none() | blobs(),
        translation=st.none() | texts(),
        note=st.none() | texts(),
        tags=tags(),
    )


@st.composite
def claims(draw: st.DrawFn, below: list[str], anything: list[str]) -> Claim:
    """A claim supported by some of `below`, so that there are no cycles, and countered by `anything`."""
    supports = draw(_premise_lists(below))
    counters = tuple(p for p in draw(_premise_lists(anything)) if p not in supports)
    undercut = {}
    for against in supports + counters:
        entries = draw(_premise_lists([some for some in anything if some not in against]))
        if entries:
            undercut[against] = entries
    return Claim(
        text=draw(texts()),
        note=draw(st.none() | texts()),
        tags=draw(tags()),
        supported_by=supports,
        countered_by=counters,
        undercut=undercut,
    )


def _premise_lists(members: list[str]) -> st.SearchStrategy[tuple[Premises, ...]]:
    if not members:
        return st.just(())
    premises = st.sets(st.sampled_from(members), min_size=1, max_size=3).map(lambda some: tuple(sorted(some)))
    return st.sets(premises, max_size=3).map(lambda some: tuple(sorted(some)))


@st.composite
def maps(draw: st.DrawFn, *, comments: bool = False) -> ArgMap:
    """Sound maps, of up to some nine elements; with comments at many of their places when asked."""
    most = draw(st.sampled_from((4, 9)))  # half are small
    names = draw(st.lists(ids(), unique=True, max_size=most))
    cut = draw(st.integers(0, len(names)))
    source_ids, rest = names[:cut], names[cut:]
    cut = draw(st.integers(0, len(rest))) if source_ids else 0
    quote_ids, claim_ids = rest[:cut], rest[cut:]
    made: dict[str, Claim] = {}
    for claim_id in claim_ids:
        others = [some for some in quote_ids + claim_ids if some != claim_id]
        made[claim_id] = draw(claims(quote_ids + list(made), others))
    whole = ArgMap(
        title=draw(texts()),
        thesis=tuple(draw(st.permutations(claim_ids)))[: draw(st.integers(0, 3))],
        note=draw(st.none() | texts()),
        sources={source_id: draw(sources()) for source_id in source_ids},
        claims=made,
        quotes={quote_id: draw(quotes(source_ids)) for quote_id in quote_ids},
    )
    return replace(whole, comments=draw(comments_for(whole))) if comments else whole


@st.composite
def comments_for(draw: st.DrawFn, whole: ArgMap) -> dict[Address, Comment]:
    """Comments at some of the places that the canonical file of `whole` has."""
    addresses = sorted(whole.addresses())
    tables = {at for at in addresses if _is_table(at)}
    lists = {at[:-1] for at in addresses if len(at) > 2} - tables - {("claims",), ("quotes",), ("sources",)}
    chosen = draw(st.lists(st.sampled_from(addresses), unique=True, max_size=10))
    comments = {at: draw(_comment(at, at in tables, at in lists)) for at in chosen}
    return {at: comment for at, comment in comments.items() if comment}


@cache
def _comments(*, ends: bool, closes: bool) -> st.SearchStrategy[Comment]:
    """Comments for elements that have an end (tables and lists), and a bracket to close (lists)."""
    nothing, none = st.just(""), st.just(())
    return st.builds(
        Comment,
        above=_blocks(may_end_blank=True, may_begin_blank=not ends or closes),
        beside=nothing | _besides(),
        below=(_blocks(may_begin_blank=True) if closes else _lines()) if ends else none,
        closing=nothing | _besides() if closes else nothing,
    )


def _comment(at: Address, is_table: bool, is_list: bool) -> st.SearchStrategy[Comment]:
    if at == ():
        return st.builds(Comment, above=_blocks(may_end_blank=True), below=_blocks())
    if at == ("format",):
        return st.builds(Comment, beside=_besides())
    return _comments(ends=is_table or is_list, closes=is_list)


@cache
def comment_lines() -> st.SearchStrategy[str]:
    """One comment line, as a person could have typed it."""
    legal = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\x85")
    body = st.sampled_from(["", " why", ' "', "# =", " [claims.x]", " 引文", " '''", "\u2028x"]) | st.text(legal)
    return body.map(lambda text: ("#" + text).rstrip())


@cache
def _besides() -> st.SearchStrategy[str]:
    return st.builds(str.__add__, st.sampled_from(["", "", " ", "   ", "\t"]), comment_lines())


@cache
def _lines() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(comment_lines(), max_size=2).map(tuple)


@cache
def _blocks(*, may_end_blank: bool = False, may_begin_blank: bool = False) -> st.SearchStrategy[tuple[str, ...]]:
    """Comment lines with single blank lines between some of them."""
    parts = st.lists(st.tuples(comment_lines(), st.booleans()), max_size=2)

    def joined(some: list[tuple[str, bool]], begins_blank: bool) -> tuple[str, ...]:
        lines = [line for text, blank in some for line in ((text, "") if blank else (text,))]
        if lines and not lines[-1] and not may_end_blank:
            lines.pop()
        return ("", *lines) if lines and begins_blank else tuple(lines)

    return st.builds(joined, parts, st.booleans() if may_begin_blank else st.just(False))


def _is_table(at: Address) -> bool:
    return at == ("map",) or (len(at) == 2 and at[0] != "map") or (len(at) == 3 and at[2] == "undercut")
