"""How the screen for conflicts is laid out: both readings side by side at any width."""

from typing import Final

DEFAULT_CSS: Final = """
ConflictScreen {
    background: $surface;
    layout: vertical;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; }
    & #conflict-desk { height: 1fr; layout: horizontal; }
    & #disputes { width: 30%; min-width: 30; max-width: 56; height: 1fr; }
    & #readings { width: 1fr; height: 1fr; }
    & #about { height: auto; max-height: 3; padding: 0 2; color: $text-faint; }
    & #sides { height: 2fr; layout: horizontal; }
    & #ours, & #theirs { width: 1fr; height: 1fr; }
    & #before { height: 1fr; max-height: 12; }
    & .in-map { border-title-style: bold; }
}
ConflictScreen.-narrow {
    & #conflict-desk { layout: vertical; }
    & #disputes { width: 1fr; max-width: 100%; height: 6; }
    & #before { height: 5; }
}
ConflictScreen.-short #before { display: none; }
"""
