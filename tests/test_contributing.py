"""The recipes of CONTRIBUTING.md, followed to the letter in a fresh copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = re.findall(r"^## Recipe: (.*)$", CONTRIBUTING, re.MULTILINE)


class Step(NamedTuple):
    """One block of a recipe, and what is said before it."""

    said: str
    language: str
    block: str


def steps(recipe: str) -> Iterator[Step]:
    section = CONTRIBUTING.partition(f"## Recipe: {recipe}\n")[2].partition("\n## ")[0]
    for item in re.split(r"^(?=\d+\. )", section, flags=re.MULTILINE)[1:]:
        said, _, rest = item.partition("```")
        assert rest, f"a step without a block: {item}"
        block = re.sub(r"^ {3}", "", rest.partition("\n")[2].partition("```")[0].rstrip(" "), flags=re.MULTILINE)
        yield Step(" ".join(said.split()), rest.partition("\n")[0], block)


def follow(step: Step, folder: Path) -> None:
    """Do what a step says; fail where that is not clear."""
    if step.language == "sh":
        own = Path(sys.executable).parent
        environment = os.environ | {"PATH": f"{own}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(folder)}
        ran = subprocess.run(
            ["sh", "-ec", step.block],
            cwd=folder,
            env=environment | {"PYTEST_ADDOPTS": "-n 0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=280,
        )
        assert ran.returncode == 0, ran.stdout
    elif made := re.search(r"Make the file `([^`]+)`", step.said):
        file = folder / made[1]
        assert not file.exists()
        file.write_text(step.block, "utf-8")
    elif changed := re.search(r"In `([^`]+)`, after the line `([^`]+)`", step.said):
        file, start = folder / changed[1], changed[2].rstrip("…").strip()
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (at,) = [number for number, line in enumerate(lines) if line.strip().startswith(start)]
        file.write_text("".join([*lines[: at + 1], step.block, *lines[at + 1 :]]), "utf-8")
    elif longer := re.search(r"At the end of `([^`]+)`", step.said):
        with (folder / longer[1]).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{step.block}")
    else:
        pytest.fail(f"the step says no file: {step.said}")


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_works_as_it_is_written(tmp_path: Path, recipe: str):
    named = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    ).stdout
    for name in filter(None, named.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    for step in steps(recipe):
        follow(step, tmp_path)
