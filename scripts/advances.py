"""Writes argmap/formats/advances.txt: the greatest width of each letter in the fonts of this machine.

    pip install fonttools uharfbuzz
    python scripts/advances.py

Measured are DejaVu Sans, Liberation Sans and the Noto Sans of each script, regular and bold, as HarfBuzz shapes them:
letters that join in each of their forms, marks as what they add to a letter. A font that is missing here makes the
table narrower, so run it where all of them are installed (Debian: fonts-noto-core, fonts-dejavu-core,
fonts-liberation).
"""

from __future__ import annotations

import unicodedata
from itertools import batched  # needs Python 3.12
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

TABLE = Path(__file__).parent.parent / "argmap" / "formats" / "advances.txt"
FOLDERS = ("/usr/share/fonts/truetype",)
BROAD = ("DejaVuSans", "LiberationSans", "NotoSans")
BLOCKS = {
    "": [(0xA0, 0x24F), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2010, 0x22FF), (0x2500, 0x27BF)],
    "Armenian": [(0x530, 0x58F)],
    "Hebrew": [(0x590, 0x5FF)],
    "Arabic": [(0x600, 0x6FF), (0x750, 0x77F)],
    "Devanagari": [(0x900, 0x97F)],
    "Bengali": [(0x980, 0x9FF)],
    "Gurmukhi": [(0xA00, 0xA7F)],
    "Gujarati": [(0xA80, 0xAFF)],
    "Oriya": [(0xB00, 0xB7F)],
    "Tamil": [(0xB80, 0xBFF)],
    "Telugu": [(0xC00, 0xC7F)],
    "Kannada": [(0xC80, 0xCFF)],
    "Malayalam": [(0xD00, 0xD7F)],
    "Sinhala": [(0xD80, 0xDFF)],
    "Thai": [(0xE00, 0xE7F)],
    "Lao": [(0xE80, 0xEFF)],
    "Georgian": [(0x10A0, 0x10FF)],
    "Ethiopic": [(0x1200, 0x137F)],
    "Khmer": [(0x1780, 0x17FF)],
}
FURTHER = {"Arabic": ("NotoNaskhArabic", "NotoKufiArabic"), "Thai": ("NotoLoopedThai",), "Lao": ("NotoLoopedLao",)}
JOINER = "\u200d"


class Shaped:
    """One font, with what it can shape."""

    def __init__(self, file: Path) -> None:
        font = TTFont(file, lazy=True)
        self.has = set(font.getBestCmap())
        self.height = font["head"].unitsPerEm
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(str(file))))

    def width(self, text: str) -> float:
        """The width of a text in hundredths of the letter height."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        return 100 * sum(place.x_advance for place in buffer.glyph_positions) / self.height

    def greatest(self, character: str, letters: list[str]) -> float:
        """The greatest width of a character in any of its places."""
        if unicodedata.category(character)[0] == "M":
            return max((self.width(some + character) - self.width(some) for some in letters), default=0)
        forms = (character, character + JOINER, JOINER + character, JOINER + character + JOINER)
        return max(map(self.width, forms))


def fonts(script: str, weight: str) -> list[Shaped]:
    """The fonts of this machine that are measured for a script."""
    named = [*BROAD, f"NotoSans{script}", *FURTHER.get(script, ())]
    wanted = {f"{name}-{weight}.ttf" for name in named} | ({"DejaVuSans.ttf"} if weight == "Regular" else set())
    return [Shaped(file) for folder in FOLDERS for file in sorted(Path(folder).rglob("*.ttf")) if file.name in wanted]


def main() -> None:
    """Writes the table."""
    rows = []
    for script, ranges in BLOCKS.items():
        by_weight = [fonts(script, weight) for weight in ("Regular", "Bold")]
        for first, last in ranges:
            characters = [chr(code) for code in range(first, last + 1)]
            letters = [some for some in characters if unicodedata.category(some) == "Lo"]
            for row in batched(characters, 16):
                measured = [
                    [
                        max((font.greatest(some, letters) for font in of_weight if ord(some) in font.has), default=None)
                        for some in row
                    ]
                    for of_weight in by_weight
                ]
                if any(width is not None for width in measured[0]):
                    said = (
                        " ".join("-" if width is None else str(-int(-width // 1)) for width in part)
                        for part in measured
                    )
                    rows.append(f"{ord(row[0]):04X} {' | '.join(said)}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
