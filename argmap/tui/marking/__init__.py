"""Marking passages: what a key acts on, several passages as linked premises, overlaps, and the ends of a quote."""
