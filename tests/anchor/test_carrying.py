"""With the old text at hand, a passage is followed through the edits."""

from itertools import pairwise

from argmap.anchor import Selector, State, select
from argmap.anchor.diff import shared_in_order

from .texts import ON_PARTNERS, PAPER, STIMULUS, found, quote, seed, words


def test_a_passage_that_stands_three_times_is_followed_to_its_own_place() -> None:
    sentence = "Der Ausschuss berichtet dem Landtag in jedem Jahr einmal schriftlich. "
    parts = ["Über Wasser. ", "Über Luft. ", "Über Boden. "]
    old = "".join(part + sentence * 2 for part in parts)
    new = "".join(part + "Neu. " * 9 + sentence * 2 for part in parts)
    for which in range(6):
        marked = quote(old, sentence.strip(), which)
        bare = Selector(marked.text, at=marked.at)
        answer = found(bare, new, old_text=old)
        places = [at for at in range(len(new)) if new.startswith(sentence.strip(), at)]
        assert answer.state is State.EXACT
        assert answer.start == places[which]


def test_a_reworded_passage_is_carried_even_where_little_resembles_it() -> None:
    old = seed(STIMULUS)
    reworded = "Um dies zu erreichen, empfahl man Bemühungen im Rahmen öffentlich-privater Partnerschaft."
    new = old.replace(ON_PARTNERS, reworded)
    answer = found(quote(old, ON_PARTNERS), new, old_text=old)
    assert answer.state is State.TRACKED
    assert words(answer, new) == reworded


def test_a_deleted_passage_is_not_attached_to_its_twin() -> None:
    sentence = "Die zuständige Behörde kann im Einzelfall Ausnahmen von dieser Vorschrift zulassen."
    cows, pigs = (
        "Für Rinder gilt dies hier allein.\n{}Mehr zu Rindern.\n\n",
        "Für Schweine gilt jenes.\n{}Mehr zu Schweinen.",
    )
    old = (cows + pigs).format(f"{sentence}\n", f"{sentence}\n")
    new = (cows + pigs).format("", f"{sentence}\n")
    assert not found(quote(old, sentence, 0), new, old_text=old).found
    assert found(quote(old, sentence, 1), new, old_text=old).found


def test_a_passage_that_moved_is_found_where_it_went() -> None:
    old = seed(STIMULUS)
    new = old.replace(ON_PARTNERS, "") + "\n" + ON_PARTNERS
    answer = found(quote(old, ON_PARTNERS), new, old_text=old)
    assert words(answer, new) == ON_PARTNERS


def test_other_words_at_the_old_place_are_said_to_be_rewritten() -> None:
    old = seed(STIMULUS)
    new = old.replace(ON_PARTNERS, "Heute regnet es an der ganzen Küste von Kyushu bis Hokkaido.")
    assert found(quote(old, ON_PARTNERS), new, old_text=old).state is State.REWRITTEN


def test_an_old_text_that_does_not_hold_the_quote_is_no_hindrance() -> None:
    text = seed(STIMULUS)
    answer = found(quote(text, ON_PARTNERS), text + "\n", old_text="Ein ganz anderer Text.")
    assert answer.state is State.EXACT


def test_the_diff_pairs_what_both_texts_share_and_nothing_else() -> None:
    old = seed(PAPER)
    new = old[:2000] + "一段全新的文字" * 5 + old[2500:9000] + old[9100:]
    blocks = shared_in_order(old, new)
    assert all(old[i : i + n] == new[j : j + n] for i, j, n in blocks)
    assert all(a.i + a.n <= b.i and a.j + a.n <= b.j for a, b in pairwise(blocks))
    assert sum(n for _, _, n in blocks) >= len(old) - 600


def test_every_passage_of_an_edited_text_is_carried_to_its_own_words() -> None:
    old = seed(PAPER)
    new = old.replace("美国", "美國").replace("经济安全", "经济与安全")
    for at in range(100, len(old) - 100, 450):
        marked = select(old, at, at + 60)
        answer = found(marked, new, old_text=old)
        assert answer.found
        assert words(answer, new).replace("美國", "美国").replace("经济与安全", "经济安全") == marked.text


def test_states_are_read_by_their_names_in_earlier_versions_too() -> None:
    assert (State("folded"), State("carried")) == (State.NORMALIZED, State.TRACKED)
    assert [State(state.value) for state in State] == list(State)
