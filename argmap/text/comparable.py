"""A short text as people compare it: a claim, a name, a few words that are typed to find one."""

import re
import unicodedata
from functools import lru_cache

_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff]) (?=[\u2e80-\u9fff\uf900-\ufaff])")
_SIMPLIFIED: dict[int, str] = {}
"""The simplified form of every Han character that was seen so far."""


@lru_cache(maxsize=2**14)  # a letter more asks the same sentences again
def comparable(text: str) -> str:
    """A text of one width, one case and one Han script, in which white space is a space, between ideographs nothing.

    Nothing else is dropped, so that words stay apart; see `folding.fold` for finding passages of a source.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain.isascii():
        return plain
    from argmap.text.han import is_han, simplified  # not before something is looked for

    strangers = {sign for sign in plain if ord(sign) not in _SIMPLIFIED and is_han(sign)}
    if strangers:
        forms = simplified(strangers)
        _SIMPLIFIED.update((ord(sign), forms.get(sign, sign)) for sign in strangers)
    return _BETWEEN_IDEOGRAPHS.sub("", plain).translate(_SIMPLIFIED)
