"""How much of the text of PDFs is lost or out of order, compared with poppler's `pdftotext`.

Usage: python benchmarks/pdf.py FOLDER [WORST]

For each PDF in the folder, the lines that `pdftotext` prints are looked for in what argmap makes of the file. A line
is lost where fewer than half of its words are there as often as `pdftotext` prints them; white space, case and forms
of letters do not count. A line is out of order where it stands once in both texts, and not in the order in which
`pdftotext` has it: as many as must be taken away until the rest is in order. Both programs guess, so the figures show
what to look at, not who is right. Needs the extra `documents` and poppler-utils.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from argmap.documents.converting import plain_copy
from argmap.documents.document import Unconvertible
from argmap.text.folding import fold

_LEAST_TO_PLACE = 12
"""Folded code points of a line of which the place is compared; shorter ones stand anywhere."""
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0e7f]+")


@dataclass(frozen=True)
class Figures:
    name: str
    lines: int = 0
    lost: int = 0
    astray: int = 0
    seconds: float = 0.0
    refused: str = ""
    samples: tuple[str, ...] = ()


def folded(text: str) -> str:
    return fold(text).text


def words(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text)]


def compared(file: Path) -> Figures:
    """The figures of one file."""
    told = subprocess.run(["pdftotext", "-q", str(file), "-"], capture_output=True, timeout=120, check=False)
    theirs = [line for line in told.stdout.decode("utf-8", "replace").replace("\f", "\n").split("\n") if words(line)]
    begun = time.perf_counter()
    try:
        ours = plain_copy(file, lambda _: None).text.partition("\n\n")[2]
    except Unconvertible as refusal:
        return Figures(file.name, len(theirs), len(theirs), 0, time.perf_counter() - begun, str(refusal))
    seconds = time.perf_counter() - begun
    whole = folded(ours)
    there = Counter(words(ours))
    lost, places = [], []
    counted = Counter(map(folded, theirs))
    for line in theirs:
        wanted = Counter(words(line))
        found = sum(min(number, max(there[word], 0)) for word, number in wanted.items())
        there.subtract(wanted)
        line_folded = folded(line)
        if 2 * found < wanted.total() and line_folded not in whole:
            lost.append(line)
        if len(line_folded) >= _LEAST_TO_PLACE and counted[line_folded] == 1 and whole.count(line_folded) == 1:
            places.append(whole.index(line_folded))
    return Figures(
        file.name, len(theirs), len(lost), len(places) - longest_rise(places), seconds, samples=tuple(lost[:3])
    )


def longest_rise(places: list[int]) -> int:
    """The length of the longest rising subsequence."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def main() -> None:
    folder, worst = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20
    every = []
    for file in sorted(folder.rglob("*.pdf")):
        try:
            every.append(compared(file))
        except subprocess.TimeoutExpired:
            print(f"{file.name}: pdftotext takes too long, left out")
    read = [one for one in every if not one.refused]
    lines, lost, astray = (sum(getattr(one, name) for one in read) for name in ("lines", "lost", "astray"))
    print(f"{len(every)} files, {len(read)} converted in {sum(one.seconds for one in every):.0f} s")
    print(f"lines: {lines:,}; lost: {lost:,} ({lost / max(lines, 1):.2%}); out of order: {astray:,}")
    refused = [one for one in every if one.refused]
    print(f"refused: {len(refused)}, of which pdftotext prints text for {sum(one.lines > 0 for one in refused)}")
    for one in sorted(read, key=lambda one: -(one.lost + one.astray))[:worst]:
        print(f"{one.lost:6} lost {one.astray:6} out of order of {one.lines:6}  {one.name}  {one.samples}")
    for one in refused:
        if one.lines:
            print(f"refused, {one.lines} lines: {one.refused[:150]}")


if __name__ == "__main__":
    main()
