"""What a user has set: keys and theme in a file of theirs, and what the TUI remembers of its own accord."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from argmap.files.errors import system_reason
from argmap.files.reading import TooLarge, read_file
from argmap.files.writing import replace_own
from argmap.tui.content import safe
from argmap.tui.keys import are_keys, as_they_arrive, choose_keys, keymap

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme


@dataclass
class Settings:
    """What the user has set in their file, and what was remembered of their habits."""

    config: Config
    remembered: RememberedHabits
    faults: Sequence[str] = ()
    """What is wrong in the user's file: known as soon as it has taken effect."""

    @classmethod
    def of_user(cls) -> Settings:
        """Those of whoever runs this process."""
        return cls(read_config(config_file()), RememberedHabits())

    def take_effect(self, app: App[Any]) -> None:
        """Give the app the theme and the keys. A theme in the user's file comes before the one chosen last."""
        self.faults = apply_config(self.config, config_file(), app.available_themes)
        app.set_keymap(keymap())
        for theme in (self.config.theme, self.remembered.habits.theme):
            if theme is not None and theme in app.available_themes:
                app.theme = theme
                return

    def watch(self, app: App[Any]) -> None:
        """Remember another theme, and say what is wrong in the user's file."""

        def changed(theme: Theme) -> None:
            self.remembered.change(theme=theme.name)
            self.tell_trouble(app)

        app.theme_changed_signal.subscribe(app, changed)
        self.tell_trouble(app)
        for fault in self.faults:
            app.notify(safe(fault).plain, title="Settings", severity="warning", markup=False)

    def tell_trouble(self, app: App[Any]) -> None:
        """Say once that habits are not remembered, and why."""
        trouble, self.remembered.trouble = self.remembered.trouble, None
        if trouble is not None:
            app.notify(safe(trouble).plain, severity="warning", markup=False)


SERVER_PID: Final = "ARGMAP_SERVER_PID"
"""The environment variable by which `argmap serve` tells a screen who shows it."""


LARGEST: Final = 1_000_000
"""Bytes beyond which the file is no file of settings."""


_MEANWHILE: Final = "argmap runs with its own keys until it is fixed"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user has set; what is wrong with it is said, and the rest holds."""

    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys as Textual names them, by the id under which they are chosen."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The lines of the file on which they are chosen, from 1."""
    faults: tuple[str, ...] = ()
    """What could not be taken, each as `file:line: what is wrong; how to fix it`."""

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
        line, what, fix = fault.findings[0]
        return Config(faults=(f"{name}:{line}: not valid TOML: {what}; {fix}; {_MEANWHILE}",))
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
    """Let the chosen keys take effect, and give what is wrong in the user's file, each as `file:line: what; fix`.

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


LARGEST_HABITS: Final = 1_000_000
"""Bytes beyond which the file is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the user looks at things."""

    theme: str | None = None
    numbered: bool = True
    """Whether the lines of texts are numbered."""
    text_width: int | None = None
    """The cells in a row of a text; None for as many as the reader chooses."""
    drawn_down: bool = False
    """Whether the drawn map has its theses at the top, not at the left."""
    drawn_zoom: int = 1
    """How much of each box is drawn; see `argmap.tui.widgets.canvas.boxes`."""
    overview: bool = False
    """Whether the small picture of the whole drawing is shown."""


class RememberedHabits:
    """The habits in their file: read once, written when one changes."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or state_folder() / "habits.json"
        self.trouble: str | None = None
        """Why they could not be written, in a sentence to be told once."""
        self.habits = self._read()

    def change(self, **changes: Any) -> None:  # noqa: ANN401 (the fields of Habits)
        """Remember other habits; those that others wrote meanwhile stay."""
        after = replace(self._read(), **changes)
        if after == self.habits:
            return
        self.habits = after
        import json

        try:
            replace_own(self._file, json.dumps(asdict(after), indent=1).encode())
        except OSError as fault:
            self.trouble = (
                f"{', '.join(changes)} will be forgotten: {self._file} cannot be written ({system_reason(fault)})"
            )

    def _read(self) -> Habits:
        """What is in the file; what is broken in it is as if it had never been set."""
        try:
            data = read_file(self._file, LARGEST_HABITS)
            import json  # before the first paint only where there is something to read

            known = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return Habits()
        return _habits(known) if isinstance(known, dict) else Habits()


def _habits(known: dict[str, Any]) -> Habits:
    kinds = {
        "theme": str, "numbered": bool, "text_width": int,
        "drawn_down": bool, "drawn_zoom": int, "overview": bool,
    }  # fmt: skip
    names = (one.name for one in fields(Habits))
    return Habits(**{name: known[name] for name in names if type(known.get(name)) is kinds[name]})


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
