"""Where this system keeps what a user configures and what a program remembers."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def config_file() -> Path:
    """What the user writes: `$XDG_CONFIG_HOME/argmap/config.toml` on Linux."""
    return _folder("XDG_CONFIG_HOME", ".config", "user_config_path") / "config.toml"


def state_folder() -> Path:
    """What argmap remembers: `$XDG_STATE_HOME/argmap` on Linux."""
    return _folder("XDG_STATE_HOME", ".local/state", "user_state_path")


def _folder(variable: str, usual: str, elsewhere: str) -> Path:
    """By the rules of the XDG base directories on Linux, which platformdirs takes 10 ms of the first paint to say."""
    if sys.platform == "linux":
        set_to = os.environ.get(variable, "")
        return (Path(set_to) if set_to.startswith("/") else Path.home() / usual) / "argmap"
    import platformdirs

    folder = getattr(platformdirs, elsewhere)("argmap", appauthor=False)
    assert isinstance(folder, Path)
    return folder
