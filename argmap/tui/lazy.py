"""Handlers whose modules are imported when they are called first: the one seam at which the TUI is lazy.

The first paint of the map takes 1.6 times as long where it waits for all dialogs and screens. A module that uses
this imports the same names under `TYPE_CHECKING`, so that editors and type checkers follow them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


class LazyModule:
    """A module that is imported when one of its functions or classes is called first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Callable[..., Any]:
        def call(*args: object, **options: object) -> Any:  # noqa: ANN401 (whatever the function returns)
            return getattr(import_module(self._name), attribute)(*args, **options)

        return call


def lazy_modules(package: str, *names: str) -> list[LazyModule]:
    """Modules of a package, each imported when it is used first."""
    return [LazyModule(f"{package}.{name}") for name in names]
