"""TSV: the map as one table of cells between tabs."""

from __future__ import annotations

from argmap.formats.format import Exported, Format, Material
from argmap.formats.table import table


def export(material: Material) -> Exported:
    """The table for spreadsheets in whose country the comma parts decimals, and for pasting."""
    return table(material, "\t")


FORMAT = Format(
    name="tsv",
    label="TSV",
    suffixes=(".tsv", ".tab"),
    keeps="the same table as csv, its cells between tabs",
    loses="the contexts of quotes, comments",
    export=export,
)
