"""A source's text: reading and decoding it, folding it for comparing, and walking it by sentences and words.

Each is imported when it is first asked for: git starts a process for each version of a map that it shows, and that
needs none of them. `argmap.text.folding` is imported by name alone, for it needs numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from argmap.text.unreadable import UnreadableSource, system_reason

if TYPE_CHECKING:
    from argmap.text.graphemes import next_grapheme, previous_grapheme
    from argmap.text.paragraphs import paragraph_at
    from argmap.text.reading import SourceText, blob_id, decode, read_source
    from argmap.text.sentence_bounds import sentence_at, sentences
    from argmap.text.words import next_word, previous_word, word_at

__all__ = [
    "SourceText",
    "UnreadableSource",
    "blob_id",
    "decode",
    "next_grapheme",
    "next_word",
    "paragraph_at",
    "previous_grapheme",
    "previous_word",
    "read_source",
    "sentence_at",
    "sentences",
    "system_reason",
    "word_at",
]

_MODULE_OF = {
    "SourceText": "reading",
    "blob_id": "reading",
    "decode": "reading",
    "read_source": "reading",
    "next_grapheme": "graphemes",
    "previous_grapheme": "graphemes",
    "paragraph_at": "paragraphs",
    "sentence_at": "sentence_bounds",
    "sentences": "sentence_bounds",
    "next_word": "words",
    "previous_word": "words",
    "word_at": "words",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: what a name stands for depends on the name
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
