"""Deciding what a merge could not: both readings side by side, one step of the history for each decision.

The rooms `disputes` and `readings` are pure; the others show and ask.
"""
