"""Reviewing: every quote that is not exact beside the words that stand there now, and an answer for each.

The rooms `cases`, `places`, `sureness`, `sheets` and `answers` are pure; the others show them.
"""

from argmap.tui.review.screen import ReviewScreen

__all__ = ["ReviewScreen"]
