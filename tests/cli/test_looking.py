"""The commands that say what a map holds and where its quotes stand."""

import contextlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from argmap.cli.main import run
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]
REAL_MAPS = sorted((Path(__file__).parents[2] / "maps").glob("*.toml"))


def edit_text(project: ProjectFolder, old: str, new: str) -> None:
    file = project.text("controls.txt")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8", newline="")


def test_show_draws_the_argument(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("show", filled.map_path)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"Controls  {filled.map_path}",
        "◆ They diverge.  diverge",
        "├─ + together:",
        "│  ├─ & “美国于 2018 年通过了《出口管制改革法》”  law-2018  gui:2  ● exact",
        "│  └─ & “日本没有像美国那样把管制对象扩大到基础和新兴技术”  no-extension  gui:3  ● exact",
        "└─ − They align.  align  #alliance",
        "   ├─ × undercut: “日本没有像美国那样把管制对象扩大到基础和新兴技术”  no-extension  gui:3  ● exact ↑",
        "   └─ + “Our controls are aligned”  aligned  speech:1  ● exact",
    ]


def test_show_focuses_on_one_claim(filled: ProjectFolder, argmap: Argmap):
    assert argmap("show", filled.map_path, "--focus", "align").out.splitlines()[1:] == [
        "· They align.  align  #alliance",
        "└─ + “Our controls are aligned”  aligned  speech:1  ● exact",
        "→ counters “They diverge.”  diverge",
    ]
    assert argmap("show", filled.map_path, "--focus", "no-extension").out.splitlines()[2:] == [
        "→ supports together with law-2018 “They diverge.”  diverge",
        "→ undercuts the link of align to “They diverge.”  diverge",
    ]
    assert argmap("show", filled.map_path, "--focus", "nobody").code == 3


def test_show_lists_ids(filled: ProjectFolder, argmap: Argmap):
    assert "diverge  claim  They diverge." in argmap("show", filled.map_path, "--ids").out


def test_show_as_json_has_everything(filled: ProjectFolder, argmap: Argmap):
    [shown] = argmap("show", filled.root, "--json").json["maps"]
    assert shown["title"] == "Controls"
    assert {quote["id"]: quote["line"] for quote in shown["quotes"]} == {
        "aligned": 1,
        "law-2018": 2,
        "no-extension": 3,
    }
    assert {"from": ["no-extension"], "role": "undercut", "to": "diverge", "against": ["align"]} in shown["links"]


def test_no_text_sends_control_characters_to_the_terminal(filled: ProjectFolder, argmap: Argmap):
    hostile = "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe\u2069 [bold]x[/bold] \x9b2J"
    assert argmap("add", "claim", filled.map_path, hostile, "--id", "hostile", "--thesis").code == 0
    for command in (["show"], ["show", "--json"], ["show", "--ids"], ["check", "--json"], ["anchor", "--all"]):
        ran = argmap(*command, filled.map_path)
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2069"} & set(ran.out + ran.err)
    assert "[bold]x[/bold]" in argmap("show", filled.map_path).out
    assert argmap("show", filled.map_path, "--json").json["maps"][0]["claims"][-1]["text"] == hostile


def test_check_is_content_when_every_quote_is_found(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("check", filled.root)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 map valid; 3 exact\n"


def test_check_accepts_another_dress_of_the_same_words(filled: ProjectFolder, argmap: Argmap):
    edit_text(filled, "日本没有像美国那样把管制对象", "日 本 沒 有 像\n美 國 那 樣 把 管 制 對 象")
    ran = argmap("check", filled.map_path)
    assert ran.code == 0
    assert "1 normalized" in ran.err


def test_check_names_the_quotes_to_review_with_their_lines(filled: ProjectFolder, argmap: Argmap):
    edit_text(filled, "日本没有像美国那样把管制对象扩大到基础和新兴技术。\n", "")
    ran = argmap("check", filled.map_path)
    assert ran.code == 1
    [line] = ran.out.splitlines()
    number = filled.toml.splitlines().index("[quotes.no-extension]") + 1
    assert line.startswith(f"{filled.map_path}:{number}: no-extension is ")
    report = argmap("check", filled.map_path, "--json").json["maps"][0]
    assert [quote["id"] for quote in report["review"]] == ["no-extension"]
    assert argmap("check", filled.map_path, "--github").out.startswith("::warning file=")


def test_check_says_why_a_source_cannot_be_read(filled: ProjectFolder, argmap: Argmap):
    filled.text("speech.txt").unlink()
    ran = argmap("check", filled.map_path)
    assert ran.code == 1
    assert "speech.txt" in ran.out


@pytest.mark.parametrize("path", ["../../outside.txt", "../.git/config"])
def test_check_reports_a_source_outside_the_project_even_where_nothing_quotes_it(
    filled: ProjectFolder, argmap: Argmap, path: str
):
    text = filled.toml + f'\n[sources.stolen]\npath = "{path}"\n'
    filled.map_path.write_text(text, "utf-8")
    line = text.splitlines().index(f'path = "{path}"') + 1
    ran = argmap("check", filled.map_path)
    assert ran.code == 2
    assert ran.out.startswith(f"{filled.map_path}:{line}: `{path}` is ")
    told = argmap("check", filled.map_path, "--json").json["maps"][0]
    assert [fault["line"] for fault in told["faults"]] == [line]
    assert told["states"] == {"exact": 3}
    assert f"line={line}::" in argmap("check", filled.map_path, "--github").out


def test_check_lists_every_fault_of_an_invalid_map(filled: ProjectFolder, argmap: Argmap):
    filled.map_path.write_text(filled.toml.replace("text = ", "words = "), "utf-8")
    ran = argmap("check", filled.map_path)
    assert ran.code == 2
    assert len(ran.out.splitlines()) >= 5
    assert argmap("check", filled.map_path, "--json").json["maps"][0]["valid"] is False
    assert "::error file=" in argmap("check", filled.map_path, "--github").out


@pytest.mark.parametrize("here", [".", "maps", "odd, 100%: folder", ".."])
def test_annotations_name_maps_from_the_top_of_the_repository(
    filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch, here: str
):
    folder = filled.root / "odd, 100%: folder"
    folder.mkdir()
    (folder / "line\nend.toml").write_text(filled.toml.replace("format = 1", "format = one"), "utf-8")
    monkeypatch.chdir(filled.root / here)
    named = "file=odd%2C 100%25%3A folder/line%0Aend.toml,line=1::not valid TOML"
    for path in (folder, os.path.relpath(folder / "line\nend.toml")):
        assert argmap("check", path, "--github").out.startswith(f"::error {named}")


def test_annotations_outside_a_repository_name_maps_as_the_user_does(
    tmp_path: Path, argmap: Argmap, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("broken.toml").write_text("[map\n", "utf-8")
    assert argmap("check", "broken.toml", "--github").out.startswith("::error file=broken.toml,line=")


def test_check_finds_broken_maps_in_folders(filled: ProjectFolder, argmap: Argmap):
    filled.map_path.write_text("<<<<<<< a\n" + filled.toml, "utf-8")
    assert argmap("check", filled.root).code == 2


@pytest.mark.parametrize("left", ["", "format = 1\n[map\n", "\n"])
def test_check_does_not_pass_over_a_map_that_was_cut_short(filled: ProjectFolder, argmap: Argmap, left: str):
    (filled.root / "maps" / "second.toml").write_text(left, "utf-8")
    ran = argmap("check", filled.root)
    assert ran.code == 2
    assert "second.toml:" in ran.out


def unusable(project: ProjectFolder) -> dict[str, Path]:
    """Maps that are none, beside the sound one: not valid, a link to nothing, a pipe, a device."""
    paths = {name: project.map_path.with_name(f"{name}.toml") for name in ("invalid", "dangling", "pipe", "device")}
    paths["invalid"].write_text("format = 1\n[map]\n", "utf-8")
    paths["dangling"].symlink_to("nowhere.toml")
    os.mkfifo(paths["pipe"])
    paths["device"].symlink_to("/dev/null")
    return paths


@pytest.mark.parametrize("command", [["check"], ["show"], ["anchor"], ["fmt", "--check"], ["fmt"]])
def test_a_file_that_cannot_be_read_keeps_no_other_from_being_done(
    filled: ProjectFolder, argmap: Argmap, command: list[str]
):
    filled.map_path.write_text(filled.toml.replace("format = 1", "format=1"), "utf-8", newline="")
    edit_text(filled, "把管制对象扩大到基础和新兴技术", "将其管制对象扩大到基础技术和新兴技术")
    paths = unusable(filled)
    missing = filled.root / "missing.toml"
    for asked in ([filled.root, missing], [missing, *paths.values(), filled.map_path]):
        ran = argmap(*command, *asked)
        assert ran.code == 4
        assert all(f"{path}:" in ran.out + ran.err for path in (*paths.values(), missing))
        told = argmap(*command, "--json", *asked)
        assert told.code == 4
        entries = told.json["failed"] if "fmt" in command else told.json["maps"]
        faults = {entry["path"]: entry["faults"] for entry in entries if entry.get("faults")}
        assert set(faults) == {path.as_posix() for path in (*paths.values(), missing)}
        assert all(fault["what"] and fault["fix"] for some in faults.values() for fault in some)
    assert str(filled.map_path) in argmap(*command, "--json", *asked).out


def test_the_highest_exit_code_counts(filled: ProjectFolder, argmap: Argmap):
    paths = unusable(filled)
    for command in ("check", "show", "anchor", "fmt"):
        assert argmap(command, filled.map_path, paths["invalid"]).code == 2
        assert argmap(command, paths["pipe"], paths["invalid"]).code == 4
    assert argmap("show", filled.map_path, paths["invalid"], "--focus", "nobody").code == 3
    assert argmap("show", filled.map_path, paths["pipe"], "--focus", "nobody").code == 4


def test_annotations_name_files_that_cannot_be_read(filled: ProjectFolder, argmap: Argmap):
    unusable(filled)
    lines = argmap("check", filled.root, filled.root / "missing.toml", "--github").out.splitlines()
    named = {line.partition("file=")[2].partition(",")[0] for line in lines if line.startswith("::error ")}
    assert named == {f"maps/{name}.toml" for name in ("invalid", "dangling", "pipe", "device")} | {"missing.toml"}


def test_a_text_is_no_map(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("show", filled.text("speech.txt"))
    assert ran.code == 4
    assert "argmap add source" in ran.err


def test_a_translation_of_other_words_is_called_to_mind(filled: ProjectFolder, argmap: Argmap):
    assert argmap("edit", filled.map_path, "no-extension", "--translation", "did not extend").code == 0
    edit_text(filled, "把管制对象扩大到基础和新兴技术", "将其管制对象扩大到基础技术和新兴技术")
    assert "check whether its translation still fits" in argmap("anchor", filled.map_path, "--write").err


def test_wrapped_words_are_shown_on_one_line_as_they_read(filled: ProjectFolder, argmap: Argmap):
    assert argmap("add", "source", filled.map_path, filled.text("paket.txt"), "--id", "paket").code == 0
    assert argmap("add", "quote", filled.map_path, "paket", "Es fördert die Halbleiterindustrie").code == 0
    assert "“Es fördert die Halbleiterindustrie”" in argmap("show", filled.map_path).out


def test_check_where_there_is_no_map(tmp_path: Path, argmap: Argmap):
    ran = argmap("check", tmp_path)
    assert ran.code == 4
    assert "no map is here" in ran.err


def test_anchor_shows_old_and_new_words_and_stores_only_when_asked(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    edit_text(filled, "把管制对象扩大到基础和新兴技术", "将其管制对象扩大到基础技术和新兴技术")
    ran = argmap("anchor", filled.map_path)
    assert ran.code == 1
    assert "no-extension: fuzzy" in ran.out
    assert "  - 日本没有像美国那样把管制对象扩大到基础和新兴技术" in ran.out
    assert "  + 日本没有像美国那样将其管制对象扩大到基础技术和新兴技术" in ran.out
    assert filled.toml == before
    ran = argmap("anchor", filled.map_path, "--write")
    assert ran.code == 0
    assert "  - 日本没有像美国那样把管制对象扩大到基础和新兴技术" in ran.out
    assert "将其管制对象" in filled.toml
    assert argmap("check", filled.map_path).code == 0


def test_anchor_never_stores_what_was_not_found(filled: ProjectFolder, argmap: Argmap):
    edit_text(filled, "日本没有像美国那样把管制对象扩大到基础和新兴技术。\n", "")
    stored = filled.map.quotes["no-extension"]
    ran = argmap("anchor", filled.map_path, "--write")
    assert ran.code == 1
    assert filled.map.quotes["no-extension"].text == stored.text
    assert filled.map.quotes["no-extension"].at == stored.at


def test_anchor_of_one_quote_only(filled: ProjectFolder, argmap: Argmap):
    report = argmap("anchor", filled.map_path, "--quote", "law-2018", "--json").json["maps"][0]
    assert [quote["id"] for quote in report["quotes"]] == ["law-2018"]


def test_the_schema_accepts_the_real_maps_and_no_unknown_key(argmap: Argmap):
    schema = argmap("schema").json
    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert len(REAL_MAPS) >= 3
    for path in REAL_MAPS:
        jsonschema.validate(tomllib.loads(path.read_text("utf-8")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": 1, "map": {"title": "x", "colour": "red"}}, schema)


def test_the_real_maps_are_canonical_and_all_their_quotes_exact(argmap: Argmap):
    assert argmap("fmt", "--check", *REAL_MAPS).code == 0
    ran = argmap("check", *REAL_MAPS)
    assert ran.code == 0
    assert "3 maps valid" in ran.err
    assert "exact" in ran.err
    assert "normalized" not in ran.err


def test_help_is_for_newcomers(argmap: Argmap):
    ran = argmap("--help")
    assert ran.code == 0
    for word in ("show", "check", "anchor", "Exit codes"):
        assert word in ran.out


def test_every_command_explains_itself(argmap: Argmap):
    from argmap.cli.main import COMMANDS

    for name in COMMANDS:
        ran = argmap(name, "--help")
        assert ran.code == 0
        assert f"argmap {name}" in ran.out


def test_a_mistyped_command_is_met_with_the_nearest(argmap: Argmap):
    ran = argmap("chek")
    assert ran.code == 2
    assert "Did you mean `check`" in ran.err


def test_without_a_terminal_a_path_is_printed(filled: ProjectFolder):
    ran = subprocess.run(
        [sys.executable, "-m", "argmap", str(filled.root / "maps")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0
    assert "◆ They diverge." in ran.stdout
    assert "opens" in ran.stderr


def test_completion_knows_commands_and_ids(filled: ProjectFolder, argmap: Argmap):
    assert "_ARGMAP_COMPLETE" in argmap("completion", "bash").out
    ran = subprocess.run(
        [sys.executable, "-m", "argmap"],
        env={
            **__import__("os").environ,
            "_ARGMAP_COMPLETE": "bash_complete",
            "COMP_WORDS": f"argmap rename {filled.map_path} no",
            "COMP_CWORD": "3",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "no-extension" in ran.stdout


HEAVY = "{'textual', 'rich', 'pydantic', 'numpy', 'opencc', 'chardet', 'anyascii', 'tomli_w'}"
CORE = (
    "model",
    "text",
    "anchor",
    "store",
    "edit",
    "graph",
    "diff",
    "find",
    "corpus",
    "git",
    "session",
    "api",
    "formats",
)


@pytest.mark.parametrize(
    "words", [["check", "MAP"], ["--version"], ["export", "MAP", "dot"], ["export", "MAP", "bibtex"]]
)
def test_no_command_imports_the_screen_or_what_it_does_not_need(filled: ProjectFolder, words: list[str]):
    command = [str(filled.map_path) if word == "MAP" else word for word in words]
    used = "{'tomli_w'}" if words[0] == "export" else "set()"
    program = (
        "import sys; from argmap.cli.main import run; "
        f"code = run({command!r}); "
        f"print(sorted({HEAVY} - {used} & set(sys.modules)), code, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert ran.stderr.splitlines()[-1] == "[] 0"


def test_the_core_imports_no_screen_no_colours_and_no_pydantic():
    program = (
        f"import sys, importlib; [importlib.import_module(f'argmap.{{name}}') for name in {CORE}]; "
        "print(sorted({'textual', 'rich', 'click', 'pydantic'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    "words",
    [
        ("anchor", "--quote", "aligend"),
        ("anchor", "--write", "--quote", "no-extension", "--quote", "aligend"),
        ("show", "--focus", "aligend"),
        ("log", "aligend"),
        ("export", "markdown", "--focus", "aligend"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_one(filled: ProjectFolder, argmap: Argmap, words: tuple[str, ...]):
    shutil.rmtree(filled.root / ".git")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--no-gpg-sign", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=filled.root, check=True)
    before = filled.toml
    ran = argmap(words[0], filled.map_path, *words[1:])
    assert (ran.code, ran.out) == (3, "")
    assert "did you mean `align" in ran.err
    assert filled.toml == before


def test_one_quote_is_looked_for_in_several_maps(filled: ProjectFolder, argmap: Argmap):
    argmap("new", filled.root / "maps" / "second.toml", "--title", "Second")
    ran = argmap("anchor", filled.root, "--all", "--quote", "aligned")
    assert (ran.code, ran.out.count("aligned: exact")) == (0, 1)
    ran = argmap("show", filled.root, "--focus", "aligned")
    assert ran.code == 0
    assert "Second" not in ran.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_no_control_characters(
    filled: ProjectFolder, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shell: str
):
    hostile = filled.toml.replace("They align.", "They \\u001b[2Jalign\\u0007\\u202e.\\nSecond line")
    filled.map_path.write_text(hostile, "utf-8")
    for name, value in {
        "_ARGMAP_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": f"argmap edit {filled.map_path} a",
        "COMP_CWORD": "3" if shell != "fish" else "a",
    }.items():
        monkeypatch.setenv(name, value)
    with contextlib.suppress(SystemExit):
        run([])
    shown = capfd.readouterr().out
    assert "align" in shown
    assert all(character == "\n" or character.isprintable() for character in shown.replace("\t", " "))
