"""What is to be reviewed, in which order, and how sure each place is in words."""

from itertools import pairwise

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.store import load
from argmap.tui.state.review_cases import likeness, likeness_word, places, review_queue, sureness, surroundings, weighed
from tests.tui.review.sitting import NEW_ZH, QUOTED, REPEATED, case_of, edited_project, queue_of


def test_the_list_has_every_quote_that_is_not_exact_the_worst_first(tmp_path):
    _, left = queue_of(edited_project(tmp_path))
    assert [(case.quote_id, case.quote_state.state) for case in left.cases] == [
        ("german", "unreadable"),
        ("lost", "lost"),
        ("rewritten", "rewritten"),
        ("twice", "ambiguous"),
        ("english", "fuzzy"),
        ("reworded", "fuzzy"),
        ("wrapped", "normalized"),
    ]


def test_quotes_of_one_state_stand_in_the_order_of_their_text(tmp_path):
    path = edited_project(tmp_path)
    wrapped_anew = NEW_ZH.replace("经团联则认为", "经团联则\n认为")
    (tmp_path / "texts/zh.txt").write_text(wrapped_anew, "utf-8")
    normalized = [case.quote_id for case in queue_of(path)[1].cases if case.quote_state.state == "normalized"]
    assert normalized == ["wrapped", "moved"]


def test_what_only_moved_or_was_wrapped_anew_is_known_apart(tmp_path):
    _, left = queue_of(edited_project(tmp_path))
    assert {case.quote_id for case in left.moved} == {"moved", "wrapped"}


def test_a_quote_that_is_anchored_in_this_very_text_has_not_moved(tmp_path):
    path = edited_project(tmp_path)
    whole = load(path).map
    found = weighed(Corpus(Project.of(path)), whole)
    anchored = edit.replace_anchors(whole, {}, {"zh": found.opened["zh"].content.blob})
    assert "moved" in {case.quote_id for case in review_queue(whole, found.quote_states, found.opened).moved}
    assert "moved" not in {case.quote_id for case in review_queue(anchored, found.quote_states, found.opened).moved}


def test_what_is_kept_for_later_is_counted_and_left_out(tmp_path):
    _, left = queue_of(edited_project(tmp_path), later=("wrapped", "lost", "gone-from-the-map"))
    shown = {case.quote_id for case in (*left.cases, *left.moved)}
    assert not shown & {"wrapped", "lost"}
    assert left.later == 2


def test_scores_are_said_in_words():
    said = [likeness_word(score) for score in (1.0, 0.97, 0.95, 0.85, 0.7, 0.3, 0.0)]
    assert said == [
        "almost word for word",
        "almost word for word",
        "a few words differ",
        "reworded",
        "much reworded",
        "hardly alike",
        "hardly alike",
    ]


def test_a_sure_place_with_other_words_is_not_called_word_for_word():
    assert likeness("出口管制", "出口限制了", 1.0) == "much reworded"
    assert likeness("出口管制", "出口\n管制", 0.5) == "the same words"


def test_each_state_says_how_sure_its_place_is(tmp_path):
    _, left = queue_of(edited_project(tmp_path))
    assert {case.quote_id: sureness(case) for case in left.cases} == {
        "german": "",
        "lost": "no trace of it",
        "rewritten": "other words now",
        "twice": "2 places fit",
        "english": "a few words differ",
        "reworded": "a few words differ",
        "wrapped": "only re-wrapped",
    }


def test_where_history_leads_to_the_place_its_words_say_how_sure_the_wording_is(tmp_path):
    case = case_of(edited_project(tmp_path, in_git=True), "reworded")
    assert (case.quote_state.state, case.quote_state.resolution.score) == ("tracked", 1.0)
    assert sureness(case) == "a few words differ"


def test_a_quote_in_another_script_has_the_same_words_in_another_dress(tmp_path):
    path = edited_project(tmp_path)
    traditional = NEW_ZH.replace(QUOTED["moved"][1], "經團聯則認為，對重要物資應當採取支援而非管制的做法")
    (tmp_path / "texts/zh.txt").write_text(traditional, "utf-8")
    assert sureness(case_of(path, "moved")) == "same words, other dress"


def test_the_places_of_an_ambiguous_quote_are_all_that_fit(tmp_path):
    found = places(case_of(edited_project(tmp_path), "twice"))
    assert [(place.line, place.sureness) for place in found] == [(11, "the same words"), (15, "the same words")]
    assert {place.words for place in found} == {REPEATED.rstrip("。")}


def test_the_same_words_elsewhere_are_offered_beside_the_place_that_was_found(tmp_path):
    path = edited_project(tmp_path)
    text = tmp_path / "texts/zh.txt"
    text.write_text(text.read_text() + "\n" + QUOTED["reworded"][1].replace("，", "，\n") + "\n")
    found = places(case_of(path, "wrapped"))
    assert len(found) == 1
    found = places(case_of(path, "reworded"))
    assert [place.sureness for place in found][-1] == "the same words"


def test_words_that_are_only_like_the_quote_are_offered_beside_the_place_that_was_found(tmp_path):
    path = edited_project(tmp_path, in_git=True)
    text = tmp_path / "texts/zh.txt"
    twin = "美国利用实体清单对中兴等企业实施了制裁，日本企业的出口因此受到一定损害"
    text.write_text(text.read_text() + "\n" + "另一件事。" * 40 + twin + "。\n")
    found = places(case_of(path, "reworded"))
    assert [place.sureness for place in found] == ["a few words differ", "reworded"]
    assert found[1].words == twin


def test_two_sentences_that_were_taken_for_one_place_are_offered_each(tmp_path):
    path = edited_project(tmp_path, in_git=True)
    text = tmp_path / "texts/zh.txt"
    once = QUOTED["moved"][1]
    both = f"{once.replace('重要', '关键')}。也有人说，{once.replace('支援', '扶持')}"
    text.write_text(text.read_text().replace(once, both))
    found = places(case_of(path, "moved"))
    assert {once.replace("重要", "关键"), once.replace("支援", "扶持")} <= {place.words for place in found}


def test_other_characters_for_the_same_words_are_no_other_wording():
    assert likeness("出口管制的目的", "出口管制的目的。", 1.0) == likeness("出口管制的目的", "出口管製的目的。", 1.0)


def test_places_do_not_overlap_and_are_few(tmp_path):
    path = edited_project(tmp_path)
    (tmp_path / "texts/zh.txt").write_text(REPEATED * 40)
    found = places(case_of(path, "twice"))
    assert 1 < len(found) <= 9
    spans = sorted(place.span for place in found)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_quote_without_a_place_has_none(tmp_path):
    path = edited_project(tmp_path)
    assert places(case_of(path, "german")) == ()
    assert places(case_of(path, "lost")) == ()


def test_a_passage_is_shown_with_what_stands_around_it():
    text = "a" * 500 + "\n\nbefore。\n" + "words" + "\nafter\n\nnext\n\n" + "b" * 500
    start = text.index("words")
    before, after = surroundings(text, (start, start + 5))
    assert before[-1] == "before。\n"
    assert before[0].startswith("…a")
    assert after == ["\nafter", "next"]


def test_a_text_that_is_nothing_but_the_passage_has_nothing_around_it():
    assert surroundings("words", (0, 5)) == ([], [])
