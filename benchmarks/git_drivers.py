"""What argmap's drivers cost: a file merged and a map diffed, beside git alone, for a small map and a large one.

Each figure is the median of whole processes, as git starts them. Two sides reword a claim each, far apart, and add
a support each under the same claim, where git by itself leaves a conflict.

    python benchmarks/git_drivers.py [ROUNDS]
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from argmap.git import Repository
from argmap.git.drivers import Scope, disable, enable
from argmap.model import ArgMap, Claim
from argmap.store import dumps

PROGRAM = [shutil.which("argmap", path=str(Path(sys.executable).parent)) or "argmap"]
ENVIRONMENT = os.environ | {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": "bench@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def a_map(claims: int) -> ArgMap:
    """A tree of claims, four under each."""
    made = {}
    for number in range(claims):
        below = [f"claim-{child}" for child in range(4 * number + 1, min(4 * number + 5, claims))]
        made[f"claim-{number}"] = Claim(
            text=f"This is what claim {number} of the map says about its subject.",
            supported_by=tuple(sorted((child,) for child in below)),
        )
    return ArgMap(title="ActionHost", thesis=("claim-0",), claims=made)


def edited(whole: ArgMap, reworded: int, added: str) -> ArgMap:
    """The map with one claim reworded and one added under the thesis."""
    claims = dict(whole.claims)
    some_id = f"claim-{reworded}"
    claims[some_id] = replace(claims[some_id], text=claims[some_id].text.replace("says", f"said, {added},"))
    thesis = claims["claim-0"]
    claims["claim-0"] = replace(thesis, supported_by=tuple(sorted((*thesis.supported_by, (added,)))))
    claims[added] = Claim(text=f"A claim that {added} made.")
    return replace(whole, claims=claims)


def median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of one run."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def git(root: Path, *words: str, code: Sequence[int] = (0,)) -> None:
    ran = subprocess.run(["git", "-C", str(root), *words], env=ENVIRONMENT, capture_output=True, check=False)
    if ran.returncode not in code:
        sys.exit(ran.stderr.decode())


def merged_files(folder: Path, claims: int, rounds: int) -> tuple[float, float]:
    """One file merged by `git merge-file` and by the driver."""
    base = a_map(claims)
    sides = {"base": base, "ours": edited(base, 3, "ours"), "theirs": edited(base, claims - 3, "theirs")}
    for name, whole in sides.items():
        (folder / name).write_text(dumps(whole))
    files = [str(folder / name) for name in ("base", "ours", "theirs")]
    merge_file = ["git", "merge-file", "-p", files[1], files[0], files[2]]
    driver = [*PROGRAM, "git", "merge-driver", files[0], str(folder / "result"), files[2], "7", "bench.toml"]

    def drive() -> None:
        shutil.copy(files[1], folder / "result")
        if subprocess.run(driver, capture_output=True, check=False).returncode:
            sys.exit("the driver left a conflict")

    def alone() -> None:
        subprocess.run(merge_file, capture_output=True, check=False)

    return median(alone, rounds), median(drive, rounds)


def diffs(folder: Path, claims: int, rounds: int) -> dict[str, tuple[float, float]]:
    """`git diff` and `git log -p` of one changed map, without the drivers and with them."""
    root = folder / "repository"
    (root / "maps").mkdir(parents=True)
    git(root, "init", "-q")
    base = a_map(claims)
    for whole in (base, edited(base, 3, "ours")):
        (root / "maps" / "bench.toml").write_text(dumps(whole))
        git(root, "add", "-A")
        git(root, "commit", "-qm", "Edit")
    (root / "maps" / "bench.toml").write_text(dumps(edited(base, claims - 3, "theirs")))
    asked = {"git diff": ("diff",), "git log -p -1": ("log", "-p", "-1")}
    alone = {name: median(lambda words=words: git(root, *words), rounds) for name, words in asked.items()}
    repository = Repository.of(root)
    enable(repository, Scope.LOCAL, PROGRAM, ["maps/bench.toml"], [])
    driven = {name: median(lambda words=words: git(root, *words), rounds) for name, words in asked.items()}
    disable(repository, Scope.LOCAL)
    return {name: (alone[name], driven[name]) for name in asked}


def main() -> None:
    """Prints the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print("| | claims | git alone, ms | with argmap, ms |\n|---|---|---|---|")
    for claims in (30, 2000):
        with tempfile.TemporaryDirectory() as folder:
            rows = {"one file merged": merged_files(Path(folder), claims, rounds)}
            rows |= diffs(Path(folder), claims, rounds)
        for name, (alone, driven) in rows.items():
            print(f"| {name} | {claims:,} | {alone:.1f} | {driven:.1f} |", flush=True)


if __name__ == "__main__":
    main()
