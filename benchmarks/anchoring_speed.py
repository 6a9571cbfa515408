"""How long it takes to find 10,000 quotes again in one edited text of 5 MB.

The text is made from the seeds: their sentences, shuffled, with names and numbers varied so that no passage stands
twice by the thousand. It is then edited as texts are: sentences are inserted, deleted and reworded, parts are
re-wrapped, and parts are converted from simplified to traditional script. Quotes are sentences of the old text,
whole and in part, spread over all of it.

With `--peer FOLDER`, a folder in which `npm install approx-string-match` was run, Hypothesis' rules over
approx-string-match are timed in the same run on a sample of the same quotes, and their time is extrapolated.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from opencc import OpenCC

from argmap.anchor import Resolver, Selector

ROOT = Path(__file__).resolve().parent.parent
PEER = Path(__file__).with_name("hypothesis_rules.mjs")
_SENTENCE = re.compile(r"[^。！？.!?\n]{12,}[。！？.!?]+")
_TOKEN = re.compile(r"[\u4e00-\u9fff]{1,2}|[^\W\u4e00-\u9fff]+")

Text = list[str]
"""A text, sentence by sentence."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--quotes", type=int, default=10_000)
    options.add_argument("--megabytes", type=float, default=5.0)
    options.add_argument("--peer", type=Path, help="a folder with node_modules/approx-string-match")
    options.add_argument("--sample", type=int, default=200, help="quotes that the peer is timed on")
    given = options.parse_args()
    chance = random.Random(1)
    old = _long_text(chance, int(given.megabytes * 1_000_000))
    text = "".join(_edited(chance, old))
    print(f"the edited text: {len(text.encode()):,} bytes, {len(text):,} code points")
    selectors = _quotes(chance, old, min(given.quotes, len(old)))
    ours = _time_ours(text, selectors)
    if given.peer:
        sample = chance.sample(selectors, min(given.sample, len(selectors)))
        _time_peer(given.peer, text, sample, ours, len(selectors))


def _long_text(chance: random.Random, size: int) -> Text:
    """Varied sentences of the seeds, Chinese and German in equal parts, of `size` bytes together."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    found = [sentence for seed in seeds for sentence in _SENTENCE.findall(seed)]
    pools = [[s for s in found if _is_han(s)], [s for s in found if not _is_han(s)]]
    words = [sorted({word for sentence in pool for word in _TOKEN.findall(sentence)}) for pool in pools]
    sentences: Text = []
    while size > 0:
        pool, vocabulary = chance.choice(list(zip(pools, words, strict=True)))
        for _ in range(chance.randint(3, 8)):
            sentence = _reworded(chance, chance.choice(pool), vocabulary, 0.3)
            sentences.append(sentence if _is_han(sentence) else sentence + " ")
            size -= len(sentences[-1].encode())
        sentences[-1] += "\n\n"
        size -= 2
    return sentences


def _is_han(sentence: str) -> bool:
    return sum("\u4e00" <= character <= "\u9fff" for character in sentence) > len(sentence) / 3


def _reworded(chance: random.Random, sentence: str, words: Sequence[str], share: float) -> str:
    return _TOKEN.sub(lambda word: chance.choice(words) if chance.random() < share else word[0], sentence)


def _edited(chance: random.Random, old: Text) -> Text:
    """`old` with sentences inserted, deleted and reworded, and stretches re-wrapped or converted."""
    words = sorted({word for sentence in old[:500] for word in _TOKEN.findall(sentence)})
    traditional = OpenCC("s2t")
    new: Text = []
    stretch = "as it was"
    for number, sentence in enumerate(old):
        if number % 50 == 0:
            stretch = chance.choices(("as it was", "wrapped", "converted"), (80, 10, 10))[0]
        fate = chance.random()
        if fate < 0.03:
            continue
        if fate < 0.06:
            new.append(_reworded(chance, chance.choice(old), words, 0.5))
        edited = _reworded(chance, sentence, words, 0.15) if fate > 0.9 else sentence
        if stretch == "wrapped":
            edited = _wrapped(edited)
        elif stretch == "converted":
            edited = traditional.convert(edited)
        new.append(edited)
    return new


def _wrapped(sentence: str) -> str:
    if _is_han(sentence):
        return "\n".join(sentence[at : at + 30] for at in range(0, len(sentence), 30))
    return sentence.replace(" ", "\n", 1)


def _quotes(chance: random.Random, old: Text, count: int) -> list[Selector]:
    """Anchors of `count` sentences or parts of them, from all over the text."""
    text = "".join(old)
    marking = Resolver(text)
    begins = [0]
    for sentence in old:
        begins.append(begins[-1] + len(sentence))
    selectors = []
    for number in sorted(chance.sample(range(len(old)), count)):
        first, last = begins[number], begins[number] + len(old[number].rstrip())
        if chance.random() < 0.5 and last - first > 40:
            first += chance.randint(0, 15)
            last -= chance.randint(0, 10)
        selectors.append(marking.anchor(first, last))
    return selectors


def _time_ours(text: str, selectors: Sequence[Selector]) -> float:
    """Print what argmap takes, and return seconds for each quote, folding and indexing included."""
    resolver = Resolver(text)
    began = time.perf_counter()
    resolver.prepare()
    prepared = time.perf_counter() - began
    taken = []
    states: Counter[str] = Counter()
    for selector in selectors:
        start = time.perf_counter()
        states[resolver.resolve(selector).state] += 1
        taken.append(time.perf_counter() - start)
    total = prepared + sum(taken)
    print(f"argmap: folding and indexing {prepared:.2f} s")
    print(f"argmap: {len(taken):,} quotes in {total:.2f} s with that; {_summary(taken)}")
    print("argmap: " + ", ".join(f"{state} {count:,}" for state, count in states.most_common()))
    return total / len(taken)


def _time_peer(folder: Path, text: str, sample: Sequence[Selector], ours: float, count: int) -> None:
    """Print what the peer takes for `sample`, and by that for all quotes."""
    node = shutil.which("node")
    if node is None:
        sys.exit("node is not installed, so there is no peer to time")
    with tempfile.TemporaryDirectory() as temporary:
        cases = Path(temporary) / "cases.json"
        quotes = [{"text": s.text, "before": s.before, "after": s.after, "at": s.at} for s in sample]
        cases.write_text(json.dumps({"text": text, "quotes": quotes}), encoding="utf-8")
        command = [node, str(PEER), str(folder), str(cases)]
        taken = [ms / 1000 for ms in json.loads(subprocess.check_output(command))]
    each = sum(taken) / len(taken)
    print(f"Hypothesis' rules: {len(taken):,} of these quotes in {sum(taken):.2f} s; {_summary(taken)}")
    print(f"Hypothesis' rules: extrapolated to all {count:,} quotes {each * count:.0f} s")
    print(f"argmap is {each / ours:.0f} times as fast")


def _summary(seconds: Sequence[float]) -> str:
    ranked = sorted(seconds)
    median, late = ranked[len(ranked) // 2], ranked[int(0.95 * len(ranked))]
    return f"median {median * 1000:.2f} ms, p95 {late * 1000:.2f} ms, worst {ranked[-1] * 1000:.1f} ms"


if __name__ == "__main__":
    main()
