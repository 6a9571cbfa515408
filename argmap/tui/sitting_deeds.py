"""What can be done at every sitting: going back in the history and on again, saving, help, leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from argmap.tui.sitting import Deed, registry

if TYPE_CHECKING:
    from argmap.tui.bench import Bench


@dataclass(frozen=True, slots=True)
class Kept:
    """What can be taken back, and whether the file has everything."""

    undo: str | None
    redo: str | None
    unsaved: bool
    """Whether the file lacks something that the map in memory has."""

    @classmethod
    def of(cls, bench: Bench) -> Kept:
        """How it is now."""
        now = bench.snapshot
        return cls(now.undo, now.redo, not now.is_saved)


class _SeesKept(Protocol):
    @property
    def kept(self) -> Kept: ...


Now = TypeVar("Now", bound=_SeesKept)


def with_common(place: str, *own: Deed[Now]) -> Mapping[str, Deed[Now]]:
    """A registry of what can be done at one sitting, by its place, and of what can be done at each."""
    return registry(
        place,
        *own,
        Deed("undo", _method("undo"), _needs_undo, "back"),
        Deed("redo", _method("redo"), _needs_redo, "again"),
        Deed("save", _method("save_again"), _needs_unsaved, "write disk"),
        Deed("help", _method("show_help"), words="keys"),
        Deed("back", _method("leave"), words="map close"),
    )


def _method(name: str) -> Callable[[Any], Any]:
    return lambda sitting: getattr(sitting, name)()


def _needs_undo(now: _SeesKept) -> str | None:
    return None if now.kept.undo else "there is nothing to undo"


def _needs_redo(now: _SeesKept) -> str | None:
    return None if now.kept.redo else "there is nothing to redo"


def _needs_unsaved(now: _SeesKept) -> str | None:
    return None if now.kept.unsaved else "everything is saved"
