"""The screen in a browser of the same machine, with the door shut to everybody else.

Whoever may talk to the server may edit the user's maps. So it listens on 127.0.0.1 only, and answers only who knows
the token in its address, as Jupyter does; requests that name another host, or that the page of another site makes, are
refused even with it. The terminal in the page is that of textual-serve; every page has a process of its own, which
speaks with its page through Textual's web driver.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import os
import secrets
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from importlib.metadata import version
from importlib.resources import files
from string import Template
from typing import Any, Final

import textual_serve
from aiohttp import WSMsgType, web

from argmap.tui.settings import SERVER_PID

HOST: Final = "127.0.0.1"
MOST_PAGES: Final = 16
"""Screens that are open at once; each is a process of some 80 MB."""
WIDTHS: Final = range(10, 1001)
HEIGHTS: Final = range(4, 501)
"""Columns and rows that a terminal in a page has; an 8K display with small letters has about 1000 by 250."""
_SECONDS_TO_SAVE: Final = 1.2
"""For a screen that is told to end; then it is killed."""
_SECONDS_TO_LEAVE: Final = 0.3
"""For connections that are being closed."""
_PAGE: Final = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title</title>
<link rel="stylesheet" href="/static/css/xterm.css">
<script src="/static/js/textual.js"></script>
<style>
html, body { height: 100% }
body { margin: 0; overflow: hidden; background: #0c181f; color: #fff; font: 16px Menlo, monospace }
.textual-terminal { position: absolute; inset: 0 }
#said { position: absolute; inset: 0; z-index: 100; display: grid; place-content: center; text-align: center;
  background: #0c181f }
#said button { font: inherit; padding: .5em 2em; margin: 1em auto }
.-first-byte #said, #ended, .-closed #opening { display: none }
.-closed #said { display: grid }
.-closed #ended { display: block }
</style>
</head>
<body>
<div id="said"><p id="opening">Opening $title …</p>
<div id="ended"><p>This screen has ended.</p><button type="button">Open it again</button></div></div>
<div class="textual-terminal" data-session-websocket-url="$socket" data-font-size="$size"></div>
<script>
document.querySelector("#ended button").addEventListener("click", () => location.reload());
new MutationObserver((_, seen) => {
  if (!document.body.classList.contains("-first-byte")) return;
  seen.disconnect();
  document.querySelector(".xterm-helper-textarea").focus();
}).observe(document.body, {attributes: true, attributeFilter: ["class"]});
</script>
</body>
</html>
""")

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Misshapen(Exception):  # noqa: N818 - ends a conversation, and is nobody's fault here
    """Raised for a message that the page never sends."""


class LocalServer:
    """Serves one command to browsers of this machine."""

    def __init__(self, command: Sequence[str], listening: socket.socket, title: str) -> None:
        """`command` is run anew for every page that is opened; `listening` is bound to a port of `HOST`."""
        self._command: Final = tuple(command)
        self._listening: Final = listening
        self._title: Final = title
        port = listening.getsockname()[1]
        self._hosts: Final = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
        self._origin: Final = f"http://{HOST}:{port}"
        self._token: Final = secrets.token_urlsafe(32)
        self._once: str | None = None
        """Opens the page one time: who sees the command line of the browser, as other users may, comes too late."""
        self._screens: set[Screen] = set()
        self._is_ending = False
        sources = " ".join(f"ws://{host}" for host in sorted(self._hosts))
        self._headers: Final = {
            "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' "
            f"'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' {sources}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }

    @property
    def address(self) -> str:
        """What the user opens; whoever knows it may edit the maps."""
        return f"{self._origin}/?token={self._token}"

    def address_for_once(self) -> str:
        """An address that leads to the page a single time."""
        self._once = secrets.token_urlsafe(32)
        return f"{self._origin}/once/{self._once}"

    def serve(self, ready: Callable[[], None]) -> None:
        """Answers until a signal ends it (Ctrl-C, SIGTERM, SIGHUP); calls `ready` once it answers."""
        with asyncio.Runner() as runner:
            runner.run(self._serve(ready))

    async def _serve(self, ready: Callable[[], None]) -> None:
        told_to_end = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Under `nohup`, a hangup is to be ignored.
            if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
                with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
                    loop.add_signal_handler(getattr(signal, name), told_to_end.set)
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=_SECONDS_TO_LEAVE)
        try:
            await runner.setup()
            await web.SockSite(runner, self._listening).start()
            ready()
            await told_to_end.wait()
        finally:
            self._is_ending = True
            await asyncio.gather(*(screen.end() for screen in tuple(self._screens)))
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard()], client_max_size=0)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/once/{code}", self._page_for_once),
                web.get("/ws/{token}", self._talk),
                web.static("/static", str(files(textual_serve) / "static")),
            ]
        )
        return app

    def _guard(self) -> Any:  # noqa: ANN401 - as aiohttp's own type for it
        """Refuses other hosts and sites, and forbids the page to load anything from elsewhere."""

        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            if self._is_foreign(request):
                response: web.StreamResponse = self._refused("argmap answers only its own page.")
            elif request.path == "/favicon.ico":
                response = web.Response(status=204)
            else:
                try:
                    response = await handler(request)
                except web.HTTPException as answer:
                    response = web.Response(status=answer.status, text=answer.reason)
            if not response.prepared:
                response.headers.update(self._headers)
            return response

        return guard

    def _is_foreign(self, request: web.Request) -> bool:
        """Whether a request names another host, or comes from the page of another site.

        A link to the whole address may be followed from anywhere: whoever made it knows the token.
        """
        if request.headers.get("Host") not in self._hosts:
            return True
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return True
        site = request.headers.get("Sec-Fetch-Site", "none")
        follows_link = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest")) == (
            "navigate",
            "document",
        )
        return site not in ("none", "same-origin") and not (follows_link and self._knows(request.query.get("token")))

    def _knows(self, token: str | None) -> bool:
        return token is not None and _same(token, self._token)

    def _refused(self, why: str) -> web.Response:
        return web.Response(status=403, text=f"{why} Open the address that `argmap serve` printed, with its token.\n")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        if not self._knows(request.query.get("token")):
            return self._refused("The token is missing or wrong.")
        if len(self._screens) >= MOST_PAGES:
            return web.Response(status=503, text=f"{MOST_PAGES} pages are open. Close one, then reload this page.\n")
        size = request.query.get("fontsize", "")
        content = _PAGE.substitute(
            title=escape(self._title),
            socket=escape(f"ws://{request.host}/ws/{self._token}"),
            size=min(max(int(size), 6), 60) if size.isascii() and size.isdigit() and len(size) < 4 else 16,
        )
        return web.Response(text=content, content_type="text/html")

    async def _page_for_once(self, request: web.Request) -> web.StreamResponse:
        if self._once is None or not _same(request.match_info["code"], self._once):
            return self._refused("This address was used already.")
        self._once = None
        return web.Response(status=302, headers={"Location": f"/?token={self._token}"})

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        """Connects a page with a process of its own, until one of the two ends."""
        if not self._knows(request.match_info["token"]):
            return self._refused("The token is missing or wrong.")
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.Response(status=400, text="This address is for the page of argmap.\n")
        if self._is_ending or len(self._screens) >= MOST_PAGES:
            return web.Response(status=503, text=f"{MOST_PAGES} pages are open; close one.\n")
        page = web.WebSocketResponse(heartbeat=15)
        screen = Screen(page)
        self._screens.add(screen)
        try:
            await page.prepare(request)
            await screen.run(self._command, _size_asked(request))
        finally:
            await asyncio.shield(screen.end())
            self._screens.discard(screen)
        return page


class Screen:
    """A process that draws a screen, and the page that shows it."""

    def __init__(self, page: web.WebSocketResponse) -> None:
        self._page: Final = page
        self._process: Process | None = None

    async def run(self, command: Sequence[str], size: tuple[int, int]) -> None:
        """Carries messages between the process and the page, until one of the two ends."""
        self._process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(*size), start_new_session=True
        )
        showing = asyncio.create_task(self._show())
        try:
            await self._listen()
        except Misshapen as wrong:
            await self._page.close(code=1003, message=str(wrong).encode())
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing

    async def end(self) -> None:
        """Ends the process: asks it to save and go, and kills it where it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            # Not `terminate`: it reaps a process that has just ended, and asyncio complains that it is not there.
            os.kill(process.pid, signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), _SECONDS_TO_SAVE)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def _listen(self) -> None:
        """Hands on what the page says. Raises Misshapen for what a page never says."""
        async for message in self._page:
            if message.type is WSMsgType.TEXT:
                packet = _packet(message.data, self._page)
                if isinstance(packet, bytes):
                    await self._hand_on(packet)
                else:
                    await packet
            else:
                raise Misshapen("only text is understood")

    async def _hand_on(self, packet: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):  # it has ended: `_show` sees that too, and closes the page
            self._process.stdin.write(packet)
            await self._process.stdin.drain()

    async def _show(self) -> None:
        """Hands on what the process draws, in the packets of Textual's web driver, and closes the page at its end."""
        assert self._process is not None
        assert self._process.stdout is not None
        read = self._process.stdout
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            await read.readuntil(b"__GANGLION__\n")
            while True:
                kind, size = await read.readexactly(1), int.from_bytes(await read.readexactly(4), "big")
                payload = await read.readexactly(size)
                if kind == b"D":
                    await self._page.send_bytes(payload)
                elif kind == b"M" and (said := json.loads(payload))["type"] == "open_url":
                    await self._page.send_json(["open_url", {"url": said["url"], "new_tab": True}])
        await self._page.close()


def _same(one: str, other: str) -> bool:
    """Whether two secrets are the same, found out in a time that says nothing of how far they are."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _size_asked(request: web.Request) -> tuple[int, int]:
    def number(name: str, otherwise: int, allowed: range) -> int:
        said = request.query.get(name, "")
        return _within(int(said), allowed) if said.isascii() and said.isdigit() and len(said) < 10 else otherwise

    return number("width", 80, WIDTHS), number("height", 24, HEIGHTS)


def _within(number: int, allowed: range) -> int:
    return min(max(number, allowed[0]), allowed[-1])


def _packet(text: str, page: web.WebSocketResponse) -> bytes | Awaitable[None]:
    """A message of the page as a packet for Textual's web driver, or the answer to it. Raises Misshapen."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise Misshapen("this is no JSON") from None
    match message:
        case ["stdin", str(typed)]:
            return _framed(b"D", typed.encode("utf-8", "replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            size = {"width": _within(width, WIDTHS), "height": _within(height, HEIGHTS)}
            return _framed(b"M", json.dumps({"type": "resize", **size}).encode())
        case ["focus" | "blur" as what]:
            return _framed(b"M", json.dumps({"type": what}).encode())
        case ["ping", str(when)] if len(when) < 100:
            return page.send_json(["pong", when])
    raise Misshapen("no page of argmap says this")


def _framed(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def _environment(width: int, height: int) -> dict[str, str]:
    return os.environ | {
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "TERM_PROGRAM_VERSION": version("textual-serve"),
        "COLUMNS": str(width),
        "ROWS": str(height),
        SERVER_PID: str(os.getpid()),
    }


def screen_command(folder: str) -> list[str]:
    """What draws the screen for one page. `-P`: no module of the folder that argmap is started in is imported."""
    return [sys.executable, "-P", "-m", "argmap", "open", "--", folder]
