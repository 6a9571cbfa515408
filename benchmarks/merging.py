"""How many merges of maps need no human: git's line merge beside argmap's merge of values.

Two people edit a real map, each without knowing of the other; 2,000 such pairs for each row. Where they touch different
elements there is nothing to decide, so every pair that a merge leaves to a human is its own doing. Where they touch the
same ones, some pairs are true conflicts (both reworded one claim), and less than 100 % is right.

    python benchmarks/merging.py [PAIRS]
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused
from argmap.model import ArgMap, Claim, Link, Quote, Role, problems
from argmap.store import InvalidMap, dumps, load, loads

ROOT = Path(__file__).parents[1]
MAP = ROOT / "maps" / "us-japan-alliance.toml"
WORDS = ("alliance", "chips", "control", "cost", "export", "firm", "law", "market", "policy", "supply", "trade")

Touched = frozenset[str]


class Edited(NamedTuple):
    """A map after an edit, and the elements that the edit is about."""

    map: ArgMap
    touched: Touched


class Tally(NamedTuple):
    """What became of one pair."""

    by_lines: bool
    """Whether git merged it into a valid map."""
    broken: bool
    """Whether git said that it had merged it, and the map is not valid."""
    by_values: bool
    """Whether argmap merged it and nothing is left to decide."""
    lines_seconds: float
    values_seconds: float


def _sentence(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=6)).capitalize() + "."


def _some_claim(whole: ArgMap, random: Random) -> str:
    return random.choice(sorted(whole.claims))


def _some_quote(whole: ArgMap, random: Random) -> str:
    return random.choice(sorted(whole.quotes))


def _add_claim(whole: ArgMap, random: Random) -> Edited:
    target = _some_claim(whole, random)
    after, new = edit.add_claim(whole, Claim(text=_sentence(random)))
    return Edited(
        edit.link(after, (new,), random.choice((Role.SUPPORT, Role.COUNTER)), target), frozenset({new, target})
    )


def _add_quote(whole: ArgMap, random: Random) -> Edited:
    target, source = _some_claim(whole, random), random.choice(sorted(whole.sources))
    quote = Quote(source=source, text=_sentence(random), before=_sentence(random), at=random.randrange(30_000))
    after, new = edit.add_quote(whole, quote)
    return Edited(edit.link(after, (new,), Role.SUPPORT, target), frozenset({new, target}))


def _link(whole: ArgMap, random: Random) -> Edited:
    quote, target = _some_quote(whole, random), _some_claim(whole, random)
    return Edited(edit.link(whole, (quote,), Role.SUPPORT, target), frozenset({quote, target}))


def _undercut(whole: ArgMap, random: Random) -> Edited:
    link, quote = _some_link(whole, random), _some_quote(whole, random)
    after = edit.undercut(whole, (quote,), link.premises, link.target)
    return Edited(after, frozenset({quote, link.target, *link.premises}))


def _unlink(whole: ArgMap, random: Random) -> Edited:
    link = _some_link(whole, random)
    return Edited(edit.unlink(whole, link), frozenset({link.target, *link.premises}))


def _some_link(whole: ArgMap, random: Random) -> Link:
    return random.choice([link for link in whole.links() if link.role is not Role.UNDERCUT])


def _reword(whole: ArgMap, random: Random) -> Edited:
    claim_id = _some_claim(whole, random)
    words = whole.claims[claim_id].text.split()
    words[random.randrange(len(words))] = random.choice(WORDS)
    return Edited(edit.change_claim(whole, claim_id, text=" ".join(words)), frozenset({claim_id}))


def _annotate(whole: ArgMap, random: Random) -> Edited:
    claim_id = _some_claim(whole, random)
    tags = {*whole.claims[claim_id].tags, random.choice(WORDS)}
    return Edited(edit.change_claim(whole, claim_id, tags=tags, note=_sentence(random)), frozenset({claim_id}))


def _translate(whole: ArgMap, random: Random) -> Edited:
    quote_id = _some_quote(whole, random)
    return Edited(edit.change_quote(whole, quote_id, translation=_sentence(random)), frozenset({quote_id}))


def _reanchor(whole: ArgMap, random: Random) -> Edited:
    quote_id = _some_quote(whole, random)
    quote = whole.quotes[quote_id]
    moved = replace(quote, at=quote.at + random.randrange(1, 500), before=_sentence(random))
    return Edited(edit.replace_anchors(whole, {quote_id: moved}, {}), frozenset({quote_id}))


def _rename(whole: ArgMap, random: Random) -> Edited:
    old = random.choice(sorted({*whole.claims, *whole.quotes}))
    new = f"{old}-{random.choice(WORDS)}"
    return Edited(edit.rename(whole, old, new), frozenset({old, new}))


def _remove(whole: ArgMap, random: Random) -> Edited:
    gone = random.choice(sorted({*whole.claims, *whole.quotes}))
    ends = {end for link in whole.links_from(gone) for end in (link.target, *link.premises, *link.against)}
    return Edited(edit.remove(whole, gone), frozenset({gone, *ends}))


EDITS: tuple[Callable[[ArgMap, Random], Edited], ...] = (
    _add_claim, _add_quote, _link, _undercut, _unlink, _reword, _annotate, _translate, _reanchor, _rename, _remove,
)  # fmt: skip


def session(whole: ArgMap, random: Random, edits: int) -> Edited:
    """`edits` edits by one person."""
    touched: Touched = frozenset()
    made = 0
    while made < edits:
        try:
            after = random.choice(EDITS)(whole, random)
        except Refused:
            continue
        whole, touched, made = after.map, touched | after.touched, made + 1
    return Edited(whole, touched)


def pairs(base: ArgMap, edits: int, apart: bool, random: Random) -> Iterator[tuple[ArgMap, ArgMap]]:
    """Pairs of sessions that touch different elements, or at least one in common."""
    while True:
        ours, theirs = session(base, random, edits), session(base, random, edits)
        if ours.touched.isdisjoint(theirs.touched) is apart:
            yield ours.map, theirs.map


def merged(base: ArgMap, ours: ArgMap, theirs: ArgMap, folder: Path) -> Tally:
    """One pair, merged both ways."""
    files = [folder / name for name in ("ours.toml", "base.toml", "theirs.toml")]
    for file, whole in zip(files, (ours, base, theirs), strict=True):
        file.write_text(dumps(whole), "utf-8")
    begin = time.perf_counter()
    git = subprocess.run(["git", "merge-file", "-p", "-q", *files], capture_output=True, check=False)
    between = time.perf_counter()
    values = merge(base, ours, theirs)
    end = time.perf_counter()
    assert not problems(values.map)
    valid = git.returncode == 0 and _is_valid(git.stdout.decode())
    return Tally(valid, git.returncode == 0 and not valid, not values.conflicts, between - begin, end - between)


def _is_valid(text: str) -> bool:
    try:
        loads(text)
    except InvalidMap:
        return False
    return True


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    base = load(MAP).map
    print(f"{MAP.name}: {len(base.claims)} claims, {len(base.quotes)} quotes; {count} pairs a row,")
    print("the share that merges without a human, and the mean time for one merge\n")
    print("| edits a side | elements touched | git merge-file | merged but invalid | argmap merge | git | argmap |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for edits in (1, 3):
            for apart in (True, False):
                made = pairs(base, edits, apart, Random(edits))
                tallies = [merged(base, *next(made), Path(name)) for _ in range(count)]
                lines, broken, values = (100 * sum(tally[column] for tally in tallies) / count for column in range(3))
                git, argmap = (1000 * sum(tally[column] for tally in tallies) / count for column in (3, 4))
                kind = "different" if apart else "some the same"
                shares = f"{lines:.1f} % | {broken:.1f} % | {values:.1f} %"
                print(f"| {edits} | {kind} | {shares} | {git:.1f} ms | {argmap:.1f} ms |", flush=True)


if __name__ == "__main__":
    main()
