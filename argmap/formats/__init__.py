"""Out and in: every format a map travels in, a module or package for each, behind one registry."""

from argmap.formats.format import Bullets, Exported, Format, Imported, Incoming, Material, UnreadableFormat, Untaken

__all__ = ["Bullets", "Exported", "Format", "Imported", "Incoming", "Material", "UnreadableFormat", "Untaken"]
