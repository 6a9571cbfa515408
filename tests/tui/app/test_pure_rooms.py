"""The rooms of the screen that know no screen: searching, sentences, places, roles, and what can be done."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.corpus import Corpus, Project
from argmap.model import ArgMap, Claim, Link, Quote, Role, Source
from argmap.store import load
from argmap.tui.actions.footer import hints
from argmap.tui.content import found, link_name, link_sentence, searchable_claims, shortened
from argmap.tui.lazy import LazyFunction
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.state.context import MapContext, Pane
from argmap.tui.state.controller import carried_place, first_change
from argmap.tui.widgets.reader.highlights import highlights
from tests.tui.app.walking import CHINESE, small_project

WHOLE = ArgMap(
    title="t",
    thesis=("b",),
    sources={"s": Source(path="s.txt")},
    claims={
        "a": Claim(text="Japan follows Washington.", tags=("alliance",)),
        "b": Claim(
            text="日本的出口管制与美国不同",
            supported_by=(("c", "q"),),
            countered_by=(("a",),),
            undercut={("a",): (("c",),)},
        ),
        "c": Claim(text="The lists differ."),
    },
    quotes={"q": Quote(source="s", text="引文", translation="a quote")},
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "b"),
        ("washington", "a"),
        ("ＷＡＳＨＩＮＧＴＯＮ", "a"),
        ("washingtno", "a"),
        ("follows japan", "a"),
        ("alliance", "a"),
        ("出口管制", "b"),
        ("出口管製", "b"),
        ("出口管理与美国", "b"),
        ("lists", "c"),
    ],
)
def test_claims_are_found_by_words_in_any_order_width_and_with_slips(typed: str, first: str):
    assert found(typed, searchable_claims(WHOLE))[0] == first


@pytest.mark.parametrize("typed", ["contrary opinion", "zzz", "核武器"])
def test_other_words_find_no_claim_so_that_enter_makes_a_new_one(typed: str):
    assert found(typed, searchable_claims(WHOLE)) == []


@given(st.text(max_size=12))
def test_searching_takes_any_words_and_finds_each_claim_once(typed: str):
    keys = found(typed, searchable_claims(WHOLE, without=("a",)))
    assert len(set(keys)) == len(keys)
    assert set(keys) <= {"b", "c"}


def test_links_are_told_as_sentences_and_named_by_ids():
    support, counter, undercut = WHOLE.links_to("b")
    assert link_sentence(WHOLE, support) == "“The lists differ.” & “a quote” support “日本的出口管制与美国不同”"
    assert link_sentence(WHOLE, counter).startswith("“Japan follows Washington.” counters")
    assert link_sentence(WHOLE, undercut) == f"“The lists differ.” undercuts that {link_sentence(WHOLE, counter)}"
    assert link_name(support) == "support b with c + q"
    assert link_name(undercut) == "undercut a of b with c"
    assert shortened("a\n b" + "c" * 99, 8) == "a bcccc…"


@given(st.text(max_size=40), st.text(max_size=8), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
@example(text="0", put="1", start=0, length=0, place=0)
def test_a_place_before_or_after_an_edit_keeps_its_character(text: str, put: str, start: int, length: int, place: int):
    start = min(start, len(text))
    end = min(start + length, len(text))
    place = min(place, len(text))
    new = text[:start] + put + text[end:]
    moved = carried_place(text, new, place)
    assert 0 <= moved <= len(new)
    if place < start or (place == start == end and not put):
        assert moved == place
    if place >= end and place < len(text):
        assert new[moved : moved + 1] == text[place]


def test_undo_shows_what_is_new_before_what_is_different():
    more = ArgMap(title="t", claims={**WHOLE.claims, "d": Claim(text="new"), "c": Claim(text="other")})
    assert first_change(WHOLE, more) == "d"
    assert first_change(more, ArgMap(title="t", claims={**more.claims, "c": Claim(text="third")})) == "c"
    assert first_change(WHOLE, WHOLE) is None


def test_quotes_are_highlighted_by_what_they_do(tmp_path: Path):
    path = small_project(tmp_path)
    whole = load(path).map
    quote_states = Corpus(Project.of(path)).quote_states(whole)
    [mark] = highlights(whole, quote_states, "zh", len(CHINESE))
    assert (mark.key, str(mark.role)) == ("no-extension", "support")
    assert highlights(whole, quote_states, "zh", 10) == []
    assert highlights(whole, {}, "zh", len(CHINESE)) == []


def test_every_action_has_keys_of_its_own_a_sentence_and_a_handler():
    keys = [key for action in ACTIONS.values() if action.keys for key in action.keys.split(",")]
    assert len(set(keys)) == len(keys)
    assert not {"ctrl+h", "ctrl+j", "ctrl+m"} & set(keys)
    for action in ACTIONS.values():
        assert action.tooltip.endswith(".")
        assert callable(action.run.load() if isinstance(action.run, LazyFunction) else action.run)


@pytest.mark.parametrize("pane", list(Pane))
def test_the_footer_names_six_keys_at_most_and_help_among_them(pane: Pane):
    for now in (MapContext(pane), MapContext(pane, WHOLE, premises=("a",), link=Link(("a",), Role.COUNTER, "b"))):
        shown = hints(now, ACTIONS)
        assert len(shown) <= 6
        assert shown[-1].key == "?"
        assert not any(reason.endswith(".") for hint in shown if (reason := hint.why_not))


def test_words_in_questions_are_joined_as_a_reader_joins_wrapped_lines():
    from argmap.tui.content import shortened

    assert shortened("该法还允许美国与同盟国、友好 \n\n国共享信息。", 60) == "该法还允许美国与同盟国、友好国共享信息。"
    assert shortened("Die Wirt-\nschaft  wächst", 12) == "Die Wirtsch…"
