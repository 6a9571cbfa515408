"""`argmap git enable`, `disable` and `status`, and what git then prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import __version__
from tests.git.conftest import Argmap, MapInGit, Work, new_work


@pytest.fixture(autouse=True)
def _inside(maps: MapInGit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(maps.root)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def config(work: Work, scope: str = "--local") -> str:
    return work.git("config", scope, "--list", good=(0, 1, 128))


@pytest.fixture
def enabled(maps: MapInGit, argmap: Argmap) -> MapInGit:
    assert argmap("git", "enable").code == 0
    maps.commit("Enable argmap")
    return maps


def test_enabling_and_disabling_leave_no_trace(maps: MapInGit, argmap: Argmap):
    before, files = config(maps), maps.untouched
    ran = argmap("git", "enable")
    assert ran.code == 0
    assert ran.out == f"{maps.root / '.gitattributes'}\n"
    assert (maps.root / ".gitattributes").read_text() == "/maps/*.toml diff=argmap merge=argmap\n"
    assert argmap("git", "disable").code == 0
    assert (config(maps), maps.untouched) == (before, files)


def test_enabling_twice_is_enabling_once(maps: MapInGit, argmap: Argmap):
    argmap("git", "enable")
    once = (config(maps), (maps.root / ".gitattributes").read_bytes())
    ran = argmap("git", "enable")
    assert (ran.code, ran.out) == (0, "")
    assert (config(maps), (maps.root / ".gitattributes").read_bytes()) == once
    argmap("git", "disable")
    assert argmap("git", "disable").code == 0


@pytest.mark.parametrize("before", [b"", b"* text=auto", b"*.toml text\r\n# ours\r\n"])
def test_a_file_that_was_there_is_given_back_as_it_was(maps: MapInGit, argmap: Argmap, before: bytes):
    maps.write(".gitattributes", before)
    argmap("git", "enable")
    argmap("git", "enable")
    assert (maps.root / ".gitattributes").read_bytes() != before
    argmap("git", "disable")
    assert (maps.root / ".gitattributes").read_bytes() == before


def test_settings_of_the_same_names_by_others_stay(maps: MapInGit, argmap: Argmap):
    maps.git("config", "diff.argmap.mine", "kept")
    before = config(maps)
    argmap("git", "enable")
    argmap("git", "disable")
    assert config(maps) == before


def test_from_a_folder_below_and_with_odd_names(maps: MapInGit, argmap: Argmap, monkeypatch: pytest.MonkeyPatch):
    odd = 'my maps/[1] "new"'
    maps.argmap("new", maps.root / odd / "a map.toml", "--title", "Odd")
    maps.argmap("new", maps.root / "出口" / "map.toml", "--title", "Odd")
    maps.write(f"{odd}/pyproject.toml", "[project]\n")
    monkeypatch.chdir(maps.root / "maps")
    argmap("git", "enable")
    assert (maps.root / ".gitattributes").is_file()
    sent = {one["path"]: one["sent"] for one in argmap("git", "status", "--json").json["maps"]}
    assert sent == {"maps/controls.toml": True, f"{odd}/a map.toml": True, "出口/map.toml": True}
    assert "argmap" not in maps.git("check-attr", "diff", "--", f"{odd}/pyproject.toml")


def test_in_a_worktree_and_in_a_submodule(
    maps: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    maps.git("worktree", "add", "-q", tmp_path / "tree")
    outer = new_work(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", maps.root, "inner")
    for place in (tmp_path / "tree", outer.root / "inner"):
        monkeypatch.chdir(place / "texts")
        assert argmap("git", "enable").code == 0
        assert (place / ".gitattributes").is_file()
        assert argmap("git", "status").code == 0
        assert argmap("git", "disable").code == 0
        assert not (place / ".gitattributes").exists()
    monkeypatch.chdir(outer.root)
    assert "no map here" in argmap("git", "enable").err


def test_status_says_what_is_missing(maps: MapInGit, argmap: Argmap):
    ran = argmap("git", "status")
    assert ran.code == 1
    assert ran.out.splitlines()[1:] == [
        "drivers: off",
        "not assigned maps/controls.toml",
        "`argmap git enable` fixes this; if it does not, another line of a .gitattributes file overrides it",
    ]
    argmap("git", "enable")
    ran = argmap("git", "status")
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == [
        "drivers: configured in the local configuration",
        "assigned     maps/controls.toml",
    ]
    maps.write("maps/.gitattributes", "*.toml -diff\n")
    maps.git("config", "merge.argmap.driver", "/gone/argmap merge %A")
    found = argmap("git", "status", "--json").json
    assert (found["enabled"], found["outdated"], found["maps"][0]["sent"]) == (False, ["local"], False)


def test_global_drivers_serve_a_clone(maps: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    argmap("git", "enable", "--global")
    assert "argmap" in config(maps, "--global")
    assert "diff.argmap" not in config(maps)
    maps.commit("Enable argmap")
    maps.git("clone", "-q", maps.root, tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert argmap("git", "status").code == 0
    monkeypatch.chdir(tmp_path)
    assert argmap("git", "enable", "--global").code == 0
    assert argmap("git", "disable", "--global").code == 0
    assert "argmap" not in config(maps, "--global")


def test_outside_a_repository_it_says_so(argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for command in ("enable", "disable", "status"):
        ran = argmap("git", command)
        assert ran.code == 3
        assert "not in a git repository" in ran.err


def test_git_diff_tells_what_changed_in_the_argument(enabled: MapInGit):
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They diverge widely.")
    enabled.argmap("unlink", enabled.map_path, "align", "counters", "diverge")
    said = enabled.git("diff")
    assert said.startswith("maps/controls.toml\n~ claim diverge  They diverge{+ widely+}.\n")
    assert "! diverge lost its only counter" in said
    assert "[claims" not in said


def test_no_module_of_the_repository_is_run_in_place_of_argmap(enabled: MapInGit, tmp_path: Path):
    mark = tmp_path / "hostile"
    for name in ("argmap/__init__.py", "argmap/__main__.py", "json.py", "click.py"):
        enabled.write(name, f"open({str(mark)!r}, 'w').close()\n")
    enabled.commit("Hostile modules")
    enabled.git("checkout", "-q", "-b", "side")
    enabled.argmap("edit", enabled.map_path, "align", "--text", "They agree.", said="On the side")
    enabled.git("checkout", "-q", "main")
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They diverge widely.", said="On main")
    enabled.git("merge", "-q", "--no-edit", "side")
    enabled.argmap("edit", enabled.map_path, "diverge", "--note", "A note.")
    assert "note: " in enabled.git("diff")
    assert "They diverge widely." in enabled.git("log", "-1", "-p", "HEAD~1")
    assert not mark.exists()


def test_git_log_and_show_compare_readable_lines(enabled: MapInGit):
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They diverge widely.", said="Reword")
    for said in (enabled.git("log", "-1", "-p"), enabled.git("show"), enabled.git("diff", "--no-ext-diff", "HEAD~1")):
        assert "-    They diverge.\n+    They diverge widely.\n" in said
        assert " claim diverge" in said
    enabled.argmap("link", enabled.map_path, "law-2018", "supports", "align", said="Support it")
    assert "+    supported by law-2018\n" in enabled.git("show")


def test_hunks_are_headed_by_the_element_they_are_in(enabled: MapInGit):
    for number in range(9):
        enabled.argmap("edit", enabled.map_path, "align", "--tag", f"tag-{number}")
    enabled.commit("Tag it")
    enabled.argmap("edit", enabled.map_path, "align", "--untag", "tag-5")
    assert "@@ [claims.align]" in enabled.git("diff", "--no-ext-diff", "--no-textconv")


def test_new_removed_and_renamed_maps(enabled: MapInGit):
    enabled.argmap("new", enabled.root / "maps" / "new.toml", "--title", "New", "--thesis", "It is new.")
    enabled.git("add", "-A")
    assert "+ claim it-is-new  It is new." in enabled.git("diff", "--cached")
    enabled.commit("new")
    enabled.git("rm", "-q", "maps/new.toml")
    assert "- claim it-is-new  It is new." in enabled.git("diff", "HEAD")
    enabled.git("mv", "maps/controls.toml", "maps/moved map.toml")
    enabled.argmap("edit", enabled.root / "maps" / "moved map.toml", "align", "--text", "They agree.")
    said = enabled.git("diff", "HEAD", "-M")
    assert "maps/controls.toml → maps/moved map.toml" in said


def test_a_side_that_does_not_load_is_compared_by_lines(enabled: MapInGit):
    sound = enabled.project.toml
    enabled.write("maps/controls.toml", sound.replace("format = 1", "format = one"))
    said = enabled.git("diff")
    assert said.startswith("b/maps/controls.toml:1: ")
    assert "-format = 1\n+format = one\n" in said
    enabled.commit("Break it")
    assert enabled.git("diff", "HEAD", "HEAD~1").startswith("a/maps/controls.toml:1: ")
    assert "-format = 1" not in enabled.git("log", "-1", "-p", "--format=", "--no-textconv", "-S", "nothing of it")
    assert "+format = one" in enabled.git("show")
    enabled.write("maps/controls.toml", b"\0\1\2")
    assert "differ" in enabled.git("diff")
    enabled.commit("Make it binary")
    assert "binary data, 3 bytes" in enabled.git("show")


def test_only_comments_differ(enabled: MapInGit):
    enabled.write("maps/controls.toml", enabled.project.toml.replace("[map]", "# mine\n[map]"))
    assert "the same argument; only comments or layout differ" in enabled.git("diff")


def test_without_argmap_git_still_diffs(enabled: MapInGit, argmap: Argmap):
    for name in ("diff.argmap.command", "diff.argmap.textconv", "merge.argmap.driver"):
        there = enabled.git("config", name).strip()
        enabled.git("config", name, there.replace(sys.executable, "/gone/python"))
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They diverge widely.")
    assert '-text = "They diverge."\n+text = "They diverge widely."\n' in enabled.git("diff")
    enabled.commit("Reword")
    assert '-text = "They diverge."\n+text = "They diverge widely."\n' in enabled.git("show")


def test_a_colleague_who_never_heard_of_argmap_sees_plain_diffs(enabled: MapInGit, tmp_path: Path):
    enabled.git("clone", "-q", enabled.root, tmp_path / "clone")
    clone = MapInGit(tmp_path / "clone", enabled.project)
    clone.write("maps/controls.toml", enabled.project.toml.replace("They diverge.", "They part."))
    assert '-text = "They diverge."\n+text = "They part."\n' in clone.git("diff")


def make_pipe(file: Path) -> None:
    os.mkfifo(file)


def link_out(file: Path) -> None:
    (file.parent.parent / "profile").write_bytes(b"# mine\n")
    file.symlink_to("../profile")


def link_inside(file: Path) -> None:
    (file.parent / "attributes").write_bytes(b"# mine\n")
    file.symlink_to("attributes")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (Path.mkdir, "cannot be written (this is a folder), so nothing was changed"),
        (make_pipe, ".gitattributes is a pipe, from which git would read without end; remove it"),
        (link_out, "cannot be written (this is a symbolic link, to ../profile), so nothing was changed"),
        (link_inside, "cannot be written (this is a symbolic link, to attributes), so nothing was changed"),
    ],
)
def test_only_a_file_is_written_and_else_nothing_is_changed(maps: MapInGit, argmap: Argmap, make, why: str):
    make(maps.root / ".gitattributes")
    before = config(maps)
    for command in ("enable", "disable"):
        ran = argmap("git", command)
        assert ran.code == 4
        assert why in ran.err
    assert config(maps) == before
    for file in (maps.root.parent / "profile", maps.root / "attributes"):
        assert not file.exists() or file.read_bytes() == b"# mine\n"


def test_the_configuration_of_a_repository_is_not_written_through_a_link(maps: MapInGit, argmap: Argmap):
    outside = maps.root.parent / "gitconfig"
    (maps.root / ".git/config").rename(outside)
    (maps.root / ".git/config").symlink_to(outside)
    before = outside.read_bytes()
    ran = argmap("git", "enable")
    assert ran.code == 4
    assert "cannot be written (this is a symbolic link" in ran.err
    assert outside.read_bytes() == before
    assert not (maps.root / ".gitattributes").exists()


def test_a_work_tree_that_its_configuration_puts_elsewhere_is_not_written(
    maps: MapInGit, argmap: Argmap, tmp_path: Path
):
    maps.git("config", "core.worktree", tmp_path)
    before = config(maps)
    ran = argmap("git", "enable")
    assert ran.code == 3
    assert f"{tmp_path} is not in a git repository" in ran.err
    assert config(maps) == before
    assert not (tmp_path / ".gitattributes").exists()


@pytest.mark.parametrize(
    "name",
    [
        "a b.toml",
        'say "a".toml',
        "$(touch PWNED).toml",
        "`touch PWNED`.toml",
        "a\\b.toml",
        "a\\$(touch PWNED).toml",
        "two\nlines diff=x.toml",
        "tab\t!.toml",
        "!not.toml",
        "#no comment.toml",
        "[attr]x.toml",
        "*.toml",
        "a?[b].toml",
        "-x.toml",
        "é 出口.toml",
        "a;touch PWNED.toml",
        "a&touch PWNED&.toml",
        "${HOME}.toml",
        "x diff=argmap merge=argmap",
        "end\u2028line.toml",
    ],
)
def test_no_name_is_more_than_a_name_for_git_and_shells(maps: MapInGit, argmap: Argmap, name: str):
    """Beside a file that is no map, so that the map's own name stands in the line."""
    name = name if name.endswith(".toml") else f"{name}.toml"
    folder = maps.root / "odd"
    folder.mkdir()
    (folder / name).write_text('format = 1\n[map]\ntitle = "Odd"\n', "utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert argmap("git", "enable").code == 0
    lines = (maps.root / ".gitattributes").read_text("utf-8").splitlines()
    assert len(lines) == 2
    sent = {one["path"]: one["sent"] for one in argmap("git", "status", "--json").json["maps"]}
    assert sent == {"maps/controls.toml": True, f"odd/{name}": True}
    assert "argmap" not in maps.git("check-attr", "diff", "merge", "--", "odd/pyproject.toml")
    assert "argmap" not in maps.git("check-attr", "diff", "merge", "--", "odd/PWNED.toml")
    (line,) = [line for line in lines if "/odd/" in line]
    if line.startswith('"'):  # a shell reads it as one word and two assignments after that
        script = f'f() {{ printf \'%s\\n\' $# "$2" "$3"; }}; f {line}'
        for shell in ("sh", "bash"):
            ran = subprocess.run([shell, "-c", script], cwd=folder, capture_output=True, text=True, check=True)
            assert ran.stdout == "3\ndiff=argmap\nmerge=argmap\n"
    else:
        assert re.fullmatch(r"/[\w./-]+ diff=argmap merge=argmap", line)
    assert not list(maps.root.rglob("PWNED"))
    argmap("git", "disable")
    assert not (maps.root / ".gitattributes").exists()


def test_a_macro_of_the_users_own_stays(maps: MapInGit, argmap: Argmap):
    mine = b"[attr]map diff=argmap merge=argmap\n*.map diff=argmap merge=argmap\n"
    maps.write(".gitattributes", mine)
    argmap("git", "enable")
    argmap("git", "disable")
    assert (maps.root / ".gitattributes").read_bytes() == mine


def test_a_configuration_that_cannot_be_written_leaves_all_as_it_was(maps: MapInGit, argmap: Argmap):
    before, files = config(maps), maps.untouched
    (maps.root / ".git/config.lock").touch()
    ran = argmap("git", "enable")
    assert ran.code == 4
    (maps.root / ".git/config.lock").unlink()
    assert (config(maps), maps.untouched) == (before, files)
    argmap("git", "enable")
    enabled = (config(maps), (maps.root / ".gitattributes").read_bytes())
    (maps.root / ".git/config.lock").touch()
    assert argmap("git", "disable").code == 4
    (maps.root / ".git/config.lock").unlink()
    assert (config(maps), (maps.root / ".gitattributes").read_bytes()) == enabled


def test_a_program_below_an_odd_folder_is_started(maps: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch):
    """Git puts names in place of `%A`, and a shell reads the command."""
    program = tmp_path / "100%A $(odd) 'folder'" / "argmap"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert argmap("git", "enable").code == 0
    maps.commit("Enable argmap")
    maps.git("checkout", "-qb", "theirs")
    maps.argmap("add", "claim", maps.map_path, "Theirs.", said="Theirs")
    maps.git("checkout", "-q", "main")
    maps.argmap("add", "claim", maps.map_path, "Ours.", said="Ours")
    maps.git("merge", "-q", "theirs", "-m", "Merge")
    assert {"ours", "theirs"} <= set(maps.project.map.claims)
    assert maps.git("diff", "HEAD~1").startswith("maps/controls.toml\n+ claim theirs")


def without_argmap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets git's commands find a program in argmap's place that fails."""
    (folder / "argmap").mkdir(parents=True)
    (folder / "argmap" / "__init__.py").write_text("raise SystemExit(3)\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))


def fails(work: Work, *words: object) -> str:
    """What git says on stderr where it fails."""
    ran = subprocess.run(["git", "-C", str(work.root), *map(str, words)], capture_output=True, check=False, timeout=60)
    assert ran.returncode == 128, ran
    return ran.stderr.decode()


def test_with_a_cache_a_version_is_converted_once(
    enabled: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert argmap("git", "enable", "--cache").code == 0
    assert "cache: git caches lines of maps, by the local configuration" in argmap("git", "status").out
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They part.", said="Reword")
    shown, blamed = enabled.git("show"), enabled.git("blame", "HEAD", "--", "maps/controls.toml")
    assert "-    They diverge.\n+    They part.\n" in shown
    without_argmap(tmp_path / "gone", monkeypatch)
    assert enabled.git("show") == shown
    assert enabled.git("blame", "HEAD", "--", "maps/controls.toml") == blamed


def test_with_a_cache_nothing_is_kept_that_argmap_did_not_print(
    enabled: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    argmap("git", "enable", "--cache")
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They part.", said="Reword")
    with monkeypatch.context() as gone:
        without_argmap(tmp_path / "gone", gone)
        said = fails(enabled, "show")
        assert "argmap could not show a map" in said
        assert "argmap git enable --no-cache" in said
        assert '+text = "They part."\n' in enabled.git("show", "--no-textconv")
    assert "-    They diverge.\n+    They part.\n" in enabled.git("show")


def test_another_argmap_adds_nothing_to_the_cache(enabled: MapInGit, argmap: Argmap):
    argmap("git", "enable", "--cache")
    key = "diff.argmap.textconv"
    enabled.git(
        "config", key, enabled.git("config", key).strip().replace(f"--cached-by {__version__}", "--cached-by 0.0.1")
    )
    assert f"that argmap 0.0.1 made, and this is argmap {__version__}; run `argmap git enable` once" in fails(
        enabled, "show", "HEAD~1"
    )
    assert argmap("git", "status").code == 1
    assert argmap("git", "enable").code == 0
    assert argmap("git", "status", "--json").json["cached"] == ["local"]
    assert "+    They diverge.\n" in enabled.git("show", "HEAD~1")


@pytest.mark.parametrize("end", [["enable"], ["enable", "--no-cache"], ["disable"]])
def test_enabling_and_disabling_delete_what_git_kept(enabled: MapInGit, argmap: Argmap, end: list[str]):
    argmap("git", "enable", "--cache")
    enabled.git("show", "HEAD~1")
    kept = "refs/notes/textconv/argmap"
    assert kept in enabled.git("for-each-ref")
    assert argmap("git", *end).code == 0
    assert kept not in enabled.git("for-each-ref")
    assert (enabled.git("config", "diff.argmap.cachetextconv", good=(0, 1)) == "true\n") == (end == ["enable"])


def test_deleting_what_git_kept_leaves_the_branch_that_its_name_leads_to(enabled: MapInGit, argmap: Argmap):
    enabled.git("symbolic-ref", "refs/notes/textconv/argmap", "refs/heads/main")
    argmap("git", "enable")
    assert "refs/heads/main" in enabled.git("for-each-ref")


@pytest.mark.parametrize("name", ["-x.toml", "--cached-by", "a b'\"$(touch x).toml", "出口\n管制.toml"])
def test_names_that_a_shell_or_an_option_parser_would_misread(enabled: MapInGit, name: str):
    enabled.write(".gitattributes", "* diff=argmap merge=argmap\n")
    enabled.write(name, enabled.project.toml)
    enabled.commit("Add it")
    enabled.write(name, enabled.project.toml.replace("They diverge.", "They part."))
    shown = name.replace("\n", " ")
    assert enabled.git("diff").startswith(f"{shown}\n~ claim diverge  They [-diverge-]{{+part+}}.\n")
    assert "-    They diverge.\n+    They part.\n" in enabled.git("diff", "--no-ext-diff")
    assert not (enabled.root / "x").exists()


def test_printing_lines_for_git_imports_neither_the_commands_nor_what_reads_texts():
    seen = "import sys, argmap.cli.entry, argmap.cli.textconv; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", seen], capture_output=True, check=True, env=with_all_paths(), timeout=60
    )
    assert not {"click", "pathlib", "hashlib", "numpy", "rich", "argmap.corpus"} & set(ran.stdout.decode().split())


def with_all_paths() -> dict[str, str]:
    """The environment in which modules are found without `site`, which may import some by itself."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_a_mode_a_link_and_a_name_that_changed_alone(enabled: MapInGit):
    link = enabled.root / "maps" / "link.toml"
    link.symlink_to("controls.toml")
    enabled.commit("Add a link")
    enabled.map_path.chmod(0o755)
    link.unlink()
    link.symlink_to("other.toml")
    said = enabled.git("diff")
    assert "maps/controls.toml: the same content; its mode was 100644 and is 100755 now\n" in said
    assert "-controls.toml\n+other.toml\n" in said
    enabled.git("checkout", "-q", ".")
    enabled.git("mv", "maps/controls.toml", "maps/moved.toml")
    assert "maps/controls.toml → maps/moved.toml: the same content\n" in enabled.git("diff", "HEAD", "-M")


@pytest.mark.parametrize(
    ("setting", "no_color", "coloured"),
    [
        ("always", None, True),
        ("always", "", True),
        ("always", "1", False),
        ("never", None, False),
        ("auto", None, False),
    ],
)
def test_colours_are_those_that_git_is_set_to(
    enabled: MapInGit,
    argmap: Argmap,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    no_color: str | None,
    coloured: bool,
):
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    enabled.git("config", "color.ui", setting)
    enabled.argmap("edit", enabled.map_path, "diverge", "--text", "They part.")
    for said in (enabled.git("diff"), argmap("diff").out):
        assert ("\x1b[" in said) == coloured
        assert "diverge" in said


def test_who_stops_reading_ends_git_diff_in_silence(enabled: MapInGit):
    for number in range(3):
        enabled.write(f"maps/{number}.toml", enabled.project.toml)
    enabled.git("add", "-N", ".")
    reader, writer = os.pipe()
    os.close(reader)
    for words in ([], ["--no-ext-diff"]):
        ran = subprocess.run(
            ["git", "-C", enabled.root, "diff", *words], stdout=writer, stderr=subprocess.PIPE, check=False
        )
        assert ran.stderr == b""
    os.close(writer)
