"""The map as something to look at: what follows from the links, before any screen."""

from argmap.graph.outline import Kind, Row, outline, section_of_loose_ends

__all__ = ["Kind", "Row", "outline", "section_of_loose_ends"]
