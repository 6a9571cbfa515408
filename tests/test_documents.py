"""What the documents promise: the reference is that of the commands, the pictures and texts are there."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

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


def test_the_texts_are_byte_for_byte_as_found():
    said = dict(re.findall(r"(\d{3}) `([0-9a-f]{16})`", (ROOT / "seeds" / "README.md").read_text("utf-8")))
    texts = {file.name[:3]: file for file in (ROOT / "seeds").glob("*.txt")}
    assert texts.keys() == said.keys()
    for number, file in texts.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(said[number])
