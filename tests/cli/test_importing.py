"""`argmap import`: the whole pipe, from others' files to a map that `argmap check` passes."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli import import_
from argmap.formats import Format, Imported, Incoming, Skipped
from argmap.formats.map_builder import gathered
from argmap.model import ArgMap, Claim, Source
from argmap.store import SaveFailed, load
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]

OUTLINE = "Ban cars\n  + The air gets better\n  - Shops need them\n"


def quoting(incoming: Incoming) -> Imported:
    """Reads any file as a map of one source that says what is in the file, with a text made for it."""
    made = gathered("talk", [incoming.data.decode(), "日本没有像美国那样。"])
    source = Source(path="texts/talk.txt", title="Talk", url="https://example.org")
    claims = {"yes": Claim(text="Yes", supported_by=(("said",),))}
    whole = ArgMap(
        title="Talk",
        sources={"talk": source},
        claims=claims,
        quotes=dict(zip(["said", "more"], made.quotes, strict=True)),
    )
    return Imported(map=whole, files={"texts/talk.txt": made.text}, skipped=(Skipped("a picture", 7),))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a repository, in which the user stands."""
    (tmp_path / ".git").mkdir()
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every file be read as a talk."""
    fmt = Format(name="talk", label="Talk", suffixes=(".talk",), keeps="", loses="", read=quoting)
    read_as = import_.read_as
    monkeypatch.setattr(import_, "read_as", lambda incoming, _fmt: read_as(incoming, fmt))


def test_a_file_becomes_a_map_of_its_name_in_this_folder(folder: Path, argmap: Argmap) -> None:
    (folder / "cars.outline").write_text(OUTLINE, "utf-8")
    ran = argmap("import", "cars.outline")
    assert (ran.code, ran.out) == (0, "cars.toml\n")
    assert ran.err == "cars.outline (Plain outline): 3 claims, 2 links\n"
    whole = load(folder / "cars.toml").map
    assert (whole.title, whole.thesis) == ("Ban cars", ("ban-cars",))
    assert argmap("check", "cars.toml").code == 0


def test_all_of_a_map_goes_out_and_comes_in_again(filled: ProjectFolder, argmap: Argmap) -> None:
    out = filled.root / "elsewhere" / "copy.json"
    out.parent.mkdir()
    assert argmap("export", filled.map_path, "-o", out).code == 0
    copy = filled.map_path.with_name("copy.toml")
    assert argmap("import", out, "-o", copy).code == 0
    assert copy.read_bytes() == filled.map_path.read_bytes()


def test_the_format_is_told_by_what_is_in_the_file(filled: ProjectFolder, argmap: Argmap) -> None:
    data = argmap("export", filled.map_path, "json").out
    (filled.root / "nameless").write_text(data, "utf-8")
    assert argmap("import", filled.root / "nameless", "-o", filled.map_path.with_name("x.toml")).code == 0


def test_stdin_is_read_where_the_file_is_a_dash(folder: Path, argmap: Argmap, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, code in ((("-o", "a.toml"), 0), ((), 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OUTLINE.encode())))
        assert argmap("import", "-", "--from", "outline", *words).code == code
    assert len(load(folder / "a.toml").map.claims) == 3


def test_texts_are_written_beside_the_map_and_its_quotes_stand_in_them(
    folder: Path, argmap: Argmap, talk: None
) -> None:
    (folder / "a.talk").write_text("We stand together.", "utf-8")
    ran = argmap("import", "a.talk")
    assert ran.code == 1
    assert ran.err.split("\n")[1:4] == [
        "written: texts/talk.txt",
        "argmap: skipped: 1 thing",
        "  a.talk:7: a picture",
    ]
    checked = argmap("check", "a.toml")
    assert (checked.code, checked.err) == (0, "1 map valid; 2 exact\n")


def test_a_text_goes_over_nothing_and_the_same_text_is_used_again(folder: Path, argmap: Argmap, talk: None) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "talk.txt").write_text("Something of mine.", "utf-8")
    (folder / "a.talk").write_text("We stand together.", "utf-8")
    argmap("import", "a.talk")
    argmap("import", "a.talk", "-o", "again.toml")
    (folder / "a.talk").write_text("We part.", "utf-8")
    argmap("import", "a.talk", "-o", "other.toml")
    assert sorted(file.name for file in (folder / "texts").iterdir()) == ["talk-2.txt", "talk-3.txt", "talk.txt"]
    assert (folder / "texts" / "talk.txt").read_text("utf-8") == "Something of mine."
    paths = [load(folder / f"{name}.toml").map.sources["talk"].path for name in ("a", "again", "other")]
    assert paths == ["texts/talk-2.txt", "texts/talk-2.txt", "texts/talk-3.txt"]
    assert argmap("check").err == "3 maps valid; 6 exact\n"


@pytest.mark.parametrize("path", ["../../../stray.txt", ".git/hooks/stray.txt", "../.stray.txt"])
def test_a_text_that_would_leave_the_project_or_hide_in_it_does_neither(
    folder: Path, argmap: Argmap, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def straying(_incoming: Incoming) -> Imported:
        made = gathered("s", ["words"])
        whole = ArgMap(title="T", sources={"s": Source(path=path)}, quotes={"q": made.quotes[0]})
        return Imported(map=whole, files={path: made.text})

    fmt = Format(name="x", label="X", suffixes=(".x",), keeps="", loses="", read=straying)
    read_as = import_.read_as
    monkeypatch.setattr(import_, "read_as", lambda incoming, _fmt: read_as(incoming, fmt))
    (folder / "a.x").write_bytes(b"x")
    assert argmap("import", "a.x").code == 0
    assert load(folder / "a.toml").map.sources["s"].path == "stray.txt"
    assert (folder / "stray.txt").exists()


def test_where_the_map_cannot_be_saved_no_text_is_left_behind(
    folder: Path, argmap: Argmap, talk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveFailed("a.toml: not saved: the disk is full; make room on it")

    monkeypatch.setattr(import_, "save", full)
    (folder / "a.talk").write_text("We part.", "utf-8")
    ran = argmap("import", "a.talk")
    assert (ran.code, ran.out) == (4, "")
    assert os.listdir(folder) == ["a.talk"]  # noqa: PTH208 - names alone


def test_a_map_that_is_there_is_not_replaced(folder: Path, argmap: Argmap) -> None:
    (folder / "cars.outline").write_text(OUTLINE, "utf-8")
    argmap("import", "cars.outline")
    before = (folder / "cars.toml").read_bytes()
    ran = argmap("import", "cars.outline")
    assert ran.code == 3
    assert "import into it with --into cars.toml" in ran.err
    assert (folder / "cars.toml").read_bytes() == before


def test_into_a_map_comes_what_is_new_and_again_nothing(filled: ProjectFolder, argmap: Argmap) -> None:
    jotted = filled.root / "more.outline"
    jotted.write_text("They diverge.\n  + Different aims\nAlign\n  - Costs\n", "utf-8")
    before = load(filled.map_path).map
    ran = argmap("import", jotted, "--into", filled.map_path)
    assert (ran.code, ran.out) == (0, f"{filled.map_path}\n")
    after = load(filled.map_path).map
    assert after.claims["diverge"].supported_by == (*(("different-aims",),), *before.claims["diverge"].supported_by)
    assert after.claims["align"] == before.claims["align"]
    assert "argmap: already in the map: 1 element\n" in ran.err
    assert "`align` is the id of another element here; it is imported as `align-2`" in ran.err
    assert after.title == "Controls"
    bytes_before = filled.map_path.read_bytes()
    assert argmap("import", jotted, "--into", filled.map_path).code == 0
    assert filled.map_path.read_bytes() == bytes_before


def test_what_both_say_differently_is_left_to_decide(filled: ProjectFolder, argmap: Argmap) -> None:
    tables = argmap("export", filled.map_path, "json").json
    tables["claims"]["align"]["note"] = "theirs"
    (filled.root / "theirs.json").write_text(json.dumps(tables), "utf-8")
    argmap("edit", filled.map_path, "align", "--note", "ours")
    ran = argmap("import", filled.root / "theirs.json", "--into", filled.map_path)
    assert ran.code == 1
    assert "1 conflict to resolve; `argmap resolve" in ran.err
    assert "claims.align.note: ours “ours”, theirs “theirs”" in ran.err
    assert argmap("resolve", filled.map_path, "theirs").code == 0
    assert load(filled.map_path).map.claims["align"].note == "theirs"


def test_a_dry_run_prints_what_would_come_and_writes_nothing(
    filled: ProjectFolder, argmap: Argmap, talk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled.root / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "a.talk").write_text("We part.", "utf-8")
    ran = argmap("import", "a.talk", "--dry-run")
    assert ran.code == 1
    assert "+ claim yes" in ran.out
    before = filled.toml
    ran = argmap("import", "a.talk", "--into", filled.map_path, "--dry-run")
    assert "+ claim yes" in ran.out
    assert "diverge" not in ran.out
    assert filled.toml == before
    assert [file.name for file in folder.iterdir()] == ["a.talk"]


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        (
            "a.json",
            b'{"format": 1, "map": {"title": "T"}, "claims": {\n"a": {"text": "A"',
            2,
            "a.json:2: the JSON ends",
        ),
        ("a.json", b'{"format": 1, "map": {}}', 2, "a.json:1: `map` has no `title`"),
        ("a.json", b"\x89PNG\r\n\x1a\n\0\0", 2, "a.json: "),
        ("a.json", b"", 2, "a.json: the file is empty"),
        ("a.xyz", b" \n\n", 2, "a.xyz: the file is empty"),
        ("a.xyz", b"\x7fELF\0\0\1", 2, "a.xyz: this is not a text file"),
        ("a.outline", b"", 2, "a.outline: there is no line with words"),
        ("a.xyz", b"words\n", 2, "a.xyz: not recognized"),
        ("a.toml", b"format = 1\n", 2, "a.toml:1: there is no `[map]`"),
    ],
)
def test_a_broken_file_is_refused_by_its_place_and_writes_nothing(
    folder: Path, argmap: Argmap, name: str, data: bytes, code: int, said: str
) -> None:
    (folder / name).write_bytes(data)
    ran = argmap("import", name, "-o", "new.toml")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(said)
    assert [file.name for file in folder.iterdir()] == [name]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_of_any_encoding_and_line_ends_gives_the_same_map(folder: Path, argmap: Argmap, codec: str) -> None:
    text = "日本没有像美国那样把管制对象扩大到基础和新兴技术。\n  + 这是重复的一句话。\n  - 存在分歧。\n"
    for name, content in (("plain", text.encode()), ("other", text.replace("\n", "\r\n").encode(codec))):
        (folder / f"{name}.outline").write_bytes(content)
        assert argmap("import", f"{name}.outline", "-o", f"{name}.toml").code == 0
    assert load(folder / "plain.toml").map == load(folder / "other.toml").map


def test_files_that_cannot_be_read_are_said(folder: Path, argmap: Argmap) -> None:
    with (folder / "huge.json").open("wb") as huge:
        huge.truncate(101 * 2**20)
    (folder / "sub").mkdir()
    for name, said in (("huge.json", "at most 100 MB"), ("sub", "is a folder"), ("none.json", "is missing")):
        ran = argmap("import", name, "-o", "new.toml")
        assert (ran.code, ran.out) == (4, "")
        assert said in ran.err


def test_an_endless_stream_is_cut_off(folder: Path, argmap: Argmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.formats.import_file.LARGEST", 1000)
    with Path("/dev/zero").open() as endless:
        monkeypatch.setattr(sys, "stdin", endless)
        ran = argmap("import", "-", "-o", "new.toml")
    assert ran.code == 4
    assert "too large" in ran.err


def test_a_map_ends_in_toml_and_comes_from_one_place(folder: Path, argmap: Argmap) -> None:
    (folder / "cars.outline").write_text(OUTLINE, "utf-8")
    assert "call it `cars.toml`" in argmap("import", "cars.outline", "-o", "cars.map").err
    assert argmap("import", "cars.outline", "-o", "a.toml", "--into", "b.toml").code == 2
    blocked = argmap("import", "cars.outline", "-o", "cars.outline/a.toml")
    assert (blocked.code, blocked.out) == (4, "")
    assert "this folder cannot be made" in blocked.err
    assert argmap("import", "cars.outline", "-o", f"{'a' * 300}.toml").code == 4
    assert argmap("import", "cars.outline", "--into", "b.toml").code == 4
    assert "can only be written, not read" in argmap("import", "cars.outline", "--from", "markdown").err


def test_the_encoding_that_was_assumed_is_said_and_can_be_named(folder: Path, argmap: Argmap) -> None:
    (folder / "a.outline").write_bytes("論點\n  + 贊成\n  - 反对\n".encode("gb18030"))
    ran = argmap("import", "a.outline", "-o", "guessed.toml")
    assert "read as " in ran.err
    assert "--encoding" in ran.err
    ran = argmap("import", "a.outline", "--encoding", "gb18030")
    assert ran.code == 0
    assert "read as" not in ran.err
    assert {claim.text for claim in load(folder / "a.toml").map.claims.values()} == {"論點", "贊成", "反对"}
    assert argmap("import", "a.outline", "--encoding", "klingon", "-o", "b.toml").code == 2
    ran = argmap("import", "a.outline", "--encoding", "ascii", "-o", "b.toml")
    assert (ran.code, ran.err[:36]) == (2, "a.outline: this is not in US-ASCII: ")


def test_quotes_of_texts_that_cannot_be_read_are_said(filled: ProjectFolder, argmap: Argmap) -> None:
    argmap("export", filled.map_path, "-o", filled.root / "a.json")
    other = filled.root / "other"
    (other / ".git").mkdir(parents=True)
    ran = argmap("import", filled.root / "a.json", "-o", other / "a.toml")
    assert ran.code == 1
    assert "quotes of a text that cannot be read: " in ran.err


def test_a_page_that_the_map_has_as_a_source_is_quoted_from_that(filled: ProjectFolder, argmap: Argmap) -> None:
    address = "https://example.org/controls"
    argmap("edit", filled.map_path, "gui", "--url", address)
    text = filled.text("controls.txt").read_text("utf-8")
    words = [text[10:23], "words that stand nowhere in it", text[-15:-2]]
    rows = [
        {"uri": address + end, "target": [{"selector": [{"type": "TextQuoteSelector", "exact": exact}]}]}
        for end, exact in (("", words[0]), ("#top", words[1]), ("/", words[2]))
    ]
    file = filled.root / "rows.annotations.json"
    file.write_text(json.dumps({"rows": rows}), "utf-8")
    before = load(filled.map_path).map
    ran = argmap("import", file, "--into", filled.map_path)
    after = load(filled.map_path).map
    new = [after.quotes[at] for at in sorted(after.quotes.keys() - before.quotes.keys())]
    assert after.sources["gui"] == before.sources["gui"]
    assert {(quote.source == "gui", quote.text) for quote in new} == {
        (True, words[0]),
        (False, words[1]),
        (True, words[2]),
    }
    assert len(after.sources) == len(before.sources) + 1
    assert ran.code == 1
    assert "“words that stand nowhere in it” is not found in" in ran.err


def test_a_dry_run_minds_no_file_that_it_would_not_write(folder: Path, argmap: Argmap) -> None:
    (folder / "cars.outline").write_text(OUTLINE, "utf-8")
    argmap("import", "cars.outline")
    assert argmap("import", "cars.outline", "--dry-run").code == 0


def test_the_formats_that_come_in_are_listed(argmap: Argmap) -> None:
    listed = argmap("import", "--list")
    assert listed.code == 0
    assert "Kialo" in listed.out
    assert "Mermaid" not in listed.out
    ran = argmap("import", "x", "--from", "nope")
    assert "kialo" in ran.err
    assert "mermaid" not in ran.err
    assert "can be `outline` or `kialo`: choose one" in argmap("import", "x", "--from", "txt").err


def test_the_formats_that_come_in_are_listed_as_json(argmap: Argmap) -> None:
    names = [one["name"] for one in argmap("import", "--list", "--json").json["formats"]]
    assert "kialo" in names
    assert "mermaid" not in names
    assert argmap("import").code == argmap("import", "x", "--json").code == 2


def test_what_points_are_is_said_on_the_command_line_or_the_file_is_refused(folder: Path, argmap: Argmap) -> None:
    (folder / "a.md").write_text("Ban cars.\n\n- Air\n- Shops\n", "utf-8")
    ran = argmap("import", "a.md", "-o", "a.toml")
    assert ran.code == 2
    assert ran.err.startswith("a.md:3: the outline does not show whether")
    assert "--bullets support|counter|claims|signs" in ran.err
    assert not (folder / "a.toml").exists()
    assert argmap("import", "a.md", "-o", "a.toml", "--bullets", "support").code == 0
    assert load(folder / "a.toml").map.claims["ban-cars"].supported_by == (("air",), ("shops",))
    (folder / "signs.txt").write_text("Ban cars\n  + Air\n  - Shops\n", "utf-8")
    for bullets in ("support", "counter", "claims", "signs"):
        ran = argmap("import", "signs.txt", "-o", f"{bullets}.toml", "--bullets", bullets)
        assert ran.code == 0
        assert f"--bullets {bullets} changes nothing: signs.txt has signs of its own" in ran.err
        assert load(folder / f"{bullets}.toml").map.claims["ban-cars"].countered_by == (("shops",),)
    (folder / "a.argdown").write_text("[A]: one\n  + [B]: two\n", "utf-8")
    ran = argmap("import", "a.argdown", "-o", "b.toml", "--bullets", "support")
    assert (ran.code, "leave out --bullets" in ran.err) == (3, True)
