"""`argmap export`: the whole pipe, from the map's file to the file that others read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from argmap.cli import export
from argmap.cli.formats import FormatName
from argmap.formats import Exported, Format, registry
from argmap.store import load, loads
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]

PICTURE = Format(
    name="picture",
    label="Picture",
    suffixes=(".pic",),
    keeps="",
    loses="",
    export=lambda _export_input: Exported(b"\x89PIC\xff"),
)


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "on_terminal", lambda: True)


def test_the_content_goes_to_stdout_and_what_is_lost_to_stderr(filled: ProjectFolder, argmap: Argmap) -> None:
    ran = argmap("export", filled.map_path, "outline")
    assert ran.code == 0
    assert ran.out.startswith("# Controls\n\nThey diverge.\n")
    said = "the ids, 1 tag, 3 quotes’ contexts and positions, 2 sources’ details"
    assert ran.err == f"argmap: left out: {said}\n"


def test_all_of_a_map_goes_out_as_json_and_nothing_is_said_to_be_lost(filled: ProjectFolder, argmap: Argmap) -> None:
    ran = argmap("export", filled.map_path, "json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["claims"]["align"]["text"] == "They align."


def test_a_format_is_known_by_the_ending_of_its_files_too(filled: ProjectFolder, argmap: Argmap) -> None:
    assert argmap("export", filled.map_path, "md").out == argmap("export", filled.map_path, "markdown").out


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("csl-json", "csl"),
        ("CSL-JSON", "csl"),
        ("graphviz", "dot"),
        ("gv", "dot"),
        (".dot", "dot"),
        ("obsidian", "canvas"),
        ("JSON-LD", "annotations"),
        ("hypothesis", "annotations"),
        ("kialo-txt", "kialo"),
        ("bib", "bibtex"),
        ("aif.json", "aif"),
        ("OVA3", "xaif"),
        ("txt", "outline"),
    ],
)
def test_formats_are_known_by_what_people_call_them(word: str, name: str) -> None:
    assert FormatName("out").convert(word, None, None).name == name


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("mermiad", "`mermiad` is not a format. Did you mean `mermaid`?"),
        ("graphlm", "`graphlm` is not a format. Did you mean `graphml`?"),
        ("yaml", "argmap has no format `yaml`; `json` holds the whole map"),
        ("pdf", "argmap has no format `pdf`; export `html` or `brief`, and print it to PDF"),
    ],
)
def test_a_word_that_is_no_format_is_answered_with_what_it_means(
    filled: ProjectFolder, argmap: Argmap, word: str, said: str
) -> None:
    ran = argmap("export", filled.map_path, word)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("word", ["cvs", "gml", "ajf", "tgl", "nope", "xml", "jsonl", ""])
def test_no_word_is_taken_for_another_format(filled: ProjectFolder, argmap: Argmap, word: str) -> None:
    ran = argmap("export", filled.map_path, word)
    assert ran.code == 2
    assert "Did you mean" not in ran.err


def test_the_schema_of_the_json_is_printed(filled: ProjectFolder, argmap: Argmap) -> None:
    schema = argmap("schema", "--of", "json").json
    Draft7Validator.check_schema(schema)
    Draft7Validator(schema).validate(argmap("export", filled.map_path, "json").json)
    assert "comments" not in argmap("schema").json["properties"]


def test_the_name_of_the_file_settles_the_format(filled: ProjectFolder, argmap: Argmap) -> None:
    out = filled.root / "out.json"
    ran = argmap("export", filled.map_path, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(out.read_text("utf-8"))["map"]["title"] == "Controls"
    assert not list(filled.root.glob(".argmap-*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "map.xyz"], "does not decide the format"),
        ([], "`argmap export --list` lists them"),
        (["jsn"], "Did you mean `json`?"),
        (["powerpoint"], "There are: "),
        (["json", "--depth", "-1"], "--depth"),
    ],
)
def test_a_command_line_that_says_no_format_is_refused(
    filled: ProjectFolder, argmap: Argmap, words: list[str], said: str
) -> None:
    ran = argmap("export", filled.map_path, *words)
    assert ran.code == 2
    assert said in ran.err


def test_options_that_would_do_nothing_are_refused(filled: ProjectFolder, argmap: Argmap) -> None:
    for words, said in (
        (["export", filled.map_path, "html", "--json"], "--json goes with --list"),
        (["export", filled.map_path, "json", "--depth", 2], "--depth goes with --focus"),
        (["export", "json"], "argmap export MAP json"),
    ):
        ran = argmap(*words)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_a_dash_is_stdout(filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled.root)
    assert argmap("export", filled.map_path, "json", "-o", "-").out == argmap("export", filled.map_path, "json").out
    assert not (filled.root / "-").exists()


def test_the_folder_of_the_file_is_made(filled: ProjectFolder, argmap: Argmap) -> None:
    out = filled.root / "new" / "dir" / "map.json"
    assert argmap("export", filled.map_path, "-o", out).code == 0
    assert out.is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [("show", "MAP"), ("export", "MAP", "json"), ("--help",), ("schema",)])
def test_output_that_cannot_be_written_is_one_line(filled: ProjectFolder, words: tuple[str, ...]) -> None:
    line = [str(filled.map_path) if word == "MAP" else word for word in words]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "argmap", *line],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert ran.returncode == 4
    assert "the output cannot be written: the disk is full; print it elsewhere" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


def test_a_part_of_a_map_is_a_sound_map(filled: ProjectFolder, argmap: Argmap) -> None:
    ran = argmap("export", filled.map_path, "toml", "--focus", "aligned", "--depth", "1")
    part = loads(ran.out)
    assert {*part.claims, *part.quotes, *part.sources} == {"aligned", "align", "speech"}
    whole = loads(argmap("export", filled.map_path, "toml", "--focus", "aligned", "--depth", "2").out)
    assert whole.ids == {*part.ids, "diverge", "no-extension", "gui"}


def test_more_links_than_a_map_has_lead_to_all_of_it_at_once(filled: ProjectFolder, argmap: Argmap) -> None:
    part = loads(argmap("export", filled.map_path, "toml", "--focus", "aligned", "--depth", 10**15).out)
    assert part.ids == load(filled.map_path).map.ids


def test_an_element_that_is_not_there_is_refused_with_a_near_one(filled: ProjectFolder, argmap: Argmap) -> None:
    ran = argmap("export", filled.map_path, "json", "--focus", "divergee")
    assert (ran.code, ran.out) == (3, "")
    assert "did you mean `diverge`?" in ran.err


def test_paths_lead_from_where_the_file_lies(filled: ProjectFolder, argmap: Argmap) -> None:
    (filled.root / "out" / "json").mkdir(parents=True)
    out = filled.root / "out" / "json" / "map.json"
    argmap("export", filled.map_path, "json", "-o", out)
    path = json.loads(out.read_text("utf-8"))["sources"]["gui"]["path"]
    assert (out.parent / path).resolve() == filled.text("controls.txt")
    assert path == "../../texts/controls.txt"


def test_every_format_is_listed_with_what_it_keeps_and_loses(argmap: Argmap) -> None:
    listed = argmap("export", "--list")
    assert listed.code == 0
    for known in argmap("export", "--list", "--json").json["formats"]:
        assert known["keeps"]
        assert known["out"] or known["in"]
        assert f"\n{known['name']} " in f"\n{listed.out}"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "m.toml", "--list", "--json", "html", "-o", "q"], "m.toml"),
        (["export", "--list", "-o", "q"], "--output"),
        (["export", "--list", "--depth", "1"], "--depth"),
        (["import", "--list", "x"], "x"),
        (["import", "--json", "--list", "--dry-run"], "--dry-run"),
    ],
)
def test_the_list_of_formats_goes_with_nothing_else(argmap: Argmap, words: list[str], named: str) -> None:
    ran = argmap(*words)
    assert (ran.code, ran.out) == (2, "")
    assert f"leave out `{named}`" in ran.err


def test_escape_characters_of_a_map_never_reach_a_terminal(
    filled: ProjectFolder, argmap: Argmap, on_terminal: None
) -> None:
    argmap("add", "claim", filled.map_path, "red \x1b[31m \u202e end", "--thesis")
    ran = argmap("export", filled.map_path, "outline")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in argmap("export", filled.map_path, "json").out


def test_what_is_no_text_is_not_for_a_terminal(
    filled: ProjectFolder, argmap: Argmap, on_terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_format_by_name", lambda _out, _map: PICTURE)
    ran = argmap("export", filled.map_path)
    assert (ran.code, ran.out) == (3, "")
    assert "Picture is not for a terminal: give -o FILE.pic" in ran.err
    assert argmap("export", filled.map_path, "-o", filled.root / "a.pic").code == 0
    assert (filled.root / "a.pic").read_bytes() == b"\x89PIC\xff"


def test_a_format_that_only_comes_in_is_refused(
    filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    inward = Format(name="in", label="Inward", suffixes=(".in",), keeps="", loses="")
    monkeypatch.setattr(export, "_format_by_name", lambda _out, _map: inward)
    ran = argmap("export", filled.map_path)
    assert ran.code == 3
    assert "Inward can only be read" in ran.err


def test_the_map_itself_is_not_written_over(filled: ProjectFolder, argmap: Argmap) -> None:
    before = filled.toml
    (filled.root / "link.json").symlink_to(filled.map_path)
    for target in (filled.map_path, filled.root / "link.json"):
        ran = argmap("export", filled.map_path, "json", "-o", target)
        assert ran.code == 3
        assert "is the map itself" in ran.err
    assert filled.toml == before


def test_places_where_nothing_can_be_written_are_said(filled: ProjectFolder, argmap: Argmap) -> None:
    (filled.root / "folder.json").mkdir()
    (filled.root / "folder.json" / "file").touch()
    for name, said in (
        ("folder.json", "this is a folder"),
        ("folder.json/file/x.json", "this folder cannot be made"),
        ("a" * 300, "not written"),
    ):
        ran = argmap("export", filled.map_path, "json", "-o", filled.root / name)
        assert (ran.code, ran.out) == (4, "")
        assert said in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_said(filled: ProjectFolder, argmap: Argmap) -> None:
    closed = filled.root / "closed"
    closed.mkdir(mode=0o500)
    ran = argmap("export", filled.map_path, "json", "-o", closed / "x.json")
    assert ran.code == 4
    assert "writing is not permitted" in ran.err


def test_a_broken_map_writes_nothing(filled: ProjectFolder, argmap: Argmap) -> None:
    out = filled.root / "out.json"
    out.write_text("old", "utf-8")
    filled.map_path.write_text("format = 1\n[map]\n", "utf-8")
    ran = argmap("export", filled.map_path, "json", "-o", out)
    assert ran.code == 2
    assert out.read_text("utf-8") == "old"


def test_texts_that_cannot_be_read_do_not_keep_a_map_from_going_out(filled: ProjectFolder, argmap: Argmap) -> None:
    filled.text("controls.txt").unlink()
    for known in registry.formats():
        if known.export is not None and known.name != "png":
            assert argmap("export", filled.map_path, known.name).code == 0, known.name


def test_the_printed_bytes_are_utf_8_whatever_the_locale(
    filled: ProjectFolder, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from argmap.cli.main import run

    assert run(["export", str(filled.map_path), "outline"]) == 0
    assert "“美国于 2018 年".encode() in capfdbinary.readouterr().out


@pytest.mark.parametrize("name", [name for name, _ in registry.MODULES if registry.format_named(name).export])
def test_no_text_leaves_that_no_quote_cites(filled: ProjectFolder, argmap: Argmap, tmp_path: Path, name: str) -> None:
    (filled.root / "texts" / "private.txt").write_text("Nobody cites these words.", "utf-8")
    added = '\n[sources.unquoted]\npath = "../texts/private.txt"\n'
    filled.map_path.write_text(filled.toml + added, "utf-8")
    assert argmap("fmt", filled.map_path).code == 0
    out = tmp_path / "exported"
    assert argmap("export", filled.map_path, name, "-o", out).code == 0
    assert b"Nobody cites" not in out.read_bytes()


def test_a_page_says_which_texts_are_not_in_it(filled: ProjectFolder, argmap: Argmap, tmp_path: Path) -> None:
    argmap("add", "source", filled.map_path, filled.text("paket.txt"), "--id", "paket")
    ran = argmap("export", filled.map_path, "html", "-o", tmp_path / "page.html")
    assert "1 text without quotes" in ran.err
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "No quote is taken from this text" in page
    assert "Das Paket soll" not in page
