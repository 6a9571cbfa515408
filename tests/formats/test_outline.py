"""Arguments as people jot them down, with + and - and indentation."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import Bullets, ExportInput, Format, Imported, Incoming, UnreadableFormat, brief, markdown
from argmap.formats.outline import export, looks_like, read
from argmap.formats.outline_lines import LEGEND
from argmap.model import ArgMap, Claim, Quote, Role, Source, problems
from argmap.text.visible import visible_lines
from tests.laws import examples
from tests.strategies import maps

INDENTED = "Ban cars\n    Air\n        Lungs\nTrams\n"
"""As programs are, too: so this is an outline only where somebody says that it is one."""


def jotted(text: str, bullets: Bullets | None = None) -> Imported:
    imported = read(Incoming(data=text.encode(), name="notes/ban-cars.txt", bullets=bullets))
    assert problems(imported.map) == []
    return imported


def said(whole: ArgMap) -> set[str]:
    """Every link, by the words of its ends."""

    def words(ids: tuple[str, ...]) -> str:
        return " & ".join(sorted(whole.claims[at].text for at in ids))

    sign = {Role.SUPPORT: "+", Role.COUNTER: "-", Role.UNDERCUT: "×"}
    return {
        f"{words(link.premises)} {sign[link.role]} {words((link.target,))}"
        + (f" / {words(link.against)}" if link.against else "")
        for link in whole.links()
    }


def theses(whole: ArgMap) -> list[str]:
    return [whole.claims[at].text for at in whole.thesis]


def test_indented_signs_make_an_argument() -> None:
    made = jotted("Ban cars\n  + Cleaner air\n    - Buses smoke too\n  - Shops need them\nBuild trams\n")
    assert said(made.map) == {"Cleaner air + Ban cars", "Buses smoke too - Cleaner air", "Shops need them - Ban cars"}
    assert theses(made.map) == ["Ban cars", "Build trams"]
    assert made.map.title == "ban-cars"
    assert made.skipped == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ban cars\n+ Air\n- Shops\n",
        "Ban cars\n\n\t+ Air\n\n\t- Shops\n",
        "# Ban cars\n+ Air\n- Shops\n",
        "# Ban cars\r\n\r\n* (+) Air\r\n* (-) Shops\r\n",
        "* Ban cars\n    * pro: Air\n    * Con: Shops\n",
        "- Ban cars\n  - [+] Air\n  - [-] Shops\n",
        "1. Ban cars\n   + Air\n   – Shops\n",
        "• Ban cars\n　＋ Air\n　－ Shops\n",
        "Ban cars\n  支持：Air\n  反对：Shops\n",
        "Ban cars\n  dafür: Air\n  dagegen: Shops\n",
        "Ban cars\n +Air\n -Shops\n",
        "Ban cars\n  ＋Air\n  －Shops\n",
        "Ban cars\n  ＋ Air\n  －：Shops\n",
        "Ban cars\n  ＋：Air\n  −Shops\n",
        "Ban cars\n  +: Air\n  -: Shops\n",
        "Ban cars\n  + : Air\n  – : Shops\n",
        "Ban cars\n  ➕Air\n  –Shops\n",
        "Ban cars\n  正方：Air\n  反方：Shops\n",
        "Ban cars\n  ＋贊成：Air\n  －反對：Shops\n",
        "Ban cars\n++ Air\n-- Shops\n",
        "Ban cars\n-----\n+ Air\n- Shops\n",
    ],
)
def test_people_write_their_signs_as_they_like(text: str) -> None:
    made = jotted(text)
    assert said(made.map) == {"Air + Ban cars", "Shops - Ban cars"}
    assert theses(made.map) == ["Ban cars"]
    assert made.map.title == "Ban cars" or made.map.title == "ban-cars"
    assert made.skipped == ()


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "1."])
@pytest.mark.parametrize("bullets", [None, *Bullets])
def test_a_sign_after_a_bullet_is_the_sign_of_the_point(bullet: str, bullets: Bullets | None) -> None:
    text = f"Dredge the bay\n\n{bullet} + It pays\n{bullet} - Eelgrass dies\n{bullet} − Mud stirs\n"
    made = jotted(text, bullets)
    assert said(made.map) == {
        "It pays + Dredge the bay",
        "Eelgrass dies - Dredge the bay",
        "Mud stirs - Dredge the bay",
    }
    assert made.skipped == ()


@pytest.mark.parametrize("bullets", [Bullets.SUPPORT, Bullets.COUNTER])
def test_only_points_without_a_sign_are_settled_from_outside(bullets: Bullets) -> None:
    text = "Dredge the bay\n\n- + It pays\n- - Eelgrass dies\n- +20 % of ships\n- -5 degrees\n- — granted\n"
    sign = "+" if bullets is Bullets.SUPPORT else "-"
    assert said(jotted(text, bullets).map) == {
        "It pays + Dredge the bay",
        "Eelgrass dies - Dredge the bay",
        *(f"{words} {sign} Dredge the bay" for words in ("+20 % of ships", "-5 degrees", "— granted")),
    }


def test_wrapped_lines_are_joined_with_their_point() -> None:
    text = (
        "Cars should be banned from the inner city, as long as there are buses for all\n"
        "who live there.\n"
        "  + The air gets\n    better.\n"
        "  + 日本没有像美国那样\n    把管制对象扩大。\n"
        "  - Shops lose those of their customers who cannot walk far, and whose things\n"
        "  are heavy.\n"
    )
    assert [claim.text for claim in jotted(text).map.claims.values()] == [
        "Cars should be banned from the inner city, as long as there are buses for all who live there.",
        "The air gets better.",
        "日本没有像美国那样把管制对象扩大。",
        "Shops lose those of their customers who cannot walk far, and whose things are heavy.",
    ]


def test_a_sign_written_twice_stands_deeper() -> None:
    assert said(jotted("A\n+ b\n-- c\n++ d\n- e\n").map) == {"b + A", "c - b", "d + b", "e - A"}


@pytest.mark.parametrize("line", ["-5 % of the jobs", "—granted", "Con waste"])
def test_a_line_that_begins_like_a_sign_is_never_more_of_the_line_above(line: str) -> None:
    text = f"Ban cars\n  + Air\n    {line}\n"
    with pytest.raises(UnreadableFormat, match=r"ban-cars\.txt:3: the outline does not show whether this point "):
        jotted(text)
    made = jotted(text, Bullets.COUNTER)
    assert said(made.map) == {"Air + Ban cars", f"{line} - Air"}


def test_a_sign_without_words_is_left_out() -> None:
    made = jotted("Ban cars\n  + Air\n    +\n")
    assert said(made.map) == {"Air + Ban cars"}
    assert [(one.line, one.message) for one in made.skipped] == [(3, "a sign without words")]


def test_long_chinese_theses_below_each_other_stay_two() -> None:
    words = "日本没有像美国那样把管制对象扩大到基础和新兴技术" * 2
    whole = ArgMap(title="T", claims={"a": Claim(text=words), "b": Claim(text="它沿用旧法")}, thesis=("a", "b"))
    content = export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    assert theses(jotted(content).map) == [words, "它沿用旧法"]


def test_linked_premises_and_undercuts() -> None:
    text = "T\n  + A\n  & B\n    × U\n    & V\n  - C\n    x: no sign\n    - D\n"
    assert said(jotted(text).map) == {"A & B + T", "U & V × T / A & B", "C x: no sign - T", "D - C x: no sign"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (INDENTED, 2),
        ("- Ban cars\n  - Air\n    - Lungs\n- Trams\n", 2),
        ("Ban cars\n\n- Air\n  - Lungs\n\nTrams\n", 3),
        ("Ban cars\n\n* Air\n    * Lungs\n\nTrams\n", 3),
        ("Ban cars\n\n1. Air\n   - Lungs\n\nTrams\n", 3),
        ("Ban cars\n\n+ Air\n  - Lungs\n\nTrams\n", 3),
        ("Ban cars\n\n  - Air\n    - Lungs\n\n# Other\n\n+ Trams\n", 3),
        ("+ Ban cars\n  - Air\n    * Lungs\n+ Trams\n", 2),
        ("– Ban cars\n  – Air\n     – Lungs\n– Trams\n", 2),
    ],
)
def test_where_nothing_says_what_points_do_nothing_is_guessed(text: str, line: int) -> None:
    with pytest.raises(
        UnreadableFormat, match=rf"ban-cars\.txt:{line}: the outline does not show whether this and 1 more "
    ):
        jotted(text)
    assert looks_like(Incoming(data=text.encode())) == (text != INDENTED)
    assert said(jotted(text, Bullets.SUPPORT).map) == {"Air + Ban cars", "Lungs + Air"}
    assert said(jotted(text, Bullets.COUNTER).map) == {"Air - Ban cars", "Lungs - Air"}
    alone = jotted(text, Bullets.CLAIMS)
    assert said(alone.map) == set()
    assert theses(alone.map) == ["Ban cars", "Air", "Lungs", "Trams"]


def test_who_says_that_the_signs_are_meant_has_them_as_signs() -> None:
    text = "Ban cars\n- Shops need them\n  - They need customers\n"
    assert said(jotted(text, Bullets.SIGNS).map) == {
        "Shops need them - Ban cars",
        "They need customers - Shops need them",
    }


@pytest.mark.parametrize(
    "text",
    [
        "# Ban cars\n\n## Pros\n\n- Air\n\n## Cons\n\n- Shops\n",
        "# Ban cars\n\n## Arguments for a ban\n\n1. Air\n\n## Reasons against it\n\n1. Shops\n",
        "Ban cars\n\n**Pros of the ban**\n- Air\n\n**Cons of the ban**\n- Shops\n",
        "# Ban cars\n\n**Pro:**\n\n- Air\n\n**Contra:**\n\n- Shops\n",
        "- Ban cars\n  - Pros\n    - Air\n  - Cons:\n    - Shops\n",
        "* Ban cars\n    * Argumente dafür\n        * Air\n    * Argumente dagegen\n        * Shops\n",
        "Ban cars\n支持：\n- Air\n反对：\n- Shops\n",
        "Ban cars\n贊成\n  1. Air\n反對\n  1. Shops\n",
        "Ban cars\nPros:\n  Air\nCons:\n  Shops\n",
        "Ban cars\n\nArguments for:\n* Air\n\nArguments against:\n* Shops\n",
        "# Ban cars\n- **Pro:** Air\n- **Con:** Shops\n",
        "# Ban cars\n- **Support**: Air\n- **Counter**: Shops\n",
        "# Ban cars\n- *For:* Air\n- *Against:* Shops\n",
        "# Ban cars\n* __Pour__ : Air\n* __Contre__ : Shops\n",
        "# Ban cars\n1. 賛成：Air\n2. 反対：Shops\n",
        "# Ban cars\n- **Pro** Air\n- **Contra** Shops\n",
        "+ pro, - con\n\nBan cars\n+ Air\n- Shops\n",
    ],
)
def test_words_say_what_points_do(text: str) -> None:
    made = jotted(text)
    assert said(made.map) == {"Air + Ban cars", "Shops - Ban cars"}
    assert theses(made.map) == ["Ban cars"]
    assert made.skipped == ()


def test_words_below_which_nothing_stands_are_a_point() -> None:
    assert said(jotted("Parties\n  + For\n  - 反对\n").map) == {"For + Parties", "反对 - Parties"}


def test_front_matter_that_does_not_end_is_read_in_linear_time() -> None:
    assert jotted("---\n" + "    x y\n" * 5000 + "+ a\n", Bullets.CLAIMS).map.claims


def test_a_legend_says_that_signs_are_meant() -> None:
    assert said(jotted("(+ = pro, - = con)\nBan cars\n- Shops\n").map) == {"Shops - Ban cars"}
    whole = ArgMap(title="T", claims={"a": Claim(text="A", countered_by=(("b",),)), "b": Claim(text="B")})
    content = str(export(ExportInput(map=whole)).content)
    assert content == f"# T\n\n{LEGEND}\n\nA\n  - B\n"
    assert said(jotted(content).map) == {"B - A"}


def test_a_list_below_a_heading_is_one_of_claims() -> None:
    made = jotted("# To do\n\n- [ ] Ban cars\n- [x] Build trams\n")
    assert (said(made.map), theses(made.map), made.map.title) == (set(), ["Ban cars", "Build trams"], "To do")


def test_headings_that_are_no_claims_are_listed() -> None:
    made = jotted("# Cars\n## Background\nStreets are full.\n## Ban cars\n+ Air\n- Shops\n")
    assert said(made.map) == {"Air + Ban cars", "Shops - Ban cars"}
    assert [(one.line, one.message) for one in made.skipped] == [(2, "the heading “Background”")]


def test_the_mark_of_a_list_before_the_thesis_is_no_sign() -> None:
    made = jotted("- Ban cars\n  + Air\n  - Shops\n- Build trams\n")
    assert said(made.map) == {"Air + Ban cars", "Shops - Ban cars"}
    assert (theses(made.map), made.skipped) == (["Ban cars", "Build trams"], ())


def test_front_matter_and_code_are_no_points() -> None:
    made = jotted("---\ntags: [x]\n---\n# Ban cars\n```sh\n- rm\n+ mv\n```\n+ Air\n- Shops\n")
    assert said(made.map) == {"Air + Ban cars", "Shops - Ban cars"}
    assert [(one.line, one.message) for one in made.skipped] == [(1, "front matter"), (5, "a block of code")]


@pytest.mark.parametrize("write", [markdown.MARKDOWN, brief.BRIEF])
def test_what_argmap_writes_for_readers_is_refused_with_what_to_use(write: Format) -> None:
    claims = {"a": Claim(text="A", countered_by=(("b",),)), "b": Claim(text="B", note="n")}
    content = str(write.export(ExportInput(map=ArgMap(title="T", claims=claims, thesis=("a",)))).content)  # type: ignore[misc]
    for text in (content, content[: content.index("<!--")]):  # the line that says so came later
        with pytest.raises(UnreadableFormat, match="import the map itself"):
            jotted(text)
        assert looks_like(Incoming(data=text.encode(), name="debate.md"))


def test_the_same_words_are_the_same_claim() -> None:
    made = jotted("A\n  + C\nB\n  - C\n    + D\n")
    assert said(made.map) == {"C + A", "C - B", "D + C"}


def test_what_cannot_be_taken_is_said_with_its_line() -> None:
    text = "+ Nothing above\nT\n  × No step\n  +\n  + A\n    + T\n  & X\n    × U\n      × UU\n  + A\n  + A\nY\n& Z\n"
    skipped = {one.line: one.message for one in jotted(text).skipped}
    assert sorted(skipped) == [1, 3, 4, 6, 9, 11, 13]
    assert "nothing above it to support or counter" in skipped[1]
    assert "makes no step" in skipped[3]
    assert skipped[4] == "a sign without words"
    assert "circle" in skipped[6]
    assert "makes no step" in skipped[9]
    assert "is repeated here" in skipped[11]
    assert "nothing above it to go with" in skipped[13]


@pytest.mark.parametrize("text", ["", "\n \t\n", "+\n-\n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormat, match="no line with words"):
        jotted(text)


def test_an_outline_is_told_from_other_texts() -> None:
    assert looks_like(Incoming(data=b"Ban cars\n + Air\n"))
    for text in (
        "Just prose.\nMore of it.\n",
        "- a\n- b\n",
        "{\n + x\n}",
        "<a>\n + b",
        "",
        "===\nt: x\n===\n[A]\n + b",
        "1. T\n1.1. Pro: - x\n - y",
    ):
        assert not looks_like(Incoming(data=text.encode()))


def test_a_deep_outline_is_read() -> None:
    text = "T\n" + "".join(f"{' ' * depth}+ point {depth}\n" for depth in range(1, 3000))
    assert len(jotted(text).map.claims) == 3000


@st.composite
def arguments(draw: st.DrawFn) -> ArgMap:
    """Maps of claims alone, each of other words, that are about whatever bears on nothing."""
    whole = draw(maps())
    words = {
        at: f"{draw(st.sampled_from(['+ ', '- ', '# ', 'pro: ', chr(92), '(+) ', '1. ', '', '* ']))}{at}"
        for at in whole.claims
    }
    claims = {at: replace(claim, text=words[at], note=None, tags=()) for at, claim in whole.claims.items()}
    return (
        replace(whole, claims=claims, sources={}, quotes={}, note=None, title="T")
        if not whole.quotes
        else ArgMap(title="T", claims={at: Claim(text=words[at]) for at in claims})
    )


@given(arguments())
@examples(30)
def test_an_argument_of_claims_comes_back(whole: ArgMap) -> None:
    content = export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    if whole.claims:
        again = jotted(content).map
        assert said(again) == said(whole)
        assert {claim.text for claim in again.claims.values()} == {claim.text for claim in whole.claims.values()}
        assert set(theses(again)) >= set(theses(whole))
        assert again.title == "T"


@given(maps())
@examples(20)
def test_whatever_stands_in_a_map_its_outline_can_be_read(whole: ArgMap) -> None:
    content = export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    assert visible_lines(content) == content
    assert problems(read(Incoming(data=content.encode())).map) == []


@given(st.text(st.sampled_from("+-*&×x \t\n#(ab:pro")))
def test_whatever_people_jot_makes_a_sound_map(text: str) -> None:
    with suppress(UnreadableFormat):
        jotted(text)


def test_what_an_outline_cannot_hold_is_counted() -> None:
    whole = ArgMap(
        title="T",
        note="n",
        sources={"s": Source(path="a.txt", title="A text")},
        claims={"a": Claim(text="A", tags=("x", "y"), supported_by=(("q",),)), "b": Claim(text="A")},
        quotes={"q": Quote(source="s", text="the\nwords", translation="die Worte")},
        thesis=("a",),
    )
    made = export(ExportInput(map=whole))
    assert made.content == "# T\n\nA\n  + “the words” (A text)\n\nA\n"
    assert made.losses == (
        "the ids",
        "1 note",
        "2 tags",
        "1 translation",
        "1 quote’s context and position",
        "1 source’s details",
        "1 claim of the same words as another",
        "that 1 claim is no thesis",
    )
