"""A source's text: reading and decoding it, folding it for comparing, and walking it by sentences and words.

`argmap.text.folding` is not imported here: it needs numpy, and most commands never fold.
"""

from argmap.text.reading import SourceText, blob_id, decode, read_source
from argmap.text.unreadable import UnreadableSource

__all__ = ["SourceText", "UnreadableSource", "blob_id", "decode", "read_source"]
