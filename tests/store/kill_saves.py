"""Kills processes that save two maps by turns, at least 200 times at random instants, and looks at what is left.

Run by itself, not in the tests' process: only a process without threads can fork safely.
Prints the title of each map that was found in the file; fails where the file is neither, or holds both.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from argmap.model import ArgMap
from argmap.store import dumps, fingerprint
from argmap.store.saving import save

MAPS = {title: ArgMap(title=title, note=title * 20_000) for title in ("Old", "New")}


def save_by_turns(path: Path) -> None:
    state = fingerprint(path)
    while True:
        for whole in MAPS.values():
            state = save(path, whole, state)


def main(path: Path) -> None:
    texts = {dumps(whole).encode(): title for title, whole in MAPS.items()}
    save(path, MAPS["Old"], None)
    instants = random.Random(7)
    found = set()
    kills = 0
    while kills < 200 or len(found) < len(MAPS):
        child = os.fork()
        if child == 0:
            save_by_turns(path)
        # On a busy machine a process may not come to its first save for long, so that kills come later and later.
        time.sleep(instants.uniform(0.001, 0.02 * 2 ** (kills // 200)))
        kills += 1
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, "the child ended by itself"
        found.add(texts[path.read_bytes()])
        strays = [entry for entry in path.parent.iterdir() if entry != path]
        assert len(strays) <= 1, strays
        for stray in strays:
            assert stray.name.startswith(".argmap-"), stray
            stray.unlink()
    print(*found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
