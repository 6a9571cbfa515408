"""Rearranging the argument: rows are marked, asked for and focused on, and what is marked is changed all at once."""
