"""The drawn map as a picture: read as XML, and measured in a real Chromium."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import ExportInput
from argmap.formats.svg import SVG as FORMAT
from argmap.formats.text_fitting import rows_of, width
from argmap.model import ArgMap, Claim, Quote, Source
from tests.laws import examples
from tests.strategies import AWKWARD, maps

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> ]]> &lt; \x1b[31m \u202e <a href='javascript:alert(2)'>"
WIDE = (
    "W" * 90,
    "mmmm WWWW @@@@ %%%% " * 9,
    "“實體清單”——" * 30,
    "ＷＷＷ全形" * 20,
    "Щ Ж Ю Ѿ ‱ Ǆ " * 12,
    "👩‍👩‍👧👍" * 30,
    "שלום עולם سلام " * 12,
)
SCRIPTS = (
    "حرية التعبير حق أساسي لكل إنسان (المادة 19)، ولا يجوز تقييدها إلا بقانون، كما قيل في 2022: EUV. " * 2,
    "חופש הביטוי הוא זכות יסוד (סעיף 19), ואין להגבילו אלא בחוק; בשנת 2022 נאסרו EUV. " * 2,
    "آزادی بیان حق بنیادین هر انسان است و نمی‌توان آن را محدود کرد مگر با قانون. سال ۱۴۰۱ " * 2,
    "เสรีภาพในการแสดงออกเป็นสิทธิขั้นพื้นฐานของมนุษย์ทุกคน และจะจำกัดได้ก็แต่โดยกฎหมาย " * 2,
    "अभिव्यक्ति की स्वतंत्रता प्रत्येक मनुष्य का मूल अधिकार है, और इसे केवल कानून द्वारा ही सीमित किया जा सकता है। " * 2,
    "கருத்துச் சுதந்திரம் ஒவ்வொரு மனிதனின் அடிப்படை உரிமை ஆகும். " * 2,
    "Свобода выражения мнений может быть ограничена только законом. ЩЩЩЩ ЮЮЮЮ " * 2,
    "Η ελευθερία της έκφρασης περιορίζεται μόνο με νόμο. ΩΩΩΩΩ ΜΜΜΜΜ " * 2,
    "The word حرية means freedom, 自由 too, and חופש as well; “自由” is quoted → ✅. " * 2,
)
DEEP_MARKS = "e" + "\u0301" * 40
HAN = "在出口管制方面，日本維持了既有的目的，沒有像美國那樣把管制對象擴大到基礎和新興技術。" * 4

TOO_WIDE = """() => [...document.querySelectorAll('g > rect')].flatMap(rect => {
    const box = rect.getBBox();
    const texts = [...rect.parentNode.querySelectorAll('text')].map(text => [text.getBBox(), text.textContent]);
    return texts.filter(([said]) =>
        said.x < box.x + 2 || said.y < box.y || said.x + said.width > box.x + box.width - 2
        || said.y + said.height > box.y + box.height).map(([said, words]) => [words, said.width])
})"""


def picture(whole, **known):
    return FORMAT.export(ExportInput(map=whole, **known)).content


def of_claims(*texts, thesis=()):
    return ArgMap(title="T", thesis=thesis, claims={f"c{at}": Claim(text=text) for at, text in enumerate(texts)})


@pytest.fixture(scope="module")
def tab(browser):
    return browser.new_page()


@examples(25)
@given(maps())
def test_any_map_is_sound_xml_that_says_each_claim_and_quote(whole):
    root = ElementTree.fromstring(picture(whole))
    boxes = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}rect") is not None]
    assert len(boxes) == len(whole.claims) + len(whole.quotes)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc").text.startswith(f"A map of {len(whole.claims)} claims")


def test_texts_from_anywhere_are_text():
    content = picture(ArgMap(title=HOSTILE, claims={"c": Claim(text=HOSTILE)}))
    root = ElementTree.fromstring(content)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "desc", "style", "rect", "g", "text", "path"
    }  # fmt: skip
    assert "\u202e" not in content
    assert "\x1b" not in content
    assert "href" not in "".join(name for element in root.iter() for name in element.attrib)


def test_a_map_without_claims_is_a_picture_too():
    ElementTree.fromstring(picture(ArgMap(title="Nothing yet")))


def test_roles_are_told_by_line_and_sign_not_by_colour_alone():
    whole = of_claims("a", "b", "c", "d", thesis=("c0",))
    links = Claim(text="a", supported_by=(("c1",),), countered_by=(("c2",),), undercut={("c1",): (("c3",),)})
    root = ElementTree.fromstring(picture(ArgMap(title="T", claims={**whole.claims, "c0": links})))
    shapes = {
        role: {path.get("d") for path in root.iter(f"{SVG}path") if path.get("class") == f"sign {role}"}
        for role in ("support", "counter", "undercut")
    }
    assert all(shapes.values())
    assert len(set().union(*shapes.values())) == 3
    style = root.find(f"{SVG}style").text
    assert ".wire.counter{stroke-dasharray" in style
    assert ".wire.undercut{stroke-dasharray" in style


def test_what_a_picture_cannot_show_is_said():
    whole = ArgMap(
        title="T",
        sources={"s": Source(path="s.txt")},
        claims={"c": Claim(text="C", note="why", tags=("x", "y"))},
        quotes={"q": Quote(source="s", text="Wort", translation="word")},
    )
    said = FORMAT.export(ExportInput(map=whole)).losses
    assert set(said) == {
        "1 note",
        "2 tags",
        "1 translated quote’s own words",
        "1 quote’s context and position",
        "1 source’s details",
    }


def test_texts_that_are_cut_short_are_said_to_be():
    claims = {"long": Claim(text="Wort " * 300), "short": Claim(text="Wort")}
    assert FORMAT.export(ExportInput(map=ArgMap(title="T", claims=claims))).losses == ("the end of 1 long text",)
    assert FORMAT.export(ExportInput(map=ArgMap(title="T", claims={"a": Claim(text="Wort…")}))).losses == ()


@given(
    st.lists(st.sampled_from([*AWKWARD, *WIDE, HAN, " ", "a-b/c"]), min_size=1, max_size=6).map("".join), st.booleans()
)
def test_no_row_is_wider_than_its_room(text, bold):
    rows = rows_of(text, 2000, 9, bold=bold)
    assert 1 <= len(rows) <= 9
    assert all(width(row, bold=bold) <= 2000 for row in rows)


def test_rows_break_by_kinsoku_and_say_that_they_were_cut():
    rows = rows_of(HAN, 1000, 8)
    assert all(row[0] not in "，。、；：？！”’）》" for row in rows)
    assert rows[-1].endswith("…")
    assert rows_of("a word", 1000, 8) == ["a word"]


def test_rows_of_letters_that_every_usual_font_has_are_filled():
    russian = "Свобода выражения мнений является основным правом каждого человека. " * 5
    rows = rows_of(russian, 2000, 20)
    assert sum(map(len, rows[:-1])) / (len(rows) - 1) > 28  # letters of 0.6 em on the average, in rows of 20


def test_a_text_from_right_to_left_stands_at_the_right_and_says_its_direction():
    root = ElementTree.fromstring(picture(of_claims("“חופש הביטוי” (19) EUV.", "Freedom, חופש in Hebrew")))
    hebrew, english = (
        next(text for text in root.iter(f"{SVG}text") if words in (text.text or "")) for words in ("הביטוי", "Freedom")
    )
    assert hebrew.get("text-anchor") == "end"
    assert hebrew.text == "\u2067“חופש הביטוי” (19) EUV.\u2069"
    assert english.get("text-anchor") is None
    assert float(hebrew.get("x")) > float(english.get("x"))


def test_marks_of_direction_stay_and_overrides_do_not():
    content = picture(of_claims("ב\u200f!", "a\u202eb\u2066c"))
    assert "ב\u200f!" in content
    assert "a\ufffdb\ufffdc" in content


@pytest.mark.parametrize("texts", [WIDE, SCRIPTS, (HAN, DEEP_MARKS * 60, HOSTILE, "x" * 3000, "ꙮ﷽𒐫⸻ " * 30)])
def test_no_text_leaves_its_box_in_a_real_browser(tab, tmp_path, texts):
    bold = tuple(f"c{at}" for at in range(0, len(texts), 2))
    (tmp_path / "m.svg").write_text(picture(of_claims(*texts, *texts, thesis=bold)), encoding="utf-8")
    tab.goto((tmp_path / "m.svg").as_uri())
    assert tab.evaluate(TOO_WIDE) == []


@examples(10)
@given(maps())
def test_no_text_of_generated_maps_leaves_its_box_in_a_real_browser(tab, tmp_path_factory, whole):
    file = tmp_path_factory.getbasetemp() / "generated.svg"
    file.write_text(picture(whole), encoding="utf-8")
    tab.goto(file.as_uri())
    assert tab.evaluate(TOO_WIDE) == []
