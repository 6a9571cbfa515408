"""How many of git's own merges of a real map need no human: without argmap's driver, and with it.

The pairs of edits are those of merging.py, each committed as two branches of one repository. Every pair is merged
twice by git itself (`git merge-tree --write-tree`: what `git merge` does, without a work tree to write to), once as
git comes and once after `argmap git enable`. A pair needs no human where git says that it merged cleanly and the
file that it made loads.

    python -m benchmarks.merging_in_git [PAIRS]
"""

import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

from argmap.git import Repository
from argmap.git.drivers import Scope, disable, enable
from argmap.model import ArgMap
from argmap.store import InvalidMap, dumps, load, loads
from benchmarks.merging import MAP, pairs

PROGRAM = [shutil.which("argmap", path=str(Path(sys.executable).parent)) or "argmap"]
ENVIRONMENT = os.environ | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
PLACE = "maps/map.toml"


class Share(NamedTuple):
    """What became of all pairs, merged one way."""

    clean: float
    """Per cent that need no human."""
    broken: float
    """Per cent that git called clean, with a file that does not load."""
    milliseconds: float
    """The median of one merge, as a whole process."""


def git(root: Path, *words: str, given: bytes = b"", good: Iterable[int] = (0,)) -> subprocess.CompletedProcess[bytes]:
    ran = subprocess.run(
        ["git", "-C", str(root), *words], input=given, env=ENVIRONMENT, capture_output=True, check=False
    )
    if ran.returncode not in good:
        sys.exit(f"git {' '.join(words)}: {ran.stderr.decode()}")
    return ran


def commit(ref: str, mark: int, base: int | None, whole: ArgMap) -> bytes:
    """A commit of one map, as `git fast-import` reads it."""
    data = dumps(whole).encode()
    begun = f"from :{base}\n" if base else ""
    head = f"commit {ref}\nmark :{mark}\ncommitter B <b@example.org> 1700000000 +0000\ndata 1\nx\n{begun}"
    return f"{head}M 100644 inline {PLACE}\ndata {len(data)}\n".encode() + data + b"\n"


def fill(root: Path, base: ArgMap, made: Iterable[tuple[ArgMap, ArgMap]]) -> None:
    """Commits the base, and every pair as the branches `ours-N` and `theirs-N`."""
    stream = [commit("refs/heads/main", 1, None, base)]
    for number, pair in enumerate(made):
        for side, (name, whole) in enumerate(zip(("ours", "theirs"), pair, strict=True)):
            stream.append(commit(f"refs/heads/{name}-{number}", 2 * number + side + 2, 1, whole))
    git(root, "fast-import", "--quiet", given=b"".join(stream))
    git(root, "checkout", "-q", "main")


def merged(root: Path, count: int) -> Share:
    """Merges every pair."""
    clean = broken = 0
    taken = []
    for number in range(count):
        began = time.perf_counter()
        ran = git(root, "merge-tree", "--write-tree", f"ours-{number}", f"theirs-{number}", good=(0, 1))
        taken.append(time.perf_counter() - began)
        if ran.returncode == 0:
            valid = loads_from(root, ran.stdout.decode().split()[0])
            clean, broken = clean + valid, broken + (not valid)
    return Share(100 * clean / count, 100 * broken / count, statistics.median(taken) * 1000)


def loads_from(root: Path, tree: str) -> bool:
    try:
        loads(git(root, "cat-file", "blob", f"{tree}:{PLACE}").stdout.decode())
    except InvalidMap:
        return False
    return True


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    base = load(MAP).map
    print(f"{MAP.name}, merged by {git(Path(), 'version').stdout.decode().strip()}; {count} pairs a row\n")
    print("| edits a side | touching | git alone | merged but invalid | with argmap's driver | git, ms | driven, ms |")
    print("|---|---|---|---|---|---|---|")
    for edits, apart in itertools.product((1, 3), (True, False)):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            git(root, "init", "-q", "-b", "main")
            fill(root, base, itertools.islice(pairs(base, edits, apart, Random(edits)), count))
            alone = merged(root, count)
            repository = Repository.of(root)
            enable(repository, Scope.LOCAL, PROGRAM, [PLACE], [])
            driven = merged(root, count)
            disable(repository, Scope.LOCAL)
        kind = "different elements" if apart else "some the same"
        times = f"{alone.milliseconds:.0f} | {driven.milliseconds:.0f}"
        shares = f"{alone.clean:.1f} % | {alone.broken:.1f} % | {driven.clean:.1f} %"
        print(f"| {edits} | {kind} | {shares} | {times} |", flush=True)


if __name__ == "__main__":
    main()
