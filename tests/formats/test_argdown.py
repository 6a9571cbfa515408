"""Maps as Argdown, and back: what is written, and that nothing of it is lost."""

from dataclasses import replace

import pytest
from hypothesis import given

from argmap.formats import ExportInput, Incoming
from argmap.formats.argdown import ARGDOWN
from argmap.formats.registry import format_of
from argmap.model import ArgMap, Claim, Comment, Quote, Source
from tests.laws import examples
from tests.strategies import maps


def written(whole: ArgMap) -> str:
    content = ARGDOWN.export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    return content


def read(text: str):
    return ARGDOWN.read(Incoming(data=text.encode(), name="debate.argdown"))


@examples(40)
@given(maps(comments=True))
def test_out_and_in_again_is_the_same_map_but_for_its_comments(whole):
    imported = read(written(whole))
    assert imported.map == replace(whole, comments={})
    assert imported.skipped == ()


@examples(20)
@given(maps())
def test_what_is_written_holds_nothing_that_a_terminal_would_obey(whole):
    assert all(character == "\n" or character.isprintable() or character in "\u3000\xa0" or ord(character) > 0x9F
               for character in written(whole))  # fmt: skip
    assert not set(written(whole)) & set("\x1b\x9b\u202e\u2028\r\x85")


@examples(15)
@given(maps())
def test_one_map_has_one_text(whole):
    shuffled = replace(
        whole,
        claims=dict(reversed(whole.claims.items())),
        quotes=dict(reversed(whole.quotes.items())),
        sources=dict(reversed(whole.sources.items())),
    )
    assert written(shuffled) == written(whole)


def small() -> ArgMap:
    return ArgMap(
        title="Controls",
        thesis=("diverge",),
        sources={"gui": Source(path="gui.txt", year=2022)},
        quotes={"no-extension": Quote(source="gui", text="没有像美国\n那样", at=7, translation="did not")},
        claims={
            "diverge": Claim(
                text="They diverge.",
                tags=("export controls",),
                supported_by=(("law",), ("law", "no-extension")),
                countered_by=(("align",),),
                undercut={("align",): (("law", "no-extension"),), ("law", "no-extension"): (("align",),)},
            ),
            "align": Claim(text="Japan aligns.", note="Or says so."),
            "law": Claim(text="A law says it: {x}."),
        },
    )


def test_a_map_reads_as_a_person_would_write_it():
    head, rest = written(small()).split("\n===\n\n")
    assert 'thesis: ["diverge"]' in head
    assert rest == (
        "[diverge]: They diverge. #(export controls)\n"
        "  + [law]\n\n"
        '[not diverge]: ¬ They diverge. {\n  kind: "denial"\n}\n'
        "  -> [diverge]\n\n"
        "<law + no-extension for diverge>\n\n(1) [law]\n(2) [no-extension]\n----\n  <_ [align]\n(3) [diverge]\n\n"
        '[not align against diverge]: ¬ (align against diverge) {\n  kind: "undercut"\n}\n\n'
        "<align against diverge>\n\n(1) [align]\n----\n  <_ [not align against diverge]\n(2) [not diverge]\n\n"
        "<law + no-extension undercuts align for diverge>\n\n"
        "(1) [law]\n(2) [no-extension]\n----\n(3) [not align against diverge]\n\n"
        '[align]: Japan aligns. {\n  note: "Or says so."\n}\n\n'
        "[law]: A law says it: \\{x\\}.\n\n"
        '[no-extension]: 没有像美国那样 {\n  kind: "quote"\n  source: "gui"\n  translation: "did not"\n  at: 7\n'
        '  text: "没有像美国\\n那样"\n}\n'
    )


def test_a_statement_edited_in_an_editor_counts_over_the_exact_text_kept_beside_it():
    text = written(small()).replace("没有像美国那样 {", "没有像美国 {")
    assert read(text).map.quotes["no-extension"].text == "没有像美国"


def test_a_statement_added_in_an_editor_comes_in_beside_the_others():
    text = written(small()) + "\n[New one]: It is new. #(fresh) {who: me}\n  +> [diverge]\n"
    imported = read(text)
    assert imported.map.claims["new-one"] == Claim(text="It is new.", tags=("fresh",), note="who: me")
    assert ("new-one",) in imported.map.claims["diverge"].supported_by


def test_a_quote_whose_source_was_removed_is_taken_as_a_claim_and_said():
    text = written(small()).replace('source: "gui"', 'source: "gone"')
    imported = read(text)
    assert "no-extension" in imported.map.claims
    assert any("no source" in each.message for each in imported.skipped)


def test_long_tags_and_many_linked_premises_come_back():
    many = tuple(f"{'premise-' * 9}{at:02}" for at in range(40))
    claims = {some: Claim(text=f"{some} [{some}]: <x>:", tags=("t" * 2000,)) for some in many}
    claims["all"] = Claim(text="x", supported_by=(many,), undercut={many: (("u",), ("u", "v"))})
    whole = ArgMap(title="t", claims={**claims, "u": Claim(text="u"), "v": Claim(text="v")})
    assert read(written(whole)).map == whole


def test_the_comments_of_the_file_are_said_to_be_lost():
    whole = replace(small(), comments={("claims", "law"): Comment(above=("# why",))})
    assert ARGDOWN.export(ExportInput(map=whole)).losses == ("1 comment of the file",)


@pytest.mark.parametrize("name", ["debate.argdown", "debate.ad", "pasted"])
def test_argdown_is_recognised_by_its_name_or_by_its_titles_and_relations(name):
    assert format_of(Incoming(data=b"[A]: one\n  + <B>: two\n", name=name)) is ARGDOWN
