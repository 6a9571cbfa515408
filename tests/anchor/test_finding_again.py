"""A reader marks a passage; the text is edited; the passage is found again, or the reader is told why not."""

import pytest

from argmap.anchor import Resolver, Selector, State, select
from argmap.text.folding import fold

from .texts import (
    ALLIANCE,
    NATIONALISM,
    ON_CAPACITY,
    ON_PARTNERS,
    PAPER,
    STIMULUS,
    TRADITIONAL,
    found,
    quote,
    seed,
    words,
)


def test_an_unchanged_text_gives_the_same_place() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_CAPACITY)
    for same_text in (True, False):
        answer = found(marked, text, same_text=same_text)
        assert answer.state is State.EXACT
        assert answer.start == marked.at


def test_a_quote_survives_rewrapping() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    rewrapped = text.replace(" Rahmen ", "\nRahmen ").replace(" im ", "\n   im ").replace(" zu ", "  zu\n")
    answer = found(marked, rewrapped)
    assert answer.state is State.NORMALIZED
    assert words(answer, rewrapped).split() == ON_PARTNERS.split()


def test_a_quote_from_a_scan_with_spaces_between_characters_is_found_in_the_clean_text() -> None:
    scanned = seed(PAPER)
    spaced = "在 世 界 经 济 脆 弱 性 更 加 突 出 、地 缘 政 治 形 势 持 续 紧 张 的 背 景 下"
    clean = scanned.replace(spaced, spaced.replace(" ", ""))
    answer = found(quote(scanned, spaced), clean)
    assert answer.state is State.NORMALIZED
    assert words(answer, clean) == spaced.replace(" ", "")


@pytest.mark.parametrize(("number", "conversion"), [(TRADITIONAL, "t2s"), (NATIONALISM, "s2t"), (ALLIANCE, "s2twp")])
def test_a_quote_survives_conversion_between_scripts(number: int, conversion: str) -> None:
    opencc = pytest.importorskip("opencc", reason="OpenCC has no wheel for this Python")
    text = seed(number)
    converted = opencc.OpenCC(conversion).convert(text)
    middle = text.index("，" if "，" in text[1500:] else ",", 1500)
    marked = select(text, middle - 20, middle + 20)
    answer = found(marked, converted)
    assert answer.found
    assert abs(answer.end - answer.start - len(marked.text)) <= 2
    assert words(answer, converted) == opencc.OpenCC(conversion).convert(marked.text)


def test_a_quote_survives_full_width_and_other_quotation_marks() -> None:
    text = 'Vorher steht ein Satz. Er sagte: "AI 2030 ist (fast) da", und ging. Danach noch einer.'
    changed = text.translate({ord("A"): "Ａ", ord("I"): "Ｉ", ord("2"): "２", ord("("): "（", ord('"'): "„"})
    marked = quote(text, '"AI 2030 ist (fast) da"')
    answer = found(marked, changed)
    assert answer.state is State.NORMALIZED
    assert "ＡＩ ２" in words(answer, changed)


def test_words_edited_inside_the_passage_are_found_with_their_new_ends() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    reworded = (
        "Um das zu schaffen, wurden On- und Offshoring-Bemühungen im Rahmen eines Partnerschaftsmodells empfohlen."
    )
    changed = text.replace(ON_PARTNERS, reworded)
    answer = found(marked, changed)
    assert answer.state is State.FUZZY
    assert words(answer, changed) == reworded
    assert 0 < answer.score < 1


def test_a_sentence_inserted_into_the_passage_belongs_to_it_and_one_beside_it_does_not() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    inside = text.replace("wurden Onshoring-", "wurden, wie vielfach berichtet worden ist, Onshoring-")
    assert words(found(marked, inside), inside).startswith("Um dies zu erreichen, wurden, wie vielfach")
    beside = text.replace(ON_PARTNERS, f"Das ist neu und lang genug. {ON_PARTNERS} Auch das ist neu hier.")
    assert words(found(marked, beside), beside) == ON_PARTNERS


def test_a_deleted_passage_is_not_attached_elsewhere() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    start = text.index(ON_PARTNERS)
    shortened = text[: start - 400] + text[start + len(ON_PARTNERS) + 400 :]
    answer = found(marked, shortened)
    assert answer.state is State.LOST
    assert not answer.found
    assert answer.reason


def test_other_words_in_the_passages_place_are_shown_but_not_adopted() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    other = "Heute regnet es an der ganzen Küste von Kyushu bis Hokkaido, und zwar seit Tagen ohne Pause."
    changed = text.replace(ON_PARTNERS, other)
    answer = found(marked, changed)
    assert answer.state is State.REWRITTEN
    assert not answer.found
    assert changed[answer.start : answer.end].strip() in other
    assert answer.reason


def test_a_moved_passage_is_found_where_it_went() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_PARTNERS)
    moved = f"{ON_PARTNERS}\n\n{text.replace(ON_PARTNERS, '')}"
    answer = found(marked, moved)
    assert answer.state is State.EXACT
    assert answer.start == 0


LIST = "".join(
    f"{n}. Der Ausschuss prüft die Anlage {n}. Er berichtet dem Landtag. Punkt {n} ist erledigt.\n" for n in range(1, 6)
)


@pytest.mark.parametrize("which", range(5))
def test_a_passage_that_stands_several_times_is_told_apart_by_its_context(which: int) -> None:
    marked = quote(LIST, "Er berichtet dem Landtag", which)
    later = "Eine neue Überschrift\n\n" + LIST
    answer = found(marked, later)
    assert answer.state is State.EXACT
    assert answer.start == marked.at + len("Eine neue Überschrift\n\n")


def test_context_grows_until_a_repeat_is_told_apart() -> None:
    long = "Dieser Absatz steht wörtlich so an beiden Stellen, von seinem Anfang bis zu seinem Ende immer gleich. "
    text = f"Erstens. {long}Zweitens. {long}Drittens."
    first, second = quote(text, "immer gleich"), quote(text, "immer gleich", 1)
    assert "Zweitens" in first.after + first.before
    assert "Zweitens" in second.before or "Drittens" in second.after
    for marked in (first, second):
        assert found(marked, "Vorwort. " + text).start == marked.at + len("Vorwort. ")


def test_a_repeat_that_is_only_wrapped_otherwise_is_told_apart_too() -> None:
    sentence = "Die zuständige Behörde kann Ausnahmen zulassen, soweit Belange der Sicherheit nicht entgegenstehen. "
    text = f"Über Rinder.\n{sentence * 2}\nÜber Schweine.\n{(sentence * 2).replace(' ', chr(10), 3)}\nEnde."
    marked = quote(text, "soweit Belange", 3)
    assert found(marked, text.replace("\n", " ")).start == text.index("soweit Belange", marked.at)


def test_places_that_nothing_tells_apart_are_all_shown() -> None:
    text = "\n\n".join(f"{'x' * 500}\nEr berichtet dem Landtag jedes Jahr.\n{'y' * 500}" for _ in range(3))
    answer = found(Selector("Er berichtet dem Landtag", "x" * 20 + "\n", " jedes Jahr.\n" + "y" * 20, 700), text)
    assert answer.state is State.AMBIGUOUS
    assert not answer.found
    assert [text[place.start : place.end] for place in answer.candidates] == ["Er berichtet dem Landtag"] * 3


def test_case_tells_apart_what_folding_makes_equal() -> None:
    text = "Wir haben github als Kunden.\nWir haben GITHUB als Kunden.\nWir haben GitHub als Kunden.\n"
    marked = quote(text, "GITHUB als")
    changed = text.replace(".\n", ".\n\n")
    assert words(found(marked, changed), changed) == "GITHUB als"


def test_a_few_letters_resemble_nothing_without_their_context() -> None:
    text = seed(STIMULUS)
    marked = quote(text, "dem gleichen Weg")
    start = text.index("dem gleichen Weg")
    elsewhere = text[: start - 300] + text[start + 300 :] + " Sie gingen den gleichen Weg zurück nach Hause."
    assert not found(marked, elsewhere).found


def test_a_few_letters_without_any_context_are_not_trusted() -> None:
    answer = found(Selector("KI"), "Hier steht KI ein einziges Mal in einem langen Satz.")
    assert answer.state is State.LOST
    assert answer.candidates


def test_a_quote_written_by_hand_without_context_is_found_where_it_stands_once() -> None:
    text = seed(ALLIANCE)
    sentence = "美国拉拢日本推进“供应链合作”"
    assert found(Selector(sentence), text).state is State.EXACT
    assert not found(Selector("美国拉拢韩国参加“芯片四方联盟”"), text).found


def test_the_old_place_is_only_a_hint() -> None:
    text = seed(STIMULUS)
    marked = quote(text, ON_CAPACITY)
    drifted = Selector(marked.text, marked.before, marked.after, marked.at + 777)
    for same_text in (True, False):
        assert found(drifted, text, same_text=same_text).start == marked.at


def test_many_quotes_share_one_resolver_and_get_the_answers_each_would_get_alone() -> None:
    text = seed(PAPER)
    changed = text.replace("经济安全", "經濟安保").replace("政策", "策略", 9)
    marked = [select(text, at, at + 40) for at in range(200, 4000, 190)]
    together = Resolver(changed)
    together.prepare()
    assert [together.resolve(one) for one in marked] == [found(one, changed) for one in marked]


def test_other_places_with_like_words_are_told_wherever_they_stand_and_none_overlap() -> None:
    words = "日本没有像美国那样把管制对象扩大到基础和新兴技术"
    twin = "日本没有像欧盟那样把管制对象扩大到新兴技术"
    text = f"{words}。{'另一件事。' * 60}{twin}。{'无关的话。' * 60}"
    found = Resolver(text).alike(words)
    assert [text[one.start : one.end] for one in found] == [words, twin]
    assert found[0].score > found[1].score
    assert Resolver("无关的话。" * 60).alike(words) == ()
    assert Resolver(text).alike(" **") == ()


FARM = (
    "The committee met in spring. Its loop-carried dependences were discussed at length by every member, and nobody "
    "objected to the well-meant proposal. It is nowhere written that a vote was needed. Everyone went home early.\n"
)


@pytest.mark.parametrize("hyphen", ["-\n", "\u2010\n  ", "- ", "\u2011"])
def test_a_text_wrapped_anew_at_a_hyphen_has_the_same_words(hyphen: str) -> None:
    marked = quote(FARM, "loop-carried dependences were discussed")
    for old, new in (
        (FARM, FARM.replace("-carried", f"{hyphen}carried")),
        (FARM, FARM.replace("well-", f"well{hyphen}")),
    ):
        answer = found(marked, new)
        assert answer.state in (State.NORMALIZED, State.EXACT)
        assert fold(words(answer, new)).text == fold(marked.text).text
        back = quote(new, words(answer, new))
        assert found(back, old).state in (State.NORMALIZED, State.EXACT)


@pytest.mark.parametrize(
    ("old", "new"),
    [("nowhere", "now here"), ("nowhere", "now\nhere"), ("well-meant", "wellmeant"), ("loop-carried", "loop carried")],
)
@pytest.mark.parametrize("with_old_text", [False, True])
def test_a_word_split_or_joined_is_shown_for_review(old: str, new: str, with_old_text: bool) -> None:
    for before, after in ((old, new), (new, old)):
        text, changed = FARM.replace(old, before), FARM.replace(old, after)
        start = text.index(before)
        answer = found(
            select(text, start - 6, start + len(before) + 8), changed, old_text=text if with_old_text else None
        )
        assert answer.state is (State.TRACKED if with_old_text else State.FUZZY)
        assert after in words(answer, changed)


def test_a_text_that_lost_all_its_spaces_has_the_same_words() -> None:
    marked = quote(FARM, "nowhere written that a vote")
    joined = FARM.replace(" ", "")
    answer = found(marked, joined)
    assert answer.state is State.NORMALIZED
    assert words(answer, joined) == "nowherewrittenthatavote"
    assert found(quote(joined, "nowherewrittenthatavote"), FARM).state is State.NORMALIZED


@pytest.mark.parametrize(
    ("old", "new"), [("10³ Stück", "103 Stück"), ("1½ Jahre", "11/2 Jahre"), ("5*3 Felder", "53 Felder")]
)
def test_another_number_is_another_wording(old: str, new: str) -> None:
    text = f"Im Bericht des Amtes steht, dass {old} genügen sollen, wenn alle einverstanden sind und niemand fehlt."
    answer = found(quote(text, f"dass {old} genügen"), text.replace(old, new))
    assert answer.state is State.FUZZY


@pytest.mark.parametrize("count", [3, 700])
def test_words_in_many_places_none_with_their_context_are_ambiguous(count: int) -> None:
    text = "\n".join(f"Absatz {number}: Näheres regelt das Gesetz, Fassung {number * 7}." for number in range(count))
    marked = Selector("Näheres regelt das Gesetz", "Der Rat wird in geheimer Wahl bestellt. ", ", das er selbst gibt.")
    answer = found(marked, text)
    assert answer.state is State.AMBIGUOUS
    assert f"{count} places" in answer.reason
    assert {text[one.start : one.end] for one in answer.candidates} == {marked.text}


def test_what_is_found_never_begins_or_ends_inside_a_word() -> None:
    text = (
        "Der Bericht nennt drei Gründe. Die zuständige Landesbehörde untersucht die Herden jedes Jahr im Herbst. Ende."
    )
    marked = quote(text, "Die zuständige Landesbehörde untersucht die Herden")
    changed = text.replace("Die zuständige Landesbehörde untersucht", "Die Kreisbehörde untersuchte neuerdings")
    answer = found(marked, changed)
    shown = [(answer.start, answer.end)] if answer.found else [(one.start, one.end) for one in answer.candidates]
    for start, end in shown:
        assert not (changed[start - 1].isalnum() and changed[start].isalnum())
        assert not (changed[end - 1].isalnum() and changed[end].isalnum())


def test_similar_passages_that_stand_close_together_are_all_shown() -> None:
    text = "The mill was sold.\n\nRain fell.\n\nThe mill was sold.\n"
    shown = Resolver(text).alike("The mill was soled")
    assert [text[one.start : one.end] for one in shown] == ["The mill was sold."] * 2
