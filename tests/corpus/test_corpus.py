"""The texts of a map: where its quotes stand, and anchoring them anew."""

from dataclasses import replace

import pytest

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage, reanchor
from argmap.corpus.passages import nearest_passages, other_numbers, passages
from argmap.model import Source
from argmap.store import dumps
from tests.project import ProjectFolder


def corpus_of(project: ProjectFolder) -> Corpus:
    return Corpus(Project.of(project.map_path))


def rewrite(project: ProjectFolder, old: str, new: str, name: str = "controls.txt") -> None:
    text = project.text(name).read_text("utf-8")
    assert old in text
    project.text(name).write_text(text.replace(old, new), "utf-8", newline="")


def test_quotes_of_an_unchanged_text_are_exact_with_their_lines(filled: ProjectFolder):
    quote_states = corpus_of(filled).quote_states(filled.map)
    assert {at: (quote_state.state, quote_state.line) for at, quote_state in quote_states.items()} == {
        "aligned": ("exact", 1),
        "law-2018": ("exact", 2),
        "no-extension": ("exact", 3),
    }


@pytest.mark.parametrize("fault", ["missing", "folder", "outside"])
def test_a_source_that_cannot_be_read_is_said_and_the_others_still_stand(filled: ProjectFolder, fault: str):
    whole = filled.map
    if fault == "outside":
        whole = replace(whole, sources={**whole.sources, "gui": replace(whole.sources["gui"], path="../../../x")})
    else:
        filled.text("controls.txt").unlink()
    if fault == "folder":
        filled.text("controls.txt").mkdir()
    quote_states = corpus_of(filled).quote_states(whole)
    assert quote_states["aligned"].state == "exact"
    assert quote_states["law-2018"].state == "unreadable"
    assert quote_states["law-2018"].fault
    assert quote_states["law-2018"].needs_review


def test_a_text_edited_while_it_is_open_is_read_again(filled: ProjectFolder):
    corpus = corpus_of(filled)
    assert corpus.quote_states(filled.map)["no-extension"].line == 3
    rewrite(filled, "一、出口管制\n", "一、出口管制\n一个新的段落。\n另一个新的段落。\n")
    assert corpus.quote_states(filled.map)["no-extension"].line == 5


def test_an_edit_far_from_a_quote_changes_no_line_of_it(filled: ProjectFolder):
    rewrite(filled, "一、出口管制\n", "前言。这里插入了很多新的文字。\n一、出口管制\n")
    corpus, before = corpus_of(filled), filled.map
    quote_states = corpus.quote_states(before)
    after = reanchor(corpus, before, quote_states)
    assert after.quotes == before.quotes
    changed = set(dumps(before).splitlines()) ^ set(dumps(after).splitlines())
    assert {line.split(" = ")[0] for line in changed} == {"blob"}
    assert {quote_state.state for quote_state in corpus.quote_states(after).values()} == {"exact"}


def test_a_reworded_quote_is_stored_with_its_new_words_and_the_rest_stays(filled: ProjectFolder):
    rewrite(filled, "把管制对象扩大到基础和新兴技术", "将其管制对象扩大到基础技术和新兴技术")
    corpus, before = corpus_of(filled), filled.map
    quote_states = corpus.quote_states(before)
    assert quote_states["no-extension"].state == "fuzzy"
    after = reanchor(corpus, before, quote_states)
    assert [at for at in before.quotes if after.quotes[at] != before.quotes[at]] == ["no-extension"]
    assert after.quotes["no-extension"].text == "日本没有像美国那样将其管制对象扩大到基础技术和新兴技术"
    assert after.quotes["no-extension"].blob is None


def test_a_quote_left_behind_remembers_the_version_it_was_anchored_in(filled: ProjectFolder):
    whole = filled.map
    opened = corpus_of(filled).open(whole.sources["gui"])
    whole, _ = add_passage(whole, "gui", opened, passages(opened, "日本与美国在出口管制上存在分歧")[0], "differ")
    old = whole.sources["gui"].blob
    rewrite(filled, "日本没有像美国那样把管制对象扩大到基础和新兴技术。\n", "")
    corpus = corpus_of(filled)
    quote_states = corpus.quote_states(whole)
    assert quote_states["no-extension"].span is None
    after = reanchor(corpus, whole, quote_states)
    assert after.sources["gui"].blob != old
    assert after.quotes["no-extension"].blob == old
    assert after.quotes["law-2018"].blob is None


def test_one_of_many_quotes_stored_changes_its_own_lines_alone(filled: ProjectFolder):
    rewrite(filled, "把管制对象扩大到基础和新兴技术", "将其管制对象扩大到基础技术和新兴技术")
    corpus, before = corpus_of(filled), filled.map
    quote_states = corpus.quote_states(before)
    after = reanchor(corpus, before, {"no-extension": quote_states["no-extension"]})
    assert after.sources == before.sources
    assert after.quotes["law-2018"] == before.quotes["law-2018"]
    assert after.quotes["no-extension"].blob == corpus.open(before.sources["gui"]).content.blob


def test_words_are_found_whatever_their_script_width_and_wrapping(filled: ProjectFolder):
    opened = corpus_of(filled).open(filled.map.sources["gui"])
    assert (
        passages(opened, "日本與美國在\n出口管制上存在分歧") == passages(opened, "日本与美国在出口管制上存在分歧") != []
    )
    assert len(passages(opened, "这是重复的一句话")) == 2
    assert passages(opened, "这里没有") == []
    assert passages(opened, "   ") == []


def test_the_nearest_passage_is_offered_for_words_that_stand_nowhere(filled: ProjectFolder):
    opened = corpus_of(filled).open(filled.map.sources["gui"])
    (near,) = nearest_passages(opened, "日本没有像美国那样把管制的对象扩展到基础与新兴技术")
    assert "管制对象扩大" in opened.text[near.start : near.end]
    assert nearest_passages(opened, "今天的天气很好，我们去公园散步") == ()


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("三十七", "37"),
        ("二〇二四", "2024"),
        ("一百零三", "103"),
        ("廿三", "23"),
        ("三億五千万", "350,000,000"),
        ("两千", "2000"),
    ],
)
def test_han_numerals_are_the_numbers_that_they_count(said: str, digits: str):
    assert not other_numbers(f"港口有{said}艘船", f"港口有{digits}艘船")
    assert other_numbers(f"港口有{said}艘船", "港口有38艘船") == f"38 for {said}"


def test_a_quote_made_in_another_version_than_the_rest_carries_its_own(filled: ProjectFolder):
    rewrite(filled, "一、出口管制\n", "一、出口管制（修订）\n")
    corpus, whole = corpus_of(filled), filled.map
    opened = corpus.open(whole.sources["gui"])
    start = opened.text.index("日本与美国")
    after, quote_id = add_passage(whole, "gui", opened, (start, start + 5), translation="Japan and the US")
    assert after.quotes[quote_id].blob == opened.content.blob
    assert after.sources["gui"].blob == whole.sources["gui"].blob


def test_the_first_quote_settles_the_version_of_its_source(project: ProjectFolder):
    whole, _ = edit.add_source(project.map, Source(path="../texts/hant.txt", blob="0" * 40), "hant")
    opened = corpus_of(project).open(whole.sources["hant"])
    after, quote_id = add_passage(whole, "hant", opened, (0, 5))
    assert after.sources["hant"].blob == opened.content.blob
    assert after.quotes[quote_id].blob is None
