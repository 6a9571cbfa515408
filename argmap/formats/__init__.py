"""Out and in: every format a map travels in, a module or package for each, behind one registry."""

from argmap.formats.format import Bullets, Exported, ExportInput, Format, Imported, Incoming, Skipped, UnreadableFormat

__all__ = ["Bullets", "ExportInput", "Exported", "Format", "Imported", "Incoming", "Skipped", "UnreadableFormat"]
