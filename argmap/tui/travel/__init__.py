"""Where the reader has been: back and forward through places, and the last place in each text."""

from argmap.tui.travel.last_places import LastPlaces, Remembered
from argmap.tui.travel.trail import Place, Trail

__all__ = ["LastPlaces", "Place", "Remembered", "Trail"]
