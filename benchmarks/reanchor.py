"""Re-anchoring real quotes: cases as JSON lines on stdin, where each stands now as JSON lines on stdout.

A case names an old and a new version of a text and a passage of the old one (`id`, `old_text`, `new_text`, `start`,
`exact`). The anchor is made from the old text as argmap makes it when a reader marks the passage; it is then
looked for in the new text alone, or with `--old` with the old text at hand. A quote that argmap would not attach by
itself (ambiguous, rewritten, lost) has `start` null.

`ms` is the time of one resolution. It leaves out what is done once for a text, whatever the number of its
quotes: reading, folding and indexing it, and with `--old` comparing it with the old one.
"""

import argparse
import functools
import json
import sys
import time
from pathlib import Path

from argmap.anchor import Resolver


@functools.lru_cache(maxsize=4)
def _read(path: str) -> str:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return file.read()


@functools.lru_cache(maxsize=2)
def _marking(old: str) -> Resolver:
    """The old text, in which a reader marks passages."""
    return Resolver(_read(old))


@functools.lru_cache(maxsize=2)
def _resolver(new: str, old: str | None) -> Resolver:
    resolver = Resolver(_read(new))
    resolver.prepare(None if old is None else _read(old))
    return resolver


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--old", action="store_true", help="give the resolver the old text too")
    with_old = options.parse_args().old
    for line in sys.stdin:
        case = json.loads(line)
        old = _read(case["old_text"])
        start = case["start"]
        selector = _marking(case["old_text"]).anchor(start, start + len(case["exact"]))
        resolver = _resolver(case["new_text"], case["old_text"] if with_old else None)
        began = time.perf_counter()
        found = resolver.resolve(selector, old_text=old if with_old else None)
        answer = {
            "id": case["id"],
            "start": found.start if found.found else None,
            "end": found.end if found.found else None,
            "score": found.score,
            "state": found.state,
            "ms": (time.perf_counter() - began) * 1000,
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
