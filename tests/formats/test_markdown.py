"""The argument as Markdown: an outline and a brief, in which every text shows as it is."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given

from argmap.anchor import Resolution, State
from argmap.corpus import QuoteState
from argmap.formats import Exported, ExportInput, brief, markdown
from argmap.formats.markdown import MADE_HERE, file_address, markdown_note, markdown_text, web_address
from argmap.formats.sources import state_text
from argmap.model import ArgMap, Claim, Quote, Source
from tests.laws import examples
from tests.strategies import maps

WRITERS = (markdown.export, brief.export)
TALK = Source(path="../texts/talk #1.txt", title="The talk", author="A. B.", year=2022, url="https://x.org/a b")


def talk_map() -> ArgMap:
    return ArgMap(
        title="Controls",
        thesis=("diverge", "align"),
        sources={"talk": TALK},
        claims={
            "diverge": Claim(
                text="They diverge.",
                supported_by=(("law", "purpose"), ("q-law",)),
                countered_by=(("align",),),
                undercut={("q-law",): (("later",),)},
            ),
            "align": Claim(text="They align.", note="The rival.", supported_by=(("law",),)),
            "law": Claim(text="The law differs", supported_by=(("q-law",),), countered_by=(("q-later",),)),
            "purpose": Claim(text="The purpose differs."),
            "later": Claim(text="It was changed later.", supported_by=(("q-later",),)),
            "apart": Claim(text="It is something else."),
        },
        quotes={
            "q-law": Quote(source="talk", text="没有扩大", translation="did not extend", note="Of 2018."),
            "q-later": Quote(source="talk", text="später geändert"),
        },
    )


def export_input(whole: ArgMap) -> ExportInput:
    found = QuoteState(Resolution(State.EXACT, 4, 8, 1.0), line=3)
    return ExportInput(map=whole, quote_states={"q-law": found, "q-later": QuoteState(None, fault="gone")})


def test_the_outline_reads_as_an_argument() -> None:
    told = markdown.MARKDOWN.export(export_input(talk_map())).content  # type: ignore[misc]
    assert told == f"{OUTLINE}\n{MADE_HERE}\n"


def test_the_brief_reads_as_prose_with_endnotes() -> None:
    told = brief.BRIEF.export(export_input(talk_map())).content  # type: ignore[misc]
    assert told == f"{BRIEF}\n{MADE_HERE}\n"


@pytest.mark.parametrize("state", State)
def test_every_state_is_told_to_readers_who_do_not_know_argmap(state: State) -> None:
    said = state_text(QuoteState(Resolution(state)))
    assert said.startswith(f"{state}: ")
    assert len(said) > len(state) + 10


def test_what_is_lost_is_said() -> None:
    whole = ArgMap(title="T", claims={"c": Claim(text="C", tags=("x", "y"))})
    assert markdown.export(ExportInput(map=whole)).losses == ("2 tags", "1 id of a claim")
    assert brief.export(ExportInput(map=whole)).losses == ("2 tags",)


def test_a_deep_argument_goes_on_in_sections_of_its_own() -> None:
    claims = {f"c{n}": Claim(text=f"Claim {n}.", supported_by=((f"c{n + 1}",),)) for n in range(20)}
    claims["c6"] = Claim(text="Claim 6.", supported_by=(("c7",),), undercut={("c7",): (("aside",),)})
    claims |= {"c20": Claim(text="Claim 20."), "aside": Claim(text="Aside.")}
    told = str(markdown.export(ExportInput(map=ArgMap(title="T", thesis=("c0",), claims=claims))).content)
    lines = told.splitlines()
    assert max(len(line) - len(line.lstrip()) for line in lines) <= 18
    at = lines.index("            - **Support:** Claim 7. ([continued](#c7))")
    assert lines[at + 1 : at + 6] == [
        "              - **Undercut (it does not follow):** Aside.",
        "",
        '### <a id="c7"></a>Claim 7.',
        "",
        "- **Support:** Claim 8.",
    ]
    assert all(f"Claim {number}." in told for number in range(21))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("12) no list", "12\\) no list"),
        ("1. no list", "1\\. no list"),
        ("a - b + c 1. d", "a - b + c 1. d"),
        ("=====", "\\====="),
        ("<b>`x`</b> | [^1] ![i](u)", "\\<b\\>\\`x\\`\\</b\\> \\| \\[^1\\] !\\[i\\](u)"),
        ("&amp; & Co", "\\&amp; & Co"),
        ("https://x.org", "https:<!-- -->//x.org"),
        ("www.x.org", "www<!-- -->.x.org"),
        ("@who and me@x.org", "@<!-- -->who and me@<!-- -->x.org"),
        ("see #12", "see \\#<!-- -->12"),
        ("a :smile: 10:30", "a :<!-- -->smile: 10:30"),
        ("$5 and $6", "<span>\\$</span>5 and <span>\\$</span>6"),
        ("实体\n清单", "实体清单"),
        ("\x1b[31m\u202e", "␛\\[31m\ufffd"),
    ],
)
def test_a_text_shows_as_it_is(text: str, written: str) -> None:
    assert markdown_text(text) == written


def test_only_pages_of_the_web_become_links() -> None:
    assert web_address(" https://x.org/a b<c>?d=%20#e") == "https://x.org/a%20b%3Cc%3E?d=%20#e"
    assert web_address("javascript:alert(1)") is None
    assert file_address("javascript:x/演 讲.txt", 3) == "javascript%3Ax/%E6%BC%94%20%E8%AE%B2.txt#L3"


@examples(20)
@given(maps())
def test_every_text_of_the_argument_is_there(whole: ArgMap) -> None:
    said = [whole.title, *(claim.text for claim in whole.claims.values())]
    said += [text for quote in whole.quotes.values() for text in (quote.text, quote.translation)]
    said += [text for source in whole.sources.values() for text in (source.title, source.author)]
    noted = [whole, *whole.claims.values(), *whole.quotes.values(), *whole.sources.values()]
    lines = [line for each in noted if each.note is not None for line in markdown_note(each.note)]
    for write in WRITERS:
        told = str(write(ExportInput(map=whole)).content)
        assert [text for text in said if text is not None and markdown_text(text) not in told] == []
        assert [line for line in lines if line not in told] == []


NOTE = "First paragraph,\nits second line.\n\n- one <b>\n  1. $5\n- two\n\nThe *end*."
NOTE_LINES = [
    "First paragraph,\\",
    "its second line.",
    "",
    "- one \\<b\\>",
    "  1. <span>\\$</span>5",
    "- two",
    "",
    "The \\*end\\*.",
]


def test_a_note_keeps_its_paragraphs_and_lists_and_nothing_in_it_is_markup() -> None:
    assert markdown_note(NOTE) == NOTE_LINES
    assert markdown_note("a\n\n7) seven\n8) eight") == ["a", "", "7. seven", "8. eight"]


def test_a_list_in_a_note_is_not_one_with_the_list_of_what_supports_the_claim() -> None:
    claims = {
        "a": Claim(text="A", note="- one", supported_by=(("b",),)),
        "b": Claim(text="B", note="- two", supported_by=(("c",),)),
        "c": Claim(text="C"),
    }
    told = str(markdown.export(ExportInput(map=ArgMap(title="T", thesis=("a",), claims=claims))).content)
    assert told.split("\n")[2:-3] == [
        "## A",
        "",
        "- one",
        "",
        "<!-- -->",
        "",
        "- **Support:** B\\",
        "  *Note:*",
        "",
        "  - two",
        "",
        "  <!-- -->",
        "  - **Support:** C",
        "",
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_notes_stand_with_their_paragraphs_wherever_they_are(write: Callable[[ExportInput], Exported]) -> None:
    whole = ArgMap(
        title="T",
        thesis=("a",),
        note=NOTE.replace("one", "map"),
        sources={"s": Source(path="s.txt", note=NOTE.replace("one", "source"))},
        claims={
            "a": Claim(text="A", note=NOTE.replace("one", "thesis"), supported_by=(("b",),)),
            "b": Claim(text="B", note=NOTE.replace("one", "claim"), supported_by=(("q",),)),
        },
        quotes={"q": Quote(source="s", text="q", note=NOTE.replace("one", "quote"))},
    )
    lines = [line.strip() for line in str(write(ExportInput(map=whole)).content).split("\n")]
    for name in ("map", "source", "thesis", "claim", "quote"):
        at = lines.index(f"- {name} \\<b\\>")
        assert lines[at - 2 : at + 5] == [each.strip().replace("one", name) for each in NOTE_LINES[1:]]


@examples(20)
@given(maps())
def test_marks_lead_to_footnotes_and_references_to_places(whole: ArgMap) -> None:
    for write in WRITERS:
        told = str(write(ExportInput(map=whole)).content)
        footnotes = re.findall(r"^\[\^([a-z0-9_-]+)\]: ", told, re.MULTILINE)
        assert sorted(footnotes) == sorted(whole.quotes)
        assert set(re.findall(r"(?<!\\)\[\^([a-z0-9_-]+)\](?!:)", told)) == set(footnotes)
        places = re.findall(r'<a id="([^"]+)"></a>', told)
        assert len(places) == len(set(places))
        assert set(re.findall(r"\]\(#([^)]+)\)", told)) <= set(places)


OUTLINE = r"""# Controls

## They diverge.

- **Support, only together:**
  - <a id="law"></a>The law differs
    - **Support:** “did not extend”[^q-law]\
      没有扩大\
      *Note:* Of 2018.
    - **Counter:** “später geändert”[^q-later]
  - The purpose differs.
- **Support:** “did not extend”[^q-law]
  - **Undercut (it does not follow):** It was changed later.
    - **Support:** “später geändert”[^q-later]
- **Counter:** <a id="align"></a>They align.\
  *Note:* The rival.
  - **Support:** The law differs ([in full](#law))

## They align.

Shown [in full](#align) under another.

## Not linked to a thesis

- It is something else.

## Sources

- A. B., *The talk* (2022). [../texts/talk \#<!-- -->1.txt](<../texts/talk%20%231.txt>), [https:<!-- -->//x.org/a b](<https://x.org/a%20b>)

[^q-law]: A. B., *The talk* (2022), [line 3](<../texts/talk%20%231.txt#L3>). Exact: found word for word.
[^q-later]: A. B., *The talk* (2022), [text](<../texts/talk%20%231.txt>). Unreadable: the text could not be read.
"""
BRIEF = r"""# Controls

## <a id="diverge"></a>They diverge.

*For it:* Taken together: The law differs.[^q-law] (but see [^q-later]) *And:* The purpose differs. “did not extend”[^q-law] (This may not follow: It was changed later.[^q-later])

*Against it:* They align. ([argued below](#align))

## <a id="align"></a>They align.

The rival.

*For it:* The law differs.[^q-law] (but see [^q-later])

## Not linked to a thesis

<a id="apart"></a>**It is something else.**

## Sources

- A. B., *The talk* (2022). [../texts/talk \#<!-- -->1.txt](<../texts/talk%20%231.txt>), [https:<!-- -->//x.org/a b](<https://x.org/a%20b>)

[^q-law]: “没有扩大” (“did not extend”). Of 2018. — A. B., *The talk* (2022), [line 3](<../texts/talk%20%231.txt#L3>). Exact: found word for word.
[^q-later]: “später geändert”. — A. B., *The talk* (2022), [text](<../texts/talk%20%231.txt>). Unreadable: the text could not be read.
"""  # noqa: E501
