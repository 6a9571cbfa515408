"""Taking an imported map into one that is there: nothing of either is lost."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from argmap.corpus import Corpus, Project
from argmap.formats import ExportInput, Format
from argmap.formats.import_file import incoming_file, pages_of, read_as
from argmap.formats.import_merge import joined
from argmap.formats.import_plan import anchored, plan_import, written
from argmap.formats.registry import format_named, formats
from argmap.model import ArgMap, Claim, Quote, Source, premises_with_ids, problems
from argmap.store import load
from argmap.store.saving import save
from tests.laws import examples
from tests.strategies import maps


@examples(25)
@given(maps(comments=True), maps(comments=True))
def test_what_is_there_keeps_its_ids_and_its_words(ours: ArgMap, theirs: ArgMap) -> None:
    both = joined(ours, theirs).map
    assert problems(both) == []
    assert both.title == ours.title
    assert both.sources.keys() >= ours.sources.keys()
    assert {at: claim.text for at, claim in both.claims.items() if at in ours.claims} == {
        at: claim.text for at, claim in ours.claims.items()
    }
    assert {at: (quote.source, quote.text, quote.at) for at, quote in both.quotes.items() if at in ours.quotes} == {
        at: (quote.source, quote.text, quote.at) for at, quote in ours.quotes.items()
    }


@examples(20)
@given(maps(), maps())
def test_everything_that_comes_is_in_the_map_or_among_its_conflicts(ours: ArgMap, theirs: ArgMap) -> None:
    made = joined(ours, theirs)
    name = {at: made.renamed.get(at, at) for at in theirs.ids}
    assert len(set(name.values())) == len(name)
    for at, claim in theirs.claims.items():
        assert made.map.claims[name[at]].text.split() == claim.text.split()
        assert set(made.map.claims[name[at]].tags) >= set(claim.tags)
    undecided = {where[1] for where in made.conflicts if where[0] == "claims"}
    links = set(made.map.links())
    for link in theirs.links():
        target = name[link.target]
        here = (premises_with_ids(link.premises, name), link.role, target, premises_with_ids(link.against, name))
        assert target in undecided or any(
            (some.premises, some.role, some.target, some.against) == here for some in links
        )


@examples(20)
@given(maps(), maps())
def test_importing_the_same_again_adds_nothing(ours: ArgMap, theirs: ArgMap) -> None:
    once = joined(ours, theirs).map
    assert joined(once, theirs).map == once


def told(whole: ArgMap) -> dict[str, Quote]:
    """The quotes, each with the version that it was anchored in, whether it or its source says so."""
    return {
        at: replace(quote, blob=quote.blob or whole.sources[quote.source].blob) for at, quote in whole.quotes.items()
    }


@examples(25)
@given(maps(comments=True))
def test_into_an_empty_map_comes_all(theirs: ArgMap) -> None:
    made = joined(ArgMap(title="Mine"), theirs)
    assert made.renamed == {}
    assert made.map.claims == theirs.claims
    assert told(made.map) == told(theirs)
    assert made.map.sources == theirs.sources


def test_another_thing_of_the_same_id_comes_under_another() -> None:
    ours = ArgMap(title="Mine", claims={"jobs": Claim(text="Jobs are lost.")}, thesis=("jobs",))
    theirs = ArgMap(
        title="Theirs",
        claims={"jobs": Claim(text="Jobs are found.", supported_by=(("more",),)), "more": Claim(text="More trade.")},
        thesis=("jobs",),
    )
    made = joined(ours, theirs)
    assert made.renamed == {"jobs": "jobs-2"}
    assert made.map.claims["jobs"].text == "Jobs are lost."
    assert made.map.claims["jobs-2"].supported_by == (("more",),)
    assert made.map.thesis == ("jobs", "jobs-2")


def test_the_same_claim_under_another_id_is_that_claim() -> None:
    ours = ArgMap(
        title="Mine", claims={"a": Claim(text="Jobs are lost.", supported_by=(("b",),)), "b": Claim(text="B")}
    )
    theirs = ArgMap(
        title="T", claims={"x": Claim(text="Jobs  are lost.", countered_by=(("y",),)), "y": Claim(text="Y")}
    )
    made = joined(ours, theirs)
    assert made.renamed == {"x": "a"}
    assert made.map.claims["a"] == Claim(text="Jobs are lost.", supported_by=(("b",),), countered_by=(("y",),))


def test_a_passage_that_is_quoted_already_keeps_its_anchor() -> None:
    ours = ArgMap(
        title="M", sources={"s": Source(path="a.txt")}, quotes={"q": Quote(source="s", text="words", at=7, before="x")}
    )
    theirs = ArgMap(
        title="T",
        sources={"t": Source(path="a.txt", title="A")},
        quotes={"r": Quote(source="t", text="words", at=0, translation="Wörter")},
    )
    made = joined(ours, theirs)
    assert made.map.quotes == {"q": Quote(source="s", text="words", at=7, before="x", translation="Wörter")}
    assert made.map.sources == {"s": Source(path="a.txt", title="A")}
    assert made.conflicts == {}


def test_two_notes_on_one_claim_are_both_kept_for_a_person_to_decide() -> None:
    ours = ArgMap(title="M", note="mine", claims={"a": Claim(text="A", note="mine")})
    theirs = ArgMap(title="T", note="theirs", claims={"a": Claim(text="A", note="theirs")})
    made = joined(ours, theirs)
    assert list(made.conflicts) == [("claims", "a", "note")]
    assert made.map.note == "mine"
    assert made.left == ("the note on the whole, for this map is another",)


def test_a_claim_that_is_no_thesis_here_does_not_become_one() -> None:
    ours = ArgMap(title="M", claims={"a": Claim(text="A", supported_by=(("b",),)), "b": Claim(text="B")}, thesis=("a",))
    theirs = ArgMap(
        title="T",
        claims={"b": Claim(text="B", supported_by=(("c",),)), "c": Claim(text="C"), "d": Claim(text="D")},
        thesis=("b", "d"),
    )
    made = joined(ours, theirs)
    assert set(made.map.thesis) == {"a", "d"}
    assert made.map.claims["b"].supported_by == (("c",),)


def test_the_note_on_another_map_is_no_note_on_this() -> None:
    made = joined(ArgMap(title="M", claims={"a": Claim(text="A")}), ArgMap(title="T", note="author: Me"))
    assert made.map.note is None
    assert made.left == ("the note on the whole, for this map is another",)
    assert joined(ArgMap(title="M"), ArgMap(title="T", note="N")).map.note == "N"


def test_a_note_in_other_lines_is_the_same_note() -> None:
    ours = ArgMap(title="M", claims={"a": Claim(text="A", note="one\ntwo\n\nthree\n")})
    made = joined(ours, ArgMap(title="M", claims={"a": Claim(text="A", note="one two\nthree")}))
    assert made.map == ours
    assert made.conflicts == {}


def test_the_same_map_with_two_sources_of_one_file_adds_nothing_the_second_time() -> None:
    ours = ArgMap(title="T", sources={"m": Source(path="a.txt")}, quotes={"a": Quote(source="m", text="x")})
    theirs = ArgMap(
        title="T",
        sources={"k": Source(path="a.txt"), "a": Source(path="a.txt")},
        quotes={"b": Quote(source="k", text="x")},
    )
    once = joined(ours, theirs).map
    assert len(once.quotes) == 1
    assert joined(once, theirs).map == once


def taken_in(target: Path, file: Path, fmt: Format) -> ArgMap:
    """The map in `target` after a file was imported into it, as `argmap import --into` does it."""
    project = Project.of(target)
    loaded, corpus = load(target), Corpus(project)
    whole = loaded.map
    incoming = replace(incoming_file(file, project), page=pages_of(whole, corpus, file.parent))
    import_plan = plan_import(read_as(incoming, fmt)[1], project, file.parent)
    with written(import_plan.files):
        after = joined(whole, anchored(import_plan.map, Corpus(project))).map
        save(target, after, loaded.fingerprint)
    return after


TWO_WAYS = [fmt for fmt in formats() if fmt.read is not None and fmt.export is not None]
FOREIGN = {
    "kialo": "Discussion Title: T\n\n1. Ban cars.\n1.1. Pro: Air [1]\n1.2. Con: Shops [2] [3]\n1.2.1. Pro: Air\n\n"
    'Sources:\n[1] https://x.org/a/b\n"quoted words"\n[2] https://x.org/c\n[3] https://x.org/a/b\n',
    "annotations": json.dumps(
        {
            "rows": [
                {
                    "id": name,
                    "uri": "https://x.org/p",
                    "text": "Agreed.",
                    "user": "acct:kim@x.org",
                    "references": answered,
                    "target": [
                        {
                            "source": "https://x.org/p",
                            "selector": [
                                {"type": "TextQuoteSelector", "exact": words},
                                {"type": "PageSelector", "index": 3, "label": "iv"},
                            ],
                        }
                    ],
                }
                for name, words, answered in (("a", "one", []), ("b", "two", []), ("c", "x", ["a"]), ("d", "y", ["b"]))
            ]
        }
    ),
    "argdown": "# T\n\n[A]: a\n  + [B]: b\n  - b\n\n<Arg>\n\n(1) [B]\n(2) c\n--\nr {uses: [1]}\n--\n(3) [A]\n",
    "outline": "# Ban cars\n## Pros\n- Air\n- Air\n## Cons\n- Shops\n",
    "canvas": json.dumps(
        {
            "nodes": [
                {"id": at, "type": "text", "text": "same", "x": 0, "y": n * 100, "width": 9, "height": 9}
                for n, at in enumerate("abc")
            ],
            "edges": [{"id": "e", "fromNode": "a", "toNode": "b", "label": "supports"}],
        }
    ),
    "aif": json.dumps(
        {
            "nodes": [
                {"nodeID": "1", "text": "same", "type": "I"},
                {"nodeID": "2", "text": "same", "type": "I"},
                {"nodeID": "3", "text": "RA", "type": "RA"},
            ],
            "edges": [{"edgeID": "4", "fromID": "1", "toID": "3"}, {"edgeID": "5", "fromID": "3", "toID": "2"}],
        }
    ),
}


def imported_twice(content: bytes, fmt: Format, before: ArgMap) -> None:
    """A file that is imported into a map a second time changes nothing of it, and makes no file."""
    with TemporaryDirectory() as folder:
        target, file = Path(folder) / "map.toml", Path(folder) / f"debate{fmt.suffixes[0]}"
        save(target, before, None)
        file.write_bytes(content)
        once = taken_in(target, file, fmt)
        files = sorted(Path(folder).rglob("*"))
        assert taken_in(target, file, fmt) == once
        assert sorted(Path(folder).rglob("*")) == files


@pytest.mark.parametrize("fmt", TWO_WAYS, ids=lambda fmt: fmt.name)
@examples(8)
@given(maps(), maps())
def test_importing_a_file_of_any_format_again_adds_nothing(fmt: Format, ours: ArgMap, theirs: ArgMap) -> None:
    assert fmt.export is not None
    content = fmt.export(ExportInput(map=theirs)).content
    imported_twice(content if isinstance(content, bytes) else content.encode(), fmt, ours)


@pytest.mark.parametrize("name", FOREIGN)
def test_importing_what_others_wrote_again_adds_nothing(name: str) -> None:
    imported_twice(FOREIGN[name].encode(), format_named(name), ArgMap(title="Mine"))
