"""The screen in a real browser: real keys, a real mouse, Chinese text."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from argmap.store import load
from tests.tui.app.walking import CHINESE, small_project

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytest.importorskip("textual_serve", reason="the extra argmap[serve] is not installed")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A small map, and the port at which a server shows it."""
    path = small_project(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "argmap", "serve", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert "http://127.0.0.1" in server.stderr.readline()
        yield path, port
    finally:
        server.terminate()
        server.wait(10)


def status(port: int, **headers: str) -> int:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
    for _ in range(50):
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_only_pages_of_this_machine_are_answered(served: tuple[Path, int]):
    _, port = served
    assert status(port) == 200
    assert status(port, Origin=f"http://127.0.0.1:{port}") == 200
    assert status(port, Origin="http://example.org") == 403
    assert status(port, Host=f"example.org:{port}") == 403


def test_a_port_that_is_taken_is_said(tmp_path: Path):
    path = small_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "argmap", "serve", str(path), "--port", str(taken.getsockname()[1])]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 4
    assert "choose another with --port" in ran.stderr


@contextlib.asynccontextmanager
async def page_of(port: int) -> AsyncIterator[object]:
    playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is on PATH")
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1400, "height": 800})
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("request", lambda request: page.asked.append(request.url))
        await page.goto(f"http://127.0.0.1:{port}/")
        await page.locator("body.-first-byte").wait_for(timeout=20_000)
        await page.wait_for_timeout(2500)  # the terminal in the page tells nobody when it has painted
        yield page
        await browser.close()


async def until(happened) -> None:
    """Waits until something is in the map's file."""
    import asyncio

    for _ in range(100):
        if happened():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not happen in ten seconds")


async def test_a_passage_is_dragged_over_and_tied_to_a_new_claim(served: tuple[Path, int]):
    path, port = served
    async with page_of(port) as page:
        # The fifth line of the text is the ninth row; each cell is 9 pixels wide and 18 high, a Chinese sign two cells.
        row, begin = 18 * 8.5, 369 + 18 * 3 + 4
        await page.mouse.move(begin, row)
        await page.mouse.down()
        for sign in range(1, 8):
            await page.mouse.move(begin + 18 * sign, row)
        await page.mouse.up()
        await page.keyboard.press("s")
        await page.wait_for_timeout(1500)
        await page.keyboard.type("Dragged in a browser")
        await page.keyboard.press("Enter")
        await until(lambda: "Dragged in a browser" in path.read_text("utf-8"))
        made = load(path).map
        [claim] = [claim for claim in made.claims.values() if claim.text == "Dragged in a browser"]
        quote = made.quotes[claim.supported_by[0][0]]
        assert quote.text.startswith("府认为，出口")
        assert quote.text in CHINESE
        assert page.said == [] or all("ping" in said for said in page.said)
        assert all(asked.startswith(f"http://127.0.0.1:{port}") for asked in page.asked)
        await page.keyboard.press("z")
        await until(lambda: "Dragged in a browser" not in path.read_text("utf-8"))
