"""What a user is told about a file that is not a sound map: the line, what is wrong, how to fix it."""

import re
import textwrap

import pytest
import tomli

from argmap.model import ArgMap
from argmap.store import InvalidMap, UnreadableMap, decode, load, loads

SOUND = """\
format = 1

[map]
title = "Controls"

[sources.paper]
path = "paper.txt"

[claims.diverge]
text = "They diverge."
supported_by = [
    "no-extension",
]

[claims.align]
text = "They align."

[quotes.no-extension]
source = "paper"
text = "没有"
"""


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidMap) as caught:
        loads(text, "map.toml")
    return str(caught.value).split("\n")


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def test_the_sound_file_of_these_tests_is_sound():
    assert isinstance(loads(SOUND), ArgMap)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            changed('title = "Controls"', 'titel = "Controls"'),
            [
                'map.toml:3: `map` has no `title`; add `title = "The title"` to it',
                "map.toml:4: unknown key `titel` in `map`; did you mean `title`?",
            ],
            id="unknown key",
        ),
        pytest.param(
            changed("[claims.align]", "[claim.align]"),
            ["map.toml:15: unknown key `claim`; did you mean `claims`?"],
            id="unknown section",
        ),
        pytest.param(
            changed('title = "Controls"', 'title = "Controls"\nzzz = 1'),
            ["map.toml:5: unknown key `zzz` in `map`; remove it, or write one of title, note, thesis"],
            id="unknown key like no other",
        ),
        pytest.param(
            changed('text = "They align."', "text = 7"),
            ['map.toml:16: `text` is a number, and must be text between quotes; write it as in `text = "It is so."`'],
            id="wrong type",
        ),
        pytest.param(
            changed('    "no-extension",\n', '    "no-extension",\n    true,\n'),
            ["map.toml:13: entry 2 of `supported_by` is true or false, and must be text; put it between quotes"],
            id="wrong type in a list",
        ),
        pytest.param(
            changed("[claims.align]\n", "[[claims.align]]\n"),
            [
                "map.toml:15: `claims.align` is a list, and must be a table; write `[claims.align]` and its keys "
                "below it"
            ],
            id="array of tables",
        ),
        pytest.param(
            changed('text = "They align."', ""),
            ['map.toml:15: `claims.align` has no `text`; add `text = "It is so."` to it'],
            id="missing key",
        ),
        pytest.param(
            changed('source = "paper"\n', ""),
            ['map.toml:18: `quotes.no-extension` has no `source`; add `source = "some-source"` to it'],
            id="quote without source",
        ),
        pytest.param(
            changed('source = "paper"', 'source = "papers"'),
            [
                "map.toml:19: there is no source `papers`; did you mean `paper`? Otherwise add it, or delete the "
                "reference"
            ],
            id="quote of a missing source",
        ),
        pytest.param(
            changed('    "no-extension",', '    "no-extensions",'),
            [
                "map.toml:12: there is no claim or quote `no-extensions`; did you mean `no-extension`? Otherwise add "
                "it, or delete the reference"
            ],
            id="dangling id",
        ),
        pytest.param(
            changed("[claims.align]", "[claims.paper]"),
            [
                "map.toml:15: the id `paper` is already that of a source; give this claim another id and change the "
                "links to it"
            ],
            id="id clash",
        ),
        pytest.param(
            changed('    "no-extension",', '    "diverge",'),
            ["map.toml:12: `diverge` is linked to itself; remove the link"],
            id="a link to itself",
        ),
        pytest.param(
            changed('    "no-extension",', '    "align+no-extension",').replace(
                'text = "They align."', 'text = "They align."\nsupported_by = ["diverge"]'
            ),
            ["map.toml:12: claims support each other in a circle: align ← diverge ← align; remove one of these links"],
            id="a cycle of supports",
        ),
        pytest.param(
            changed('text = "They align."', 'text = "They align."\nundercut = { no-extension = ["diverge"] }'),
            [
                "map.toml:17: `no-extension` neither supports nor counters `align`, so there is no link to undercut; "
                "name the premises exactly as in supported_by or countered_by (`a + b` for linked ones), "
                "or remove the undercut"
            ],
            id="an undercut of a link that is not there",
        ),
        pytest.param(
            changed("format = 1", "format = 2"),
            [
                "map.toml:1: the file has format 2, and this argmap reads format 1: it needs a newer argmap; "
                "update argmap"
            ],
            id="newer format",
        ),
        pytest.param(
            changed("format = 1\n", ""),
            ["map.toml:1: there is no `format`; begin the file with `format = 1`"],
            id="missing format",
        ),
        pytest.param(
            changed("format = 1", 'format = "1"'),
            ["map.toml:1: `format` is text that no argmap writes; begin the file with `format = 1`"],
            id="format of the wrong type",
        ),
        pytest.param(
            SOUND + '[claims.diverge]\ntext = "Again."\n',
            [
                "map.toml:21: the table `[claims.diverge]` is repeated here, first in line 9; join the two, or give "
                "one another id"
            ],
            id="duplicate table",
        ),
        pytest.param(
            changed('text = "They align."', 'text = "They align."\ntext = "No."'),
            ["map.toml:17: the key `claims.align.text` is repeated here, first in line 16; keep one of the two"],
            id="duplicate key",
        ),
        pytest.param(
            changed('title = "Controls"', "title = Controls"),
            ['map.toml:4: not valid TOML: this is no value; put text between quotes: `key = "text"`'],
            id="text without quotes",
        ),
        pytest.param(
            changed("format = 1", 'format = 1\ntitle = """never ends'),
            [
                "map.toml:2: not valid TOML: a text between quotes does not end; close it with the quotes that it "
                "begins with"
            ],
            id="string without end",
        ),
        pytest.param(
            "",
            ["map.toml:1: the file is empty; restore it from git, or create a new map with `argmap new`"],
            id="empty file",
        ),
        pytest.param(
            SOUND + "\0",
            ["map.toml:21: a NUL byte: this is not a text file; name a map's TOML file"],
            id="binary",
        ),
        pytest.param(
            SOUND + "# \ud800",
            ["map.toml:21: half a surrogate pair: this is not a text file; name a map's TOML file"],
            id="half a surrogate pair",
        ),
    ],
)
def test_each_fault_is_told_with_its_line_and_its_mend(text, told):
    assert faults(text) == told


def test_a_number_of_thousands_of_digits_is_refused():
    (told,) = faults(SOUND + "x = " + "9" * 5000)
    assert told == "map.toml:21: not valid TOML: a number has thousands of digits; shorten it"
    (told,) = faults(changed("format = 1", "format = " + "9" * 5000))
    assert told.startswith("map.toml:1: ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a = [1", "a list does not end; put a comma between the entries and `]` after the last"),
        ("a", "a key has no `=`; write `key = value`"),
        ("a = {b = 1", "an inline table does not end; put a comma between its keys and `}` after the last"),
        ('a = "b\\c"', "a backslash stands in a text alone; write a backslash as `\\\\`"),
        ('a = "b\x01c"', "a control character stands where none may; write a line break"),
        ('a = "b" c', "the line goes on after its value; end the line there"),
        ("a = 1\na.b = 2", "this key has a value already; keep one of the two"),
        ("[a]\nb.c = 1\n[a.b]\nd = 1", "this table is written in two places; write all its keys in one place"),
        ("= 1", ""),
        ("[a", "the header of a table does not end; write it as `[table]`"),
        ("a = 2020-13-01", ""),
    ],
)
def test_what_tomli_refuses_is_reported_in_our_words(line, told):
    first, *_ = faults(SOUND + line)
    assert re.match(rf"map\.toml:2[1-4]: not valid TOML: {re.escape(told)}", first)


def test_words_of_tomli_that_are_not_known_are_not_passed_on(monkeypatch):
    def refuse(text):
        raise tomli.TOMLDecodeError("Nonsense of a later version", text, text.index("title"))

    monkeypatch.setattr(tomli, "loads", refuse)
    assert faults(SOUND) == [
        "map.toml:4: not valid TOML: this line cannot be read; write it as TOML 1.0, see https://toml.io"
    ]


@pytest.mark.parametrize(
    ("lines", "place", "told"),
    [
        ("x = {\n a = 1 }", 21, "an inline table, `{ … }`, goes on in the next line"),
        ("x = { a = 1, # one\n b = 2 }", 21, "an inline table, `{ … }`, goes on in the next line"),
        ("x = [\n  { a = [\n1\n]\n} ]", 24, "an inline table, `{ … }`, goes on in the next line"),
        ("x = { a = 1, }", 21, "there is a comma before the `}` of an inline table"),
        ('x = "\\e[0m"', 21, "TOML 1.0 does not have the escape `\\e`, write it as `\\u001b`"),
        ('x = "caf\\xe9"', 21, "TOML 1.0 does not have the escape `\\xe9`, write it as `\\u00e9`"),
        ('"\\x41" = 1', 21, "TOML 1.0 does not have the escape `\\x41`, write it as `\\u0041`"),
        ('x = """\n\n\\x41"""', 23, "TOML 1.0 does not have the escape `\\x41`, write it as `\\u0041`"),
        ('x = "C:\\xampp"', 21, "TOML 1.0 does not have the escape `\\x`, write a character by its number"),
        ("x = 07:32", 21, "the time `07:32` has no seconds"),
        ("x = 1979-05-27T07:32Z", 21, "the time `1979-05-27T07:32Z` has no seconds"),
        ("x = 1979-05-27 07:32", 21, "the time `07:32` has no seconds"),
        ("x = [1,\n 1979-05-27 07:32+01:00]", 22, "the time `07:32+01:00` has no seconds"),
    ],
)
def test_what_only_toml_1_1_allows_is_refused_whichever_tomli_is_installed(lines, place, told):
    (fault,) = faults(SOUND + lines)
    assert fault.startswith(f"map.toml:{place}: not valid TOML: ")
    for part in told.split(", write"):
        assert part in fault
    assert "TOML 1.0" in fault


@pytest.mark.parametrize(
    "note",
    [
        '"at 07:32, see {\\n a, }"',
        "'\\e and \\x41'",
        '"\\\\e and \\\\x41"',
        '"""\n{\n07:32\n= {\n,}\n"""',
        "'''\n\\x41\n= 07:32'''  # \\e {",
    ],
)
def test_texts_and_comments_that_look_like_toml_1_1_are_read(note):
    assert loads(changed('title = "Controls"', f'title = "Controls"\nnote = {note}')).note


def test_the_inline_tables_of_toml_1_0_are_read():
    text = changed(
        'text = "They align."',
        'text = "They align."\ncountered_by = ["no-extension"]\nundercut = { no-extension = [\n"diverge",\n] }',
    )
    assert loads(text).claims["align"].undercut


def test_all_faults_are_told_in_one_go():
    text = SOUND
    for old, new in [
        ('title = "Controls"', "title = 1"),
        ('path = "paper.txt"', 'path = "/etc/passwd"\nlanguage = "zh"'),
        ('    "no-extension",', '    "missing",\n    "diverge",'),
        ('source = "paper"', 'source = "journal"'),
    ]:
        text = text.replace(old, new)
    assert [fault.split(":")[1] for fault in faults(text)] == ["4", "7", "8", "13", "14", "21"]


def test_what_follows_only_from_another_fault_is_not_told():
    assert len(faults(changed('[claims.diverge]\ntext = "They diverge."\nsupported_by', "[claims]\ndiverge"))) == 1
    assert len(faults(changed('source = "paper"', "source = 3"))) == 1


CONFLICT = """\
<<<<<<< HEAD
text = "They align."
||||||| base
text = "They al
=======
text = "They mostly align."
>>>>>>> theirs
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_conflict_marker_is_told_and_nothing_that_follows_from_them(newline):
    told = faults(changed('text = "They align."\n', CONFLICT).replace("\n", newline))
    assert [fault.partition(";")[0] for fault in told] == [
        "map.toml:16: a git conflict marker, `<<<<<<< HEAD`",
        "map.toml:18: a git conflict marker, `||||||| base`",
        "map.toml:20: a git conflict marker, `=======`",
        "map.toml:22: a git conflict marker, `>>>>>>> theirs`",
    ]
    assert ["argmap merge --stages" in fault for fault in told] == [True, False, False, False]


def test_a_conflict_inside_a_note_is_told_although_the_file_is_valid_toml():
    note = 'note = """\n<<<<<<< HEAD\none\n=======\nother\n>>>>>>> theirs\n"""\n'
    told = faults(changed('title = "Controls"\n', 'title = "Controls"\n' + note))
    assert [fault.split(":")[1] for fault in told] == ["6", "8", "10"]


@pytest.mark.parametrize("note", ["Heading\n=======\ntext", ">>>>>>> he wrote\n=======", "<<<<<<< and no end"])
def test_a_note_with_an_underlined_heading_is_no_conflict(note):
    text = changed('title = "Controls"\n', f'title = "Controls"\nnote = """\n{note}"""\n')
    assert loads(text).note == note
    broken = faults(text.replace('path = "paper.txt"', "path = paper.txt"))
    assert broken[-1].startswith("map.toml:")
    assert "not valid TOML: this is no value" in broken[-1] or "conflict marker" in broken[0]


def test_a_marker_that_was_left_behind_alone_is_told():
    assert faults(changed('text = "They align."\n', 'text = "They align."\n=======\n')) == [
        "map.toml:17: a git conflict marker that was left behind; make of the two sides what it should say, then "
        "remove the line"
    ]


def test_every_table_that_both_sides_of_a_merge_added_is_told():
    told = faults(SOUND + SOUND[SOUND.index("[claims.diverge]") :])
    assert [fault.split(":")[1] for fault in told] == ["21", "27", "30"]


@pytest.mark.parametrize(
    "deep",
    [
        "x = " + "[" * 10_000 + "]" * 10_000,
        "x = " + "[\n" * 10_000 + "]" * 10_000,
        "x = " + "{a = " * 10_000 + "1" + "}" * 10_000,
        "x = " + "[" * 10_000_000,
        " " * 1_000_000 + "x." * 40 + "x = 1",
        ".".join("x" * 10_000) + " = 1",
        "[" + ".".join("x" * 1_000_000) + "]\na = 1",
        "[" + ".".join(["'x'", '"."'] * 5_000) + "]\na = 1",
    ],
    ids=[
        "lists",
        "lists over lines",
        "inline tables",
        "open brackets",
        "keys after a long space",
        "keys",
        "headers",
        "quoted keys",
    ],
)
def test_a_file_nested_absurdly_deep_is_refused(deep):
    (told,) = faults(SOUND + deep)
    assert "more than 32 deep in one another; a map needs four levels" in told
    assert int(told.split(":")[1]) >= 21


def test_bytes_that_are_not_utf8_are_told_by_line_and_byte():
    with pytest.raises(InvalidMap) as caught:
        decode("a = 1\nb = '出".encode() + b"\xff'", "map.toml")
    assert str(caught.value) == (
        "map.toml:2: byte 9 of this line, 0xff, is not UTF-8; save the file with the encoding UTF-8"
    )


def test_a_byte_order_mark_and_windows_line_ends_are_read_as_if_they_were_not_there():
    data = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()
    assert loads(decode(data, "map.toml")) == loads(SOUND)


def test_control_characters_in_a_file_do_not_reach_the_terminal_through_a_message():
    (told,) = faults(changed('title = "Controls"', 'title = "Controls"\n"\\u001b[31m\\u202e" = 1'))
    assert "unknown key `\\u001b[31m\\u202e`" in told


def test_a_message_about_a_huge_key_stays_short():
    (told,) = faults(changed('title = "Controls"', f'title = "Controls"\n{"k" * 100_000} = 1'))
    assert len(told) < 500


def test_a_file_with_a_million_faults_is_told_in_a_hundred():
    assert len(faults(SOUND + "a = 1\n" * 100_000)) <= 101


def test_fifty_megabytes_of_garbage_are_refused_unread(tmp_path):
    path = tmp_path / "map.toml"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(UnreadableMap, match="50 MB large, and a map has at most 16 MB; name a map's file"):
        load(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(UnreadableMap, match="there is no such file; check the name, or create the map"):
        load(tmp_path / "none.toml")
    with pytest.raises(UnreadableMap, match="this is a folder; name the map's file in it"):
        load(tmp_path)
    with pytest.raises(UnreadableMap, match="cannot be read"):
        load(tmp_path / "nul\0.toml")


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    path = tmp_path / "map.toml"
    path.write_text(textwrap.dedent(SOUND), "utf-8")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(UnreadableMap, match="reading is not permitted"):
        load(path)


@pytest.mark.parametrize(
    "piece", ["[", "{a=", "[[a]]\n", "a.", " ", '"', "'''", '"""\\', "<<<<<<< a\n", "=======\n", "#"]
)
def test_a_broken_file_of_a_megabyte_of_anything_is_refused_in_a_moment(piece):
    assert 1 <= len(faults("x = \n" + piece * (2**19 // len(piece)))) <= 101
