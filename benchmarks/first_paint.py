"""How long argmap takes from the start of its process to a painted map, beside two bare Textual apps.

The one shows three panes with a few words in each. The other does the same as argmap as far as Textual's own widgets
go: it reads the map with tomllib, and lists its sources in an OptionList and its claims and quotes in a Tree. All run
in a pseudo-terminal of 160 x 48 cells, by turns, in one run. "First paint" is the first screen that shows what the app
is about: for argmap and the second app the first thesis in its tree; "text" is the moment at which the first quote's
text stands in the reader. Prints medians in milliseconds and their ratios; 1.4 is the most that they may be.

    python benchmarks/first_paint.py maps/us-japan-alliance.toml [rounds]
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
import tomllib
from pathlib import Path

BARE = """
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Header, Static

class Bare(App[None]):
    CSS = "Static { border: round white; width: 1fr; height: 1fr; }"
    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield Static("pane one")
            yield Static("pane two")
            yield Static("pane three is painted")
        yield Footer()

Bare().run()
"""
BARE_MAP = """
import sys
import tomllib
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Header, OptionList, Static, Tree
from textual.widgets.option_list import Option

with open(sys.argv[1], "rb") as file:
    whole = tomllib.load(file)

met = set()

def grow(node, element):
    claim = whole["claims"].get(element)
    if claim and element in met:
        node.add_leaf(Text(claim["text"]))
        return
    met.add(element)
    if claim is None:
        node.add_leaf(Text(whole["quotes"][element]["text"].replace(chr(10), " ")))
        return
    below = node.add(Text(claim["text"]), expand=True)
    for link in claim.get("supported_by", []) + claim.get("countered_by", []):
        for premise in link.split(" + "):
            grow(below, premise)

class Bare(App[None]):
    CSS = "Static, Tree, OptionList { border: round white; width: 1fr; height: 1fr; }"
    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield OptionList(*(Option(Text(source["title"])) for source in whole["sources"].values()))
            yield Static("the text")
            with Vertical():
                tree = Tree(Text(whole["map"]["title"]))
                tree.root.expand()
                for thesis in whole["map"]["thesis"]:
                    grow(tree.root, thesis)
                yield tree
                yield Static("the details")
        yield Footer()

Bare().run()
"""
GIVE_UP = 20.0
"""Seconds."""


def painted(arguments: list[str], awaited: list[bytes]) -> list[float]:
    """Seconds from the start of a process until its terminal was sent each of the `awaited` words."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(arguments[0], arguments)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
    seen, times = b"", []
    try:
        while len(times) < len(awaited):
            ready, _, _ = select.select([terminal], [], [], GIVE_UP)
            if not ready:
                raise TimeoutError(f"{awaited[len(times)]!r} was not painted")
            seen += os.read(terminal, 65_536)
            while len(times) < len(awaited) and awaited[len(times)] in seen:
                times.append(time.perf_counter() - began)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return times


def main() -> None:
    """Measures and prints."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "maps/us-japan-alliance.toml")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    program = shutil.which("argmap", path=str(Path(sys.executable).parent)) or shutil.which("argmap")
    if program is None:
        sys.exit("argmap is not installed beside this python; run `make setup` first")
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    thesis = whole["claims"][whole["map"]["thesis"][0]]["text"][:20].encode()
    with tempfile.TemporaryDirectory() as folder:
        panes, reads = Path(folder, "panes.py"), Path(folder, "reads.py")
        panes.write_text(BARE, encoding="utf-8")
        reads.write_text(BARE_MAP, encoding="utf-8")
        bare, same, first, text = [], [], [], []
        for _ in range(rounds):
            bare += painted([sys.executable, str(panes)], [b"pane three is painted"])
            same += painted([sys.executable, str(reads), str(path)], [thesis])
            tree, quoted = painted([program, str(path)], [thesis, "芯片".encode()])
            first.append(tree)
            text.append(quoted)
    plain, reader, ours, reading = (1000 * statistics.median(times) for times in (bare, same, first, text))
    print(f"bare three-pane app     {plain:6.0f} ms to first paint")
    print(f"bare app with that map  {reader:6.0f} ms")
    print(f"argmap {path.name}   {ours:6.0f} ms to the map, {reading:.0f} ms to the text")
    print(f"ratio                   {ours / plain:6.2f}, beside the app with that map {ours / reader:.2f}")


if __name__ == "__main__":
    main()
