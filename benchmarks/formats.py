"""What exports take beside the Argdown program, on the same maps: time and memory of whole processes, in one run.

    python benchmarks/formats.py --argdown node_modules/.bin/argdown [--rounds N] [--limit SECONDS] [SIZE…]

`argmap export MAP json|html|svg` is timed in turns with `argdown json`, `argdown html` and `argdown map --format svg`
(npm install @argdown/cli@1.7.5) on generated maps of 20, 1,000 and 10,000 statements, three in five of them quotes
that argmap finds in their text, which the Argdown program need not. From start to exit; memory is the largest
resident size. Medians are printed; the largest map is exported once. The ratio of the times is to be 0.5 at most at
1,000 statements, and 0.1 for html and svg at 10,000. A format that this argmap does not have is left out, and said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

SIZES = (20, 1_000, 10_000)
ONCE_FROM = 10_000
THEIRS = {"json": ["json"], "html": ["html"], "svg": ["map", "--format", "svg"]}
TARGETS = {
    ("json", 1_000): 0.5,
    ("html", 1_000): 0.5,
    ("svg", 1_000): 0.5,
    ("html", 10_000): 0.1,
    ("svg", 10_000): 0.1,
}


@dataclass(frozen=True)
class Run:
    """One process, from start to exit."""

    seconds: float
    megabytes: float
    fault: str = ""


def make(folder: Path, sizes: list[int]) -> None:
    """Write a map of each size with its text, as TOML and as Argdown. Runs by itself: see `measured`."""
    from canvas import large_map

    from argmap.formats import ExportInput
    from argmap.formats.registry import format_named
    from argmap.store import dumps
    from argmap.text.reading import blob_id

    for size in sizes:
        whole = large_map(size)
        text, quotes = "", {}
        for quote_id, quote in whole.quotes.items():
            passage = f"{len(quotes) + 1}: {quote.text}"
            quotes[quote_id] = replace(quote, text=passage, at=len(text))
            text += passage + "\n"
        source = replace(whole.sources["s"], path=f"{size}.txt", blob=blob_id(text.encode()))
        whole = replace(whole, quotes=quotes, sources={"s": source})
        (folder / f"{size}.txt").write_text(text, encoding="utf-8")
        (folder / f"{size}.toml").write_text(dumps(whole), encoding="utf-8")
        argdown = format_named("argdown").export(ExportInput(map=whole)).content
        (folder / f"{size}.argdown").write_text(argdown, encoding="utf-8")


def measured(command: list[str], folder: Path, limit: float) -> Run:
    """Run a command. A child begins with the memory of the process that starts it, so this one must stay small."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - begin
            if done:
                break
            if seconds > limit:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return Run(seconds, 0, f"not done after {limit:.0f} s")
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        fault = "" if process.returncode == 0 else said.read().decode(errors="replace").strip()[-200:] or "failed"
    return Run(seconds, usage.ru_maxrss / 1024, fault)


def compared(name: str, size: int, commands: dict[str, list[str]], folder: Path, options: argparse.Namespace) -> None:
    rounds = 1 if size >= ONCE_FROM else options.rounds
    taken: dict[str, list[Run]] = {who: [] for who in commands}
    for _ in range(rounds):
        for who, command in commands.items():
            taken[who].append(measured(command, folder, options.limit))
    medians = {}
    for who, runs in taken.items():
        fault = next((run.fault for run in runs if run.fault), "")
        medians[who] = statistics.median(run.seconds for run in runs)
        memory = max(run.megabytes for run in runs)
        said = f"   {fault}" if fault else f"{memory:8.0f} MB"
        print(f"{size:6,} statements  {name:5} {who:8} {medians[who]:8.2f} s {said}", flush=True)
    ratio = medians["argmap"] / medians["argdown"]
    target = TARGETS.get((name, size))
    verdict = "" if target is None else f" (most {target})" + ("" if ratio <= target else "   TOO SLOW")
    print(f"{'':28}ratio {ratio:.3f}{verdict}", flush=True)


def known_formats(argmap: str) -> set[str]:
    listed = subprocess.run([argmap, "export", "--list"], capture_output=True, text=True, check=True).stdout
    return {line.split()[0] for line in listed.splitlines() if line.strip()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--argdown", default=shutil.which("argdown"), help="the Argdown program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a process is given up")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), metavar="SIZE")
    options = parser.parse_args()
    if options.make is not None:
        make(options.make, options.sizes)
        return
    argmap = shutil.which("argmap", path=str(Path(sys.executable).parent)) or shutil.which("argmap")
    if argmap is None:
        sys.exit("argmap is not installed beside this python; run `make setup` first")
    if options.argdown is None or shutil.which(options.argdown) is None:
        sys.exit("name the Argdown program with --argdown (npm install @argdown/cli@1.7.5)")
    theirs = str(Path(shutil.which(options.argdown) or "").absolute())
    known = known_formats(argmap)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / ".git").mkdir()
        sizes = list(map(str, options.sizes))
        subprocess.run([sys.executable, __file__, "--make", made, *sizes], check=True)
        for size in options.sizes:
            for name, arguments in THEIRS.items():
                if name not in known:
                    print(f"{size:6,} statements  {name:5} left out: this argmap has no such format")
                    continue
                commands = {
                    "argmap": [argmap, "export", f"{size}.toml", name, "-o", f"{size}.ours.{name}"],
                    "argdown": [theirs, *arguments, f"{size}.argdown", "theirs"],
                }
                compared(name, size, commands, folder, options)


if __name__ == "__main__":
    main()
