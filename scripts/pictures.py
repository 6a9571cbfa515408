"""Takes the pictures in docs/ of the screen with the sample and with a real map, and of the page that is made of that.

    python scripts/pictures.py [NAME...]      needs Chromium and a CJK font on this machine

Textual writes the screen as SVG; Chromium turns it into PNG, so that everybody sees the columns as a terminal has them.
"""

import asyncio
import contextlib
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.sample import copy_sample, correct_text
from argmap.formats.export_input import export_input_for
from argmap.formats.registry import format_named
from argmap.model import Claim, Link, Role
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.app import ArgmapApp
from argmap.tui.screens.main import MainScreen

ROOT = Path(__file__).parents[1]
MAP = ROOT / "maps" / "us-japan-alliance.toml"
KEY_QUOTE = "gui-no-extension"
"""A quote of that map that the thesis rests on."""
LINKED = "japan-keeps-purpose"
"""A claim of that map with supports and a counter, and itself one of two linked premises."""
SAMPLE_QUOTE = "ever-active"
"""A quote of the sample, among others of both kinds."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_TEXT = re.compile(r'(<text [^>]*?textLength=")([0-9.]+)("[^>]*>)(.*?)(</text>)', re.DOTALL)

Walk = Callable[[Pilot[int]], Awaitable[None]]


async def _at(pilot: Pilot[int], some_id: str) -> None:
    """The cursor of the tree on a claim or quote, wherever edits of the map have moved it."""
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    await pilot.press("3")
    screen.reveal(some_id)
    await pilot.pause(0.5)


async def _screen(pilot: Pilot[int]) -> None:
    """A passage of the sample in its text, with its place in the tree."""
    await _at(pilot, SAMPLE_QUOTE)
    await pilot.press("enter")


async def _linking(pilot: Pilot[int]) -> None:
    """A sentence selected, and the claim it supports being looked for."""
    await _at(pilot, KEY_QUOTE)
    await pilot.press("enter")
    await pilot.pause(0.5)
    await pilot.press("2", "slash", *"该法还允许")
    await pilot.pause(0.5)
    await pilot.press("enter", "escape", ".", "s")
    await pilot.pause(0.5)
    await pilot.press(*"invest")


async def _reviewed(pilot: Pilot[int]) -> None:
    """Quotes of an edited text, the kept words above those that stand there now."""
    await pilot.press("R")
    await pilot.pause(2.0)
    await pilot.press("down", "down")
    await pilot.pause(1.0)


async def _compared(pilot: Pilot[int]) -> None:
    """What changed in the argument since the last commit."""
    await pilot.press("V")
    await pilot.pause(1.5)
    await pilot.press("enter")
    await pilot.pause(2.0)
    await pilot.press("n")


async def _drawn(pilot: Pilot[int]) -> None:
    """The map as boxes and arrows."""
    await _at(pilot, LINKED)
    await pilot.press("m")


def _as_it_is(_folder: Path) -> Path:
    return MAP


def _committed(folder: Path) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Map the debate")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


def _sample(folder: Path) -> Path:
    path = copy_sample(folder)
    _committed(folder)
    return path


def _corrected_sample(folder: Path) -> Path:
    """The sample, after one of its texts was corrected."""
    path = _sample(folder)
    correct_text(folder)
    return path


def _edited_map(folder: Path) -> Path:
    """The same, with a claim reworded, a counter lost and a support gained."""
    for part in ("maps", "seeds"):
        shutil.copytree(ROOT / part, folder / part)
    _committed(folder)
    path = folder / "maps" / MAP.name
    whole = load(path).map
    whole = edit.change_claim(whole, "us-japan-diverge", text="The US and Japan still diverge on some export controls.")
    whole = edit.unlink(whole, Link(("us-japan-align",), Role.COUNTER, "us-japan-diverge"))
    whole, made = edit.add_claim(whole, Claim(text="Tokyo answers to its own law, not to Washington’s list."))
    whole = edit.link(whole, (made,), Role.SUPPORT, "us-japan-diverge")
    save(path, whole, load(path).fingerprint)
    return path


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Path], Path], Walk]] = {
    "screen": ((150, 42), _sample, _screen),
    "linking": ((150, 42), _as_it_is, _linking),
    "drawn": ((150, 42), _as_it_is, _drawn),
    "review": ((150, 22), _corrected_sample, _reviewed),
    "compare": ((150, 42), _edited_map, _compared),
}
PAGE = "page"
"""The picture of the exported page, which is no screen of a terminal."""


def with_cell_widths(svg: str) -> str:
    """`svg` with each run of text as wide as its terminal cells; the export counts a wide glyph as one."""
    runs = [match for match in _TEXT.finditer(svg) if (said := html.unescape(match[4])).isascii() and said]
    cell = next(float(run[2]) / len(html.unescape(run[4])) for run in runs)
    return _TEXT.sub(lambda run: f"{run[1]}{cell * cell_len(html.unescape(run[4])):.1f}{run[3]}{run[4]}{run[5]}", svg)


async def svg_of(size: tuple[int, int], prepare: Callable[[Path], Path], walk: Walk) -> str:
    """The screen after a walk over a map, as SVG."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as settings:
        os.environ.update(XDG_STATE_HOME=settings, XDG_CONFIG_HOME=settings)  # else as this user left it
        path = prepare(Path(folder).resolve())
        with contextlib.chdir(path.parents[1]):  # so that the screen shows no folder of this machine
            return await _svg_of(path.relative_to(path.parents[1]), size, walk)


async def _svg_of(path: Path, size: tuple[int, int], walk: Walk) -> str:
    app = ArgmapApp([path])
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1.5)
        await walk(pilot)
        await pilot.pause(1.0)
        return with_cell_widths(app.export_screenshot(title=f"argmap maps/{path.name}"))


def png_of(svg: str, file: Path) -> None:
    """Writes the picture to `file`."""
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert box is not None
    width, height = (round(float(side)) for side in box.groups())
    shoot(f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}</style>{svg}", (width, height), file)


def page_picture(file: Path) -> None:
    """Writes a picture of the page that `argmap export` makes of the real map."""
    page = format_named("html")
    assert page.export is not None
    exported = page.export(export_input_for(page, load(MAP).map, Corpus(Project.of(MAP))))
    shoot(str(exported.content), (1440, 900), file)


def shoot(page: str, size: tuple[int, int], file: Path) -> None:
    """Writes a picture of a page. Exits where no Chromium is to be found."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        sys.exit("no Chromium is installed; it turns the SVG into a PNG")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "picture.html")
        source.write_text(page, "utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={size[0]},{size[1]}", f"--screenshot={file}"]
        subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Takes the pictures named on the command line, or all."""
    for name in sys.argv[1:] or (*PICTURES, PAGE):
        file = ROOT / "docs" / f"{name}.png"
        if name == PAGE:
            page_picture(file)
        else:
            png_of(asyncio.run(svg_of(*PICTURES[name])), file)


if __name__ == "__main__":
    main()
