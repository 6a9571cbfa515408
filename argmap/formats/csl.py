"""CSL-JSON: the sources that are cited, for Zotero, Pandoc and all that format citations by CSL styles.

Written after the schema csl-data.json of CSL 1.0.2. An author is one `literal` name, since a map does not say which
part of it is the family's.
"""

from __future__ import annotations

from typing import Final

from argmap.formats.citing import cited, losses_beside_sources, title_of
from argmap.formats.format import Exported, Format, Material
from argmap.formats.json_text import json_text
from argmap.model import Source

_WEB_PAGE: Final = "webpage"
_NO_MORE_IS_KNOWN: Final = "document"


def export(material: Material) -> Exported:
    """A list of items, one for each source that is quoted, under its id."""
    items = [_item(source_id, source) for source_id, source in cited(material.map)]
    return Exported(json_text(items), losses_beside_sources(material.map))


def _item(source_id: str, source: Source) -> dict[str, object]:
    item: dict[str, object] = {
        "id": source_id,
        "type": _NO_MORE_IS_KNOWN if source.url is None else _WEB_PAGE,
        "title": title_of(source),
        "author": None if source.author is None else [{"literal": source.author}],
        "issued": None if source.year is None else {"date-parts": [[source.year]]},
        "URL": source.url,
        "language": source.lang,
        "keyword": ", ".join(source.tags) or None,
        "note": source.note,
    }
    return {key: value for key, value in item.items() if value is not None}


FORMAT = Format(
    name="csl",
    label="CSL-JSON",
    suffixes=(".csl.json",),
    keeps="the sources that are quoted: author, title, year, URL, language, tags, note",
    loses="title, note and argument of the map, sources without quotes, the paths of texts",
    export=export,
    opens_texts=False,
)
