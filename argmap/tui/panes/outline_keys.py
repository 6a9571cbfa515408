"""The keys of the outline itself."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding


class _Key(NamedTuple):
    id: str
    keys: str
    action: str
    label: str
    tooltip: str


_KEYS: Final = (
    _Key(
        "fold",
        "left",
        "fold",
        "Fold",
        "Hide what hangs below this row; where nothing is open, go to the row above in the tree.",
    ),
    _Key(
        "unfold",
        "right",
        "unfold",
        "Unfold",
        "Show what hangs below this row; where it is open, go to the first row below.",
    ),
    _Key("fold-all", "shift+left", "fold_all(True)", "Fold all", "Fold, or collapse, every row of the map."),
    _Key("unfold-all", "shift+right", "fold_all(False)", "Unfold all", "Unfold, or expand, every row of the map."),
    _Key("mark-up", "shift+up", "extend(-1)", "Mark up", "Mark this row and the one above, and so on."),
    _Key("mark-down", "shift+down", "extend(1)", "Mark down", "Mark this row and the one below, and so on."),
    _Key(
        "let-go",
        "escape",
        "let_go",
        "Let go",
        "Mark and cut nothing any more; then show all rows again; then leave the subtree.",
    ),
)

OUTLINE_BINDINGS: Final = [
    Binding(key.keys, key.action, key.label, show=False, tooltip=key.tooltip, id=f"outline.{key.id}") for key in _KEYS
]
