"""Texts in the encodings of many languages: each is read as it was written, or said to be a guess, or refused."""

import codecs

import pytest

from argmap.files.encodings import codec_of, iana_name, near_names
from argmap.files.errors import UnreadableSource
from argmap.text.reading import decode

SENTENCES = {
    "hu": "A tudósok régóta vitatkoznak arról, hogy a gőzgépek elterjedése gyorsította-e fel a városok növekedését. "
    "Többen úgy vélik, hűvös fővel kell mérlegelni az érveket, mert az írott források hiányosak és ellentmondók. ",
    "cs": "Dějepisci se přou o to, zda železnice skutečně urychlila růst měst, nebo zda města rostla i bez ní. "
    "Někteří tvrdí, že prameny jsou neúplné, jiní zase, že příliš žluťoučký obraz minulosti nic nedokazuje. ",
    "pl": "Historycy od dawna spierają się o to, czy kolej żelazna przyspieszyła rozwój miast, czy też rosły one same. "
    "Część z nich twierdzi, że źródła są niepełne i sprzeczne, więc ostrożność jest tu wręcz obowiązkiem. ",
    "de": "Die Geschichtsschreiber streiten darüber, ob die Eisenbahn das Wachstum der Städte wirklich beschleunigte. "
    "Einige halten die Quellen für lückenhaft und widersprüchlich; größere Vorsicht wäre daher nötig. ",
    "fr": "Les historiens se demandent si le chemin de fer a réellement accéléré la croissance des villes. "
    "D'après certains, les archives sont incomplètes et contradictoires, où que l'on cherche à l'étranger. ",
    "tr": "Tarihçiler, demiryolunun şehirlerin büyümesini gerçekten hızlandırıp hızlandırmadığını tartışıyor. "
    "Bazılarına göre kaynaklar eksik ve çelişkili olduğundan ağırbaşlı bir değerlendirme gerekiyor. ",
    "ru": "Историки давно спорят о том, действительно ли железная дорога ускорила рост городов. "
    "Некоторые считают, что источники неполны и противоречивы, поэтому нужна осторожность. ",
    "uk": "Історики давно сперечаються про те, чи справді залізниця прискорила зростання міст. "
    "Дехто вважає, що джерела неповні й суперечливі, тож її вплив ґрунтовно ще не з'ясовано. ",
    "el": "Οι ιστορικοί διαφωνούν εδώ και καιρό για το αν ο σιδηρόδρομος επιτάχυνε πράγματι την ανάπτυξη των πόλεων. "
    "Ορισμένοι πιστεύουν ότι οι πηγές είναι ελλιπείς και αντιφατικές. ",
    "he": "היסטוריונים חלוקים זה זמן רב בשאלה אם מסילת הברזל אכן האיצה את צמיחתן של הערים. "
    "יש הסבורים שהמקורות חסרים וסותרים זה את זה, ולכן נדרשת זהירות רבה. ",
    "ar": "يختلف المؤرخون منذ زمن طويل حول ما إذا كانت السكك الحديدية قد سرعت فعلا نمو المدن. "
    "ويرى بعضهم أن المصادر ناقصة ومتناقضة، ولذلك لا بد من الحذر في الحكم. ",
    "th": "นักประวัติศาสตร์ถกเถียงกันมานานว่าทางรถไฟเร่งการเติบโตของเมืองจริงหรือไม่ บางคนเห็นว่าหลักฐานยังไม่ครบถ้วนและขัดแย้งกัน",
    "zh-Hans": "历史学家长期争论铁路是否真的加快了城市的发展。有人认为"
    "现有的材料并不完整，而且互相矛盾，所以下结论时应当谨慎。",
    "zh-Hant": "歷史學家長期爭論鐵路是否真的加快了城市的發展。有人認為"
    "現有的材料並不完整，而且互相矛盾，所以下結論時應當謹慎。",
    "ja": "鉄道が都市の成長を本当に早めたのかどうか、歴史家は長いあ"
    "いだ議論してきた。史料は不完全で、たがいに矛盾している。",
    "ja-kana": "ﾃﾂﾄﾞｳ ﾉ ﾚｷｼ 鉄道の歴史については、ﾃﾞｰﾀが少ない。歴史家は長いあいだ議論してきたが、結論は出ていない。",
    "ja-kanji": "鉄道建設費総額、都市人口増加率、史料保存状況、統計調査結"
    "果一覧。東京大阪間輸送量、明治政府財政支出、地方産業発展。",
    "ko": "역사학자들은 철도가 도시의 성장을 정말로 앞당겼는지를 두고 "
    "오랫동안 논쟁해 왔다. 남은 자료는 불완전하고 서로 모순된다.",
    "ko-hanja": "歷史學者(역사학자)들은 鐵道(철도)가 都市(도시)의 成長을 "
    "정말 앞당겼는지를 두고 論爭해 왔다. 남은 資料는 矛盾된다.",
}
"""Sentences of our own, saying about the same."""

ENCODINGS = {
    "hu": ("cp1250", "iso8859_2", "cp852"),
    "cs": ("cp1250", "iso8859_2", "cp852"),
    "pl": ("cp1250", "iso8859_2", "cp852"),
    "de": ("cp1252", "iso8859_1", "iso8859_15", "cp850", "mac_roman"),
    "fr": ("cp1252", "iso8859_1", "iso8859_15", "cp850", "mac_roman"),
    "tr": ("cp1254", "iso8859_9"),
    "ru": ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "cp855"),
    "uk": ("cp1251", "koi8_u"),
    "el": ("cp1253", "iso8859_7"),
    "he": ("cp1255", "iso8859_8"),
    "ar": ("cp1256", "iso8859_6"),
    "th": ("cp874", "tis_620"),
    "zh-Hans": ("gb18030", "gbk", "gb2312", "hz"),
    "zh-Hant": ("big5", "cp950", "big5hkscs", "gb18030"),
    "ja": ("shift_jis", "cp932", "euc_jp", "iso2022_jp"),
    "ja-kana": ("shift_jis", "cp932", "euc_jp"),
    "ja-kanji": ("euc_jp",),
    "ko": ("euc_kr", "cp949", "johab", "iso2022_kr"),
    "ko-hanja": ("euc_kr", "cp949"),
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7")
TABLE = [
    *((language, codec) for language, names in ENCODINGS.items() for codec in names),
    *((language, codec) for language in ("de", "th", "zh-Hans", "ja", "ko", "he") for codec in WIDE),
]


@pytest.mark.parametrize(("language", "codec"), TABLE)
def test_two_sentences_are_read_in_each_encoding_of_their_language(language: str, codec: str) -> None:
    text = SENTENCES[language]
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("language", "codec"), [("ru", "cp1251"), ("ru", "koi8_r"), ("he", "cp1255"), ("el", "cp1253")]
)
def test_a_few_words_are_known_in_a_text_that_is_mostly_english(language: str, codec: str) -> None:
    english = "The question has been argued for a long time, and the sources do not settle it, as the author says: "
    text = f"{english * 4}{SENTENCES[language]}\n{english * 4}"
    assert decode(text.encode(codec)).text == text


def test_english_with_the_quotation_marks_of_windows_is_no_guess() -> None:
    text = "“It’s a fair test” – they said so in ’98; the minister’s “strategy” wasn’t one…\n"
    assert decode(text.encode("cp1252")) == (text, "windows-1252", False, False)


def test_a_text_that_could_be_in_several_encodings_is_said_to_be_a_guess() -> None:
    found = decode("The café was closed.".encode("cp850"))
    assert found.is_guess


def test_a_text_in_an_encoding_that_python_does_not_know_is_not_read_in_silence() -> None:
    # EUC-TW holds the characters of CNS 11643 plane 1 where GB 2312 has rarer ones.
    words = bytes.fromhex("c4e3c5c6d9a4e8b5f1dce2d3eaf0e5d9dbc7edd0e7ddfaf2e1cdf3e6efc8dfe4")
    try:
        assert decode(words * 4).is_guess
    except UnreadableSource:
        return


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m and \x1b(B plain",
        "for i in `seq 3`; do echo ~{$i}~; done",
        "a+bcd-e, C++ and 2+2=4, x+yyyy+zzzz",
        "~{abc}~ is a note",
        "The sum 12+345+6789 is in base64: aGVsbG8+d29ybGQ/",
    ],
)
def test_ascii_that_only_looks_like_escapes_stays_what_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8", False, False)


DAMAGES = {
    "cut by a byte": lambda data: data[:-1],
    "cut by three bytes": lambda data: data[:-3],
    "cut by eight bytes": lambda data: data[:-8],
    "a pair that is impossible": lambda data: data[:21] + b"\x7f\x7f" + data[23:],
    "two bytes outside ASCII": lambda data: data[:21] + b"\xff\xff" + data[23:],
    "a byte is missing": lambda data: data[:20] + data[21:],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("language", "codec", "name"),
    [
        ("ja", "iso2022_jp", "ISO-2022-JP"),
        ("ja-kanji", "iso2022_jp_1", "ISO-2022-JP"),
        ("ko", "iso2022_kr", "ISO-2022-KR"),
        ("zh-Hans", "hz", "HZ-GB-2312"),
    ],
)
def test_damaged_text_of_ascii_bytes_is_refused_with_its_encoding(
    language: str, codec: str, name: str, damage: str
) -> None:
    data = b"First line.\n" + DAMAGES[damage](SENTENCES[language].rstrip(".").encode(codec))
    if codec == "iso2022_kr":
        data = data.removeprefix(b"First line.\n").replace(b"\x1b$)C", b"\x1b$)C\n", 1)
    with pytest.raises(UnreadableSource, match=rf"looks like {name}, but it is damaged: .*line 2 \(offset \d+"):
        decode(data)


@pytest.mark.parametrize("escape", [b"\x1b$Z", b"\x1b$(Z", b"\x1b[31m\x1b$B"])
def test_an_escape_that_iso_2022_jp_does_not_have_is_refused(escape: bytes) -> None:
    data = SENTENCES["ja"].encode("iso2022_jp").replace(b"\x1b$B", escape)
    with pytest.raises(UnreadableSource, match=r"looks like ISO-2022-JP, but it is damaged: .*line 1 \(offset 0"):
        decode(data)


def test_korean_without_its_designation_and_iso_2022_cn_are_refused() -> None:
    data = SENTENCES["ko"].encode("iso2022_kr")
    with pytest.raises(UnreadableSource, match=r"looks like ISO-2022-KR, but it is damaged: .*line 1 \(offset 0"):
        decode(data.removeprefix(b"\x1b$)C"))
    at = data.index(b"\x0f", data.index(b"\x0e", 20)) - 1
    with pytest.raises(UnreadableSource, match=rf"looks like ISO-2022-KR, but it is damaged: .*\(offset {at}: 0f\)"):
        decode(data[: data.index(b"\x0e", 20)] + data[data.index(b"\x0e", 20) + 1 :])
    with pytest.raises(UnreadableSource, match="looks like ISO-2022-CN, which is not read here"):
        decode(data.replace(b"\x1b$)C", b"\x1b$)A"))


def test_english_with_the_designation_of_korean_is_read_without_that() -> None:
    assert decode(b"\x1b$)CNo Korean here.\n")[:2] == ("No Korean here.\n", "ISO-2022-KR")


def test_each_damaged_place_is_named_where_bytes_mean_what_stands_before_them() -> None:
    line = SENTENCES["ja"].encode("iso2022_jp")
    damaged = line[:9] + b"\x7f\x7f" + line[11:]
    with pytest.raises(UnreadableSource) as refused:
        decode(b"\n".join([line, damaged, line, damaged]))
    first, second = len(line) + 1 + 9, 3 * len(line) + 3 + 9
    places = f"line 2 (offset {first}: 7f 7f), line 4 (offset {second}: 7f 7f)"
    assert f"the bytes in {places} are no character" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "In HZ the sign ~{ begins Chinese characters, and the sign ~} ends them; a ~ alone is wrong.",
        "The template reads ~{HOME} and ~{USER_NAME}.\nIt ends with ~{",
        "\x1b[1;31mError:\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    ],
)
def test_english_that_speaks_of_hz_or_has_colours_stays_what_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8", False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Press \x1b to leave the editor.",
        "The \x1b$B switches to kanji and \x1b(B switches back.",
        "Costs: \x1b$ 5",
        "A \x0eshift\x0f out.",
    ],
)
def test_control_characters_that_no_text_has_are_not_read_in_silence(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8", True, False)


def test_a_few_bad_bytes_in_utf_8_are_named_with_their_lines() -> None:
    lines = [f"{number}. Über größere Änderungen wird später entschieden." for number in range(1, 41)]
    data = (
        "\n".join(lines)
        .encode()
        .replace("12. Über".encode(), b"12. \xdcber")
        .replace("30. Über".encode(), b"30. \xdcber")
    )
    with pytest.raises(UnreadableSource, match=r"looks like UTF-8, but it is damaged: .*line 12 .*line 30 "):
        decode(data)


def test_a_declaration_decides_between_encodings_that_are_about_as_likely() -> None:
    page = '<?xml version="1.0" encoding="ISO-8859-15"?><p>Der Preis stieg um 20 ¤ im Jahr, größer als je.</p>'
    data = page.replace("¤", "€").encode("iso8859_15")
    assert decode(data) == (page.replace("¤", "€"), "ISO-8859-15", False, False)


def test_a_declaration_that_cannot_be_right_is_not_believed_in_silence() -> None:
    data = f'<meta charset="iso-8859-1"><p>{SENTENCES["ru"]}</p>'.encode("koi8_r")
    found = decode(data)
    assert SENTENCES["ru"] in found.text
    assert found.is_guess


def test_a_chosen_encoding_holds() -> None:
    text = "Żółw, jaźń"
    assert decode(text.encode("cp1257"), "windows-1257") == (text, "windows-1257", False, False)
    assert decode("谩".encode("gb2312"), "GB2312").text == "谩"
    assert decode("谩".encode("gb2312")).text == "á", "the same bytes are valid UTF-8"
    assert decode("字".encode("utf-16-be"), "utf-16-be").text == "字"


def test_a_chosen_encoding_gives_way_to_utf_8_and_to_a_mark() -> None:
    assert decode("Žluťoučký kůň".encode(), "windows-1250")[:2] == ("Žluťoučký kůň", "UTF-8")
    assert decode(codecs.BOM_UTF16_LE + "kůň".encode("utf-16-le"), "windows-1250")[:2] == ("kůň", "UTF-16LE")


def test_a_chosen_encoding_that_does_not_fit_is_refused_with_the_line() -> None:
    with pytest.raises(UnreadableSource, match=r"not in EUC-JP: the bytes in line 2 \(offset 6: ff\) are no character"):
        decode(b"first\n\xff", "euc-jp")


def test_an_unknown_encoding_is_refused_with_near_ones() -> None:
    with pytest.raises(UnreadableSource, match=r"no encoding `windows-1520`.*windows-1250"):
        decode(b"x", "windows-1520")
    assert codec_of("rot13") is codec_of("idna") is codec_of("undefined") is codec_of("a\0b") is None
    assert "UTF-8" in near_names("uft8")


def test_the_name_that_is_told_leads_back_to_the_same_encoding() -> None:
    from encodings.aliases import aliases

    for codec in {codec_of(name) for name in aliases.values()} - {None}:
        again = codec_of(iana_name(str(codec)))
        assert again is not None, codec
        text = "abc"
        assert text.encode(again) == text.encode(str(codec)) or codec in {"utf_8_sig", "utf-8-sig"}, codec
