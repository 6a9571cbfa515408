"""CSV: the map as one table of cells between commas."""

from __future__ import annotations

from argmap.formats.format import Exported, Format, Material
from argmap.formats.table import table


def export(material: Material) -> Exported:
    """The table as Excel, LibreOffice and Google Sheets open it."""
    return table(material, ",")


FORMAT = Format(
    name="csv",
    label="CSV",
    suffixes=(".csv",),
    keeps="one table with a row for each claim, quote, link and source; a cell that could be a formula begins with '",
    loses="the contexts of quotes, comments",
    export=export,
)
