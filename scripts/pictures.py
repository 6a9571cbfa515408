"""Takes the pictures in docs/ of the screen with the real map.

    python scripts/pictures.py [NAME...]      needs Chromium and a CJK font on this machine

Textual writes the screen as SVG; Chromium turns it into PNG, so that everybody sees the columns as a terminal has them.
"""

import asyncio
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from argmap.tui.app import ArgmapApp

ROOT = Path(__file__).parents[1]
MAP = ROOT / "maps" / "us-japan-alliance.toml"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_TEXT = re.compile(r'(<text [^>]*?textLength=")([0-9.]+)("[^>]*>)(.*?)(</text>)', re.DOTALL)

Walk = Callable[[Pilot[int]], Awaitable[None]]


async def _screen(pilot: Pilot[int]) -> None:
    """A key passage of the thesis in the text, with its place in the tree."""
    await pilot.press("3", *["down"] * 11, "enter")


async def _linking(pilot: Pilot[int]) -> None:
    """A sentence selected, and the claim it supports being looked for."""
    await pilot.press("3", *["down"] * 11, "enter")
    await pilot.pause(0.5)
    await pilot.press("2", "down", "down", "down", ".", "s")
    await pilot.pause(0.5)
    await pilot.press(*"purpose")


async def _drawn(pilot: Pilot[int]) -> None:
    """The map as boxes and arrows."""
    await pilot.press("m")


PICTURES: dict[str, tuple[tuple[int, int], Walk]] = {
    "screen": ((150, 42), _screen),
    "linking": ((150, 42), _linking),
    "drawn": ((150, 42), _drawn),
}


def with_cell_widths(svg: str) -> str:
    """`svg` with each run of text as wide as its terminal cells; the export counts a wide glyph as one."""
    runs = [match for match in _TEXT.finditer(svg) if (said := html.unescape(match[4])).isascii() and said]
    cell = next(float(run[2]) / len(html.unescape(run[4])) for run in runs)
    return _TEXT.sub(lambda run: f"{run[1]}{cell * cell_len(html.unescape(run[4])):.1f}{run[3]}{run[4]}{run[5]}", svg)


async def svg_of(size: tuple[int, int], walk: Walk) -> str:
    """The screen after a walk over the real map, as SVG."""
    app = ArgmapApp([MAP])
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1.5)
        await walk(pilot)
        await pilot.pause(1.0)
        return with_cell_widths(app.export_screenshot(title="argmap maps/us-japan-alliance.toml"))


def png_of(svg: str, file: Path) -> None:
    """Writes the picture to `file`. Exits where no Chromium is to be found."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        sys.exit("no Chromium is installed; it turns the SVG into a PNG")
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert box is not None
    width, height = (round(float(side)) for side in box.groups())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "picture.html")
        page.write_text(f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}</style>{svg}", "utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={file}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Takes the pictures named on the command line, or all."""
    for name in sys.argv[1:] or PICTURES:
        png_of(asyncio.run(svg_of(*PICTURES[name])), ROOT / "docs" / f"{name}.png")


if __name__ == "__main__":
    main()
