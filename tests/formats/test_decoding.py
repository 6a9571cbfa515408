"""Foreign files of every encoding that people have."""

import pytest

from argmap.formats import Incoming, UnreadableFormat
from argmap.formats.format import decoded


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_is_read_in_the_encoding_that_it_is_in(codec: str) -> None:
    text = "＋ 日本没有像美国那样把管制对象扩大到基础和新兴技术。\n－ 这是重复的一句话。\n"
    assert decoded(Incoming(data=text.encode(codec))) == text


def test_lines_ended_by_windows_are_lines() -> None:
    assert decoded(Incoming(data=b"\xef\xbb\xbfone\r\ntwo\r\n")) == "one\ntwo\n"


def test_a_binary_file_is_refused_by_its_name() -> None:
    with pytest.raises(UnreadableFormat, match=r"^photo\.json: this is not a text file.*NUL"):
        decoded(Incoming(data=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x01\x02\x03", name="photo.json"))


def test_a_damaged_file_is_refused_with_the_place() -> None:
    data = ("日本没有像美国那样" * 20).encode()
    with pytest.raises(UnreadableFormat, match="damaged: the bytes in line 1 "):
        decoded(Incoming(data=data + b"\xe6\x97" + data, name="x.argdown"))
