"""Lines in `.gitattributes`: which, and that adding and removing them leaves everything else as it was."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.git.drivers import is_ours, lines_for, with_lines, without_lines

OURS = " diff=argmap merge=argmap"


def test_a_folder_of_maps_has_one_line():
    assert lines_for(["maps/a.toml", "maps/b.toml"], ["pyproject.toml"]) == [f"/maps/*.toml{OURS}".encode()]


def test_maps_beside_other_files_are_named_each():
    lines = lines_for(["a.toml", "b.toml"], ["pyproject.toml"])
    assert lines == [f"/a.toml{OURS}".encode(), f"/b.toml{OURS}".encode()]


def test_names_are_quoted_and_match_only_themselves():
    [line] = lines_for(['my maps/[1] "new"*/a.toml'], [])
    assert line.decode() == f'"/my maps/\\\\[1] \\"new\\"\\\\*/*.toml"{OURS}'


def test_maps_at_the_top_have_a_line_of_their_own_folder():
    assert lines_for(["a.toml"], ["deeper/pyproject.toml"]) == [f"/*.toml{OURS}".encode()]


def test_lines_of_folders_that_changed_are_replaced():
    before = with_lines(b"* text=auto\n", lines_for(["maps/a.toml"], []))
    after = with_lines(before, lines_for(["maps/a.toml", "more/b.toml"], ["maps/other.toml"]))
    assert after.decode().splitlines() == ["* text=auto", f"/maps/a.toml{OURS}", f"/more/*.toml{OURS}"]


_line = st.sampled_from(
    [
        "",
        "* text=auto",
        "*.toml -diff",
        f"# /maps/*.toml{OURS}",
        "/maps/*.toml diff=argmap",
        " ",
        "# ü 出口",
        '"a b" -text',
    ]
)
_text = st.builds(
    lambda lines, end, closed: (end.join(lines) + (end if closed else "")).encode(),
    st.lists(_line, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
_names = st.lists(st.sampled_from(["maps/a.toml", "b.toml", "my maps/c.toml", "出口/d.toml"]), unique=True)


@given(_text, _names, _names)
def test_removing_gives_back_every_byte(text: bytes, maps: list[str], later: list[str]):
    enabled = with_lines(text, lines_for(maps, []))
    assert without_lines(enabled) == text
    assert without_lines(with_lines(enabled, lines_for(later, ["b.toml"]))) == text


@given(_text, _names)
def test_adding_again_changes_nothing(text: bytes, maps: list[str]):
    once = with_lines(text, lines_for(maps, []))
    assert with_lines(once, lines_for(maps, [])) == once


@given(_text, _names)
def test_the_lines_wanted_are_there_and_no_others_of_ours(text: bytes, maps: list[str]):
    wanted = lines_for(maps, [])
    lines = [line.strip() for line in with_lines(text, wanted).splitlines()]
    assert sorted(line for line in lines if is_ours(line)) == sorted(wanted)
