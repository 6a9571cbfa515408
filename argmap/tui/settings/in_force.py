"""The settings of one run: they take effect before the first paint, and what the user changes is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.tui.actions.chosen_keys import choose_keys
from argmap.tui.safe_text import safe
from argmap.tui.settings.config import Config, read_config
from argmap.tui.settings.folders import config_file
from argmap.tui.settings.remembered import RememberedHabits

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme


@dataclass(frozen=True)
class Settings:
    """What the user has set in their file, and what was remembered of their habits."""

    config: Config
    remembered: RememberedHabits

    @classmethod
    def of_user(cls) -> Settings:
        """Those of whoever runs this process."""
        return cls(read_config(config_file()), RememberedHabits())

    def take_effect(self, app: App[Any]) -> None:
        """Give the app the theme and the keys. A theme in the user's file comes before the one chosen last."""
        choose_keys(self.config.keys)
        if self.config.keys:
            app.set_keymap({_binding(name): keys for name, keys in self.config.keys.items()})
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
        if self.config.keys or self.config.theme or self.config.faults:
            app.run_worker(lambda: self._check(app), thread=True, group="settings")

    def tell_trouble(self, app: App[Any]) -> None:
        """Say once that habits are not remembered, and why."""
        trouble, self.remembered.trouble = self.remembered.trouble, None
        if trouble is not None:
            app.notify(safe(trouble).plain, severity="warning", markup=False)

    def _check(self, app: App[Any]) -> None:
        """Say what of the user's file holds nothing; done aside, as it imports every screen."""
        from argmap.tui.settings.known_keys import faults_of

        faults = faults_of(self.config, config_file(), set(app.available_themes))
        for fault in faults:
            app.call_from_thread(app.notify, safe(fault).plain, title="Settings", severity="warning", markup=False)


def _binding(name: str) -> str:
    """The id of the binding that the user names: an action by its bare name, a pane's key with the pane's."""
    return name if "." in name else f"argmap.{name}"
