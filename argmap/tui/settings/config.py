"""The user's own file of settings: a theme and other keys. argmap reads it and never writes it.

theme = "nord"

[keys]
support = "f5"                 # an action by its name: `argmap keys` lists them all
undo = "ctrl+z, ctrl+u"        # several keys, separated by commas
"reader.select" = "space"      # a key of one pane
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from argmap.files.reading import TooLarge, read_file
from argmap.text import system_reason
from argmap.tui.keys import are_keys, as_they_arrive, choose_keys

LARGEST: Final = 1_000_000
"""Bytes beyond which the file is no file of settings."""
_MEANWHILE: Final = "argmap runs with its own keys until it is mended"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user has set; what is wrong with it is said, and the rest holds."""

    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys as Textual names them, by the id under which they are chosen."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The lines of the file on which they are chosen, from 1."""
    faults: tuple[str, ...] = ()
    """What could not be taken, each as `file:line: what is wrong; how to mend it`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", MappingProxyType(dict(self.keys)))


def read_config(file: Path) -> Config:
    """The settings in a file; those of a file that is not there are empty."""
    try:
        return parsed(read_file(file, LARGEST), str(file))
    except FileNotFoundError:
        return Config()
    except TooLarge:
        return Config(faults=(f"{file}: too large for settings; {_MEANWHILE}",))
    except OSError as fault:
        return Config(faults=(f"{file}: cannot be read ({system_reason(fault)}); {_MEANWHILE}",))


def parsed(data: bytes, name: str) -> Config:
    """The settings in the bytes of a file that messages call `name`."""
    from argmap.store.syntax import NotTomlError, toml_1_0

    try:
        text = data.decode("utf-8-sig")
        known = toml_1_0(text)
    except NotTomlError as fault:
        line, what, mend = fault.findings[0]
        return Config(faults=(f"{name}:{line}: not valid TOML: {what}; {mend}; {_MEANWHILE}",))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return Config(faults=(f"{name}:{line}: this is not text in UTF-8; save it as that; {_MEANWHILE}",))
    except RecursionError:
        return Config(faults=(f"{name}: brackets are nested too deep; remove them; {_MEANWHILE}",))
    faults = [f"{name}:{_line(text, at)}: {said}" for at, said in _faults(known)]
    theme, keys = known.get("theme"), known.get("keys")
    named = keys if isinstance(keys, dict) else {}
    chosen = {at: as_they_arrive(value) for at, value in named.items() if are_keys(value)}
    lines = {at: _line(text, at) for at in chosen}
    return Config(theme if isinstance(theme, str) else None, chosen, lines, tuple(faults))


def _faults(known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in known.items():
        if name == "theme" and not isinstance(value, str):
            yield name, 'a theme is a name in quotes: theme = "nord"'
        elif name == "keys" and not isinstance(value, dict):
            yield name, "keys are a table: begin it with the line [keys]"
        elif name not in ("theme", "keys"):
            yield name, f"there is no setting `{name}`; there are `theme` and the table `keys`"
    keys = known.get("keys")
    for name, value in keys.items() if isinstance(keys, dict) else ():
        if not are_keys(value):
            yield name, f'keys are written in quotes, several separated by commas: {name} = "ctrl+s, w"'


def apply_config(config: Config, file: Path, themes: Collection[str]) -> list[str]:
    """Let the chosen keys take effect, and give what is wrong in the user's file, each as `file:line: what; mend`.

    Args:
        config: What the file says.
        file: Where it is, for the messages.
        themes: The names of the themes there are.
    """
    refused = choose_keys(config.keys)
    keys = (
        f"{file}:{config.lines[at]}: {said}" if at in config.lines else f"{file}: {said}"
        for at, said in refused.items()
    )
    theme = []
    if config.theme is not None and config.theme not in themes:
        theme = [f"{file}: there is no theme `{config.theme}`; there are {', '.join(sorted(themes))}"]
    return [*config.faults, *keys, *theme]


def known_themes() -> frozenset[str]:
    """The names of Textual's own themes."""
    from textual.theme import BUILTIN_THEMES

    return frozenset(BUILTIN_THEMES)


def _line(text: str, name: str) -> int:
    """The line, from 1, on which a name is set."""
    found = re.search(rf"""^\s*\[?\s*["']?{re.escape(name)}["']?\s*[=\]]""", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1
