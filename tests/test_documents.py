"""What the documents promise: the reference is that of the commands, the pictures and texts are there."""

import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

import argmap
from argmap.anchor import State
from argmap.cli.main import COMMANDS
from argmap.tui.keys import KEYS, key_name
from tests.documents.making import paragraphs, pdf
from tests.tui.terminal.pseudo import started

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
UNREADABLE = "unreadable"
README = (ROOT / "README.md").read_text("utf-8")


def test_the_command_reference_is_the_commands_own():
    ran = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "command_reference.py"), "--check"], check=False, timeout=60
    )
    assert ran.returncode == 0, "run `python scripts/command_reference.py`"


@pytest.mark.parametrize("page", ["README.md", "docs/screen.md", "docs/git.md", "docs/formats.md", "docs/anchors.md"])
def test_every_key_that_a_page_names_is_a_usual_one(page: str):
    usual = {key_name(key) for one in KEYS.values() for key in one.usual.split(",")}
    words = re.sub(r"^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"`([A-Za-z]|[.&/?;:!<>]|(?:ctrl|shift|alt)\+\w+|pgup|pgdn|esc|f\d)`", words))
    assert named <= usual


def test_every_command_is_in_the_reference():
    reference = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"| [`argmap {name}" in reference
        assert f"## `argmap {name}" in reference


def test_the_readme_is_short():
    assert len(README.split()) <= 1200


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_and_heading_that_a_document_links_to_is_there(document):
    for path, heading in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", document.read_text("utf-8")):
        target = document.parent / path if path else document
        assert target.exists(), path
        if heading:
            headings = re.findall(r"^#+ (.*)", target.read_text("utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", each).replace(" ", "-").lower() for each in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_the_project_that_a_document_names_is_there(document):
    text = document.read_text("utf-8")
    made = re.findall(r"Make the file `([^`]+)`", text)  # by who follows a recipe
    for path in re.findall(r"`((?:argmap|benchmarks|docs|maps|scripts|seeds|tests)/[\w./-]+)`", text):
        assert path in made or (ROOT / path).exists(), path


def test_the_version_is_one_everywhere():
    version = re.escape(argmap.__version__)
    for name, pattern in {
        "CITATION.cff": r"^version: (.*)$",
        ".pre-commit-hooks.yaml": r"rev: v(.*)$",
        "docs/git.md": r"rev: v(.*)$",
    }.items():
        found = re.findall(pattern, (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert found
        assert all(re.fullmatch(version, each) for each in found), name


def test_the_address_of_the_repository_is_one_everywhere():
    """None has been published yet; until then the examples have a reserved name, and no metadata has a link."""
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"].get("urls", {})
    cited = re.findall(r'^repository-code: "?([^"\s]+)', (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    shown = {
        address
        for name in (".pre-commit-hooks.yaml", "docs/git.md")
        for address in re.findall(r"- repo: (\S+)", (ROOT / name).read_text("utf-8"))
    }
    assert len(shown) == 1
    if shown == {"https://example.org/argmap"}:
        assert (urls, cited) == ({}, [])
    else:
        assert cited == [*shown]
        assert urls
        assert all(url.startswith(cited[0]) for url in urls.values())


def test_every_state_of_a_quote_is_explained():
    table = re.findall(r"^\| (\w+) \| (\S) \|", (ROOT / "docs" / "anchors.md").read_text("utf-8"), re.MULTILINE)
    assert [state for state, _ in table] == [*State, UNREADABLE]


def blocks(document: str) -> list[str]:
    """The commands of each block for a shell, in their order."""
    return re.findall(r"```sh\n(.*?)```", document, re.DOTALL)


PEOPLE = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
posix = pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")


@posix
def test_every_command_of_the_readme_is_run_by_a_test():
    assert len(blocks(README)) == 4  # the first by the test below, the others by the one after it
    for words in re.findall(r"`(argmap [^`]*)`", README):
        name = words.split()[1]
        assert name in COMMANDS, words


@pytest.mark.terminal
@posix
def test_argmap_is_installed_as_the_readme_says_and_the_tutorial_begins(tmp_path):
    """In a virtual environment that has the packages argmap needs, so that nothing is fetched."""
    venv.create(tmp_path / "venv", with_pip=True)
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib"))
    commands = blocks(README)[0]
    environment = {
        "PATH": f"{tmp_path / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this as: no isolation
        "PIP_IGNORE_INSTALLED": "1",
        "PIP_NO_DEPS": "1",
        "PYTHONPATH": "",
    }
    with started(["sh", "-ec", commands], environment, ROOT) as shell:
        shell.read_until(b"1/13 Read")
        shell.type(b"\x11")  # ctrl+q
        assert shell.end() == 0
    assert (site / "argmap" / "sample" / "README.md").is_file()


@posix
def test_the_walk_of_the_readme_works_as_it_is_printed(tmp_path):
    """With a speech and a report among the downloads, and without a terminal, where the screen prints the map."""
    pytest.importorskip("pypdfium2", reason="the extra documents is not installed")
    downloads = tmp_path / "home" / "Downloads"
    downloads.mkdir(parents=True)
    speech = "They say that the port is a burden.\nThey are wrong: the port pays for itself.\n"
    (downloads / "speech.txt").write_text(speech, "utf-8")
    (downloads / "report.pdf").write_bytes(pdf([paragraphs("The port was too small in each of five years.")]))
    commands = "".join(blocks(README)[1:]).replace("\\\n", "").splitlines()
    told = [f'{line}\necho "$? {number}" >&3' for number, line in enumerate(commands)]
    own = Path(sys.executable).parent
    given = {
        "HOME": str(tmp_path / "home"),
        "PATH": f"{own}{os.pathsep}{os.environ['PATH']}",
        "CODES": str(tmp_path / "codes"),
    }
    ran = subprocess.run(
        ["sh", "-c", "\n".join(['exec 3>"$CODES"', *told])],
        cwd=tmp_path,
        env=os.environ | PEOPLE | given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    ended = [int(line.split()[0]) for line in (tmp_path / "codes").read_text().splitlines()]
    promised = [int(found[1]) if (found := re.search(r"exit code (\d)", line)) else 0 for line in commands]
    assert ended == promised, ran.stderr
    assert "mayor-2024:2  ● exact" in ran.stdout
    assert "1 map valid; 1 exact" in ran.stderr
    assert "the port almost pays for itself" in ran.stdout
    assert "~ quote" in ran.stdout
    assert (tmp_path / "debate" / "texts" / "report.txt").is_file()
    assert "Should the port be widened?" in (tmp_path / "debate" / "debate.html").read_text("utf-8")


def test_the_texts_are_byte_for_byte_as_found():
    said = dict(re.findall(r"(\d{3}) `([0-9a-f]{16})`", (ROOT / "seeds" / "README.md").read_text("utf-8")))
    texts = {file.name[:3]: file for file in (ROOT / "seeds").glob("*.txt")}
    assert texts.keys() == said.keys()
    for number, file in texts.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(said[number])


def test_the_drawing_of_the_layers_is_that_of_the_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    asked = [set(re.findall(r"\w+", layer)) for layer in contract["layers"] if layer != "__main__"]
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    drawn = [
        set(re.findall(r"[a-z]+", "".join(line.partition("│")[0] for line in layer.splitlines())))
        for layer in re.split(r"^ {17}[├└].*", drawing, flags=re.MULTILINE)[:-1]
    ]
    assert drawn == asked


def test_the_list_of_the_layers_of_the_tui_is_that_of_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each.get("containers") == ["argmap.tui"]]
    listed = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[3].strip("\n").splitlines()
    shown = [set(re.findall(r"\w+", re.split(r" {3,}", line.strip())[0])) for line in listed]
    assert len(shown) == len(layers)
    for names, layer in zip(shown, layers, strict=True):
        assert names <= set(re.findall(r"\w+", layer))
