"""The order of reading: right-to-left text, marks over letters, columns of vertical text."""

from collections.abc import Iterator, Sequence

import pytest

from argmap.documents.pdf import convert_pdf
from argmap.documents.reading_order import Glyph, columns, line_text, plain_forms
from tests.documents.making import Line, Piece, pdf


def text_of(*pages: Sequence[Line | Piece]) -> str:
    return convert_pdf(pdf(pages), "a.pdf", lambda _: None).text.rstrip("\n")


def seen(text: str, *, step: float = 5) -> list[Glyph]:
    """The characters of a line as they are seen from left to right; a space is a gap."""
    return [
        Glyph(character, step * at, 0, step * at + step, 8, 10) for at, character in enumerate(text) if character != " "
    ]


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("םלוע םולש", "שלום עולם"),
        (".(5% לש רועישב) הלכלכב 2024", "2024 בכלכלה (בשיעור של 5%)."),
        ("NATO ירמאמ 12", "12 מאמרי NATO"),
        ("םילקש 1,234.50- ב", "ב -1,234.50 שקלים"),
        ("!iPhone 12 Pro שדח רישכמ שי", "יש מכשיר חדש iPhone 12 Pro!"),
        ('הליחתמ "NATO"-ו', 'ו-"NATO" מתחילה'),
        ("ماع يف 2023-2020 ذنم", "منذ 2020-2023 في عام"),
        ("دالبلا يف )%5 ةبسنب(", "(بنسبة 5%) في البلاد"),
        ("٤٥٦و ١٢٣ ماقرألا", "الأرقام ١٢٣ و٤٥٦"),
        ("he said םולש twice", "he said שלום twice"),
    ],
)
def test_right_to_left_text_is_read_as_it_was_written(visual: str, logical: str):
    assert line_text(seen(visual), [], is_right_to_left=True) == logical


def one_by_one(words: Sequence[str], right: float, bottom: float) -> Iterator[Piece]:
    """Right-to-left words as browsers draw them: each letter by itself, with what it stands for."""
    x = right
    for word in words:
        letters = word if word.isascii() else word[::-1]
        x -= 5 * len(letters)
        for at, letter in enumerate(letters):
            yield Piece(letter, x + 5 * at, bottom, stands_for=None if letter.isascii() else letter)
        x -= 4


def test_arabic_that_was_drawn_letter_by_letter_is_read_from_right_to_left():
    words = ["قال", "الوزير", "في", "عام", "2024", "عن", "iPhone", "شيئا"]
    pieces = sorted(one_by_one(words, 380, 500), key=lambda piece: piece.left)
    second = sorted(one_by_one(["السطر", "الثاني"], 380, 480), key=lambda piece: piece.left)
    assert text_of([*pieces, *second]) == "قال الوزير في عام 2024 عن iPhone شيئا\nالسطر الثاني"


def test_two_columns_of_hebrew_do_not_mix():
    right = ["הטור הראשון כאן", "ממשיך בשורה שנייה", "ונגמר"]
    left = ["הטור השני כאן", "ממשיך גם הוא", "ונגמר כאן"]
    pieces = [
        Piece(line[::-1], left_edge, 500 - 14 * at)
        for left_edge, lines in ((230, right), (40, left))
        for at, line in enumerate(lines)
    ]
    assert text_of(pieces).replace("\n\n", "\n").split("\n") == [*right, *left]


def test_a_letter_and_its_mark_with_one_replacement_are_read_once():
    pieces = [
        Piece("ร", 50, 500, stands_for="รั", more=(("ั", 54, 503),)),
        Piece("ฐ", 55, 500),
        Piece("ม", 60, 500),
        Piece("น", 65, 500, stands_for="น้ำ", more=(("้", 68, 503), ("า", 70, 500))),
    ]
    assert text_of(pieces) == "รัฐมน้ำ"


def test_shapes_of_letters_are_letters():
    assert plain_forms("ﻻ ﺳﻼﻡ ﬁle ︵注︶ น\u0e4dา ﷺ") == "لا سلام file （注） นำ ﷺ"


def vertical(text: str, x: float, top: float = 500, size: float = 10) -> list[Piece]:
    return [Piece(character, x, top - size * at, size) for at, character in enumerate(text)]


def test_columns_of_vertical_text_are_read_from_right_to_left():
    pieces = [
        *vertical("春はあけぼのやうやう", 300),
        *vertical("白くなりゆく山ぎは。", 280),
        *vertical("夏は夜月のころは", 260, top=490),
        Line("12", 30, 200),
    ]
    assert text_of(pieces[::-1]) == "春はあけぼのやうやう\n白くなりゆく山ぎは。\n夏は夜月のころは\n\n12"


def test_tiers_of_vertical_text_are_read_one_after_the_other():
    pieces = [
        *vertical("一段目の右の行です", 300),
        *vertical("一段目の左の行です", 280),
        *vertical("二段目の右の行です", 300, top=300),
        *vertical("二段目の左の行です", 280, top=300),
    ]
    said = text_of(sorted(pieces, key=lambda piece: -piece.left)).replace("\n\n", "\n")
    assert said.split("\n") == ["一段目の右の行です", "一段目の左の行です", "二段目の右の行です", "二段目の左の行です"]


def test_small_kana_beside_a_column_say_how_it_is_read():
    pieces = [
        *vertical("青い照明です。", 300),
        *vertical("しょうめい", 311, top=482, size=4),
        *vertical("次の行です。", 280),
    ]
    assert text_of(pieces) == "青い照明《しょうめい》です。\n次の行です。"


def test_horizontal_chinese_is_no_vertical_text():
    lines = [Line("出口管制方面的规定", 500), Line("日本没有像美国那样", 486), Line("扩大管制的对象。", 472)]
    assert text_of(lines) == "出口管制方面的规定\n日本没有像美国那样\n扩大管制的对象。"
    glyphs = [Glyph(character, 10.0 * at, 0, 10.0 * at + 10, 10, 10) for at, character in enumerate("横書き")]
    assert [glyph.text for column in columns(glyphs)[0] for glyph in column] == []


LEFT = [
    f"the harbour was {word} by the town and" for word in ("built", "paid", "owned", "lost", "found", "sold", "kept")
]
RIGHT = [
    f"and ships of {word} came in all the time" for word in ("iron", "wood", "rope", "coal", "salt", "corn", "silk")
]


def text_in_columns(pieces: Sequence[Line | Piece]) -> list[str]:
    return text_of(pieces).replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize("shift", [0, 5], ids=["level", "shifted"])
def test_two_columns_drawn_row_by_row_do_not_mix(shift: int):
    rows = [
        piece
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
        for piece in (Piece(left, 20, 500 - 14 * at, 8), Piece(right, 220, 500 - 14 * at - shift, 8))
    ]
    head = Piece("A title over both columns, as wide as they are and not one", 60, 540, 10)
    assert text_in_columns([head, *rows]) == [head.text, *LEFT, *RIGHT]


def test_rows_of_a_table_stay_rows():
    words = ["iron", "wood from the north", "rope", "coal, and what else burns in it", "salt", "corn", "silk"]
    cells = [(f"{word} and so on", f"{word}, {at} tons a year") for at, word in enumerate(words)]
    rows = [
        Piece(cell, left, 500 - 14 * at, 8)
        for at, row in enumerate(cells)
        for cell, left in zip(row, (20, 220), strict=True)
    ]
    assert text_in_columns(rows) == [" ".join(row) for row in cells]
