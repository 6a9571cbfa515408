"""What a text of 5 MB costs in memory while it is read, beside a bare Textual app.

Three programs run in a pseudo-terminal of 160 x 48 cells until all is painted and every quote is found: a bare app
with three panes, argmap with a text of one line, and argmap with 5 MB of text and 200 quotes in it, once in Chinese and
once in German, paged through a little. Prints what each keeps resident (VmRSS) and the most it ever did (VmHWM), and
what the text costs: what is kept over the bare app, as a multiple of the text's size. 6 is the most it may be.

Linux only.    python -m benchmarks.memory
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.edit.beginning import new_map
from argmap.model import Claim, Role, Source
from argmap.store import save
from benchmarks.first_paint import BARE
from benchmarks.reader import BYTES, long_text

QUOTES = 200
SETTLED = 3.0
"""Seconds without output after which a program is taken to have nothing more to do."""
PAGES = 40
PROGRAM = shutil.which("argmap", path=str(Path(sys.executable).parent)) or "argmap"


class Kept(NamedTuple):
    """Megabytes."""

    resident: float
    most: float


def kept_by(arguments: list[str], keys: bytes = b"") -> Kept:
    """What a program on a terminal keeps in memory, once it has settled after a few keys."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", XDG_STATE_HOME=tempfile.gettempdir())
        os.execv(arguments[0], arguments)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
    settle(terminal)
    for key in range(PAGES if keys else 0):
        os.write(terminal, keys)
        settle(terminal, 0.05 if key < PAGES - 1 else SETTLED)
    said = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return Kept(*(int(said[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")))


def settle(terminal: int, quiet: float = SETTLED) -> None:
    """Reads what is painted until nothing more comes."""
    until = time.monotonic() + quiet
    while (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65_536)
            until = time.monotonic() + quiet


def made(root: Path, text: str, quotes: int) -> Path:
    """A project with one text, and a map that quotes it."""
    (root / "maps").mkdir(parents=True)
    (root / "text.txt").write_text(text, "utf-8")
    path = root / "maps" / "map.toml"
    opened = Corpus(Project.of(path)).open(Source(path="../text.txt"))
    whole, claim_id = edit.add_claim(new_map("Bench"), Claim(text="A claim."))
    whole, source_id = edit.add_source(whole, Source(path="../text.txt", blob=opened.content.blob))
    random = Random(1)
    for number in range(quotes):
        at = random.randrange(len(text) - 50)
        whole, _ = add_passage(whole, source_id, opened, (at, at + 40), f"q-{number}")
        whole = edit.link(whole, (f"q-{number}",), Role.SUPPORT, claim_id)
    save(path, whole, None)
    return path


def main() -> None:
    """Prints the table."""
    bare = kept_by([sys.executable, "-c", BARE])
    print("| | resident, MB | at most, MB | over the bare app, as a multiple of the text |\n|---|---|---|---|")
    print(f"| a bare Textual app of three panes | {bare.resident:.0f} | {bare.most:.0f} | |")
    with tempfile.TemporaryDirectory() as name:
        small = kept_by([PROGRAM, str(made(Path(name, "small"), "One line.\n" * 10, 1))], b"\x1b[6~")
        print(f"| argmap with one line | {small.resident:.0f} | {small.most:.0f} | |")
        for label, numbers in (("Chinese", (0, 1, 2, 4)), ("German", (3,))):
            text = long_text(numbers)
            path = made(Path(name, label), text, QUOTES)
            large = kept_by([PROGRAM, str(path)], b"\x1b[6~")
            over = (large.resident - bare.resident) / (BYTES / 2**20)
            alone = (large.resident - small.resident) / (BYTES / 2**20)
            figures = f"{large.resident:.0f} | {large.most:.0f} | {over:.1f} ({alone:.1f} over argmap with one line)"
            print(f"| argmap with 5 MB in {label} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
