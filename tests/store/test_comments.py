"""Comments that people write into a map stay where they are; messy files become canonical with theirs kept."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgMap, Claim, Comment
from argmap.store import dumps, loads
from tests.laws import examples
from tests.strategies import maps

CANONICAL = """\
# The map for the brief of March.
# Ask Mei before changing the thesis.

format = 1  # argmap 0.1
# below format

# the head

[map]  # what it is about
# shown first
title = "Controls"  # short
note = \"\"\"
One.
# not a comment
Two.\"\"\"  # long
thesis = [  # in this order
    "diverge",
    # then
    "align",   # aligned by hand
    # and no more
]  # end of the thesis
# end of the head

# ---- Sources ----

# The Japanese ones are missing.
[sources.paper]
path = "paper.txt" # one space
# scanned

[claims.align]
# about the text

text = "They align."

[claims.diverge]
text = "They diverge."
supported_by = [
    # the strongest

    "align + said",          # linked premises
    "said",

    # dropped: "old-quote"
]

[claims.diverge.undercut]  # granted, but
"align + said" = [
    "other",\t# tab
]
# end of undercut

# Quotes to come:

[quotes.other]
source = "paper"
text = "别的"

[quotes.said]
source = "paper"
text = "说了"
# end of the last table

# end of the file

# really
"""


def test_comments_at_every_place_of_a_canonical_file_stay_to_the_byte():
    assert dumps(loads(CANONICAL)) == CANONICAL


def test_comments_are_known_by_the_element_they_belong_to():
    comments = loads(CANONICAL).comments
    assert comments["claims", "diverge", "supported_by", "align + said"] == Comment(
        above=("# the strongest", ""), beside="          # linked premises"
    )
    assert comments["map", "thesis"] == Comment(
        beside="# in this order", below=("# and no more",), closing="# end of the thesis"
    )
    assert comments[()].below == ("# end of the file", "", "# really")


MESSY = """\
# top
quotes.said = { source = 'paper', text = "说了" } # said
# the format
format=1

# the claims
claims.align.text = '''
They align.'''   # a literal text
[sources]   # all sources
# the paper
"paper" = { path = 'paper.txt',tags = [ # its tags
  'b', # second letter
  'a'] }

# the map
[map] # head
  note = ""   # nothing yet
  # the thesis
  thesis = ["diverge","align"] # two
  title = \"\"\"Con\\
           trols\"\"\"
# after the title

# a banner

[claims.diverge] # main
# the undercut
undercut."said+align" = [
   "diverse" # against
   # and the comma
   , # after the comma
   # last
] # closed
supported_by = ["said + align",# linked
   # more
]
countered_by = [ # none yet
]
# about the text
text = "They diverge."
[claims . "diverse"]
# the late one
'text' = "Diverse."
# the end
"""

CLEAN = """\
# top
format = 1
# below

[map]
title = "Controls"
thesis = ["diverge", "align"]
[sources.paper]
path = "paper.txt"
tags = ["a", "b"]
[claims.align]
text = "They align."
[claims.diverge]
text = "They diverge."
supported_by = ["align + said"]
undercut = { "align + said" = ["diverse"] }
[claims.diverse]
text = "Diverse."
[quotes.said]
source = "paper"
text = "说了"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_messy_hand_written_file_becomes_canonical_with_every_comment(newline):
    messy = loads(MESSY.replace("\n", newline))
    assert replace(messy, comments={}) == replace(loads(CLEAN), comments={})
    text = dumps(messy)
    assert tomllib.loads(text) == tomllib.loads(dumps(loads(CLEAN)))
    assert dumps(loads(text)) == text
    assert "\r" not in text
    for line in MESSY.split("\n"):
        if "#" in line:
            comment = line[line.index("#") :].rstrip()
            assert sum(kept.endswith(comment) for kept in text.split("\n")) == 1, comment


def test_a_comment_of_a_messy_file_stands_by_what_it_spoke_of():
    lines = [line.strip() for line in dumps(loads(MESSY)).split("\n")]
    together = [
        ("# the claims", 'text = "They align."  # a literal text'.replace("  #", "   #")),
        ("# the paper", "[sources.paper]"),
        ('"b", # second letter', "]"),
        ("# the thesis", "thesis = [ # two"),
        ("# the undercut", '"align + said" = ['),
        ("# last", "] # closed"),
        ("# more", "]"),
        ("# about the text", 'text = "They diverge."'),
        ("# the late one", 'text = "Diverse."'),
        ("[map] # head", 'title = "Controls"'),
    ]
    for first, second in together:
        assert second in lines[lines.index(first) + 1 : lines.index(first) + 4], (first, second)


def test_a_comment_on_an_element_that_an_edit_removed_is_kept_nearby():
    whole = loads(CANONICAL)
    less = replace(whole, claims={"align": Claim(text="They align.")}, thesis=())
    text = dumps(less)
    head, _, end = text.partition("[claims.align]")
    assert "# in this order\n# and no more\n# end of the thesis\n" in head.partition("[map]")[0]
    assert "# the strongest\n# linked premises\n" in end.partition("# end of the file")[2]
    assert dumps(loads(text)) == text


@examples(25)
@given(maps(comments=True), maps())
def test_no_comment_is_lost_whatever_became_of_the_map(commented: ArgMap, other: ArgMap):
    text = dumps(replace(other, comments=commented.comments))
    kept = loads(text)
    assert replace(kept, comments={}) == other
    assert dumps(kept) == text
    for comment in commented.comments.values():
        for line in (*comment.above, comment.beside.strip(), *comment.below, comment.closing.strip()):
            assert line in text


@pytest.mark.parametrize("line", ["why", "# two\nlines", "#\x00", "# end ", "# \ud800", " # indented"])
def test_what_no_file_could_have_as_a_comment_is_not_one(line):
    with pytest.raises(ValueError, match="cannot be a line of a comment"):
        Comment(above=(line,))


@examples(10)
@given(st.permutations(range(6)))
def test_comments_move_with_their_tables_when_these_are_put_in_order(order):
    head = 'format = 1\n\n[map]\ntitle = "t"\n'
    claims = [f'\n# about c{nth}\n[claims.c{nth}]  # beside c{nth}\ntext = "So."\n' for nth in range(6)]
    assert dumps(loads(head + "".join(claims[nth] for nth in order))) == head + "".join(claims)


def test_the_comment_of_an_entry_that_is_listed_twice_is_written_once():
    map_ = ArgMap(
        title="T", thesis=("a", "a"), comments={("map", "thesis", "a"): Comment(above=("# why",), beside="# it")}
    )
    assert dumps(map_).count("# why\n") == dumps(map_).count("# it\n") == 1
