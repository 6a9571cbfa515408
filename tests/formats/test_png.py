"""The drawn map in pixels."""

import shutil
import struct
import sys
from pathlib import Path

import pytest

from argmap.extras import MissingExtra
from argmap.formats import ExportInput
from argmap.formats.fonts import InstalledFonts
from argmap.formats.svg import PNG
from argmap.model import ArgMap, Claim

CHINESE = ArgMap(title="出口管制", claims={"c": Claim(text="美日在出口管制上有分歧。")})


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_a_map_is_painted():
    pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    width, height = size(PNG.export(ExportInput(map=CHINESE)).content)
    assert width > 300
    assert height > 100


def test_a_map_too_large_for_a_picture_is_painted_smaller_and_that_is_said(monkeypatch):
    pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    monkeypatch.setattr("argmap.formats.svg._LONGEST_SIDE", 200)
    exported = PNG.export(ExportInput(map=CHINESE))
    assert max(size(exported.content)) <= 201
    assert any("of the size: all of it would have" in said for said in exported.losses)


@pytest.fixture(scope="module")
def fonts():
    pytest.importorskip("fontTools", reason="the extra argmap[png] is not installed")
    found = InstalledFonts()
    if not found.files:
        pytest.skip("no fonts on this machine")
    return found


def test_a_machine_without_chinese_fonts_is_told(monkeypatch, tmp_path, fonts):
    pytest.importorskip("resvg_py", reason="the extra argmap[png] is not installed")
    latin = fonts.covering("Latin", "")
    shutil.copy(fonts.file_of(latin), tmp_path)
    monkeypatch.setattr("argmap.formats.fonts._folders", lambda: [tmp_path])
    said = PNG.export(ExportInput(map=CHINESE)).losses
    assert any(loss.startswith("Chinese characters: no font on this machine") for loss in said)


def test_a_machine_with_all_fonts_is_told_nothing(fonts):
    assert fonts.lacks("plain words") == []


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("حرية (المادة 19): EUV", "Arab"),
        ("חופש (סעיף 19): EUV", "Hebr"),
        ("自由 (2022)", "hans"),
        ("10³ → 103 ≠ ½", ""),
    ],
)
def test_a_text_of_several_scripts_gets_one_upright_regular_font_that_has_it_all(fonts, text, script):
    if fonts.lacks(text):
        pytest.skip("no font on this machine has it")
    family = fonts.covering(text, script)
    assert family is not None
    from fontTools.ttLib import TTFont

    with TTFont(fonts.file_of(family), fontNumber=0) as font:
        assert font["OS/2"].usWeightClass in range(350, 451)
        assert {ord(one) for one in text if one != " "} <= font.getBestCmap().keys()


def test_bold_and_slanted_fonts_are_the_last_to_fall_back_to(fonts):
    names = [Path(file).name.lower() for file in fonts.files]
    bold = [at for at, name in enumerate(names) if "bold" in name]
    regular = [at for at, name in enumerate(names) if "sans-regular" in name]
    if bold and regular:
        assert max(regular) < min(bold)


def test_a_missing_library_is_said_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match="needs the extra `png` of argmap"):
        PNG.export(ExportInput(map=CHINESE))
