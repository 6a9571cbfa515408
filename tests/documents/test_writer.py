"""Writing texts: pages are counted as they were told, whatever is said between."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.documents.writer import TextWriter
from argmap.text.pages import pages_of

_said = st.text(st.sampled_from(" \n\t\f\v\0\x1b字カa.|1#-"), max_size=6)
_deeds = st.one_of(
    st.tuples(st.just("say"), _said),
    st.tuples(st.just("page"), st.sampled_from(["", "i", "ii", "7"])),
    st.tuples(st.just("end"), st.sampled_from(["", "# ", "- "])),
    st.tuples(st.just("verbatim"), _said),
    st.tuples(st.sampled_from(["line_break", "raise_level", "lower_level", "end_level"])),
)


@given(st.lists(_deeds, max_size=20), st.sampled_from(["", "1"]))
def test_every_page_has_its_place_in_the_text(deeds: list[tuple[str, ...]], first: str):
    writer = TextWriter(first)
    for name, *given_to in deeds:
        getattr(writer, name)(*given_to)
    text = writer.text
    if not text:
        return
    assert text.count("\f") == max(0, len(writer.labels) - 1)
    assert not set(text) & set("\0\x1b\v\t\r\x0e\x0f\x10")
    assert text == writer.text, "asking changes nothing"
    if not writer.labels:
        assert pages_of(text) is None


def test_lines_of_ideographs_join_without_a_space_and_others_with_one():
    writer = TextWriter()
    writer.say("在出口\n  管制方面 ，the\nport")
    assert writer.text == "在出口管制方面 ，the port\n"
