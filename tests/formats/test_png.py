"""The drawn map in pixels."""

import struct
import sys

import pytest

from argmap.formats import Material
from argmap.formats.format import MissingExtra
from argmap.formats.png import FORMAT
from argmap.model import ArgMap, Claim

CHINESE = ArgMap(title="出口管制", claims={"c": Claim(text="美日在出口管制上有分歧。")})


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_a_map_is_painted():
    pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    width, height = size(FORMAT.export(Material(map=CHINESE)).content)
    assert width > 300
    assert height > 100


def test_a_map_too_large_for_a_picture_is_painted_smaller_and_that_is_said(monkeypatch):
    pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    monkeypatch.setattr("argmap.formats.png._LONGEST_SIDE", 200)
    exported = FORMAT.export(Material(map=CHINESE))
    assert max(size(exported.content)) <= 201
    assert any("of the size: all of it would have" in said for said in exported.losses)


def test_a_machine_without_chinese_fonts_is_told(monkeypatch):
    resvg = pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    painted = resvg.svg_to_bytes
    monkeypatch.setattr(resvg, "svg_to_bytes", lambda **asked: painted(**asked, skip_system_fonts=True))
    said = FORMAT.export(Material(map=CHINESE)).losses
    assert any(loss.startswith("Chinese characters, as no font") for loss in said)


def test_a_missing_library_is_said_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"pip install 'argmap\[png\]'"):
        FORMAT.export(Material(map=CHINESE))
