"""The libraries that are installed only with an extra of argmap, and the command that installs one.

There is no release of argmap on a package index, so an extra is installed from where argmap itself came from: pip, uv
and pipx keep that place beside the package (PEP 610, `direct_url.json`).
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

EXTRAS: Final = {
    "documents": ("bibtexparser", "lxml", "pypdfium2"),
    "png": ("resvg_py", "fontTools"),
    "serve": ("textual_serve",),
}
"""The libraries of each extra, as they are imported."""


class MissingExtra(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised where something needs an extra that is not installed: says what to install, and how."""

    def __init__(self, what: str, extra: str) -> None:
        """`what` is what needs it, as the subject of a sentence: `PDF`."""
        super().__init__(
            f"{what} needs the extra `{extra}` of argmap, which is not installed. To install it: "
            f"{command_to_install(extra)}"
        )


def command_to_install(extra: str) -> str:
    """The command, for the shell, that adds an extra to this argmap and keeps the extras that it has."""
    import shlex

    place, at, note = _place_of_argmap()
    present = [name for name, libraries in EXTRAS.items() if all(map(_is_there, libraries))]
    wanted = shlex.quote(f"{place}[{','.join(sorted({*present, extra}))}]{at}")
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        command = f"pipx install --force {wanted}"
    elif "uv" in parts and "tools" in parts:
        command = f"uv tool install --force {wanted}"
    elif "uv" in parts:  # a cached environment, as `uvx` makes it
        command = f"uvx --from {wanted} argmap"
    elif _installer() == "uv":
        command = f"uv pip install --python {shlex.quote(sys.prefix)} {wanted}"
    else:
        command = f"{shlex.quote(sys.executable)} -m pip install {wanted}"
    return f"{command}{note}"


def _is_there(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except (ImportError, ValueError):
        return False


def _place_of_argmap() -> tuple[str, str, str]:
    """Where argmap was installed from, what stands after its extras, and a note where the place is not known."""
    import json  # with the next three 25 ms, which no command pays that has what it needs
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        told = json.loads(distribution("argmap").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        told = {}
    address = told.get("url") if isinstance(told, dict) else None
    if isinstance(address, str) and address.startswith("file:"):
        folder = url2pathname(urlsplit(address).path)
        if Path(folder).exists():
            return folder, "", ""
    elif isinstance(address, str) and "vcs_info" in told:
        return "argmap", f" @ {told['vcs_info'].get('vcs', 'git')}+{address}", ""
    return ".", "", " (in the folder of argmap’s source code)"


def _installer() -> str:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return (distribution("argmap").read_text("INSTALLER") or "").strip()
    except PackageNotFoundError:
        return ""
