"""Kialo's exports, old and current: debates come in with their pros, cons, links and sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import UnreadableFormat
from argmap.formats.kialo import KIALO
from argmap.model import Role
from tests.formats.foreign import imported, incoming, refusal, said

OLD = """Discussion Title: Should tea be taxed?

1. Tea should be taxed.
1.1. Pro: Taxes on tea \\(and coffee\\) bring [money](https://example.org/a_(b).html).
It would be
2. spent on schools.
1.1.1. Con: -> See 1.2.
1.2. Con: Tea is a basic good.
1.2.1. Pro: -> See 1.1.
"""

CURRENT = """Discussion Name:
Should tea be taxed?

1. Thesis:
Tea should be taxed.

  1.1. Pro:
  It brings money. [1] [2]

    1.1.1. Con:
    Little money. [3]

  1.2. Con:
  -> See 1.1.1.

  1.3. Con:
  -> See discussion #4711: Are taxes theft?

Sources:
[1] https://www.example.org/budget?y=1
“Tea brought in
ten million.

And more.”
[2] https://example.com/plain
[3] Smith 2004, p. 5
"""

SEVERAL = """Discussion Name:
Taxes

1. Question:
What should be taxed?

  1.1. Thesis:
  Tea.

    1.1.1. Pro:
    It grows.

  1.2. Thesis:
  Coffee.

  1.3. Pro:
  Taxes are good.
"""


def links(whole) -> list[str]:
    sign = {Role.SUPPORT: "+", Role.COUNTER: "-"}
    text = {at: claim.text for at, claim in whole.claims.items()} | {at: q.text for at, q in whole.quotes.items()}
    return [f"{text[link.premises[0]]} {sign[link.role]} {text[link.target]}" for link in whole.links()]


def test_the_old_form():
    made = imported(KIALO, OLD)
    first = "Taxes on tea (and coffee) bring money. It would be 2. spent on schools."
    assert made.map.title == "Should tea be taxed?"
    assert sorted(links(made.map)) == [
        f"{first} + Tea is a basic good.",
        f"{first} + Tea should be taxed.",
        f"Tea is a basic good. - {first}",
        "Tea is a basic good. - Tea should be taxed.",
    ]
    assert made.map.thesis == ("tea-should-be-taxed",)
    note = next(claim.note for claim in made.map.claims.values() if claim.text == first)
    assert note == "See money: https://example.org/a_(b).html"


def test_a_link_that_closes_a_circle_is_said_with_its_line():
    content = OLD.replace("1.1.1. Con: -> See 1.2.", "1.1.1. Pro: -> See 1.2.")
    made = imported(KIALO, content)
    assert sum(1 for _ in made.map.links()) == 3
    assert "circle" in said(made)
    assert made.skipped[0].line in (7, 9)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_current_form_has_sources_and_quotes(ends):
    made = imported(KIALO, ("\ufeff" + CURRENT.replace("\n", ends)).encode())
    quote = "Tea brought in\nten million.\n\nAnd more."
    assert set(links(made.map)) == {
        "It brings money. + Tea should be taxed.",
        "Little money. - It brings money.",
        "Little money. - Tea should be taxed.",
        "Are taxes theft? - Tea should be taxed.",
        f"{quote} + It brings money.",
    }
    assert {(s.title, s.url) for s in made.map.sources.values()} == {
        ("example.org/budget", "https://www.example.org/budget?y=1")
    }
    assert made.skipped == ()


def test_quoted_passages_stand_in_texts_that_are_made():
    made = imported(KIALO, CURRENT)
    (quote,) = made.map.quotes.values()
    source = made.map.sources[quote.source]
    assert made.files[source.path][quote.at :].startswith(quote.text)
    assert set(made.files) == {source.path for source in made.map.sources.values()}


def test_a_source_without_a_passage_is_named_where_it_was_cited():
    notes = {claim.text: claim.note for claim in imported(KIALO, CURRENT).map.claims.values()}
    assert notes["It brings money."] == "Source: example.com/plain https://example.com/plain"
    assert notes["Little money."] == "Source: Smith 2004, p. 5"
    assert notes["Are taxes theft?"] == "Discussion 4711 on Kialo"


def test_no_text_is_made_of_an_address_and_a_source_that_nobody_cites_is_said():
    listed = "\n".join(f"[{n}] https://x.org/{n}" for n in range(1, 60))
    made = imported(KIALO, f"Discussion Name:\nT\n\n1. Thesis:\nA. [2]\n\nSources:\n{listed}\n")
    assert (made.files, made.map.sources) == ({}, {})
    assert len(made.skipped) == 58
    assert said(made).startswith("8: the source [1] https://x.org/1, which no claim cites")


def test_two_passages_of_one_page_are_quotes_of_one_source():
    content = CURRENT.replace("[2] https://example.com/plain", "[2] https://www.example.org/budget?y=1\nTea is dear.")
    made = imported(KIALO, content)
    assert len({quote.source for quote in made.map.quotes.values()}) == 1
    assert {quote.text for quote in made.map.quotes.values()} >= {"Tea is dear."}


def test_a_question_is_no_claim_and_its_theses_are_the_maps():
    made = imported(KIALO, SEVERAL)
    assert made.map.thesis == ("tea", "coffee")
    assert made.map.note == "What should be taxed?"
    assert links(made.map) == ["It grows. + Tea."]
    assert said(made) == "16: 1.3. is a Pro of a question, which cannot be supported or countered"


def test_theses_without_a_kind_make_what_they_stand_under_a_question():
    content = "Discussion Title: Taxes\n\n1. What should be taxed?\n1.1. Tea.\n1.1.1. Con: No.\n1.2. Coffee.\n"
    assert imported(KIALO, content).map.thesis == ("tea", "coffee")


def test_a_link_that_shows_a_number_is_no_word_of_the_claim():
    made = imported(KIALO, "Discussion Title: T\n\n1. Tea is healthy. [1](https://x.org/tea)\n")
    (claim,) = made.map.claims.values()
    assert (claim.text, claim.note) == ("Tea is healthy.", "See https://x.org/tea")


def test_numbers_in_brackets_that_name_no_source_stay():
    made = imported(KIALO, "Discussion Title: T\n\n1. Article [5] of [the law](http://x.org) holds.\n")
    assert [claim.text for claim in made.map.claims.values()] == ["Article [5] of the law holds."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1.9. Pro: -> See 1.7.", "10: a link to 1.7., which is not a claim"),
        ("1.9. Pro: -> See 1.9.", "10: a link to itself, which is not a claim"),
        ("1.4.1. Con: Lost.", "10: 1.4.1. is below 1.4., which was skipped"),
        ("1.2. Con: Again.", "10: 1.2. is repeated in the file"),
        ("1.9. Con:", "10: 1.9. has no words"),
        ("1.9. Con: -> See discussion #12", "10: the discussion 12, to which there is a link"),
        ("1.9. Con: -> See 1.", "linked to itself"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(line, words):
    assert words in said(imported(KIALO, OLD + line + "\n"))


def test_other_texts_are_refused():
    assert "not a Kialo export" in refusal(KIALO, "Dear all,\n\nplease tax tea.\n", name="letter.txt")
    assert "letter.txt" in refusal(KIALO, b"\x00\x01\x02\x03", name="letter.txt")


def test_an_export_is_known_by_its_beginning():
    assert KIALO.looks_like(incoming("\ufeff" + OLD))
    assert KIALO.looks_like(incoming(CURRENT.encode("utf-16")))
    assert not KIALO.looks_like(incoming("- one\n- two\n"))


LINES = (
    *("1. T", "1.1. Pro: A", "  1.2. Con:", "  text [1]", "", "1.1.1. Con: -> See 1.", "1.2.1. Pro: -> See 1.2.1."),
    *("Sources:", "[1] https://x.org", "[2] b", "words", "2. Question:", "2.1. Thesis:", "“q”", "1.1. Pro: [x](y)"),
)


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_any_lines_at_all_make_a_sound_map_or_are_refused(lines):
    try:
        made = imported(KIALO, "Discussion Name: T\n" + "\n".join(lines))
    except UnreadableFormat as fault:
        made = None
        assert "not a Kialo export" in str(fault)  # noqa: PT017 - either is right
    assert made is None or made.map.claims or made.map.note or made.skipped
