"""Every command in hostile surroundings: no traceback, a documented exit code, no control character on the terminal."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from argmap.cli.main import COMMANDS
from argmap.tui.serve import LocalServer
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]

MAP = "MAP"
NAME = "NAME"
"""Stands for the map of the project, and for the hostile word or name."""

LINES: tuple[tuple[str, ...], ...] = (
    ("new", NAME, "--title", "T"),
    ("new", "maps/other.toml", "--title", NAME),
    ("show", NAME),
    ("show", MAP, "--focus", NAME),
    ("check", NAME),
    ("anchor", NAME),
    ("anchor", MAP, "--quote", NAME),
    ("fmt", NAME),
    ("add", "source", NAME, "texts/hant.txt"),
    ("add", "source", MAP, NAME),
    ("add", "source", MAP, "texts/hant.txt", "--title", NAME, "--author", NAME, "--url", NAME),
    ("add", "source", MAP, "texts/hant.txt", "--text", NAME),
    ("add", "source", MAP, "texts/hant.txt", "--to", NAME),
    ("add", "claim", NAME, "It is so."),
    ("add", "claim", MAP, NAME),
    ("add", "claim", MAP, "It is so.", "--id", NAME),
    ("add", "quote", MAP, NAME, "aligned"),
    ("add", "quote", MAP, "speech", NAME),
    ("link", MAP, NAME, "supports", "align"),
    ("link", MAP, "aligned", "supports", NAME),
    ("unlink", MAP, NAME, "supports", "align"),
    ("edit", MAP, NAME, "--text", "X"),
    ("edit", MAP, "align", "--text", NAME),
    ("edit", MAP, "align", "--note", NAME, "--tag", NAME),
    ("rename", MAP, NAME, "other"),
    ("rename", MAP, "align", NAME),
    ("remove", MAP, NAME),
    ("diff", NAME),
    ("diff", NAME, MAP),
    ("merge", MAP, MAP, NAME),
    ("merge", NAME, MAP, MAP),
    ("resolve", NAME, "ours"),
    ("resolve", MAP, "ours", NAME),
    ("log", NAME, "align"),
    ("log", MAP, NAME),
    ("log", MAP, "align", "--revision", NAME),
    ("export", NAME, "html"),
    ("export", MAP, NAME),
    ("export", MAP, "markdown", "-o", NAME),
    ("export", MAP, "markdown", "--focus", NAME),
    ("import", NAME),
    ("import", "texts/speech.txt", "--from", NAME),
    ("import", "texts/speech.txt", "--from", "outline", "-o", NAME),
    ("import", "texts/speech.txt", "--from", "outline", "--into", NAME),
    ("import", "texts/speech.txt", "--encoding", NAME),
    ("git", "textconv", NAME),
    ("git", NAME),
    ("schema", NAME),
    ("completion", NAME),
    ("keys", NAME),
    ("tutorial", NAME),
    ("serve", NAME),
    ("open", NAME),
    (NAME,),
    (f"--{NAME}",),
)
NAMES = {
    "long name": "a" * 300 + ".toml",
    "long path": "a/" * 3000 + "m.toml",
    "escape": "a\x1b]0;owned\x07\x1b[2J.toml",
    "control of eight bits": "a\x9b2J.toml",
    "bidi": "a\u202etxt.toml",
    "undecodable": "a\udcff.toml",
    "half a surrogate pair": "a\ud800.toml",
    "NUL": "a\0b.toml",
    "line break": "a\nb.toml",
    "empty": "",
    "dash": "-",
    "folder": "folder.toml",
    "circle of links": "circle.toml",
    "broken link": "broken.toml",
    "below a file": "texts/speech.txt/m.toml",
    "below nothing": "nowhere/deep/m.toml",
    "deep TOML": "deep.toml",
    "deep JSON": "deep.json",
    "long numbers": "numbers.toml",
    "long numbers in JSON": "numbers.json",
    "binary": "binary.toml",
    "hostile map": "hostile\x1b[2J.toml",
}
HOSTILE = "\x1b[2J\x9b31m\u202e\x07\x00"


def fill(root: Path) -> None:
    (root / "folder.toml").mkdir()
    (root / "circle.toml").symlink_to("circle.toml")
    (root / "broken.toml").symlink_to("nowhere.toml")
    (root / "deep.toml").write_text("format = 1\n[map]\ntitle = " + "[" * 20_000)
    (root / "deep.json").write_text('{"a":' * 50_000)
    (root / "numbers.toml").write_text(f"format = 0x{'F' * 9000}\n")
    (root / "numbers.json").write_text(f'{{"nodes": {"9" * 9000}, "edges": 1e{"9" * 9000}}}')
    (root / "binary.toml").write_bytes(bytes(range(256)) * 20)
    map_ = (root / "maps" / "controls.toml").read_text("utf-8")
    escaped = "".join(f"\\u{ord(character):04x}" for character in HOSTILE)
    for words in ("Controls", "They align.", "They diverge.", "alliance"):
        map_ = map_.replace(f'"{words}"', f'"{words} {escaped}"')
    map_ = map_.replace('"../texts/', '"texts/').replace('lang = "en"', f'lang = "en"\ntitle = "{escaped}"')
    (root / "hostile\x1b[2J.toml").write_text(map_, "utf-8")


def is_harmless(text: str) -> bool:
    return all(character in "\n\t" or character.isprintable() or character == "\u3000" for character in text)


@pytest.mark.parametrize("kind", NAMES)
def test_no_name_and_no_content_breaks_a_command(
    filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(filled.root)
    monkeypatch.setattr(LocalServer, "serve", lambda _server, _ready: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    fill(filled.root)
    before = filled.map_path.read_bytes()
    for line in LINES:
        filled.map_path.write_bytes(before)
        words = [word.replace(NAME, NAMES[kind]) if word != MAP else "maps/controls.toml" for word in line]
        ran = argmap(*words)
        assert ran.code in (0, 1, 2, 3, 4), (line, ran)
        assert "Traceback" not in ran.out + ran.err, (line, ran)
        if "-o" not in line and "textconv" not in line:
            assert is_harmless(ran.out + ran.err), (line, ran)
        if ran.code > 1:
            assert ran.err.strip() or ran.out.strip(), (line, ran)


def test_every_command_is_walked() -> None:
    assert {line[0] for line in LINES} >= set(COMMANDS)


STREAMS = {
    "closed stdout": ("{} >&-", {"check": 0, "show": 4, "export": 4, "keys": 4, "fmt": 0}),
    "closed stdin": ("{} <&-", {"check": 0, "show": 0, "open": 0, "tutorial": 3, "import": 2}),
    "closed stderr": ("{} 2>&-", {"check": 0, "show": 0, "rename": 3}),
    "all closed": ("{} <&- >&- 2>&-", {"check": 0, "show": 4}),
    "full disk": ("{} > /dev/full", {"check": 0, "show": 4, "schema": 4}),
    "full disk for messages": ("{} 2> /dev/full", {"check": 0, "rename": 3}),
    "reader gone": ("{{ {}; echo $? >&3; }} 3>&2 | head -c 1 > /dev/null", {"schema": 0}),
    "folder gone": ("mkdir gone; cd gone; rmdir ../gone; {}", {"check": 4, "diff": 4, "import": 4, "show": 4}),
    "nothing known": ("env -i PATH=/usr/bin:/bin {}", {"check": 0, "show": 0, "keys": 0}),
    "no such locale": ("LC_ALL=xx_YY.none LANG=C {}", {"show": 0}),
    "ASCII alone": ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {}", {"show": 0}),
}
"""How the shell starts a command, and how each command ends then."""
WORDS = {
    "check": "check maps",
    "show": "show maps",
    "open": "maps",
    "export": "export maps/controls.toml html",
    "keys": "keys",
    "fmt": "fmt maps",
    "schema": "schema",
    "tutorial": "tutorial",
    "import": "import - --from outline -o new.toml",
    "rename": "rename maps/controls.toml nobody else",
    "diff": "diff",
}


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and shells as on Linux")
@pytest.mark.parametrize("kind", STREAMS)
def test_streams_and_folders_that_are_gone_end_in_a_message(filled: ProjectFolder, kind: str) -> None:
    shell, commands = STREAMS[kind]
    for command, code in commands.items():
        line = shell.format(f"{sys.executable} -m argmap {WORDS[command]}")
        ran = subprocess.run(["bash", "-c", line], cwd=filled.root, capture_output=True, text=True, check=False)
        assert ran.returncode == code, (line, ran)
        assert "Traceback" not in ran.stderr + ran.stdout, (line, ran)
        assert "Exception ignored" not in ran.stderr, (line, ran)


@pytest.fixture
def closed_folder(filled: ProjectFolder) -> Iterator[Path]:
    """A folder below the project that nobody may read, with a map in it."""
    folder = filled.root / "closed"
    folder.mkdir()
    (folder / "hidden.toml").write_text(filled.toml)
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


@pytest.mark.parametrize("command", ["check", "show", "anchor", "fmt", "open"])
def test_a_folder_that_cannot_be_read_is_said(filled: ProjectFolder, closed_folder: Path, command: str):
    line = [sys.executable, "-m", "argmap", command]
    if os.geteuid() == 0:  # what root may by its capabilities, and others may not
        if shutil.which("setpriv") is None:
            pytest.skip("nothing is forbidden to root, and there is no setpriv")
        line = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *line]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run(
        line, cwd=filled.root, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (4, False), ran.stderr
    assert "argmap: closed: this folder cannot be read" in ran.stderr
    assert command in ("check", "anchor", "fmt") or "maps" in ran.stdout


@pytest.mark.parametrize(
    "line",
    [
        ("new", "made/deep/NAME.toml", "--title", "T"),
        ("export", MAP, "outline", "-o", "made/deep/NAME.txt"),
        ("import", "points.txt", "-o", "made/deep/NAME.toml"),
    ],
)
def test_a_file_that_cannot_be_written_leaves_no_folder_behind(
    filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
):
    monkeypatch.chdir(filled.root)
    (filled.root / "points.txt").write_text("It is so.\n+ For this.\n- Against that.\n")
    words = [str(filled.map_path) if word == MAP else word.replace("NAME", "n" * 300) for word in line]
    assert argmap(*words).code == 4
    assert not (filled.root / "made").exists()
    assert argmap(*(word.replace("n" * 300, "short") for word in words)).code == 0
    assert len(list((filled.root / "made" / "deep").iterdir())) == 1
