"""Maps changed as people change them: by edits, some refused, and by comments written into the file."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused, resolve_conflict
from argmap.model import ArgMap, Claim, Comment, Link, Quote, Role, Side, Source
from argmap.store import dumps, load, loads
from tests.strategies import maps

WORDS = ("one", "two", "three", "出口", "管制", "四")
Edit = Callable[[ArgMap, Random], ArgMap]
NEW_IDS = (*"abcdefg", "n", "n-2", "new")


REAL_MAPS = tuple(sorted((Path(__file__).parents[2] / "maps").glob("*.toml")))

_Option = TypeVar("_Option")
Triple = tuple[ArgMap, ArgMap, ArgMap]


BARE = ArgMap(
    title="Map", sources={"s": Source(path="s.txt")}, claims={"top": Claim(text="Top of it")}, thesis=("top",)
)
LINKED = replace(
    BARE,
    claims={
        "top": Claim(
            text="Top of it",
            supported_by=(("a",), ("b", "q")),
            countered_by=(("c",),),
            undercut={("a",): (("c",), ("d",)), ("b", "q"): (("d",),)},
        ),
        "a": Claim(text="one one one", supported_by=(("d",),)),
        "b": Claim(text="two two two"),
        "c": Claim(text="three three three", countered_by=(("q",),)),
        "d": Claim(text="four four four"),
    },
    quotes={"q": Quote(source="s", text="出口管制", at=4)},
    thesis=("top", "c"),
)


class Focused(Random):
    """Chooses the things in focus again and again, so that two people who edit a large map are at the same of them."""

    def __init__(self, seed: int, focus: Collection[str]) -> None:
        super().__init__(seed)
        self._focus = focus

    def choice(self, seq: Sequence[Any]) -> Any:
        near = [some for some in seq if self._is_near(some)] if self._focus else []
        return super().choice(near if near and self.random() < 0.8 else seq)

    def _is_near(self, some: object) -> bool:
        if isinstance(some, Link):
            return some.target in self._focus
        if isinstance(some, tuple):
            return any(member in self._focus for member in some)
        return isinstance(some, str) and some in self._focus


class Chance:
    """What chance gives, by whole numbers from a to b, so that Hypothesis can give them too and find small examples."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self._number = number

    @classmethod
    def of(cls, draw: st.DrawFn) -> "Chance":
        """As Hypothesis draws it."""
        return cls(lambda least, most: draw(st.integers(least, most)))

    def choice(self, options: Sequence[_Option]) -> _Option:
        """One of the `options`; the first are the simplest."""
        return options[self._number(0, len(options) - 1)]

    def seeds(self, most: int) -> Iterator[int]:
        """Fewer than `most` seeds, of one edit each, so that shrinking can leave any out."""
        for nth in range(most - 1):
            seed = self._number(-(2**16), 2**16)
            if seed > 0:
                yield (seed << 8) + nth  # small numbers are drawn often: not one edit again


def triple(chance: Chance, real: Sequence[ArgMap] = ()) -> Triple:
    """A map, and what two people made of it: maps that grew by edits, some large, some with conflicts.

    Most maps are so small, and edited so much, that both people are at the same things. Of the `real` maps, where
    there are some, both edit the same few claims.
    """
    kinds = (
        "small",
        "small",
        "undecided",
        "undecided",
        "crossed",
        "large",
        *(("real", "real undecided") if real else ()),
    )
    kind = chance.choice(kinds)
    if kind == "small":
        base = map_grown(chance, 12)
        return base, after_edits(base, chance, 24), after_edits(base, chance, 24)
    if kind == "large":
        base = map_grown(chance, 60)
        return base, after_edits(base, chance), after_edits(base, chance)
    if kind == "undecided":
        base = undecided(map_grown(chance, 12), chance)
        return base, deciding(base, chance), deciding(base, chance)
    if kind == "crossed":
        return crossed(map_grown(chance, 12), chance)
    base = chance.choice(real)
    near = {chance.choice(sorted(base.claims)) for _ in range(3)}
    near |= {member for claim_id in near for link in base.links_to(claim_id) for member in link.premises}
    if kind == "real":
        return base, after_edits(base, chance, 24, near), after_edits(base, chance, 24, near)
    base = undecided(base, chance, near)
    return base, deciding(base, chance, near), deciding(base, chance, near)


def triple_by_number(seed: int) -> Triple:
    """As `triple`, also of the maps of this project, by a number alone."""
    return triple(Chance(Random(seed).randint), real_maps())


@st.composite
def triples(draw: st.DrawFn) -> Triple:
    """As `triple`, or a generated map with awkward texts, or one of the maps of this project."""
    chance = Chance.of(draw)
    if chance.choice((False,) * 7 + (True,)):
        base = draw(maps(comments=True))
        return base, after_edits(base, chance), after_edits(base, chance)
    return triple(chance, real_maps())


@st.composite
def grown(draw: st.DrawFn, most: int = 30) -> ArgMap:
    """As `map_grown`."""
    return map_grown(Chance.of(draw), most)


@st.composite
def edited(draw: st.DrawFn, whole: ArgMap, most: int = 8) -> ArgMap:
    """As `after_edits`."""
    return after_edits(whole, Chance.of(draw), most)


@cache
def real_maps() -> tuple[ArgMap, ...]:
    """The maps of this project."""
    return tuple(load(path).map for path in REAL_MAPS)


def undecided(whole: ArgMap, chance: Chance, near: Collection[str] = ()) -> ArgMap:
    """What a merge of two that edited `whole` left, with conflicts where chance gives any."""
    for _ in range(3):
        merged = merge(whole, after_edits(whole, chance, 24, near), after_edits(whole, chance, 24, near)).map
        if merged.conflicts:
            return merged
    return whole


def deciding(whole: ArgMap, chance: Chance, near: Collection[str] = ()) -> ArgMap:
    """`whole` after edits among which conflicts were decided."""
    for seed in chance.seeds(12):
        whole = after_an_edit(whole, Focused(seed, near), _decide if seed % 2 else None)
    return whole


def crossed(root: ArgMap, chance: Chance) -> Triple:
    """A criss-cross: two who each took over what the other had, and went on; the base is made of both, as git does."""
    one, other = after_edits(root, chance, 24), after_edits(root, chance, 24)
    ours, theirs = merge(root, one, other).map, merge(root, other, one).map
    base = chance.choice((ours, theirs, one, other))
    return base, deciding(ours, chance), deciding(theirs, chance)


def map_grown(chance: Chance, most: int = 30) -> ArgMap:
    """A map that people made by fewer than `most` edits, and at times by a merge that left conflicts."""
    whole = after_edits(chance.choice((BARE, LINKED)), chance, most)
    if chance.choice((False, False, True)):
        whole = merge(whole, after_edits(whole, chance), after_edits(whole, chance)).map
    return whole


def after_edits(whole: ArgMap, chance: Chance, most: int = 8, near: Collection[str] = ()) -> ArgMap:
    """`whole` after fewer than `most` edits."""
    for seed in chance.seeds(most):
        whole = after_an_edit(whole, Focused(seed, near))
    return whole


def after_an_edit(whole: ArgMap, random: Random, an_edit: Edit | None = None) -> ArgMap:
    """`whole` after one edit, of any kind where none is given; as it is, where that is refused."""
    try:
        return (an_edit or random.choice(EDITS))(whole, random)
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


def _shift(whole: ArgMap, random: Random) -> ArgMap:
    return edit.shift_theses(whole, [random.choice(whole.thesis)], random.choice((-1, 1)))


def _decide(whole: ArgMap, random: Random) -> ArgMap:
    return resolve_conflict(whole, random.choice(sorted(whole.conflicts)), random.choice(list(Side)))


def _comment(whole: ArgMap, random: Random) -> ArgMap:
    places = [at for at in sorted(whole.addresses()) if at and at != ("format",)]
    at = random.choice(random.choice((places, [at for at in places if len(at) < 3])))
    line = random.choice(("# ----", f"# {_text(random)}"))
    comment = whole.comments.get(at, Comment())
    added = replace(comment, **random.choice(({"above": (*comment.above, line)}, {"beside": line})))
    return replace(whole, comments={**whole.comments, at: added})


def _comment_again(whole: ArgMap, random: Random) -> ArgMap:
    """One line of a block reworded, removed or followed by another."""
    at = random.choice([at for at, comment in sorted(whole.comments.items()) if comment.above])
    lines = list(whole.comments[at].above)
    place = random.randrange(len(lines))
    lines[place : place + 1] = random.choice(([], [f"# {_text(random)}"], [lines[place], "# ----", "# more"]))
    comments = {**whole.comments, at: replace(whole.comments[at], above=tuple(lines))}
    return loads(dumps(replace(whole, comments={at: comment for at, comment in comments.items() if comment})))


EDITS: tuple[Edit, ...] = (
    _add_source, _add_claim, _add_quote, _reword, _annotate, _translate, _reanchor, _details, _link, _link, _undercut,
    _undercut, _unlink, _remove, _rename, _title, _thesis, _shift, _comment, _comment, _comment_again, _decide,
)  # fmt: skip


def comment_lines(whole: ArgMap) -> Iterator[str]:
    """Every line of every comment, as a person wrote it."""
    for comment in whole.comments.values():
        for line in (*comment.above, comment.beside, *comment.below, comment.closing):
            if line.strip():
                yield line.strip()
