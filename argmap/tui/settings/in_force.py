"""The settings of one run: they take effect before the first paint, and what the user changes is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.tui.keys import keymap
from argmap.tui.safe_text import safe
from argmap.tui.settings.config import Config, apply_config, read_config
from argmap.tui.settings.folders import config_file
from argmap.tui.settings.remembered import RememberedHabits

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
