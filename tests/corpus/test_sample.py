"""The sample: a small debate that anybody may copy, valid and in canonical form, with a text to review."""

from pathlib import Path

import pytest

from argmap.corpus import Corpus, Project
from argmap.corpus.sample import CHANGING, copy_sample, correct_text, sample_folder
from argmap.store import dumps, load


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def test_a_copy_has_every_file_of_the_sample(path: Path, tmp_path: Path):
    def files(folder: Path) -> dict[str, bytes]:
        return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

    assert files(tmp_path) == files(sample_folder())
    assert path.is_file()


def test_copying_again_replaces_what_was_changed(path: Path, tmp_path: Path):
    path.write_text("other", "utf-8")
    assert copy_sample(tmp_path) == path
    assert path.read_bytes() == (sample_folder() / "maps" / path.name).read_bytes()


def test_every_quote_of_the_sample_is_exact_and_its_map_is_canonical(path: Path):
    read = load(path)
    assert dumps(read.map).encode() == path.read_bytes()
    states = Corpus(Project.of(path)).quote_states(read.map).values()
    assert {quote_state.state for quote_state in states} == {"exact"}


def test_the_sample_shows_each_kind_of_link(path: Path):
    links = list(load(path).map.links())
    assert {link.role for link in links} == {"support", "counter", "undercut"}
    assert any(len(link.premises) > 1 for link in links)


def test_both_sides_are_quoted(path: Path):
    whole = load(path).map
    assert {source.author for source in whole.sources.values()} == {"Brutus", "Alexander Hamilton"}
    for at in whole.sources:
        assert sum(quote.source == at for quote in whole.quotes.values()) >= 10


def test_the_corrected_text_leaves_quotes_to_review_and_loses_none(path: Path, tmp_path: Path):
    correct_text(tmp_path)
    whole = load(path).map
    quote_states = Corpus(Project.of(path)).quote_states(whole)
    doubtful = {at for at, quote_state in quote_states.items() if quote_state.needs_review}
    assert doubtful == {"pretext", "stipulations", "surrender-nothing", "usurp"}
    assert {quote_states[at].state for at in doubtful} == {"fuzzy"}
    assert "colourable" in (tmp_path / CHANGING).read_text("utf-8")
