"""The keys of the outline itself."""

from __future__ import annotations

from typing import Final

from argmap.tui.keys import bindings

OUTLINE_BINDINGS: Final = bindings(
    "outline",
    {
        "fold": "fold",
        "unfold": "unfold",
        "fold-all": "fold_all(True)",
        "unfold-all": "fold_all(False)",
        "mark-up": "extend(-1)",
        "mark-down": "extend(1)",
        "let-go": "let_go",
    },
)
