"""The map as a drawing in the terminal: boxes and arrows to walk through, pan and zoom."""

from argmap.tui.canvas.canvas import Canvas

__all__ = ["Canvas"]
