"""How often the encoding of a text is told right, beside the detectors that others use.

`python benchmarks/encodings.py FOLDER` reads each file of FOLDER/NAME/ as one in the encoding NAME, or NAME-LANGUAGE
(the tests of chardet are kept so). `--windows FILE…` takes UTF-8 texts, encodes windows of them in every legacy
encoding that can hold them, and reads these. `--peers` asks chardet, charset-normalizer and cchardet too, where they
are installed, and `--show` prints each text that argmap reads wrong.

*Right* is the text that the true encoding gives, or the encoding of which web browsers make a superset of it. *Said*
is a wrong text of which argmap says that it is a guess; *silent* is a wrong text without a word.
"""

import argparse
import codecs
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from argmap.files.errors import UnreadableSource
from argmap.text.reading import decode

EAST_ASIAN = (
    *("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "hz", "shift_jis", "cp932", "euc_jp", "iso2022_jp"),
    *("euc_kr", "cp949", "johab", "iso2022_kr"),
)
LEGACY = (
    *EAST_ASIAN,
    *("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7"),
    *(f"cp{number}" for number in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874)),
    *(f"iso8859_{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
    *("koi8_r", "koi8_u", "tis_620", "mac_roman", "mac_cyrillic", "cp437", "cp850", "cp852", "cp855", "cp866"),
)
"""Python's names of the encodings that windows are encoded in."""

SUPERSETS = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "shift_jis": ("cp932",),
    "euc_kr": ("cp949",),
    "big5": ("cp950", "big5hkscs"),
    "iso8859-1": ("cp1252",),
    "iso8859-7": ("cp1253",),
    "iso8859-9": ("cp1254",),
    "tis-620": ("cp874",),
    "ascii": ("utf-8",),
}
NAMES = {"maccyrillic": "mac_cyrillic", "macroman": "mac_roman"}
SIZES = (200, 1000, 10_000)
WINDOWS = 3
"""How many windows of each size are taken from each text, evenly spread."""


class Case(NamedTuple):
    name: str
    kind: str
    data: bytes
    codec: str


def cases_in(folder: Path) -> Iterator[Case]:
    for file in sorted(folder.glob("*/*")):
        if file.is_file():
            yield Case(str(file.relative_to(folder)), file.parent.name, file.read_bytes(), _codec(file.parent.name))


def _codec(name: str) -> str:
    """Python's name of the encoding that a folder is named for; `undefined`, in which nothing is right, for others."""
    for known in (name.lower(), name.lower().rpartition("-")[0]):
        try:
            return codecs.lookup(NAMES.get(known, known)).name
        except LookupError:
            continue
    return "undefined"


def windows_of(file: Path) -> Iterator[Case]:
    text = file.read_text(encoding="utf-8")
    for codec in LEGACY:
        name = codecs.lookup(codec).name
        for size in SIZES:
            for nth, window in enumerate(_windows(text, codec, size)):
                yield Case(f"{file.stem} {size} #{nth}", f"{size:>6} {name}", window, name)


def _windows(text: str, codec: str, size: int) -> Iterator[bytes]:
    for nth in range(WINDOWS):
        start = (len(text) - size) * nth // WINDOWS
        if start < 0:
            return
        try:
            window = text[start : start + size].encode(codec)
            while len(window) > size:
                text_here = window.decode(codec)
                window = text_here[: max(1, len(text_here) * size // len(window) - 1)].encode(codec)
        except UnicodeError:
            continue
        whole = window.decode(codec)
        if (
            len(window) >= 0.9 * size
            and not whole.isascii()
            and (codec not in {codecs.lookup(one).name for one in EAST_ASIAN} or _is_east_asian(whole))
        ):
            yield window


def _is_east_asian(text: str) -> bool:
    """Nobody keeps Russian in EUC-JP, though it can hold it."""
    foreign = re.findall(r"[^\W\d_a-zA-Z]", text)
    return len(re.findall("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text)) > len(foreign) / 2


def truths(case: Case) -> list[str]:
    found = []
    for codec in (case.codec, *SUPERSETS.get(case.codec, ())):
        try:
            found.append(_lines(case.data.decode(codec)).removeprefix("\ufeff"))
        except UnicodeError:
            continue
    return found


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


Reader = Callable[[bytes], tuple[str, bool]]
"""The text, and whether it is said to be a guess. Raises UnreadableSource."""


def argmap(data: bytes) -> tuple[str, bool]:
    read = decode(data)
    return read[0], getattr(read, "is_guess", False)


def _peer(module: str, encoding_of: Callable[[object, bytes], str | None]) -> Reader | None:
    try:
        library = import_module(module)
    except ImportError:
        return None

    def read(data: bytes) -> tuple[str, bool]:
        encoding = encoding_of(library, data)
        try:
            return _lines(data.decode(encoding or "undefined")).removeprefix("\ufeff"), False
        except (LookupError, UnicodeError) as fault:
            raise UnreadableSource(str(fault)) from fault

    return read


def peers() -> dict[str, Reader]:
    found = {
        "chardet": _peer("chardet", lambda library, data: library.detect(data)["encoding"]),
        "cchardet": _peer("cchardet", lambda library, data: library.detect(data)["encoding"]),
        "charset-normalizer": _peer(
            "charset_normalizer", lambda library, data: getattr(library.from_bytes(data).best(), "encoding", None)
        ),
    }
    return {name: reader for name, reader in found.items() if reader is not None}


def verdict(reader: Reader, case: Case) -> str:
    try:
        text, is_guess = reader(case.data)
    except UnreadableSource:
        return "refused"
    if text in truths(case):
        return "right, a guess" if is_guess else "right"
    return "said" if is_guess else "silent"


def report(name: str, reader: Reader, cases: list[Case], show: bool) -> None:
    begin = time.perf_counter()
    counts: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = {}
    for case in cases:
        found = verdict(reader, case)
        counts[found] += 1
        by_kind.setdefault(case.kind, Counter())[found] += 1
        if show and not found.startswith("right"):
            print(f"  {found:8} {case.codec:12} {case.name}  {said(case.data)}")
    seconds = time.perf_counter() - begin
    right = counts["right"] + counts["right, a guess"]
    rest = ", ".join(f"{counts[one]} {one}" for one in ("right, a guess", "refused", "said", "silent"))
    print(f"{name:20} {right}/{len(cases)} right ({right / len(cases):.1%}), {rest}; {seconds:.1f} s")
    for kind, found in sorted(by_kind.items()):
        if found["right"] + found["right, a guess"] < found.total():
            print(f"    {kind:24} {dict(found)}")


def said(data: bytes) -> str:
    try:
        return f"read as {decode(data)[1]}"
    except UnreadableSource as fault:
        return str(fault)[:100]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a folder with a folder for each encoding")
    parser.add_argument("--windows", type=Path, nargs="+", default=[], help="texts in UTF-8")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    cases = [
        *(cases_in(asked.folder) if asked.folder else ()),
        *(one for file in asked.windows for one in windows_of(file)),
    ]
    if not cases:
        parser.error("give a folder of encoded texts, or --windows with texts")
    readers: dict[str, Reader] = {"argmap": argmap}
    if asked.peers:
        readers |= peers()
    for name, reader in readers.items():
        report(name, reader, cases, asked.show and name == "argmap")


if __name__ == "__main__":
    main()
