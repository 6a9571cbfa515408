"""The screen in a browser of the same machine: textual-serve, with the door shut to everybody else.

Whoever may talk to the server may edit the user's maps. So it listens on 127.0.0.1 only, and answers only requests
that name this address and come from its own page: a web site that is open in the same browser could otherwise reach
it by a WebSocket, or by a name of its own that leads to 127.0.0.1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware
from textual_serve.server import Server

HOST: Final = "127.0.0.1"

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_FROM_ELSEWHERE: Final = re.compile(r"<link[^>]*[\"']https?://(?!127\.0\.0\.1)[^>]*>")
"""The web font that textual-serve's page asks another machine for."""


class LocalServer(Server):
    """Serves one command to browsers of this machine."""

    def __init__(self, command: str, port: int, title: str) -> None:
        """`command` is run by the shell anew for every page that is opened."""
        super().__init__(command, host=HOST, port=port, title=title)
        own = f"{HOST}:{port}"
        self._hosts: Final = frozenset({own, f"localhost:{port}"})
        self._policy: Final = (
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{own} ws://localhost:{port}"
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    def _guard(self) -> Middleware:
        """Refuses strangers, and forbids the page to load anything from elsewhere."""

        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            if request.host not in self._hosts or (origin and origin.partition("://")[2] not in self._hosts):
                raise web.HTTPForbidden(text=f"argmap answers only pages of {self.public_url}")
            if request.path == "/favicon.ico":
                return web.Response(status=204)
            response = await handler(request)
            if not response.prepared:
                response.headers["Content-Security-Policy"] = self._policy
            if isinstance(response, web.Response) and response.content_type == "text/html" and response.text:
                response.text = _FROM_ELSEWHERE.sub("", response.text)
            return response

        return guard

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 (as the library calls it)
        """Say where to look."""
        print(f"argmap is at {self.public_url} for browsers of this machine; ctrl+c ends it.", file=sys.stderr)  # noqa: T201

    def initialize_logging(self) -> None:
        """Say nothing of every request."""
