"""A map in a repository of many commits: how long its history takes to read.

A repository is made by `git fast-import`: many commits touch other files in many folders, some touch the map, which
is renamed once, and each of these rewords one claim of many. Then the history is asked for in a new process or
repository handle each time, without and with git's commit-graph.

    python benchmarks/git_history.py [COMMITS] [OF THE MAP] [CLAIMS]
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from argmap.git import PastTexts, Repository, map_at, trail
from argmap.git.history import life
from argmap.model import ArgMap, Claim
from argmap.store import dumps
from argmap.text.reading import blob_id

WHO = "ActionHost <bench@example.org>"
OLD, NEW = "maps/first.toml", "maps/renamed.toml"


def a_map(claims: int, edits: int) -> str:
    """A map in which the `edits` first rewordings were made, one claim after the other."""
    rounds, rest = divmod(edits, claims)
    texts = {
        f"claim-{number}": f"Claim {number} says something that was reworded {rounds + (number < rest)} times."
        for number in range(claims)
    }
    made = {some_id: Claim(text=text) for some_id, text in texts.items()}
    links = tuple((f"claim-{number}",) for number in range(1, claims))
    made["claim-0"] = Claim(text=texts["claim-0"], supported_by=tuple(sorted(links)))
    return dumps(ArgMap(title="ActionHost", thesis=("claim-0",), claims=made))


def stream(commits: int, touching: int, claims: int) -> Iterator[bytes]:
    """The commits for `git fast-import`."""
    every = max(1, commits // touching)
    edits = 0
    for number in range(commits):
        yield f"commit refs/heads/main\ncommitter {WHO} {1_600_000_000 + 60 * number} +0000\n".encode()
        yield b"data <<.\nCommit %d\n.\n" % number
        if number % every == 0 and edits < touching:
            if edits == touching // 2:
                yield f"R {OLD} {NEW}\n".encode()
            name = OLD if edits < touching // 2 else NEW
            data = a_map(claims, edits).encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)
            edits += 1
        else:
            data = b"The text of commit %d.\n" % number
            yield b"M 100644 inline texts/%d/%d.txt\ndata %d\n%s\n" % (number % 97, number % 1009, len(data), data)
    yield b"done\n"


def timed(name: str, work: Callable[[], object]) -> None:
    """Prints the best of three runs."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    print(f"{name:58} {best * 1000:9.1f} ms", flush=True)


def git(root: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True).stdout


def make(root: Path, commits: int, touching: int, claims: int) -> None:
    """Makes the repository, checked out."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    importing = subprocess.Popen(["git", "-C", str(root), "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE)
    assert importing.stdin is not None
    for piece in stream(commits, touching, claims):
        importing.stdin.write(piece)
    importing.stdin.close()
    if importing.wait():
        sys.exit("git fast-import failed")
    git(root, "checkout", "-q", "main")


def measure(root: Path, commits: int) -> None:
    """Prints how long each question takes."""
    path = root / NEW
    early = git(root, "rev-list", "--max-count=1", f"--skip={commits * 9 // 10}", "main").decode().strip()
    text = blob_id(b"The text of commit 77.\n")
    argmap = [sys.executable, "-m", "argmap"]

    def command(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([*argmap, *words], cwd=root, check=False, capture_output=True)

    timed(f"git log --follow -- {NEW}", lambda: git(root, "log", "--follow", "--oneline", "--", NEW))
    timed("the commits that touched the map", lambda: trail(Repository.of(path), path))
    timed("the life of one claim", lambda: life(Repository.of(path), path, "claim-7"))
    timed("the life of the thesis, that all others support", lambda: life(Repository.of(path), path, "claim-0"))
    timed(f"argmap log {NEW} claim-7", command("log", NEW, "claim-7"))
    timed("the map 9/10 of the history ago, under its old name", lambda: map_at(Repository.of(path), early, path))
    timed("argmap diff REV, from there to now", command("diff", "--stat", early))
    timed("an old text by its blob id", lambda: PastTexts(root).text(text))


def main() -> None:
    """Makes the repository and asks."""
    asked = [int(word) for word in sys.argv[1:]]
    commits, touching, claims = (*asked, *(50_000, 500, 200)[len(asked) :])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, commits, touching, claims)
        print(f"{commits:,} commits, {touching:,} of them of a map with {claims:,} claims")
        measure(root, commits)
        git(root, "commit-graph", "write", "--reachable", "--changed-paths")
        print("with a commit-graph (`git commit-graph write --reachable --changed-paths`)")
        measure(root, commits)


if __name__ == "__main__":
    main()
