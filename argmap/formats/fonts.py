"""Fonts for the scripts of a picture: which families each script asks for, and the font files of this machine.

A reader's program picks fonts by family. For what the families of a text lack, browsers choose well, but resvg takes
the first font that it knows, which may be bold, slanted or of another width. So a text with another script than
Latin, Greek or Cyrillic names the families that are made for it, and resvg is given plain upright fonts first.
For a picture in pixels the family is chosen by what its font has: where resvg 0.48 has to fall back, it leaves empty
boxes as soon as two fonts join letters otherwise, and a text in pieces of several families makes it fail.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from argmap.formats.sources import HAN_FONTS, han_of

FAMILIES: Final = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','Liberation Sans',Arial,sans-serif"
)
"""For everything else, as CSS writes it."""


@dataclass(frozen=True, slots=True)
class Script:
    """A way of writing, and the fonts that are made for it."""

    code: str
    """Its name in ISO 15924, and that of its class in a picture's style sheet."""
    called: str
    """What users call its characters."""
    characters: str
    """Its letters and marks, as the inside of a regular expression's brackets."""
    families: str
    """The fonts of Linux (Noto), macOS and Windows that have it, as CSS writes them."""


def _noto(name: str, *others: str) -> str:
    return ",".join(f"'{family}'" for family in (f"Noto Sans {name}", *others))


SCRIPTS: Final = (
    Script("Jpan", "Japanese kana", "\u3041-\u30ff\u31f0-\u31ff", HAN_FONTS["ja"]),
    Script("Kore", "Korean letters", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff", HAN_FONTS["ko"]),
    Script(
        "Hans",
        "Chinese characters",
        "\u2e80-\u2fd5\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd",
        HAN_FONTS["hans"],
    ),
    Script(
        "Arab",
        "Arabic letters",
        "\u0600-\u0604\u0608\u060b\u060d-\u061a\u061c-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        _noto("Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "DejaVu Sans"),
    ),
    Script(
        "Hebr",
        "Hebrew letters",
        "\u0591-\u05f4\ufb1d-\ufb4f",
        _noto("Hebrew", "Arial Hebrew", "Segoe UI", "DejaVu Sans"),
    ),
    Script(
        "Deva",
        "Devanagari letters",
        "\u0900-\u097f\ua8e0-\ua8ff",
        _noto("Devanagari", "Kohinoor Devanagari", "Nirmala UI"),
    ),
    Script("Beng", "Bengali letters", "\u0980-\u09ff", _noto("Bengali", "Kohinoor Bangla", "Nirmala UI")),
    Script("Guru", "Gurmukhi letters", "\u0a00-\u0a7f", _noto("Gurmukhi", "Gurmukhi Sangam MN", "Nirmala UI")),
    Script("Gujr", "Gujarati letters", "\u0a80-\u0aff", _noto("Gujarati", "Kohinoor Gujarati", "Nirmala UI")),
    Script("Orya", "Odia letters", "\u0b00-\u0b7f", _noto("Oriya", "Oriya Sangam MN", "Nirmala UI")),
    Script("Taml", "Tamil letters", "\u0b80-\u0bff", _noto("Tamil", "Tamil Sangam MN", "Nirmala UI")),
    Script("Telu", "Telugu letters", "\u0c00-\u0c7f", _noto("Telugu", "Kohinoor Telugu", "Nirmala UI")),
    Script("Knda", "Kannada letters", "\u0c80-\u0cff", _noto("Kannada", "Kannada Sangam MN", "Nirmala UI")),
    Script("Mlym", "Malayalam letters", "\u0d00-\u0d7f", _noto("Malayalam", "Malayalam Sangam MN", "Nirmala UI")),
    Script("Sinh", "Sinhala letters", "\u0d80-\u0dff", _noto("Sinhala", "Sinhala Sangam MN", "Nirmala UI")),
    Script("Thai", "Thai letters", "\u0e01-\u0e3a\u0e40-\u0e5b", _noto("Thai", "Thonburi", "Leelawadee UI")),
    Script("Laoo", "Lao letters", "\u0e80-\u0eff", _noto("Lao", "Lao Sangam MN", "Leelawadee UI")),
    Script("Tibt", "Tibetan letters", "\u0f00-\u0fff", "'Noto Serif Tibetan',Kailasa,'Microsoft Himalaya'"),
    Script(
        "Mymr",
        "Burmese letters",
        "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
        _noto("Myanmar", "Myanmar Sangam MN", "Myanmar Text"),
    ),
    Script(
        "Geor",
        "Georgian letters",
        "\u10a0-\u10ff\u1c90-\u1cbf",
        _noto("Georgian", "Helvetica Neue", "Segoe UI", "DejaVu Sans"),
    ),
    Script("Ethi", "Ethiopic letters", "\u1200-\u139f\u2d80-\u2ddf", _noto("Ethiopic", "Kefa", "Ebrima")),
    Script("Khmr", "Khmer letters", "\u1780-\u17ff", _noto("Khmer", "Khmer Sangam MN", "Leelawadee UI")),
    Script(
        "Armn",
        "Armenian letters",
        "\u0530-\u058f\ufb13-\ufb17",
        _noto("Armenian", "Mshtakan", "Segoe UI", "DejaVu Sans"),
    ),
)
_BESIDE_HAN: Final = frozenset({"Jpan", "Kore", "Hans"})
_OF_CLASS: Final = {**HAN_FONTS, **{script.code: script.families for script in SCRIPTS}}
"""The families of each class that `class_of` gives."""
STYLE: Final = "\n".join(f".{name}{{font-family:{families},{FAMILIES}}}" for name, families in _OF_CLASS.items())
"""A rule for each class that `class_of` gives."""


def class_of(text: str, lang: str) -> str:
    """The class of a text for the fonts of the script that it has most of, besides Latin and its like; or empty.

    Han characters, and what is written beside them, are those of the text's language, a BCP 47 tag.
    """
    if text.isascii():
        return ""
    found = {script.code: len(re.findall(f"[{script.characters}]", text)) for script in SCRIPTS}
    code = max(found, key=found.__getitem__)
    if not found[code]:
        return ""
    return (han_of(lang) or code) if code in _BESIDE_HAN else code


def called(characters: Iterable[str]) -> list[str]:
    """What users call characters: the scripts that they are of, and the others by themselves."""
    said: dict[str, None] = {}
    for one in characters:
        script = next((script for script in SCRIPTS if re.match(f"[{script.characters}]", one)), None)
        said[script.called if script else one] = None
    return list(said)


class InstalledFonts:
    """The fonts of this machine. Needs fontTools, of the extra `png`."""

    def __init__(self) -> None:
        found = {file for folder in _folders() for file in folder.rglob("*") if file.suffix.lower() in _SUFFIXES}
        self._plain: dict[str, tuple[Path, int]] = {}
        """The file of each upright regular family, by its name in small letters, and its number in the file."""
        self._known: dict[str, frozenset[str]] = {}
        """The characters of the families that were asked for."""
        ranks = {}
        for file in sorted(found):
            families = [] if "mono" in file.name.lower() else _plain_families(file)
            ranks[file] = min(map(_rank, families), default=len(_BROAD) + 2)
            for number, family in enumerate(families):
                self._plain.setdefault(family.lower(), (file, number))
        self.files: Final = sorted(map(str, found), key=lambda file: (ranks[Path(file)], file))
        """All of them, those first that a text should fall back to: with many scripts, upright, of regular weight."""

    def covering(self, text: str, script: str) -> str | None:
        """The first family that has every character of a text, of those of a class and the broad ones; or None."""
        own = _OF_CLASS.get(script, "")
        for name in (*_names(own), *_names(FAMILIES), *_BROAD):
            if name.lower() in self._plain and self._characters(name.lower()).issuperset(_seen(text)):
                return name
        return None

    def file_of(self, family: str) -> Path:
        """The file of an upright regular family. Raises KeyError where it is not installed."""
        return self._plain[family.lower()][0]

    def lacks(self, text: str) -> list[str]:
        """The characters of a text that no plain font of the machine has."""
        missing = set(_seen(text))
        for family in sorted(self._plain, key=_rank):
            if not missing:
                break
            missing -= self._characters(family)
        return sorted(missing)

    def _characters(self, family: str) -> frozenset[str]:
        from fontTools.ttLib import TTFont

        if family not in self._known:
            file, number = self._plain[family]
            with TTFont(file, fontNumber=number, lazy=True) as font:
                self._known[family] = frozenset(map(chr, font.getBestCmap() or ()))
        return self._known[family]


_BROAD: Final = ("DejaVu Sans", "Arial Unicode MS", "Segoe UI", "Arial", "Noto Sans")
"""Families of many scripts, to fall back to."""
_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_REGULAR: Final = range(350, 451)
"""The weight class of regular fonts; 400 by the rule."""
_NORMAL_WIDTH: Final = 5
_ITALIC_OR_OBLIQUE: Final = 1 << 0 | 1 << 9


def _names(families: str) -> list[str]:
    return [name.strip("'") for name in families.split(",") if name]


def _rank(family: str) -> int:
    return next(
        (at for at, name in enumerate(_BROAD) if name.lower() == family.lower()),
        len(_BROAD) + ("serif" in family.lower()),
    )


def _seen(text: str) -> set[str]:
    """The characters of a text that need a font: not those that are never drawn."""
    return {one for one in text if unicodedata.category(one) not in _NEVER_DRAWN and not "\ufe00" <= one <= "\ufe0f"}


_NEVER_DRAWN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def _plain_families(file: Path) -> list[str]:
    """The families of a font file's fonts, if these are upright, of regular weight and of normal width."""
    from fontTools.ttLib import TTFont, TTLibError

    families: list[str] = []
    try:
        count = 1
        while len(families) < count:
            with TTFont(file, fontNumber=len(families), lazy=True) as font:
                look = font["OS/2"]
                if (
                    look.usWeightClass not in _REGULAR
                    or look.usWidthClass != _NORMAL_WIDTH
                    or look.fsSelection & _ITALIC_OR_OBLIQUE
                ):
                    return []
                families.append(font["name"].getBestFamilyName() or "")
                count = getattr(font.reader, "numFonts", 1)
    except (OSError, TTLibError, KeyError, AssertionError, ValueError):
        return []  # A damaged font: resvg leaves it out as well.
    return families


def _folders() -> Iterator[Path]:
    """Where fonts lie: the folders that fontdb reads, which is resvg's list of fonts, where it is not configured."""
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        yield home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from map(Path, ("/System/Library/Fonts", "/System/Library/AssetsV2", "/Library/Fonts"))
        yield home / "Library" / "Fonts"
    else:
        shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        yield from (Path(folder) / "fonts" for folder in shared.split(":") if folder)
        yield from (home / ".fonts", home / ".local" / "share" / "fonts")
