"""Steps of one character as readers see it: a letter with its marks, an emoji sequence, a flag, a syllable.

The rule is Unicode's (UAX 29, extended grapheme clusters), as the library wcwidth implements it.
"""

_REACH = 128
"""How far back a cluster is followed, in code points. Longer ones are cut there.

Left to itself, wcwidth goes back to the nearest ASCII character, which a Chinese text may not have.
"""


def next_grapheme(text: str, position: int) -> int:
    """Where the grapheme that holds the code point at `position` ends; the text's end at its end."""
    if position >= len(text):
        return len(text)
    if text[position : position + 2].isascii() and text[position] != "\r":
        return position + 1
    from wcwidth import iter_graphemes

    position = max(position, 0)
    start = previous_grapheme(text, position + 1)
    return start + len(next(iter_graphemes(text[start : position + _REACH])))


def previous_grapheme(text: str, position: int) -> int:
    """Where the grapheme that holds the code point before `position` begins; 0 at the text's start."""
    position = min(position, len(text))
    if position <= 0:
        return 0
    if text[position - 1].isascii() and text[position - 1] != "\n":
        return position - 1
    from wcwidth import grapheme_boundary_before

    start = max(position - _REACH, 0)
    return start + grapheme_boundary_before(text[start:position], position - start)
