"""How the review screen is laid out."""

from typing import Final

MOST_PLACES_IN_SIGHT: Final = 5

DEFAULT_CSS: Final = """
ReviewScreen {
    layout: vertical;
    background: $surface;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; display: none; }
    & #review-desk { height: 1fr; layout: horizontal; }
    & #cases { width: 38%; min-width: 38; max-width: 64; height: 1fr; }
    & #comparison { width: 1fr; height: 1fr; }
    & #wordings { height: 1fr; layout: horizontal; }
    & #kept, & #now { width: 1fr; height: 1fr; }
}
ReviewScreen.-narrow {
    & #review-desk, & #wordings { layout: vertical; }
    & #cases { width: 1fr; max-width: 100%; height: 6; }
    & #comparison { height: 1fr; }
    & #now { height: 5fr; }
    & #kept { height: 4fr; }
    & #places { max-height: 5; }
}
ReviewScreen.-short {
    & #cases { height: 3; }
    & #places { max-height: 0; border: none; }
}
ReviewScreen.-short.-wide #cases { height: 1fr; }
"""
