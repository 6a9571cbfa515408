"""A map's own file as a format."""

import pytest
from hypothesis import given

from argmap.formats import ExportInput, Incoming, UnreadableFormat
from argmap.formats.export_input import excerpt
from argmap.formats.toml_map import export, read
from argmap.model import ArgMap, problems
from tests.laws import examples
from tests.strategies import maps


@examples(15)
@given(maps(comments=True))
def test_a_map_is_a_map(whole: ArgMap) -> None:
    content = export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    assert read(Incoming(data=content.encode(), name="x.toml")).map == whole


def test_a_broken_map_is_refused_with_every_line() -> None:
    with pytest.raises(UnreadableFormat, match=r"^x\.toml:1: there is no `format`"):
        read(Incoming(data=b"[map]\ntitle = 7\n", name="x.toml"))


@examples(30)
@given(maps(comments=True))
def test_a_part_of_a_map_is_a_sound_map_with_the_links_inside_it(whole: ArgMap) -> None:
    for focus in sorted(whole.ids):
        sizes = []
        for depth in range(3):
            part = excerpt(whole, focus, depth)
            assert problems(part) == []
            assert part.claims.keys() <= whole.claims.keys()
            kept = set(part.links())
            assert kept <= set(whole.links())
            ids = {*part.claims, *part.quotes}
            assert kept == {link for link in whole.links() if {link.target, *link.premises, *link.against} <= ids}
            assert {quote.source for quote in part.quotes.values()} <= part.sources.keys()
            assert part.comments.keys() <= part.addresses()
            assert focus in part.ids
            sizes.append(len(ids))
        assert sizes == sorted(sizes)
