"""A source's text: reading and decoding it, folding it for comparing, and walking it by sentences and words.

`argmap.text.folding` is not imported here: it needs numpy, and most commands never fold.
"""

from argmap.text.graphemes import next_grapheme, previous_grapheme
from argmap.text.paragraphs import paragraph_at
from argmap.text.reading import SourceText, blob_id, decode, read_source
from argmap.text.sentences import sentence_at, sentences
from argmap.text.unreadable import UnreadableSource
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
    "word_at",
]
