"""A source's text: reading and decoding it, folding it for comparing, and walking it by sentences and words.

`argmap.text.folding` is not imported here: it needs numpy, and most commands never fold.
"""
