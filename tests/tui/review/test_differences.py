"""What differs between two wordings: by characters in Chinese, by words and their letters in Latin script."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.text.one_line import reading_line
from argmap.tui.widgets.details import GONE, NEW, differences


def marked(pieces, style):
    return [piece.text for piece in pieces if piece.style == style]


def test_chinese_is_marked_character_by_character():
    found = differences("美国利用实体清单对华为等企业", "美国利用实体名单对华为等公司")
    assert marked(found.kept, GONE) == ["清", "企业"]
    assert marked(found.now, NEW) == ["名", "公司"]


def test_one_character_between_two_changes_is_not_marked():
    found = differences("他们的国家很大", "她们的王家很大")
    assert marked(found.kept, GONE) == ["他", "国"]
    assert marked(found.now, NEW) == ["她", "王"]


def test_latin_is_marked_word_by_word():
    found = differences("We will keep our controls aligned.", "We will keep all controls aligned!")
    assert marked(found.kept, GONE) == ["our", "."]
    assert marked(found.now, NEW) == ["all", "!"]


def test_of_two_forms_of_a_word_only_the_letters_that_differ_are_marked():
    found = differences("Das Halbleiterpaket reicht noch nicht.", "Das Halbleiterpaketchen reicht noch nicht.")
    assert (marked(found.kept, GONE), marked(found.now, NEW)) == ([], ["chen"])
    found = differences("the colour of money", "the color of money")
    assert marked(found.kept, GONE) == ["u"]
    assert marked(found.now, NEW) == []


def test_wrapping_is_no_difference():
    assert differences("出口管制\n的目的", "出口\n管制的\n目的").read_alike
    assert differences("keep  our\ncontrols", "keep our controls").read_alike
    assert not differences("keep our", "keep all").read_alike


def test_wordings_that_share_little_are_marked_whole():
    found = differences("日本政府计划拨付预算", "气候变化与渔业谈判很长")
    assert marked(found.kept, GONE) == ["日本政府计划拨付预算"]
    assert marked(found.now, NEW) == ["气候变化与渔业谈判很长"]


def test_a_book_long_wording_is_shown_without_marks():
    found = differences("出口" * 6000, "出口" * 6000 + "管制")
    assert found.read_alike
    assert "".join(piece.text for piece in found.now).endswith("管制")


words = st.text(st.sampled_from("出口管制 \nab.c國国é"), max_size=40)


@given(words, words)
def test_nothing_of_either_wording_is_lost(kept, now):
    found = differences(kept, now)
    assert "".join(piece.text for piece in found.kept) == reading_line(kept)
    assert "".join(piece.text for piece in found.now) == reading_line(now)


@given(words, words)
def test_what_is_not_marked_is_the_same_on_both_sides(kept, now):
    found = differences(kept, now)
    assert "".join(marked(found.kept, "")) == "".join(marked(found.now, ""))
