"""The screen in a real browser: real keys, a real mouse, Chinese text."""

import asyncio
import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest

from argmap.store import load
from tests.tui.app.walking import CHINESE, small_project
from tests.tui.at_once import until

pytest.importorskip("textual_serve", reason="the extra argmap[serve] is not installed")
from aiohttp import ClientSession, WSMessage, WSMsgType, WSServerHandshakeError

from argmap.tui import serve
from argmap.tui.serve import LocalServer, Screen, _packet

pytestmark = pytest.mark.terminal
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(path: Path) -> tuple[subprocess.Popen, str]:
    """A server of a map, and its address with the token."""
    command = [sys.executable, "-m", "argmap", "serve", str(path), "--no-open", "--port", str(free_port())]
    # What starts in the background of a script ignores ctrl+c, and so would all that it starts.
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=listen)  # noqa: PLW1509 (no thread)
    return server, server.stderr.readline().split()[-1]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A small map, and the address at which a server shows it."""
    path = small_project(tmp_path)
    server, address = start(path)
    try:
        yield path, address
    finally:
        server.terminate()
        server.wait(30)


def status(address: str, **headers: str) -> int:
    """What the server answers; `Sec_Fetch_Site` stands for the header `Sec-Fetch-Site`."""
    asked = urllib.request.Request(address, headers={name.replace("_", "-"): said for name, said in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_only_who_knows_the_token_is_answered(served: tuple[Path, str]):
    _, address = served
    bare, _, token = address.partition("?token=")
    assert len(token) >= 32
    assert status(address) == 200
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "a"}
    for other in (bare, f"{bare}?token=", f"{bare}?token={token[:-1]}", f"{bare}?token={token}x", f"{bare}?token=%ff"):
        assert status(other) == 403
    for other in (f"{bare}ws", f"{bare}ws/", f"{bare}ws/{token[:-1]}", f"{bare}once/{token}", f"{bare}once/None"):
        assert status(other, **upgrade) in (403, 404)


def test_only_pages_of_this_server_are_answered(served: tuple[Path, str]):
    _, address = served
    origin = address.partition("/?")[0]
    assert status(address, Origin=origin) == 200
    assert status(address, Sec_Fetch_Site="same-origin") == 200
    assert status(address, Origin="http://example.org") == 403
    assert status(address, Origin="null") == 403
    assert status(address, Origin=origin.replace("http:", "https:")) == 403
    assert status(address, Host="example.org") == 403
    for site in ("cross-site", "same-site"):
        assert status(address, Sec_Fetch_Site=site) == 403
        assert status(address, Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="iframe") == 403
        assert status(address, Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document") == 200
        assert status(origin, Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document") == 403
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def socket_of(address: str) -> str:
    return address.replace("http://", "ws://").replace("/?token=", "/ws/")


@pytest.mark.parametrize(
    "message",
    [
        "no JSON",
        "[" * 100_000,
        "7",
        "[]",
        "{}",
        '["stdin"]',
        '["stdin", 7]',
        '["resize", null]',
        '["resize", {"width": "wide", "height": 3}]',
        '["resize", {"width": 1e9, "height": 3}]',
        '["ping", {}]',
        '["quit"]',
        b"\xff\xfe",
    ],
)
async def test_what_no_page_says_ends_the_conversation(message: str | bytes):
    class Page:
        closed: int | None = None

        def __aiter__(self):
            return self

        async def __anext__(self):
            return WSMessage(WSMsgType.TEXT if isinstance(message, str) else WSMsgType.BINARY, message, None)

        async def close(self, code: int = 1000, message: bytes = b"") -> None:
            self.closed = self.closed or code

        send_bytes = send_json = None

    page = Page()
    screen = Screen(page)
    await screen.run([sys.executable, "-c", "import sys; sys.stdin.read()"], (80, 24))
    await screen.end()
    assert page.closed == 1003


async def test_a_real_page_that_misbehaves_is_closed_without_a_word(tmp_path: Path):
    server, address = start(small_project(tmp_path))
    try:
        async with ClientSession() as session, session.ws_connect(socket_of(address)) as page:
            await page.send_str('["resize", "wide"]')
            async for _ in page:
                pass
            assert page.close_code == 1003
        async with ClientSession() as session, session.get(address) as answer:
            assert answer.status == 200
    finally:
        server.terminate()
        server.wait(30)
    assert "Traceback" not in server.stderr.read()


def test_sizes_are_bounded():
    page = None
    for width, height, bounded in (
        (10**30, -5, {"width": 1000, "height": 4}),
        (80, 24, {"width": 80, "height": 24}),
    ):
        packet = _packet(json.dumps(["resize", {"width": width, "height": height}]), page)
        assert json.loads(packet[5:]) == {"type": "resize", **bounded}


def children_of(server: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii")
    return [int(pid) for pid in listed.split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system lists no children of a process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
async def test_no_screen_outlives_the_server(tmp_path: Path, number: int):
    server, address = start(small_project(tmp_path))
    async with ClientSession() as session, session.ws_connect(socket_of(address)) as page:
        await page.receive(60)  # the screen draws
        children = children_of(server)
        assert len(children) == 1
        server.send_signal(number)
        await asyncio.to_thread(server.wait, 30)
    assert server.returncode == (0 if number != signal.SIGKILL else -number)
    for _ in range(300):
        if not any(map(is_alive, children)):
            break
        await asyncio.sleep(0.1)
    assert not any(map(is_alive, children))


async def test_only_so_many_screens_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "MOST_PAGES", 1)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        waiting = [sys.executable, "-c", "print('__GANGLION__', flush=True); import sys; sys.stdin.read()"]
        server = LocalServer(waiting, listening, "one")
        ready = asyncio.Event()
        serving = asyncio.create_task(server._serve(ready.set))
        await asyncio.wait_for(ready.wait(), 30)
        async with ClientSession() as session, session.ws_connect(socket_of(server.address)):
            with pytest.raises(WSServerHandshakeError, match="503"):
                await session.ws_connect(socket_of(server.address))
            async with session.get(server.address) as answer:
                assert answer.status == 503
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


def test_a_port_that_is_taken_is_said(tmp_path: Path):
    path = small_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "argmap", "serve", str(path), "--port", str(taken.getsockname()[1])]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 4
    assert "choose another with --port" in ran.stderr


@contextlib.asynccontextmanager
async def page_of(address: str) -> AsyncIterator[object]:
    playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is on PATH")
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=120_000)
        page = await browser.new_page(viewport={"width": 1400, "height": 800})
        page.said, page.asked, page.painted = [], [], bytearray()
        page.on(
            "websocket", lambda opened: opened.on("framereceived", lambda frame: page.painted.extend(in_bytes(frame)))
        )
        # That a task took long, on a busy machine, says nothing of the page; nor does the time of a ping.
        page.on(
            "console",
            lambda message: message.text.startswith(("[Violation]", "ping=")) or page.said.append(message.text),
        )
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        await page.goto(address, timeout=60_000)
        await page.locator("body.-first-byte").wait_for(timeout=60_000)
        await painted(page, "出口管制")
        yield page
        await browser.close()


async def a_moment() -> None:
    await asyncio.sleep(0.1)


def in_bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


async def painted(page, words: str) -> None:
    """Waits until these words came to the terminal in the page, and the page has nothing left to do."""
    await until(lambda: words.encode() in page.painted, f"{words!r} on the screen", lambda: page.wait_for_timeout(50))
    await page.evaluate("new Promise((done) => requestIdleCallback(done, {timeout: 30000}))")


async def test_a_passage_is_dragged_over_and_tied_to_a_new_claim(served: tuple[Path, str]):
    path, address = served
    async with page_of(address) as page:
        assert await page.title() == "argmap · small.toml"
        # Keys act at once, without a click.
        assert await page.evaluate("document.activeElement.className") == "xterm-helper-textarea"
        await painted(page, "府认为")  # the text itself: its title is painted before it
        # The fifth line of the text is the ninth row; each cell is 9 pixels wide and 18 high, a Chinese sign two cells.
        row, begin = 18 * 8.5, 369 + 18 * 3 + 4
        await page.mouse.move(begin, row)
        await page.mouse.down()
        for sign in range(1, 8):
            await page.mouse.move(begin + 18 * sign, row)
        await page.mouse.up()
        await page.keyboard.press("s")
        await painted(page, "Which claim")
        await page.keyboard.type("Dragged in a browser")
        await page.keyboard.press("Enter")
        await until(lambda: "Dragged in a browser" in path.read_text("utf-8"), "the claim in the file", a_moment)
        made = load(path).map
        [claim] = [claim for claim in made.claims.values() if claim.text == "Dragged in a browser"]
        quote = made.quotes[claim.supported_by[0][0]]
        assert quote.text.startswith("府认为，出口")
        assert quote.text in CHINESE
        assert page.said == []
        assert all(asked.startswith(address.partition("?")[0]) for asked in page.asked)
        await page.keyboard.press("z")
        await until(lambda: "Dragged in a browser" not in path.read_text("utf-8"), "the file without it", a_moment)
