"""Passages that came without their text, and passages of a text that is there."""

import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.map_builder import QuotableText, gathered
from argmap.text.reading import blob_id, decode
from tests.strategies import texts

PASSAGES = st.lists(texts().filter(lambda text: re.sub("[\ufeff\\s]", "", text)), min_size=1, max_size=4)


@given(PASSAGES)
def test_every_passage_stands_where_its_quote_says(passages: list[str]) -> None:
    made = gathered("kialo", passages)
    read, encoding = decode(made.text.encode())[:2]
    assert (read, encoding, blob_id(made.text.encode())) == (made.text, "UTF-8", made.blob)
    assert len(made.quotes) == len(passages)
    for quote in made.quotes:
        assert read[quote.at : quote.at + len(quote.text)] == quote.text
        assert read[: quote.at].endswith(quote.before)
        assert read[quote.at + len(quote.text) :].startswith(quote.after)


def test_words_are_found_in_another_wrapping() -> None:
    text = QuotableText("Es fördert die Halb-\nleiterindustrie.\nEnde.\n")
    [span] = text.places("die Halbleiterindustrie")
    assert text.quote("paket", span).text == "die Halb-\nleiterindustrie"
    assert text.places("  ") == []
    assert text.places("Anfang") == []
