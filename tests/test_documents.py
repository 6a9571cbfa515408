"""What the documents promise: the reference is that of the commands, the pictures and texts are there."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.making import paragraphs, pdf

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_command_reference_is_the_commands_own():
    ran = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "command_reference.py"), "--check"], check=False, timeout=60
    )
    assert ran.returncode == 0, "run `python scripts/command_reference.py`"


def test_every_command_is_in_the_reference():
    from argmap.cli.main import COMMANDS

    for name in COMMANDS:
        assert f"| `argmap {name}" in README
        assert f"## `argmap {name}" in (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_every_file_that_the_readme_names_is_there():
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_benchmark_that_the_readme_names_is_there():
    for path in re.findall(r"`(benchmarks/[\w./]+)", README):
        assert (ROOT / path).exists(), path


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")
def test_the_five_minutes_of_the_readme_work_as_they_are_printed(tmp_path):
    """With a speech and a report among the downloads, and without a terminal, where the screen prints the map."""
    pytest.importorskip("pypdfium2", reason="the extra documents is not installed")
    downloads = tmp_path / "home" / "Downloads"
    downloads.mkdir(parents=True)
    speech = "They say that the port is a burden.\nThey are wrong: the port pays for itself.\n"
    (downloads / "speech.txt").write_text(speech, "utf-8")
    (downloads / "report.pdf").write_bytes(pdf([paragraphs("The port was too small in each of five years.")]))
    section = README.partition("## Five minutes")[2].partition("\n## ")[0]
    commands = "".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL))
    people = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = Path(sys.executable).parent
    ran = subprocess.run(
        ["sh", "-ec", commands],
        cwd=tmp_path,
        env=os.environ | people | {"HOME": str(tmp_path / "home"), "PATH": f"{own}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stderr
    assert "1 map valid" in ran.stderr
    assert ran.stdout.rstrip().splitlines()[-1].endswith("mayor-2024:2  ● exact")
    assert (tmp_path / "debate" / "texts" / "report.txt").is_file()


def test_the_texts_are_byte_for_byte_as_found():
    said = dict(re.findall(r"(\d{3}) `([0-9a-f]{16})`", (ROOT / "seeds" / "README.md").read_text("utf-8")))
    texts = {file.name[:3]: file for file in (ROOT / "seeds").glob("*.txt")}
    assert texts.keys() == said.keys()
    for number, file in texts.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(said[number])
