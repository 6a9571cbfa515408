"""Maps changed as people change them: by edits, some refused, and by comments written into the file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused, resolve_conflict
from argmap.model import ArgMap, Claim, Comment, Quote, Role, Side, Source
from tests.strategies import maps

WORDS = ("one", "two", "three", "出口", "管制", "四")
NEW_IDS = (*"abcdefg", "n", "n-2", "new")


@st.composite
def triples(draw: st.DrawFn) -> tuple[ArgMap, ArgMap, ArgMap]:
    """A map, and what two people made of it: a generated map, or one that grew by edits and holds old conflicts.

    Most maps are so small, and edited so much, that both people are at the same things.
    """
    kind = draw(st.sampled_from(("small", "small", "small", "small", "large", "generated")))
    if kind == "small":
        base, most = draw(grown(12)), 24
    else:
        base, most = draw(grown(60) if kind == "large" else maps(comments=True)), 8
    return base, draw(edited(base, most)), draw(edited(base, most))


@st.composite
def grown(draw: st.DrawFn, most: int = 30) -> ArgMap:
    """Maps that people made by fewer than `most` edits, and at times by a merge that left conflicts."""
    start = ArgMap(
        title="Map", sources={"s": Source(path="s.txt")}, claims={"top": Claim(text="Top of it")}, thesis=("top",)
    )
    whole = draw(edited(start, most))
    if draw(st.sampled_from((False, False, True))):
        whole = merge(whole, draw(edited(whole)), draw(edited(whole))).map
    return whole


_SEEDS = st.integers(-(2**16), 2**16)
"""Of one edit each; below 1 there is none."""


@st.composite
def edited(draw: st.DrawFn, whole: ArgMap, most: int = 8) -> ArgMap:
    """`whole` after fewer than `most` edits; each has a seed of its own, so that shrinking can leave any out."""
    for nth in range(most - 1):
        seed = draw(_SEEDS)
        if seed > 0:
            whole = after_an_edit(whole, Random((seed << 8) + nth))  # small numbers are drawn often: not one edit again
    return whole


def after_an_edit(whole: ArgMap, random: Random) -> ArgMap:
    """`whole` after one edit of any kind; as it is, where that is refused."""
    try:
        return random.choice(EDITS)(whole, random)
    except (Refused, IndexError):  # IndexError: there is nothing to choose from
        return whole


def _text(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=3))


def _claim(whole: ArgMap, random: Random) -> str:
    return random.choice(sorted(whole.claims))


def _premise(whole: ArgMap, random: Random) -> str:
    return random.choice(sorted({*whole.claims, *whole.quotes}))


def _add_source(whole: ArgMap, random: Random) -> ArgMap:
    return edit.add_source(whole, Source(path=f"{random.choice('xyz')}.txt"), random.choice(NEW_IDS))[0]


def _add_claim(whole: ArgMap, random: Random) -> ArgMap:
    return edit.add_claim(whole, Claim(text=_text(random)), random.choice(NEW_IDS))[0]


def _add_quote(whole: ArgMap, random: Random) -> ArgMap:
    source = random.choice(sorted(whole.sources))
    return edit.add_quote(
        whole, Quote(source=source, text=_text(random), at=random.randrange(3)), random.choice(NEW_IDS)
    )[0]


def _reword(whole: ArgMap, random: Random) -> ArgMap:
    return edit.change_claim(whole, _claim(whole, random), text=_text(random))


def _annotate(whole: ArgMap, random: Random) -> ArgMap:
    return edit.change_claim(
        whole, _claim(whole, random), note=random.choice(("", "note", "other")), tags=random.sample(WORDS, 2)
    )


def _translate(whole: ArgMap, random: Random) -> ArgMap:
    return edit.change_quote(whole, random.choice(sorted(whole.quotes)), translation=random.choice(("", "t", "u")))


def _reanchor(whole: ArgMap, random: Random) -> ArgMap:
    at = random.choice(sorted(whole.quotes))
    quote = whole.quotes[at]
    blob = random.choice("abc") * 40
    text = random.choice((quote.text, quote.text, _text(random)))
    moved = replace(quote, at=random.randrange(9), text=text, blob=random.choice((None, "d" * 40)))
    return edit.replace_anchors(whole, {at: moved}, {quote.source: blob})


def _details(whole: ArgMap, random: Random) -> ArgMap:
    return edit.change_source(
        whole, random.choice(sorted(whole.sources)), title=_text(random), year=random.randrange(3)
    )


def _link(whole: ArgMap, random: Random) -> ArgMap:
    premises = {_premise(whole, random) for _ in range(random.choice((1, 1, 2)))}
    return edit.link(whole, tuple(sorted(premises)), random.choice((Role.SUPPORT, Role.COUNTER)), _claim(whole, random))


def _undercut(whole: ArgMap, random: Random) -> ArgMap:
    link = random.choice([link for link in whole.links() if link.role is not Role.UNDERCUT])
    return edit.undercut(whole, (_premise(whole, random),), link.premises, link.target)


def _unlink(whole: ArgMap, random: Random) -> ArgMap:
    return edit.unlink(whole, random.choice(list(whole.links())))


def _remove(whole: ArgMap, random: Random) -> ArgMap:
    return edit.remove(whole, random.choice(sorted(whole.ids)), cascade=True)


def _rename(whole: ArgMap, random: Random) -> ArgMap:
    return edit.rename(whole, random.choice(sorted(whole.ids)), random.choice(NEW_IDS))


def _title(whole: ArgMap, random: Random) -> ArgMap:
    return edit.change_map(whole, title=_text(random))


def _thesis(whole: ArgMap, random: Random) -> ArgMap:
    claims = sorted(whole.claims)
    return edit.change_map(whole, thesis=tuple(random.sample(claims, random.randrange(len(claims) + 1))))


def _decide(whole: ArgMap, random: Random) -> ArgMap:
    return resolve_conflict(whole, random.choice(sorted(whole.conflicts)), random.choice(list(Side)))


def _comment(whole: ArgMap, random: Random) -> ArgMap:
    places = [at for at in sorted(whole.addresses()) if at and at != ("format",)]
    at = random.choice(random.choice((places, [at for at in places if len(at) < 3])))
    line = f"# {_text(random)}"
    comment = whole.comments.get(at, Comment())
    added = replace(comment, **random.choice(({"above": (*comment.above, line)}, {"beside": line})))
    return replace(whole, comments={**whole.comments, at: added})


EDITS: tuple[Callable[[ArgMap, Random], ArgMap], ...] = (
    _add_source, _add_claim, _add_quote, _reword, _annotate, _translate, _reanchor, _details, _link, _link, _undercut,
    _unlink, _remove, _rename, _title, _thesis, _comment, _comment, _decide,
)  # fmt: skip


def comment_lines(whole: ArgMap) -> Iterator[str]:
    """Every line of every comment, as a person wrote it."""
    for comment in whole.comments.values():
        for line in (*comment.above, comment.beside, *comment.below, comment.closing):
            if line.strip():
                yield line.strip()
