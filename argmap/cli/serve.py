"""`serve`: the screen in a browser."""

import os
import socket
import sys
import threading
from pathlib import Path

import click

from argmap.cli.output import CommandFailed, ExitCode, report
from argmap.corpus.project import NoMap, find_maps
from argmap.extras import MissingExtra
from argmap.files.errors import system_reason


@click.command()
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--no-open", is_flag=True, help="Do not open a browser; only print the address.")
def serve(path: Path | None, port: int, no_open: bool) -> int:
    """Open the TUI in a browser: the map PATH, or the maps below the folder PATH.

    Only browsers on this machine are served, at http://127.0.0.1:PORT, and only with the token in the address that is
    printed: whoever knows it can edit the maps until the server ends. Each page is a TUI of its own, at most 16 at
    once; what one saves, the others load. Ctrl-C ends all of them.
    Needs the extra `serve`: pip install '.[serve]' in the folder of argmap's source code.
    """
    folder = path or Path()
    try:
        find_maps([folder])
    except NoMap:
        if not folder.is_dir():
            raise
    try:
        from argmap.tui.serve import HOST, LocalServer, screen_command
    except ImportError as missing:
        raise MissingExtra("The TUI in a browser", "serve") from missing
    with socket.socket() as listening:
        if sys.platform != "win32":  # there it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as taken:
            raise CommandFailed(
                ExitCode.UNREACHABLE, f"port {port} cannot be used ({system_reason(taken)}); choose another with --port"
            ) from taken
        server = LocalServer(screen_command(str(folder)), listening, f"argmap · {folder.resolve().name}")

        def ready() -> None:
            report(f"argmap is at {server.address}\nfor browsers on this machine; ctrl+c ends it.")
            if not no_open and _has_browser():
                threading.Thread(target=_open, args=(server.address_for_once(),), daemon=True).start()

        server.serve(ready)
    return ExitCode.OK


def _has_browser() -> bool:
    """Whether a browser has a display to open on: without one, Python would start a browser in this terminal."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in displays)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
