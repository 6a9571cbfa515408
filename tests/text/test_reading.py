"""Reading: whatever a file was saved as, the same words come out, or a sentence says why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.files.errors import UnreadableSource
from argmap.text.reading import LARGEST, blob_id, decode, read_source
from tests.text.seeds import seed, seed_path

JAPANESE = (
    "日本政府は、半導体産業の再生に向けて巨額の補助金を投じている。しかし、それだけで競争力が回復するとは限らない。"
    "技術者の不足や電力の価格、そして同盟国との協調という課題が残っているからである。\n"
    "経済産業省は２０２１年、台湾積体電路製造（TSMC）の熊本工場に最大4760億円を助成すると決めた。「失われた三十年」を"
    "取り戻せるかどうかは、人材の育成にかかっている。\n"
)
ENGLISH = (
    "It’s the first “real” test — don’t panic. The minister’s “strategy” wasn’t a strategy at all – it was a list.\n"
)
FRENCH = "Le gouvernement français a décidé d’aider l’industrie\xa0; où est la stratégie à long terme\xa0?\n"
KOREAN = (
    "정부는 반도체 산업을 살리기 위해 막대한 보조금을 투입하고 있다. 그러나 그것만으로 경쟁력이 돌아오지는 않는다.\n"
)
RUSSIAN = "Правительство Японии решило поддержать промышленность полупроводников. Этого недостаточно.\n"

LEGACY = [
    ("GB18030", "gb18030", seed(0)),
    ("GB18030", "gb18030", seed(2)),
    ("GB18030", "gb18030", seed(4)),
    ("Big5", "big5", seed(1).encode("big5", "ignore").decode("big5")),
    ("Shift_JIS", "cp932", JAPANESE * 3),
    ("EUC-JP", "euc_jp", JAPANESE * 3),
    ("EUC-KR", "euc_kr", KOREAN * 3),
    ("windows-1252", "cp1252", seed(3)),
    ("windows-1252", "cp1252", ENGLISH * 3),
    ("windows-1252", "cp1252", FRENCH * 3),
    ("windows-1251", "cp1251", RUSSIAN * 3),
    ("UTF-16LE", "utf-16-le", seed(0)),
    ("UTF-16BE", "utf-16-be", seed(1)),
    ("UTF-16LE", "utf-16-le", seed(3)),
    ("UTF-16BE", "utf-16-be", JAPANESE),
]


@pytest.mark.parametrize(("name", "codec", "text"), LEGACY, ids=[f"{name}-{text[:8]}" for name, _, text in LEGACY])
def test_a_text_in_an_unmarked_encoding_is_read(name: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec))[:2] == (text, name)


@pytest.mark.parametrize(("name", "codec", "text"), LEGACY, ids=[f"{name}-{text[:8]}" for name, _, text in LEGACY])
def test_two_hundred_characters_are_enough(name: str, codec: str, text: str) -> None:
    for start in range(0, max(len(text) - 200, 1), 997):
        passage = text[start : start + 200]
        assert decode(passage.encode(codec))[0] == passage


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"", "utf-8", "UTF-8"),
        (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
        (b"\xff\xfe", "utf-16-le", "UTF-16LE"),
        (b"\xfe\xff", "utf-16-be", "UTF-16BE"),
        (b"\xff\xfe\0\0", "utf-32-le", "UTF-32LE"),
        (b"\0\0\xfe\xff", "utf-32-be", "UTF-32BE"),
    ],
)
@pytest.mark.parametrize("number", range(5))
def test_a_marked_text_is_read_without_its_mark(mark: bytes, codec: str, name: str, number: int) -> None:
    assert decode(mark + seed(number).encode(codec))[:2] == (seed(number), name)


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_is_taken_at_its_word(text: str) -> None:
    assert decode(text.encode())[:2] == (text.replace("\r\n", "\n"), "UTF-8")


@given(st.binary())
def test_any_bytes_are_read_without_loss_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)[:2]
    except UnreadableSource:
        return
    assert "\ufffd" not in text or b"\xef\xbf\xbd" in data or "UTF" in encoding


def test_only_windows_line_ends_are_changed() -> None:
    assert decode(b"a\r\nb\rc\n\r\n\r\r\n")[0] == "a\nb\rc\n\n\r\n"


@given(st.binary(min_size=50).map(lambda data: bytes(byte | 0x80 for byte in data)))
def test_no_guess_makes_a_text_of_control_characters(data: bytes) -> None:
    try:
        found = decode(data)
    except UnreadableSource:
        return
    controls = sum(0x80 <= ord(character) < 0xA0 for character in found.text)
    assert controls <= len(found.text) / 40 or found.encoding == "UTF-8"


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\0\0\0\0", b"PK\x03\x04\x14\0\0\0\x08\0\xff", b"a\0b\0\0\0"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="not a text file"):
        decode(data)


@pytest.mark.parametrize(
    ("name", "codec", "text"),
    [("UTF-8", "utf-8", seed(0)), ("Big5", "cp950", LEGACY[3][2]), ("Shift_JIS", "cp932", JAPANESE * 3)],
    ids=["UTF-8", "Big5", "Shift_JIS"],
)
def test_a_damaged_text_is_refused_and_not_read_as_gibberish(name: str, codec: str, text: str) -> None:
    whole = text[:300].encode(codec)
    place = rf"line {whole.count(bytes([10])) + 1} \(offset {len(whole)}: e5"
    with pytest.raises(UnreadableSource, match=rf"looks like {name}, but .* {place}"):
        decode(whole + b"\xe5\n" + text[300:].encode(codec))


def test_a_text_that_breaks_its_mark_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="begins with the mark of UTF-8"):
        decode(b"\xef\xbb\xbfabc\xff")


@pytest.mark.parametrize("number", range(5))
def test_a_source_is_read_with_gits_id_of_it(number: int) -> None:
    path = seed_path(number)
    source = read_source(path)
    by_git = subprocess.run(
        ["git", "hash-object", "--no-filters", path], capture_output=True, text=True, check=True, timeout=60
    )
    assert (source.text, source.encoding) == (path.read_text(encoding="utf-8"), "UTF-8")
    assert source.blob == by_git.stdout.strip()


def test_the_empty_file_is_a_text() -> None:
    assert decode(b"")[:2] == ("", "UTF-8")
    assert blob_id(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def test_a_source_is_folded_once() -> None:
    source = read_source(seed_path(2))
    assert source.folded is source.folded
    assert source.folded.original == source.text


def test_each_unreadable_file_says_why_and_how_to_mend_it(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.txt", tmp_path / "binary.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    binary.write_bytes(b"\0\x01\x02")
    for path, why in [
        (tmp_path / "none.txt", "is missing"),
        (tmp_path, "is a folder"),
        (large, "is too large"),
        (binary, "not a text file"),
        (Path("a\0b"), "cannot be read"),
        (binary / "below.txt", "cannot be read"),
    ]:
        with pytest.raises(UnreadableSource, match=why) as caught:
            read_source(path)
        assert str(path) in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match="is a pipe"):
        read_source(tmp_path / "pipe")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.txt"
    path.touch()
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(UnreadableSource, match="cannot be read: permission denied"):
        read_source(path)


def test_reading_utf_8_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'opencc', 'chardet', 'wcwidth', 'rapidfuzz', 'pydantic', 'logging'}"
    script = (
        "import sys; from pathlib import Path; before = set(sys.modules); import argmap.text.reading;"
        f"argmap.text.reading.read_source(Path({str(seed_path(0))!r})); print({heavy} & (set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "set()"
