"""What holds for any text and any selection."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from argmap.anchor import Resolver, Selector, State, select
from argmap.text.folding import fold
from tests.laws import examples

from .texts import NATIONALISM, PAPER, STIMULUS, TRADITIONAL, found, seed

ANY_TEXT = st.text(alphabet=st.characters() | st.sampled_from("ab \n。国國\u200b\u0301𠀀*-ß\x00"), max_size=200)
SOME_TEXT = st.sampled_from([NATIONALISM, TRADITIONAL, STIMULUS, PAPER]).map(lambda number: seed(number)[:6000])


@st.composite
def selections(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, int, int]:
    text = draw(texts.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, min(len(text), start + draw(st.sampled_from([1, 3, 30, 300, 9999])))))
    return text, start, end


@given(selections(ANY_TEXT))
def test_an_anchor_holds_the_text_around_it(selection: tuple[str, int, int]) -> None:
    text, start, end = selection
    made = select(text, start, end)
    whole = made.before + made.text + made.after
    assert text.startswith(whole, made.at - len(made.before))
    assert made.text == (text[start:end].strip() or text[start:end])


@given(selections(ANY_TEXT | SOME_TEXT))
def test_in_its_own_text_a_quote_has_its_own_place(selection: tuple[str, int, int]) -> None:
    text, start, end = selection
    made = select(text, start, end)
    answer = found(made, text, same_text=True)
    assert (answer.state, answer.start, answer.end) == (State.EXACT, made.at, made.at + len(made.text))


@given(selections(ANY_TEXT | SOME_TEXT))
def test_in_an_unchanged_text_a_quote_is_at_its_place_or_nowhere(selection: tuple[str, int, int]) -> None:
    text, start, end = selection
    made = select(text, start, end)
    answer = found(made, text)
    if answer.found:
        assert (answer.start, answer.end) == (made.at, made.at + len(made.text))
    else:
        assert fold(text).text.count(fold(made.text).text) != 1 or not fold(made.text).text


@examples(60)
@given(selections(SOME_TEXT), st.text(max_size=80), st.booleans())
def test_an_insertion_far_away_does_not_change_the_words(
    selection: tuple[str, int, int], inserted: str, before: bool
) -> None:
    text, start, end = selection
    assume(end - start >= 3)
    made = select(text, start, end)
    away = 500
    assume(made.at > away if before else made.at + len(made.text) + away < len(text))
    changed = inserted + text if before else text + inserted
    answer = found(made, changed)
    if answer.found:
        assert changed[answer.start : answer.end] == made.text
        assert answer.start == made.at + len(inserted) * before


@example("0", "0", "", "", -1, None, True)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.integers(-5, 300), st.none() | ANY_TEXT, st.booleans())
def test_no_selector_and_no_text_is_too_odd(
    text: str, words: str, before: str, after: str, at: int, old: str | None, same_text: bool
) -> None:
    selector = Selector(words, before, after, at)
    answer = Resolver(text).resolve(selector, same_text=same_text, old_text=old)
    prepared = Resolver(text, folded=lambda: fold(text))
    prepared.prepare(old)
    assert prepared.resolve(selector, same_text=same_text, old_text=old) == answer
    if answer.found:
        assert 0 <= answer.start < answer.end <= len(text)
    else:
        assert answer.reason
    if answer.state is State.EXACT:
        assert text[answer.start : answer.end] == words
    if answer.state is State.NORMALIZED:
        assert fold(text[answer.start : answer.end]).text == fold(words).text


@examples(60)
@given(selections(SOME_TEXT), st.data())
def test_edited_texts_give_answers_that_say_what_they_mean(
    selection: tuple[str, int, int], data: st.DataObject
) -> None:
    text, start, end = selection
    made = select(text, start, end)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    changed = text[: cuts[0]] + data.draw(st.text(max_size=20)) + text[cuts[1] :]
    resolver = Resolver(changed)
    answers = [resolver.resolve(made), resolver.resolve(made, old_text=text)]
    for answer in answers:
        if answer.state is State.EXACT:
            assert changed[answer.start : answer.end] == made.text
        if answer.state is State.NORMALIZED:
            assert fold(changed[answer.start : answer.end]).text == fold(made.text).text
        assert 0 <= answer.score <= 1
