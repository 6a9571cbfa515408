"""`make laws` tries every law on many examples, and a law that fails is said soon, small, and with what repeats it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

from tests.laws import with_too_few

ROOT = Path(__file__).parents[1]


def thorough(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-m", "hypothesis", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"ARGMAP_LAWS": "thorough"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def test_no_law_has_fewer_examples_in_make_laws_than_its_profile_says():
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    with_laws = [file for file in files if "\n@given(" in file.read_text("utf-8")]
    assert {"diff", "formats", "find", "tui", "documents"} <= {
        file.relative_to(ROOT / "tests").parts[0] for file in with_laws
    }
    ran = thorough("--collect-only", *with_laws)
    assert ran.returncode == 0, ran.stdout
    assert {line.partition(":")[0] for line in ran.stdout.splitlines()} >= {
        str(file.relative_to(ROOT)) for file in with_laws
    }


def test_a_law_that_sets_its_own_number_of_examples_is_found():
    @settings(max_examples=40)
    @given(st.integers())
    def own_number(number: int): ...

    @settings(max_examples=10**6)
    @given(st.integers())
    def many(number: int): ...

    tests = [
        SimpleNamespace(nodeid=name, obj=obj) for name, obj in (("own", own_number), ("many", many), ("no", print))
    ]
    assert with_too_few(tests) == ["own"]


FAILING = """
import time

from hypothesis import given, strategies as st
from hypothesis.internal.conjecture import engine
from tests.laws import examples

assert engine.MAX_SHRINKING_SECONDS < 60
engine.MAX_SHRINKING_SECONDS = 2
tried = []

@examples(20)
@given(st.lists(st.integers(0, 10**9), min_size=40))
def test_that_could_be_made_smaller_for_an_hour(numbers):
    if tried or sum(numbers) >= 10**10:  # from the first that fails on
        time.sleep(0.02)
        tried.append(numbers)
    assert sum(numbers) < 10**10

@given(st.none())
def test_that_it_was_tried_for_so_many_seconds(_):
    assert 1 < len(tried) < 2 / 0.02 + 500

@examples(20)
@given(st.integers())
def test_that_holds(number): ...
"""


def test_a_failing_law_is_made_small_within_a_minute_and_can_be_repeated(tmp_path: Path):
    file = tmp_path / "test_failing.py"
    file.write_text(FAILING)
    ran = thorough("--confcutdir", ROOT, "-p", "tests.conftest", "--hypothesis-seed=5", file)
    assert ran.returncode == 1
    assert "1 failed, 2 passed" in ran.stdout, ran.stdout
    assert "@reproduce_failure(" in ran.stdout
    found = re.search(r"(\d+) examples of 3 laws; the same again: make laws SEED=5", ran.stdout)
    assert found, ran.stdout
    assert int(found[1]) > 500


def test_the_examples_of_the_tests_do_not_depend_on_what_is_imported():
    import argmap.formats.json_models  # noqa: F401 - full of constants

    assert not len(providers._get_local_constants())
