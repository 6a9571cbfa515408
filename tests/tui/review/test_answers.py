"""What each answer changes in the map, and what it leaves alone."""

from dataclasses import replace

import pytest

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.edit import Refused
from argmap.model import problems
from argmap.store import load
from argmap.tui.state.review_cases import accepting, accepting_moved, choosing, dropping, places, reselecting
from tests.tui.review.sitting import (
    case_of,
    edited_project,
    queue_of,
    with_other_anchor,
)


@pytest.fixture
def path(tmp_path):
    return edited_project(tmp_path)


def quote_state(path, whole, quote_id):
    return Corpus(Project.of(path)).quote_states(whole)[quote_id]


def changed_quotes(before, after):
    return {at for at in before.quotes if before.quotes[at] != after.quotes.get(at)}


def test_accepting_takes_the_words_that_stand_there_and_changes_no_other_quote(path):
    before = load(path).map
    made = accepting(case_of(path, "reworded"))
    after = made(before).map
    assert made(before).name == "accept reworded as found"
    assert after.quotes["reworded"].text == "美国利用实体名单对华为等公司实施了制裁，日本企业的出口因此受到严重损害"
    assert after.quotes["reworded"].translation == "Washington sanctions firms such as Huawei"
    assert quote_state(path, after, "reworded").state == "exact"
    assert changed_quotes(before, after) == {"reworded"}
    assert after.sources == before.sources
    assert list(after.links()) == list(before.links())


def test_the_source_carries_the_new_version_once_most_of_its_quotes_are_anchored_in_it(path):
    whole = load(path).map
    old = whole.sources["zh"].blob
    for quote_id in ("reworded", "wrapped"):
        whole = accepting(case_of(path, quote_id))(whole).map
    new = whole.quotes["wrapped"].blob
    assert new not in (None, old)
    assert whole.sources["zh"].blob == old
    whole = accepting(case_of(path, "moved"))(whole).map
    assert whole.sources["zh"].blob == new
    blobs = {at: whole.quotes[at].blob for at in whole.quotes_of("zh")}
    assert blobs == {"reworded": None, "wrapped": None, "moved": None, "rewritten": old, "twice": old}


def test_a_quote_that_is_left_behind_in_an_unknown_version_never_claims_to_be_in_the_new_one(path):
    whole = edit.replace_anchors(load(path).map, {}, {"zh": None})
    _, left = queue_of(path)
    seen = [replace(case, anchored_in=None) for case in left.moved]
    after = accepting_moved(seen)(whole).map
    assert after.sources["zh"].blob is None
    assert after.quotes["moved"].blob is not None
    assert after.quotes["rewritten"].blob is None


def test_accepting_a_quote_that_only_moved_keeps_its_lines(path):
    before = load(path).map
    after = accepting(case_of(path, "moved"))(before).map
    old, new = before.quotes["moved"], after.quotes["moved"]
    assert (new.text, new.before, new.after, new.at) == (old.text, old.before, old.after, old.at)
    assert quote_state(path, after, "moved").state == "exact"


def test_all_that_only_moved_is_one_edit(path):
    before, left = queue_of(path)
    made = accepting_moved(left.moved)
    after = made(before).map
    assert made(before).name == "accept 2 quotes that only moved"
    assert {at for at in after.quotes if after.quotes[at].text != before.quotes[at].text} == {"wrapped"}
    assert {quote_state(path, after, at).state for at in ("moved", "wrapped")} == {"exact"}
    assert not problems(after)


def test_of_several_quotes_those_that_changed_meanwhile_stay_as_they_are(path):
    before, left = queue_of(path)
    now = with_other_anchor(before, "wrapped")
    after = accepting_moved(left.moved)(now).map
    assert after.quotes["wrapped"].text == before.quotes["wrapped"].text
    assert after.quotes["moved"].blob is not None
    with pytest.raises(Refused):
        accepting_moved(left.moved)(with_other_anchor(now, "moved"))


def test_an_answer_is_refused_where_the_quote_is_no_longer_as_it_was_seen(path):
    case = case_of(path, "reworded")
    before = load(path).map
    answers = (accepting(case), choosing(case, places(case)[0]), reselecting(case, (0, 4)), dropping(case))
    for made in answers:
        for now in (with_other_anchor(before, "reworded"), edit.remove(before, "reworded")):
            with pytest.raises(Refused, match="meanwhile"):
                made(now)


def test_a_translation_written_meanwhile_is_kept(path):
    made = accepting(case_of(path, "reworded"))
    now = edit.change_quote(load(path).map, "reworded", translation="better", note="seen")
    after = made(now).map.quotes["reworded"]
    assert (after.translation, after.note) == ("better", "seen")


def test_choosing_anchors_the_quote_at_that_place_for_good(path):
    case = case_of(path, "twice")
    second = places(case)[1]
    made = choosing(case, second)
    after = made(load(path).map).map
    assert made(load(path).map).name == "anchor twice at line 15"
    found = quote_state(path, after, "twice")
    assert (found.state, found.span) == ("exact", second.span)


def test_rewritten_words_can_be_taken(path):
    case = case_of(path, "rewritten")
    after = choosing(case, places(case)[0])(load(path).map).map
    assert after.quotes["rewritten"].text.startswith("气候变化")
    assert quote_state(path, after, "rewritten").state == "exact"


def test_reselecting_takes_any_passage_and_keeps_the_links(path):
    case = case_of(path, "lost")
    start = case.opened.text.index("Nobody")
    made = reselecting(case, (start, start + 37))
    before = load(path).map
    after = made(before).map
    assert made(before).name == "re-select lost"
    assert after.quotes["lost"].text == "Nobody expects a change before the sp"
    assert list(after.links()) == list(before.links())


def test_dropping_takes_the_links_along(path):
    before = load(path).map
    made = dropping(case_of(path, "reworded"))
    after = made(before).map
    assert made(before).name == "drop reworded"
    assert set(before.quotes) - set(after.quotes) == {"reworded"}
    assert not any("reworded" in link.premises for link in after.links())
    assert set(after.claims) == set(before.claims)


def test_only_what_was_found_can_be_accepted(path):
    for quote_id in ("lost", "rewritten", "twice", "german"):
        with pytest.raises(ValueError, match=r"not found|cannot be read"):
            accepting(case_of(path, quote_id))
