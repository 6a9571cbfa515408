"""How long folding takes, beside the least that any folding must do: NFKC and one `str.translate`.

Run with `python benchmarks/folding.py`. Prints medians in milliseconds, and the ratio.
"""

import statistics
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from argmap.text.characters import PUNCTUATION
from argmap.text.folding import fold

SEEDS = Path(__file__).parents[1] / "seeds"
ROUNDS = 9
MEGABYTE = 1_000_000
TRANSLATION = str.maketrans(PUNCTUATION)


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def one_megabyte(passage: str) -> str:
    """`passage` repeated to one megabyte of UTF-8."""
    size = len(passage.encode())
    whole = passage * (MEGABYTE // size + 1)
    return whole[: len(whole) * MEGABYTE // len(whole.encode())]


def texts() -> dict[str, str]:
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("0*.txt"))]
    chinese, german = seeds[0] + seeds[1] + seeds[2] + seeds[4], seeds[3]
    return {
        "Chinese": chinese,
        "Chinese, a space after each character": " ".join(seeds[0]),
        "German": german,
        "German, decomposed": unicodedata.normalize("NFD", german),
        "many expansions": "Straße… ½ ㈱ ﬁnanziell ",
        "Korean, decomposed": unicodedata.normalize("NFD", "한국 반도체 산업의 경쟁력 "),
        "Hindi": "क्षेत्रीय सुरक्षा और व्यापार ",
    }


def report(name: str, text: str) -> None:
    first = median_ms(lambda: fold(text), rounds=1)
    ours = median_ms(lambda: fold(text))
    least = median_ms(lambda: unicodedata.normalize("NFKC", text).translate(TRANSLATION))
    print(f"{name:40}{ours:8.1f}ms{least:18.1f}ms{ours / least:8.2f}   (first time: {first:.0f} ms)")


def main() -> None:
    print(f"{'1 MB of':40}{'fold':>10}{'NFKC + translate':>20}{'ratio':>8}")
    for name, passage in texts().items():
        report(name, one_megabyte(passage))


if __name__ == "__main__":
    main()
