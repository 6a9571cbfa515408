"""`serve`: the screen in a browser."""

import shlex
import socket
import sys
from pathlib import Path

import click

from argmap.cli.exits import CommandFailed, ExitCode, refusal
from argmap.corpus.discovery import NoMap, find_maps
from argmap.text import system_reason


@click.command()
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen.")
def serve(path: Path | None, port: int) -> int:
    """Open the screen in a browser: the map PATH, or the maps below the folder PATH.

    Only browsers of this machine are answered, at http://127.0.0.1:PORT. Each page that is opened is a screen of its
    own; what one saves the others take over. Needs the extra: pip install 'argmap[serve]'.
    """
    folder = path or Path()
    try:
        find_maps([folder])
    except NoMap:
        if not folder.is_dir():
            raise
    try:
        from argmap.tui.browser import HOST, LocalServer
    except ImportError as missing:
        raise refusal(
            f"the screen in a browser needs {missing.name}; install it with `pip install 'argmap[serve]'`"
        ) from missing
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise CommandFailed(
                ExitCode.UNREACHABLE, f"port {port} cannot be used ({system_reason(taken)}); choose another with --port"
            ) from taken
    command = shlex.join([sys.executable, "-m", "argmap", "open", str(folder)])
    LocalServer(command, port, "argmap").serve()
    return ExitCode.OK
