"""Handlers whose modules are imported when they are called first: the one seam at which the TUI is lazy.

To import all actions, dialogs and screens takes as long again as what the first paint needs: 250 ms of processor time
each where this was measured. A module that uses this imports the same names under `TYPE_CHECKING`, so that editors and
type checkers follow them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple


class LazyFunction(NamedTuple):
    """A function or class of a module that is imported when it is called first."""

    module: str
    name: str

    def load(self) -> Callable[..., Any]:
        """The function itself. Raises AttributeError where the module has none of this name."""
        function: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return function

    def __call__(self, *args: object, **options: object) -> Any:  # noqa: ANN401 (whatever the function returns)
        """Call it."""
        return self.load()(*args, **options)


class LazyModule:
    """A module that is imported when one of its functions or classes is called first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> LazyFunction:
        return LazyFunction(self._name, attribute)


def lazy_modules(package: str, *names: str) -> list[LazyModule]:
    """Modules of a package, each imported when it is used first."""
    return [LazyModule(f"{package}.{name}") for name in names]
