"""What a text of 5 MB costs in memory while it is read, beside a bare Textual app.

Programs run in a pseudo-terminal of 160 x 48 cells until all is painted and every quote is found: a bare app with
three panes, argmap with a text of one line, and with 5 MB of text, once in Chinese and once in German, the bare app
with the text in a read-only TextArea as its middle pane, and argmap with 200 quotes in it, paged through a little;
argmap also after a search in it. Prints what each keeps resident (VmRSS) and the most it ever did (VmHWM), and what the
text costs: what is kept over the bare app, as a multiple of the text's size. For reading 6 is the most it may be.

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
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.edit.elements import new_map
from argmap.model import Claim, Role, Source
from argmap.store.saving import save
from benchmarks.first_paint import BARE
from benchmarks.reader import BYTES, long_text

QUOTES = 200
SETTLED = 3.0
"""Seconds without output after which a program is taken to have nothing more to do."""
PAGE_DOWN = b"\x1b[6~"
PAGES = [PAGE_DOWN] * 40
SEARCH = [b"/", b"2018", b"\r"]
PATIENCE = 15.0
"""Seconds after which a program counts as settled in any case: a text area's cursor blinks for ever."""
PROGRAM = shutil.which("argmap", path=str(Path(sys.executable).parent)) or "argmap"


TEXT_AREA = (
    BARE.replace("Footer, Header, Static", "Footer, Header, Static, TextArea")
    .replace('Static("pane two")', "TextArea(Path(sys.argv[1]).read_text(), read_only=True, soft_wrap=True)")
    .replace("from textual.app", "import sys\nfrom pathlib import Path\nfrom textual.app", 1)
)
"""The bare app with a text in its middle pane."""


class Kept(NamedTuple):
    """Megabytes."""

    resident: float
    most: float


def kept_by(arguments: list[str], keys: Sequence[bytes] = ()) -> Kept:
    """What a program on a terminal keeps in memory, once it has settled after a few keys."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", XDG_STATE_HOME=tempfile.gettempdir())
        os.execv(arguments[0], arguments)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
    settle(terminal)
    for key in keys:
        os.write(terminal, key)
        settle(terminal, 0.05 if key == PAGE_DOWN else 0.5)
    settle(terminal)
    said = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return Kept(*(int(said[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")))


def settle(terminal: int, quiet: float = SETTLED) -> None:
    """Reads what is painted until nothing more comes, or for long enough."""
    until, latest = time.monotonic() + quiet, time.monotonic() + PATIENCE
    while (left := min(until, latest) - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65_536)
            until = time.monotonic() + quiet


def made(root: Path, text: str, quotes: int) -> Path:
    """A project with one text, and a map that quotes it."""
    (root / "maps").mkdir(parents=True)
    (root / "text.txt").write_text(text, "utf-8")
    path = root / "maps" / "map.toml"
    opened = Corpus(Project.of(path)).open(Source(path="../text.txt"))
    whole, claim_id = edit.add_claim(new_map("ActionHost"), Claim(text="A claim."))
    whole, source_id = edit.add_source(whole, Source(path="../text.txt", blob=opened.content.blob))
    random = Random(1)
    for number in range(quotes):
        at = random.randrange(len(text) - 50)
        whole, _ = add_passage(whole, source_id, opened, (at, at + 40), f"q-{number}")
        whole = edit.link(whole, (f"q-{number}",), Role.SUPPORT, claim_id)
    save(path, whole, None)
    return path


def row(name: str, kept: Kept, bare: Kept) -> None:
    """Prints one line of the table, as soon as it is known."""
    over = (kept.resident - bare.resident) / (BYTES / 2**20)
    print(f"| {name} | {kept.resident:.0f} | {kept.most:.0f} | {over:.1f} |", flush=True)


def main() -> None:
    """Prints the table."""
    bare = kept_by([sys.executable, "-c", BARE])
    print("| | resident, MB | at most, MB | over the bare app, as a multiple of 5 MB |\n|---|---|---|---|")
    row("a bare Textual app of three panes", bare, bare)
    with tempfile.TemporaryDirectory() as name:
        small = made(Path(name, "small"), "One line.\n" * 10, 1)
        row("argmap with one line", kept_by([PROGRAM, str(small)], PAGES), bare)
        for label, numbers in (("Chinese", (0, 1, 2, 4)), ("German", (3,))):
            text = long_text(numbers)
            path = made(Path(name, label), text, QUOTES)
            row(f"argmap with 5 MB in {label}", kept_by([PROGRAM, str(path)], PAGES), bare)
            row(f"the same after a search in it ({label})", kept_by([PROGRAM, str(path)], [*PAGES, *SEARCH]), bare)
            peer = [sys.executable, "-c", TEXT_AREA, str(path.parents[1] / "text.txt")]
            row(f"a bare app with it in a TextArea ({label})", kept_by(peer, [PAGE_DOWN]), bare)


if __name__ == "__main__":
    main()
