"""Every rule of a map, broken once, and all breaches found in one go."""

import re

import pytest

from argmap.model import ArgMap, Claim, Conflict, Quote, Source, meant, parse_premises, premises_text, problems, slug
from argmap.model.romaji import romanized

SOURCE = {"s": Source(path="s.txt")}
CLAIMS = {"a": Claim(text="A."), "b": Claim(text="B.")}
QUOTES = {"q": Quote(source="s", text="words")}


def with_claim(**fields: object) -> ArgMap:
    return ArgMap(title="t", sources=SOURCE, quotes=QUOTES, claims={**CLAIMS, "c": Claim(text="C.", **fields)})


@pytest.mark.parametrize(
    ("broken", "where", "what"),
    [
        (ArgMap(title=" \n"), ("map", "title"), "title is empty"),
        (ArgMap(title="t", sources={"s": Source(path="a", year=0)}), ("sources", "s", "year"), "no year 0"),
        (ArgMap(title="t", claims={"Ä": Claim(text="x")}), ("claims", "Ä"), "cannot be an id"),
        (
            ArgMap(title="t", sources=SOURCE, claims={"s": Claim(text="x")}),
            ("claims", "s"),
            "already that of a source",
        ),
        (ArgMap(title="t", thesis=("x",)), ("map", "thesis", "x"), "no claim `x`"),
        (ArgMap(title="t", claims=CLAIMS, thesis=("a", "a")), ("map", "thesis", "a"), "2 times"),
        (ArgMap(title="t", sources={"s": Source(path="/etc/passwd")}), ("sources", "s", "path"), "relative"),
        (ArgMap(title="t", sources={"s": Source(path="C:\\x")}), ("sources", "s", "path"), "relative"),
        (ArgMap(title="t", sources={"s": Source(path="a\x1b.txt")}), ("sources", "s", "path"), "control"),
        (
            ArgMap(title="t", sources={"s": Source(path="a", blob="xyz")}),
            ("sources", "s", "blob"),
            "not a git blob id",
        ),
        (ArgMap(title="t", quotes=QUOTES), ("quotes", "q", "source"), "no source `s`"),
        (
            ArgMap(title="t", sources=SOURCE, quotes={"q": Quote(source="s", text=" ")}),
            ("quotes", "q", "text"),
            "no words",
        ),
        (
            ArgMap(title="t", sources=SOURCE, quotes={"q": Quote(source="s", text="x", at=-1)}),
            ("quotes", "q", "at"),
            "before the text",
        ),
        *(
            (
                ArgMap(title="t", sources=SOURCE, quotes={"q": Quote(source="s", text="x", at=at)}),
                ("quotes", "q", "at"),
                "must be from 0 to 67108864",
            )
            for at in (2**26 + 1, 10**5000, -(10**5000))
        ),
        *(
            (
                ArgMap(title="t", sources={"s": Source(path="a", year=year)}),
                ("sources", "s", "year"),
                "must be from -9999 to 9999",
            )
            for year in (10_000, -10_000, 10**5000)
        ),
        (
            ArgMap(
                title="t",
                sources=SOURCE,
                conflicts={("sources", "s", "year"): Conflict(ours=2022, theirs=20222)},
            ),
            ("conflicts", "sources", "s", "year", "theirs"),
            "must be from -9999 to 9999",
        ),
        (with_claim(supported_by=(("c",),)), ("claims", "c", "supported_by", "c"), "to itself"),
        (with_claim(supported_by=(("x",),)), ("claims", "c", "supported_by", "x"), "no claim or quote"),
        (with_claim(supported_by=(("s",),)), ("claims", "c", "supported_by", "s"), "is a source"),
        (with_claim(supported_by=(("a", "a"),)), ("claims", "c", "supported_by", "a + a"), "with itself"),
        (with_claim(supported_by=(("", "a"),)), ("claims", "c", "supported_by", " + a"), "missing beside"),
        (
            with_claim(supported_by=(("a",),), countered_by=(("a",),)),
            ("claims", "c", "countered_by", "a"),
            "both supports and counters",
        ),
        (
            with_claim(undercut={("q",): (("a",),)}),
            ("claims", "c", "undercut", "q"),
            "no link to undercut",
        ),
        (
            with_claim(supported_by=(("q",),), undercut={("q",): (("q",),)}),
            ("claims", "c", "undercut", "q", "q"),
            "itself an end of",
        ),
    ],
)
def test_a_broken_rule_is_found_where_it_is(broken: ArgMap, where: tuple[str, ...], what: str):
    found = problems(broken)
    assert [problem.where for problem in found] == [where]
    assert what in found[0].what
    assert found[0].fix


def test_a_circle_through_linked_premises_is_found_once():
    circle = ArgMap(
        title="t",
        claims={
            "a": Claim(text="A.", supported_by=(("b", "d"),)),
            "b": Claim(text="B.", supported_by=(("c",),)),
            "c": Claim(text="C.", supported_by=(("a",),)),
            "d": Claim(text="D."),
        },
    )
    assert [problem.what for problem in problems(circle)] == ["claims support each other in a circle: a ← b ← c ← a"]


def test_two_circles_are_two_problems():
    pairs = {name: Claim(text=name, supported_by=((other,),)) for name, other in ("ab", "ba", "cd", "dc", "ec")}
    assert len(problems(ArgMap(title="t", claims=pairs))) == 2


def test_a_chain_of_five_thousand_supports_is_walked_without_recursion():
    chain = {f"c{i}": Claim(text="x", supported_by=((f"c{i + 1}",),)) for i in range(5000)}
    assert problems(ArgMap(title="t", claims={**chain, "c5000": Claim(text="end")})) == []


def test_all_breaches_are_found_in_one_go():
    broken = with_claim(supported_by=(("x",), ("c",)), countered_by=(("y",),), undercut={("z",): (("a",),)})
    assert len(problems(broken)) == 4


def test_premises_read_back_as_written():
    assert parse_premises("b +a") == ("a", "b")
    assert premises_text(("a", "b")) == "a + b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US and Japan diverge.", "the-us-and-japan-diverge"),
        ("出口管制", "chu-kou-guan-zhi"),
        ("Größe der Förderung", "grosse-der-forderung"),
        ("Japan's law", "japans-law"),
        ("…!", "claim"),
        ("a" * 99, "a" * 40),
        ("السلام عليكم", "lslm-lykm"),
    ],
)
def test_slugs_are_readable_ascii(text: str, expected: str):
    assert slug(text, fallback="claim") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本は輸出規制を強化した", "nichihon-ha-yushutsu-kisei-o-kyoka-shita"),
        ("とうきょう", "tokyo"),
        ("がっこうのコンピューター", "gakkono-konpyuta"),
        ("ファイル・チェック", "fairu-chekku"),
        ("マッチ", "matchi"),
        ("ｶﾀｶﾅ", "katakana"),
        ("人々の生活を守る", "jinjin-no-seikatsu-o-shu-ru"),
        ("対中規制はAIの開発", "taichu-kisei-ha-ai-no-kaihotsu"),
        ("っ", "claim"),
    ],
)
def test_texts_with_kana_are_read_as_japanese(text: str, expected: str):
    assert slug(text, fallback="claim") == expected


def test_kanji_alone_are_japanese_where_the_language_of_the_text_says_so():
    assert slug("経済安全保障", lang="ja") == "keisai-anzen-hosho"
    assert slug("経済安全保障", lang="ja-JP") == "keisai-anzen-hosho"
    assert slug("经济安全保障", lang="zh") == "jing-ji-an-quan-bao-zhang"


def test_every_reading_of_a_kanji_is_a_japanese_syllable_or_two():
    kanji = [chr(code) for code in range(0x4E00, 0xA000)]
    syllable = "(?:(?:[kgnhbpmr]y?|[kgsztdnhbpmyrw]|sh|ch|ts|j|f)?[aiueo])"
    read = {one: romanized(one).strip() for one in kanji if romanized(one).strip()}
    assert len(read) > 2900
    assert not [one for one, reading in read.items() if not re.fullmatch(f"{syllable}{{1,2}}n?|{syllable}n", reading)]


@pytest.mark.parametrize(
    ("typed", "known", "name"),
    [
        ("algin", ["align", "diverge"], "align"),
        ("Tariffs-Hurt", ["tariffs-hurt"], "tariffs-hurt"),
        ("tarifs_hurt ", ["tariffs-hurt"], "tariffs-hurt"),
        ("tariffshurt", ["tariffs-hurt"], "tariffs-hurt"),
        ("--titel", ["--title", "--text"], "--title"),
        ("titles", ["title"], "title"),
    ],
)
def test_a_slip_of_typing_is_known(typed: str, known: list[str], name: str):
    assert meant(typed, known) == name


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("extended", ["not-extended"]),
        ("law-2019", ["law-2018"]),
        ("law-2018", ["law-218"]),
        ("legal", ["illegal"]),
        ("moral", ["amoral"]),
        ("increase", ["decrease"]),
        ("imports-fall", ["exports-fall"]),
        ("us-law", ["uk-law"]),
        ("--tag", ["--untag"]),
        ("link", ["unlink"]),
        ("supports", ["counters"]),
        ("stabel", ["stable", "stabe"]),
        ("", ["a"]),
        ("论点", ["lundian"]),
    ],
)
def test_what_means_another_thing_is_never_proposed(typed: str, known: list[str]):
    assert meant(typed, known) is None
