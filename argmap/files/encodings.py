"""The names of text encodings: as people and files write them, as IANA registers them, as Python calls its codecs."""

import codecs
import re
from typing import NamedTuple

_MEANT = {
    "iso8859-1": ("cp1252", "iso8859-1"),
    "iso8859-9": ("cp1254", "iso8859-9"),
    "tis-620": ("cp874", "tis-620"),
    "iso8859-11": ("cp874", "iso8859-11"),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "shift_jis": ("cp932", "shift_jis", "shift_jis_2004"),
    "shift_jis_2004": ("cp932", "shift_jis_2004"),
    "shift_jisx0213": ("cp932", "shift_jisx0213"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "euc_jisx0213": ("euc_jp", "euc_jisx0213"),
    "euc_kr": ("cp949",),
    "big5": ("cp950", "big5hkscs"),
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("cp950", "big5hkscs"),
    "iso2022_jp_ext": ("iso2022_jp_ext", "iso2022_jp_2004", "iso2022_jp_2"),
    "iso2022_jp": ("iso2022_jp_ext", "iso2022_jp_2004", "iso2022_jp_2"),
}
"""What is meant by these names: as in web browsers (WHATWG, Encoding Standard), the superset that Windows writes."""


_NAMES = {
    "utf-8": "UTF-8",
    "utf-7": "UTF-7",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
    "ascii": "US-ASCII",
    "gb18030": "GB18030",
    "hz": "HZ-GB-2312",
    "big5hkscs": "Big5-HKSCS",
    "cp950": "Big5",
    "cp932": "Shift_JIS",
    "shift_jis": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp_ext": "ISO-2022-JP",
    "iso2022_kr": "ISO-2022-KR",
    "cp949": "EUC-KR",
    "johab": "Johab",
    "tis-620": "TIS-620",
    "cp874": "windows-874",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
}
"""IANA's names, by those of Python. `codec_of` takes them back."""


_BY_NAME = {name.lower(): codec for codec, name in _NAMES.items()} | {"shift_jis": "shift_jis"}
_NO_TEXTS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"}
)
"""Codecs for parts of addresses and of programs."""


def codec_of(name: str) -> str | None:
    """Python's name of the text encoding that somebody calls `name`; None where Python does not know it."""
    name = name.strip().lower()
    try:
        codec = codecs.lookup(_BY_NAME.get(name) or re.sub(r"^ibm(?=\d+$)", "cp", name)).name
    except (LookupError, ValueError):  # ValueError: a NUL character or half a surrogate pair in it
        return None
    try:
        b"a".decode(codec)  # not `hex`, `rot13` and the like, which are no encodings of texts
    except UnicodeError:
        return codec if codec.startswith("utf") else None  # half a character of UTF-16
    except LookupError:
        return None
    return None if codec in _NO_TEXTS else codec


def near_names(name: str) -> list[str]:
    """At most three encodings whose names are near to `name`, which is none."""
    from difflib import get_close_matches
    from encodings.aliases import aliases

    known = {spelled.replace("_", "-"): codec for spelled, codec in aliases.items()}
    known |= {one.lower(): one for one in _NAMES.values()}
    known |= {f"windows-{number}": f"windows-{number}" for number in range(1250, 1259)}
    near = get_close_matches(name.strip().lower().replace("_", "-"), known, n=12, cutoff=0.6)
    named = (codec_of(one) for one in near)
    return list(dict.fromkeys(iana_name(codec) for codec in named if codec is not None))[:3]


def iana_name(codec: str) -> str:
    """How IANA names what Python calls `codec`; Python's own name where IANA has none."""
    if codec in _NAMES:
        return _NAMES[codec]
    if re.fullmatch(r"cp125\d", codec):
        return codec.replace("cp", "windows-")
    if re.fullmatch(r"cp\d+", codec):
        return codec.replace("cp", "IBM")
    return codec.replace("iso8859", "ISO-8859").replace("utf-", "UTF-").replace("_", "-")


def meant_by(codec: str) -> tuple[str, ...]:
    """The encodings that are meant where a text is said to be in `codec`, the first that fits; by Python's names.

    As in web browsers (WHATWG, Encoding Standard), these are the supersets that Windows writes.
    """
    return _MEANT.get(codec, (codec,))


class Decoded(NamedTuple):
    """A text, and what its bytes were read as."""

    text: str
    encoding: str
    """As IANA names it: `UTF-8`, `GB18030`, `windows-1252`."""
    is_guess: bool = False
    """Another encoding is about as likely, and gives another text."""
    is_marked: bool = False
    """A byte order mark tells the encoding."""
