"""The scanner sees in any TOML text what tomllib sees, and where."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.store import dumps, lines_of
from argmap.store.scanner import Mark, scan
from tests.laws import examples
from tests.strategies import maps

# After the examples of https://toml.io/en/v1.0.0, all of its grammar in one text.
EVERYTHING = r'''
# a comment
key = "value" # beside
bare_key = 1
bare-key = 2
1234 = 3
"127.0.0.1" = "value"
'quoted "value"' = "va#lue"
"ʎǝʞ" = "\u00e9 \"#\" \\"
"" = "blank"
fruit . color = "yellow"
site."google.com" = true
3.14159 = "pi"
apple.type = "fruit"
empty = ""
literal = 'C:\Users\nodejs'
hex = 0xDEADBEEF
float = -6.626e-34
infinite = -inf
date = 1979-05-27T07:32:00-08:00
spaced = 1979-05-27 07:32:00
time = 07:32:00.999999
several = """
Roses are "red" # not a comment
[not.a.table]
Violets are \
   blue """
quotes4 = """a ""\" [ """""
raw = \'\'\'
The first newline is trimmed. \ """ # no comment
   \'\'\'
raw4 = \'\'\'Here are fifteen quotes: """""""""""""""\'\'\'\'\'
list = [ 1, 2, 3 ]
nested = [ [ "a", 'b' ], [ 1.5, # in
   [ ] ], ]
over_lines = [
  "one", # first

  # own line
  """two
lines""",
]  # closing
inline = { x = 1, "y z" = { p.q = [ { r = 1 }, {} ] } } # inline
[table-1]
key1 = "some"
  [ dog . "tater.man" ] # header
  type.name = "pug"
[ j . "ʞ" . 'l' ]
[[products]]
name = "Hammer"
[[products]] # array of tables
[[products]]
name = "Nail"
[products.inner]
x = 1
'''.replace("\\'\\'\\'", "'''").replace("\\'\\'", "''")


def keys_of(values: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The address of every key that has a value other than a table."""
    found = set()
    for key, value in values.items():
        here = (*at, key)
        if isinstance(value, dict):
            found |= keys_of(value, here) or {here}
        elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            for entry in value:
                found |= keys_of(entry, here)
        else:
            found.add(here)
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_of_every_grammar_rule_is_seen(newline):
    text = EVERYTHING.replace("\n", newline)
    events = list(scan(text))
    seen = {event.at for event in events if event.mark in (Mark.KEY, Mark.TABLE, Mark.ENTRY)}
    values = tomllib.loads(text)
    inside_list = ("inline", "y z", "p", "q")
    assert keys_of(values) - seen == {(*inside_list, "r")} - seen
    for event in events:
        if event.mark in (Mark.KEY, Mark.TABLE, Mark.TABLES):
            value: Any = values
            for key in event.at:
                value = value[-1] if isinstance(value, list) else value
                if not isinstance(value, dict):
                    break
                value = value.get(key, {})


def test_every_comment_is_seen_and_nothing_that_only_looks_like_one():
    comments = [event.text.strip() for event in scan(EVERYTHING) if event.mark in (Mark.COMMENT, Mark.BESIDE)]
    assert comments == [
        "# a comment",
        "# beside",
        "# in",
        "# first",
        "# own line",
        "# closing",
        "# inline",
        "# header",
        "# array of tables",
    ]


def test_every_line_is_that_of_its_element():
    lines = EVERYTHING.split("\n")
    for event in scan(EVERYTHING):
        line = lines[event.line - 1]
        if event.mark is Mark.KEY:
            assert "=" in line
        elif event.mark in (Mark.TABLE, Mark.TABLES):
            assert line.strip().startswith("[")
        elif event.mark is Mark.BLANK:
            assert line == ""
        elif event.mark in (Mark.COMMENT, Mark.BESIDE):
            assert line.endswith(event.text)
    assert lines_of(EVERYTHING)["over_lines", "two\nlines"] == lines.index('  """two') + 1
    assert lines_of(EVERYTHING)["products",] == lines.index("[[products]]") + 1


@examples(25)
@given(maps())
def test_the_scanner_and_tomllib_agree_on_every_map(whole):
    text = dumps(whole)
    seen = {event.at for event in scan(text) if event.mark is Mark.KEY}
    assert seen == keys_of(tomllib.loads(text))


STRINGS = st.lists(
    st.sampled_from(["a", " ", "#", "\n", '"', '""', "'", "''", "\\\\", '\\"', "\\n", "=", "文"]), max_size=12
)


@given(st.sampled_from(['"""', "'''"]), STRINGS, st.text("\"'# \n", max_size=4))
def test_a_string_over_several_lines_ends_where_tomli_ends_it(quotes, pieces, after):
    """Python 3.11.0 to 3.11.4 ended it too early with a pattern that others read as it was meant."""
    text = f"key = {quotes}{''.join(pieces)}{quotes}{after}# beside\nlast = 1\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    seen = [(event.mark, event.at, event.line) for event in scan(text) if event.mark in (Mark.KEY, Mark.BESIDE)]
    assert seen[0] == (Mark.KEY, ("key",), 1)
    assert seen[-1] == (Mark.KEY, ("last",), text.count("\n"))


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ('a = """\nFirst.\n\nSecond."""  # two\n', "  # two"),
        ('a = """he said "yes" # no"""  # two\nb = "x"\n', "  # two"),
        ('a = """x""""" # two\n', " # two"),
        ("a = '''it's ''x'' # no''' # two\n", " # two"),
        ('a = "x \\" # no" # two\n', " # two"),
    ],
)
def test_the_comment_behind_a_string_is_found(text, beside):
    assert [event.text for event in scan(text) if event.mark is Mark.BESIDE] == [beside]


@given(st.text("[]{}\"'#=,.\\\n\r\t ab1") | st.text())
def test_any_text_can_be_scanned_to_its_end(text):
    lines = text.count("\n") + 1
    last = 0
    for event in scan(text):
        assert last <= event.line <= lines
        last = event.line


@pytest.mark.parametrize("piece", ['"""\\', "'''", '"', "[", "{a=", "a.", '"""\\""', "#", "\r"])
def test_a_megabyte_of_anything_is_scanned_in_one_walk(piece):
    assert sum(1 for _ in scan(piece * (2**18 // len(piece)))) >= 0
