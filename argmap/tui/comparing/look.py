"""How the screen of a comparison is laid out."""

from typing import Final

DEFAULT_CSS: Final = """
CompareScreen {
    background: $surface;
    layout: vertical;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; }
    & #compare-desk { height: 1fr; layout: horizontal; }
    & #left { width: 1fr; height: 1fr; }
    & #changes { height: 1fr; }
    & #told { height: 1fr; min-height: 5; }
    & #tree { width: 1fr; height: 1fr; }
    & #drawing { width: 2fr; height: 1fr; display: none; }
    &.-drawn #tree { display: none; }
    &.-drawn #drawing { display: block; }
}
CompareScreen.-narrow #compare-desk { layout: vertical; }
CompareScreen.-narrow #left { height: 3fr; }
CompareScreen.-narrow #tree { height: 2fr; }
CompareScreen.-narrow.-drawn #left { display: none; }
CompareScreen.-narrow #drawing { width: 1fr; }
CompareScreen.-short #told { display: none; }
"""
