"""Comparing the map with an older version of it: what changed, in the list and in the tree, and taking it back.

The rooms `rows`, `uniting` and `marks` are pure; the others ask git and show.
"""
