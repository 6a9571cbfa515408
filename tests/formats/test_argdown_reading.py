"""Argdown by other people, read as maps; the counts of these documents are those of `argdown json` 1.7.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import Incoming, UnreadableFormat
from argmap.formats.argdown import ARGDOWN
from argmap.formats.import_file import read_as
from argmap.model import ArgMap, Claim, problems
from tests.formats.test_argdown import written
from tests.laws import examples
from tests.strategies import maps


def read(text: str, **files: str):
    data = text if isinstance(text, bytes) else text.encode()
    imported = ARGDOWN.read(Incoming(data=data, name="debate.argdown", neighbour=files.get))
    assert problems(imported.map) == []
    return imported


def links(whole: ArgMap) -> set[tuple]:
    return {
        (" + ".join(link.premises), str(link.role), link.target, *([" + ".join(link.against)] if link.against else []))
        for link in whole.links()
    }


def said(imported) -> list[tuple[int | None, str]]:
    return [(each.line, each.message) for each in imported.skipped]


def test_supports_and_attacks_in_every_direction():
    imported = read(
        "[A]: one\n  + [B]: two\n    - [C]: three\n  <- [D]: four\n\n"
        "[B]\n  -> [E]: five\n  +> [F]: six\n  <+ [G]: seven\n"
    )
    assert links(imported.map) == {
        ("b", "support", "a"),
        ("c", "counter", "b"),
        ("d", "counter", "a"),
        ("b", "counter", "e"),
        ("b", "support", "f"),
        ("g", "support", "b"),
    }
    assert imported.skipped == ()


def test_a_relation_belongs_to_the_last_element_that_stands_less_far_in():
    whole = read("[a]: x\n  + [b]: x\n     - [c]: x\n     - [d]: x\n    - [e]: x\n").map
    assert links(whole) == {("b", "support", "a"), ("c", "counter", "b"), ("d", "counter", "b"), ("e", "counter", "a")}


def test_a_contradiction_counters_both_ways():
    assert links(read("[a]: x\n  >< [b]: y\n").map) == {("a", "counter", "b"), ("b", "counter", "a")}


def test_strict_mode_turns_attacks_into_contraries_and_supports_into_entailments():
    text = "===\nmodel:\n  mode: strict\n===\n\n[a]: x\n  - [b]: y\n  + [c]: z\n  - <d>: an argument\n"
    assert links(read(text).map) == {
        ("a", "counter", "b"),
        ("b", "counter", "a"),
        ("c", "support", "a"),
        ("d", "counter", "a"),
    }


def test_premises_become_linked_premises_and_the_argument_a_note():
    imported = read(
        "<Freedom>: Speech is free. #con {source: C1a}\n\n"
        "(1) [abs]: An absolute right.\n(2) Censorship violates it.\n--\n"
        "Modus ponens, Specification {uses: [1,2]}\n--\n(3) It is wrong.\n  -> [censorship]: It is right.\n"
    )
    assert links(imported.map) == {
        ("abs + censorship-violates-it", "support", "it-is-wrong"),
        ("it-is-wrong", "counter", "censorship"),
    }
    conclusion = imported.map.claims["it-is-wrong"]
    assert conclusion.note == "inference: Modus ponens, Specification\nFreedom: Speech is free.\nsource: C1a"
    assert conclusion.tags == ("con",)
    assert imported.skipped == ()


def test_an_intermediate_conclusion_is_a_premise_of_the_next_inference():
    whole = read("<a>\n\n(1) [p]\n(2) [q]\n----\n(3) [r]\n(4) [s]\n-----\n(5) [t]\n").map
    assert links(whole) == {("p + q", "support", "r"), ("r + s", "support", "t")}


def test_an_inference_may_name_the_premises_that_it_uses():
    whole = read("<a>\n\n(1) [p]\n(2) [q]\n--\nrule {uses: [2]}\n--\n(3) [r]\n").map
    assert links(whole) == {("q", "support", "r")}


def test_what_undercuts_an_argument_undercuts_its_inference():
    whole = read("<a>\n\n(1) [p]\n(2) [q]\n----\n  <_ [u]: because\n(3) [r]\n\n<a>\n  _ <v>: also\n").map
    assert links(whole) == {
        ("p + q", "support", "r"),
        ("u", "undercut", "r", "p + q"),
        ("v", "undercut", "r", "p + q"),
    }


def test_what_undercuts_a_described_argument_undercuts_the_links_from_it():
    whole = read("[t]: x\n  + <a>: y\n    _ [u]: z\n").map
    assert links(whole) == {("a", "support", "t"), ("u", "undercut", "t", "a")}


def test_an_undercut_of_what_bears_on_nothing_is_said_with_its_line():
    assert said(read("[t]: x\n  _ [u]: z\n")) == [(2, "the undercut of `t`, from which no link leads on")]


def test_an_attack_on_a_whole_argument_is_taken_as_an_undercut_and_said():
    imported = read("<a>\n\n(1) [p]\n----\n(2) [c]\n\n<a>\n  - [x]: no\n")
    assert ("x", "undercut", "c", "p") in links(imported.map)
    assert said(imported) == [
        (8, "which premise of <a> `x` attacks is not said; imported as an undercut of its inference")
    ]


def test_an_argument_named_again_under_its_conclusion_says_nothing_new():
    imported = read("[c]: x\n  + <a>\n\n<a>\n\n(1) [p]\n----\n(2) [c]\n")
    assert links(imported.map) == {("p", "support", "c")}
    assert imported.skipped == ()


def test_statements_and_arguments_have_names_of_their_own():
    whole = read("[same]: a statement\n  + <same>: an argument\n").map
    assert links(whole) == {("same-2", "support", "same")}


def test_titles_become_readable_ids_in_any_script():
    whole = read("[出口管制]: 管制\n  + [Weniger Fleisch]: x\n  - An untitled reason\n").map
    assert set(whole.claims) == {"chu-kou-guan-zhi", "weniger-fleisch", "an-untitled-reason"}


def test_headings_become_tags_and_the_first_is_the_title():
    imported = read("# Food #(a tag)\n\n[a]: x\n\n## Meat\n\n[b]: y #eco\n\n[a]\n  + [b]\n")
    assert imported.map.title == "Food"
    assert imported.map.claims["a"].tags == ("Food", "a tag")
    assert imported.map.claims["b"].tags == ("Meat", "eco")


def test_the_front_matter_gives_title_and_note_and_its_settings_are_said():
    imported = read("===\ntitle: No\nauthor: Betz\ndate: 2018-10-24\ncolor:\n  tagColors: {pro: 0}\n===\n\n[a]: x\n")
    assert (imported.map.title, imported.map.note) == ("No", "author: Betz\ndate: 2018-10-24")
    assert said(imported) == [(1, "settings of the front matter: color")]


def test_metadata_inline_and_as_a_block_become_the_note():
    whole = read("[a]: x {note: why, page: 12}\n\n[b]: y {\n  who: Gui\n  where:\n    - Tokyo\n    - Seoul\n}\n").map
    assert whole.claims["a"].note == "why\npage: 12"
    assert whole.claims["b"].note == "who: Gui\nwhere: Tokyo, Seoul"


def test_broken_metadata_are_said_with_their_line_and_the_statement_is_taken():
    imported = read("[a]: x {\n  b: 1\n  c: [1,\n}\n\n[d]: y {e: *all}\n")
    assert set(imported.map.claims) == {"a", "d"}
    assert [line for line, _ in said(imported)] == [4, 6]


def test_emphasis_links_mentions_shortcodes_and_escapes_are_read_as_words():
    whole = read(
        "[a]: **Bold** _and_ *x* [a link](https://x.org/y) to @[b] or @<c>, p .->. q \\[no\\] \\+ :heart:\n"
        "  wrapped https:\\//z.org e.g. 3.5, 4.5\n"
    ).map
    assert whole.claims["a"].text == "Bold and x a link to b or c, p → q [no] + ❤ wrapped https://z.org e.g. 3.5, 4.5"
    assert whole.claims["a"].note == "https://x.org/y"


def test_a_mark_that_nothing_ends_is_a_sign():
    assert read("[a]: snake _case and 2 * 3\n").map.claims["a"].text == "snake _case and 2 * 3"


def test_comments_are_passed_over_and_said():
    imported = read("<!-- one\n two -->\n[a]: x // rest\n  // three\n  + [b]: y /* four */ z\n")
    assert imported.map.claims["b"].text == "y z"
    assert said(imported) == [(1, "comments, 4 in number, the first here")]


def test_of_two_wordings_the_last_counts_and_the_other_is_said():
    imported = read("[a]: first\n\n[a]: second\n\n[b]: kept {isCanonical: true}\n\n[b]: not kept\n")
    assert (imported.map.claims["a"].text, imported.map.claims["b"].text) == ("second", "kept")
    assert (1, "another wording of [a]: first") in said(imported)
    assert (7, "another wording of [b]: not kept") in said(imported)


def test_a_reference_to_what_is_never_defined_is_a_claim_of_its_title():
    assert read("[a]: x\n  + [Never defined]\n").map.claims["never-defined"].text == "Never defined"


def test_list_items_are_claims():
    assert set(read(" * [a]: x\n * one\n\n 1. two\n 2. <b>: y\n").map.claims) == {"a", "one", "two", "b"}


def test_a_document_includes_others():
    files = {"parts/one.argdown": "[b]: from one\r\n\n@include(two.argdown)\n", "parts/two.argdown": "[c]: from two\n"}
    imported = read("@include(parts/one.argdown)\n\n@include(parts/two.argdown)\n\n[a]: x\n  + [c]\n", **files)
    assert {at: claim.text for at, claim in imported.map.claims.items()} == {"a": "x", "b": "from one", "c": "from two"}
    assert imported.skipped == ()


def test_what_cannot_be_taken_of_an_included_file_is_said_with_its_own_line():
    imported = read("[a]: x\n\n@include(b.argdown)\n\n[t]: z\n  _ [u]: z\n", **{"b.argdown": "[b]: y\n\n[b]: z\n"})
    assert said(imported) == [
        (None, "b.argdown:1: another wording of [b]: y"),
        (6, "the undercut of `t`, from which no link leads on"),
    ]


def test_the_front_matter_of_an_included_file_is_said_and_its_lines_are_counted():
    imported = read("@include(b.argdown)\n\n[a]: x\n", **{"b.argdown": "===\ntitle: t\n===\n\n[b]: y {c: [}\n"})
    assert set(imported.map.claims) == {"a", "b"}
    assert [words.split(": ")[0] for _, words in said(imported)] == ["b.argdown:1", "b.argdown:5"]


def test_a_file_that_is_not_in_the_project_is_said():
    imported = read("[a]: x\n\n@include(../../etc/passwd)\n")
    assert said(imported) == [(3, "@include(../../etc/passwd): there is no such text inside the project")]


@pytest.mark.parametrize(
    "files",
    [
        {"debate.argdown": "[a]: x\n"},
        {"b.argdown": "[b]: y\n\n@include(b.argdown)\n"},
        {"b.argdown": "@include(c.argdown)", "c.argdown": "[x]: y\n\n@include(./b.argdown)"},
    ],
)
def test_a_file_that_includes_itself_is_refused_with_the_line(files):
    with pytest.raises(UnreadableFormat, match=r"argdown:\d+: @include\(.*remove this line"):
        read(f"[a]: x\n\n@include({next(iter(files))})\n", **files)


def test_circles_of_support_and_links_to_oneself_are_left_out_and_said():
    imported = read("[a]: x\n  + [b]: y\n    + [c]: z\n      + [a]\n\n[d]: w\n  + [d]\n")
    assert links(imported.map) < {("b", "support", "a"), ("c", "support", "b"), ("a", "support", "c")}
    assert [line for line, _ in said(imported)] == [4, 7]


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("[a]: x\n\n<!-- cut", 3, "close it with -->"),
        ("===\ntitle: x\n\n[a]: x\n", 1, "close it with ==="),
        ('[a]: x\n\n[b]: y {\n  kind: "quote"\n  sour', 3, "close them with }"),
        ("", None, "no statement of Argdown"),
        ("\n\n  \n", None, "no statement of Argdown"),
        (" + \n", 1, "no statement of Argdown"),
    ],
)
def test_what_is_cut_off_or_empty_is_refused_with_its_place(text, line, fix):
    with pytest.raises(UnreadableFormat, match=fix) as caught:
        read(text)
    assert str(caught.value).startswith(f"debate.argdown:{line}: " if line else "debate.argdown: ")


def test_binary_data_are_refused():
    with pytest.raises(UnreadableFormat, match=r"debate\.argdown"):
        read(bytes(range(256)) * 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_and_line_ends_are_read(encoding):
    words = "美国利用“实体清单”对华为等企业实施了制裁，日本没有像美国那样扩大管制对象。"
    text = f"[论点]: {words}\r\n  + [理由]: 这是理由，因为法律如此规定。\r\n"
    assert links(read(text.encode(encoding)).map) == {("li-you", "support", "lun-dian")}


def test_html_in_a_text_stays_text():
    imported = read("[a]: see \\<b>this\\</b> & that\n  + [b]: <script>alert(1)</script> in the text\n")
    assert imported.map.claims["a"].text == "see <b>this</b> & that"


def test_faults_of_grammar_are_said_with_their_line_and_the_rest_is_read():
    imported = read(
        "[a]: x {k: v} more\n  + [b]: y\n\n+ [c]\n\n(1) premise\n(2) premise two\n\n"
        "<d>\n\n(1) p\n----\n\n[e]: z\n- [f]: w\n"
    )
    assert said(imported) == [
        (1, "not recognized: more"),
        (4, "not recognized: + [c]"),
        (6, "premises from which nothing is inferred; put a line of ---- before the conclusion"),
        (11, "premises from which nothing is inferred; put a line of ---- before the conclusion"),
        (12, "an inference without a conclusion"),
        (15, "a relation that is not indented: - f"),
    ]
    assert ("b", "support", "a") in links(imported.map)


def test_a_very_deep_document_is_read():
    depth = 1500
    text = "[n0]: x\n" + "".join(f"{' ' * (at + 1)}+ [n{at + 1}]: x\n" for at in range(depth))
    whole = read(text).map
    assert len(list(whole.links())) == depth
    assert whole.thesis == ("n0",)


@pytest.mark.parametrize("sign", ["[", "<", "{", "*", "_", "#(", "@[", ".", ":", "[a](", "/*", "{a},", "- ", "\\"])
def test_a_file_of_nothing_but_signs_is_read(sign):
    assert "a" in read("[a]: x\n\n" + sign * 2_000).map.claims


def test_metadata_nested_without_end_are_said():
    imported = read("[a]: x {k: " + "[" * 3000 + "]" * 3000 + "}\n")
    assert "values are nested more than 50 deep; write them flatter" in imported.skipped[0].message


@pytest.mark.parametrize(
    "yaml", ["{k: [1, 2}", "{k: 'x}", "{k: v, [}", "{a: b: c}", "{k: %x}", "{\n  k: v\n a\n}", "{k: {l: [}}"]
)
def test_metadata_that_are_no_yaml_are_reported_in_our_words(yaml):
    (skipped,) = read("[a]: x " + yaml + "\n").skipped
    assert "metadata: this is not valid YAML; close its brackets and quotes" in skipped.message


def test_front_matter_that_is_no_yaml_is_reported_with_its_line():
    (skipped,) = read("===\ntitle: T\nauthor: [A\n===\n\n[a]: x\n").skipped
    assert skipped.line in (3, 4)
    assert skipped.message.startswith("the front matter: this is not valid YAML; ")


SYNTAX = [
    *("[a]", "[a]: x", "[b]", "[b]: y", "[c d]: z", "<a>", "<a>: x", "<b>", "<e f>: y", "@[a]", "@<b>"),
    *("\n", "\n", "\n\n", "\n\n", "\n  ", "\n  + ", "\n  - ", "\n    + ", "\n  -> ", "\n  +> ", "\n  _ "),
    *("\n  _> ", "\n  <_ ", "\n >< ", "+ ", "--", "-", "# H", "\n# H", " * ", " 1. ", "[x](y)", "#tag"),
    *("(1) ", "(2) ", "\n(2) ", "(3) ", "\n----\n", "\n--\nrule, r {uses: [1]}\n--\n", "#(t u)", ".n."),
    *("{k: v}", "{", "}", "{a: [", "{\n  b: c\n}", "<!--", "-->", "/*", "*/", "//", "*", "**", "_", "__"),
    *("===", ":", ".", "\\", "\u2028", "\ufeff", "文", " ", "w", "{kind: denial}", "{kind: undercut}"),
    *("===\nargmap: {sources: {gui: {path: x}}, thesis: [a]}\n===\n\n", "{source: gui, kind: quote}"),
]


@examples(200)
@given(st.lists(st.sampled_from(SYNTAX), max_size=40).map("".join))
def test_whatever_is_read_makes_a_sound_map_or_is_refused(text):
    try:
        read(text)
    except UnreadableFormat as refused:
        assert str(refused).startswith("debate.argdown")  # noqa: PT017 - it may as well be read


@examples(15)
@given(maps(), st.data())
def test_a_file_that_is_cut_off_makes_a_sound_map_or_is_refused(whole, data):
    text = written(whole)
    try:
        read(text[: data.draw(st.integers(0, len(text)))])
    except UnreadableFormat as refused:
        assert str(refused).startswith("debate.argdown")  # noqa: PT017 - it may as well be read


def test_a_wrong_blob_and_a_wrong_path_are_left_out_and_said():
    head = "===\nargmap: {sources: {gui: {path: gui.txt}, bad: {path: /etc/passwd}}}\n===\n\n"
    imported = read(head + "[q]: words {kind: quote, source: gui, blob: xyz, at: -3}\n")
    assert imported.map.quotes["q"].blob is None
    assert set(imported.map.sources) == {"gui"}
    assert [line for line, _ in said(imported)] == [1, 5]


def test_spaces_between_tags_of_html_stay():
    text = "Some <b>bold</b> </script> and [one] <i>x</i> <u>y</u> end"
    assert read(f"[A]: {text}\n  + [B]: yes\n").map.claims["a"].text == text


FENCES = """---
title: A post
---
# My argument

```argdown
[Port]: The port should be widened.
  + It pays for itself.
```

- a list

~~~~ {.argdown .map}
===
title: other
===
[Port]
  - It destroys the marsh.
~~~~

```python
- [Port] is no claim
```

1. And:

   ```Argdown-Map
   [Port]
     - Ships get smaller.
"""


def test_the_argdown_in_the_fences_of_a_markdown_document_is_read_together():
    known, imported = read_as(Incoming(data=FENCES.encode(), name="post.md"), None)
    assert known is ARGDOWN
    assert links(imported.map) == {
        ("it-pays-for-itself", "support", "port"),
        ("it-destroys-the-marsh", "counter", "port"),
        ("ships-get-smaller", "counter", "port"),
    }
    assert said(imported) == [
        (1, "9 lines outside the blocks of Argdown, the first here"),
        (14, "the front matter of a further block; only that of the first counts"),
    ]


def test_a_fault_in_a_fence_is_reported_with_its_line_in_the_document():
    text = "Words.\n\n```argdown\n[A]: one\n  + [B]: two {x: [}\n```\n"
    assert 5 in {line for line, _ in said(read(text))}


def test_a_premise_that_no_inference_uses_is_a_claim_and_that_is_said():
    made = read("<A>\n\n(1) a\n(2) b\n(3) c\n--\nmp {uses: [1, 3]}\n--\n(4) d\n")
    assert links(made.map) == {("a + c", "support", "d")}
    assert made.map.claims["b"].text == "b"
    assert said(made) == [(4, "that (2) is a premise of <A>: no inference uses it; it is a claim without a link")]


def test_a_premise_that_a_later_inference_uses_is_its_premise():
    made = read("<A>\n\n(1) a\n(2) b\n--\nr {uses: [1]}\n--\n(3) c\n--\ns {uses: [2, 3]}\n--\n(4) d\n")
    assert links(made.map) == {("a", "support", "c"), ("b + c", "support", "d")}
    assert made.skipped == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[A]: one\n  + [Bet", "[Bet"),
        ("[A]: one\n  - <Argu", "<Argu"),
        ("[A]: one\n  + two [says](https:\\//x", "[says](https://x"),
        ("[A]: one\n  + two #(long ta", "#(long ta"),
    ],
)
def test_what_is_cut_off_in_the_middle_is_said(text, shown):
    ((line, words),) = said(read(text))
    assert line == 2
    assert words.endswith("is not closed; it was imported as words")


def test_our_own_export_is_known_to_be_cut_off():
    whole = ArgMap(
        title="T",
        thesis=("a",),
        claims={"a": Claim(text="A", supported_by=(("b",),)), "b": Claim(text="B.")},
    )
    text = written(whole)
    assert said(read(text)) == []
    cut = text[: text.index("[b]: B.") + len("[b]: B.")]
    assert any("it is cut off" in words for _, words in said(read(cut)))
    without = text[: text.index("[b]: B.")]
    assert any("named but not defined" in words for _, words in said(read(without)))
