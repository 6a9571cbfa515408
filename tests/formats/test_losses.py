"""What is lost is counted, all of it, and nothing is said of what is not there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from argmap.formats import ExportInput, Format, Incoming
from argmap.formats.format import Part, losses
from argmap.formats.registry import formats
from argmap.model import ArgMap, Claim, Comment, Quote, Source, with_ids

FULL = ArgMap(
    title="Title",
    note="Why",
    thesis=("main", "aside"),
    sources={
        "talk": Source(
            path="talk.txt", title="Talk", author="Who", lang="zh", year=1999, url="https://a.example/", note="Seen"
        ),
        "unread": Source(path="b.txt", note="later"),
    },
    claims={
        "main": Claim(
            text="Main point",
            note="Noted",
            tags=("x", "y"),
            supported_by=(("one", "two"), ("said",), ("told",)),
            countered_by=(("not",),),
            undercut={("one", "two"): (("aside",),)},
        ),
        "aside": Claim(text="By the way"),
        "one": Claim(text="First"),
        "two": Claim(text="Second"),
        "not": Claim(text="Against"),
        "alone": Claim(text="Alone"),
    },
    quotes={
        "said": Quote(source="talk", text="Words", before="some ", after=" more", at=5, note="Loud", tags=("z",)),
        "told": Quote(source="talk", text="文字", translation="Letters"),
    },
    comments={("claims", "main"): Comment(above=("# look here",))},
)
"""A map with something of everything but conflicts, which a map on its way to somebody does not have."""


def changed(section: str, some_id: str, **fields: Any) -> ArgMap:
    elements = getattr(FULL, section)
    return replace(FULL, **{section: {**elements, some_id: replace(elements[some_id], **fields)}})


def without(section: str, some_id: str) -> ArgMap:
    elements = getattr(FULL, section)
    return replace(FULL, **{section: {at: each for at, each in elements.items() if at != some_id}})


CHANGES: dict[str, tuple[ArgMap, tuple[str, ...]]] = {
    "title": (replace(FULL, title="Another"), ("title",)),
    "note": (replace(FULL, note="Another"), ("note",)),
    "order of theses": (replace(FULL, thesis=("aside", "main")), ("theses", "claims")),
    "thesis": (replace(FULL, thesis=("main",)), ("theses", "claims")),
    "title of a source": (changed("sources", "talk", title="Another"), ("source",)),
    "author": (changed("sources", "talk", author="Another"), ("source",)),
    "language": (changed("sources", "talk", lang="de"), ("source",)),
    "year": (changed("sources", "talk", year=2000), ("source",)),
    "address": (changed("sources", "talk", url="https://b.example/"), ("source",)),
    "path": (changed("sources", "talk", path="c.txt"), ("source", "path")),
    "note on a source": (changed("sources", "talk", note="Another"), ("note",)),
    "tag of a source": (changed("sources", "talk", tags=("t",)), ("tag", "source")),
    "uncited source": (without("sources", "unread"), ("source",)),
    "id of a source": (with_ids(FULL, {"talk": "tale"}), ("id", "source")),
    "claim": (changed("claims", "main", text="Another"), ("claims",)),
    "note on a claim": (changed("claims", "main", note="Another"), ("note", "claims")),
    "tags of a claim": (changed("claims", "main", tags=("w",)), ("tag", "claims")),
    "id of a claim": (with_ids(FULL, {"alone": "single"}), ("id", "claims")),
    "lonely claim": (without("claims", "alone"), ("claims",)),
    "undercut": (changed("claims", "main", undercut={}), ("undercut", "links")),
    "role": (changed("claims", "main", countered_by=(), supported_by=(("not",),), undercut={}), ("links",)),
    "linked premises": (changed("claims", "main", supported_by=(("one",), ("two",)), undercut={}), ("links",)),
    "quote": (changed("quotes", "said", text="Other"), ("quotes",)),
    "context": (changed("quotes", "said", before="other ", after=" end"), ("context", "quotes")),
    "position": (changed("quotes", "said", at=77), ("position", "quotes")),
    "note on a quote": (changed("quotes", "said", note="Another"), ("note", "quotes")),
    "tags of a quote": (changed("quotes", "said", tags=("w",)), ("tag", "quotes")),
    "id of a quote": (with_ids(FULL, {"said": "meant"}), ("id", "quotes")),
    "translation": (changed("quotes", "told", translation="Signs"), ("translation", "quotes")),
    "words that are translated": (changed("quotes", "told", text="文章"), ("own words", "quotes")),
    "comment": (replace(FULL, comments={}), ("comment",)),
}
"""Maps that say one thing otherwise, each with the words of which one says that it is lost."""

WRITERS = [known for known in formats() if known.export is not None and known.name != "png"]
"""All but PNG, which is painted from the SVG and says the same."""


def losing(known: Format) -> Callable[[ArgMap], tuple[str | bytes, tuple[str, ...]]]:
    def written(whole: ArgMap) -> tuple[str | bytes, tuple[str, ...]]:
        assert known.export is not None
        made = known.export(ExportInput(map=whole))
        return made.content, made.losses

    return written


@pytest.mark.parametrize("known", WRITERS, ids=lambda known: known.name)
def test_what_an_export_does_not_show_is_said_to_be_lost(known: Format) -> None:
    write = losing(known)
    content, said = write(FULL)
    lost = {what for what, (whole, _) in CHANGES.items() if write(whole)[0] == content}
    unsaid = {what for what in lost if not any(word in one for one in said for word in CHANGES[what][1])}
    assert unsaid == set()
    assert bool(lost) or not said


_IN_NO_OUTLINE = {
    *("note", "note on a source", "note on a claim", "note on a quote", "tag of a source", "tags of a claim"),
    *("tags of a quote", "id of a source", "id of a claim", "id of a quote", "path", "address", "author", "language"),
    *("year", "uncited source", "translation", "context", "position", "comment"),
}
LOST_ON_THE_WAY_BACK = {
    "argdown": {"comment"},
    "aif": {"comment"},
    "xaif": {"comment"},
    "json": set(),
    "toml": set(),
    "annotations": {
        *("comment", "id of a claim", "lonely claim", "note", "note on a claim", "order of theses", "thesis"),
        *("tags of a claim", "undercut"),
    },
    "canvas": {
        *("address", "author", "comment", "context", "language", "note", "note on a source", "position", "title"),
        *("tag of a source", "uncited source", "year"),
    },
    "outline": _IN_NO_OUTLINE,
}
"""For each format that goes out and comes in, which of the changes do not come back."""


@pytest.mark.parametrize("known", [known for known in WRITERS if known.read], ids=lambda known: known.name)
def test_what_goes_out_comes_back(known: Format) -> None:
    def back(whole: ArgMap) -> ArgMap:
        assert known.export is not None
        assert known.read is not None
        content = known.export(ExportInput(map=whole)).content
        data = content if isinstance(content, bytes) else content.encode()
        return known.read(Incoming(data=data, name=f"map{known.suffixes[0]}")).map

    plain = back(FULL)
    lost = {what for what, (whole, _) in CHANGES.items() if back(whole) == plain}
    assert lost == LOST_ON_THE_WAY_BACK[known.name]
    if lost <= {"comment"}:
        for whole in (FULL, *(whole for whole, _ in CHANGES.values())):
            assert back(whole) == (replace(whole, comments={}) if lost else whole)


@pytest.mark.parametrize("known", WRITERS, ids=lambda known: known.name)
def test_of_a_bare_map_nothing_is_lost_but_what_is_always_lost(known: Format) -> None:
    _, said = losing(known)(ArgMap(title="T"))
    assert set(said) <= {"the title", "the title; the file’s name stands for it", "the ids"}


def test_only_what_a_map_holds_is_said_to_be_lost() -> None:
    whole = replace(FULL, thesis=("main",), comments={})
    assert losses(whole, *Part) == (
        "5 notes",
        "3 tags",
        "1 translation",
        "1 translated quote’s own words",
        "2 quotes’ contexts and positions",
        "2 sources’ details",
        "1 source that no quote is taken from",
        "1 source’s language",
        "6 ids of claims",
        "1 mark of a thesis",
        "1 undercut",
    )
    assert losses(ArgMap(title="T"), *Part) == ()
