"""What all tests share: no settings of the developer, repeatable generated cases, and projects on disk."""

# ruff: noqa: E402 - the environment is clean before anything of argmap's is imported
from tests.isolation import forget_warning_filters, home_at, isolate

isolate()

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.project import ProjectFolder, filled_project, new_project

for name, examples in (("argmap", 30), ("thorough", 500)):
    settings.register_profile(name, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("ARGMAP_LAWS", "argmap"))

_numbers = count()


def pytest_configure() -> None:
    forget_warning_filters()


@pytest.fixture(scope="session", autouse=True)
def _home_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with _new_home(tmp_path_factory):
        yield


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with _new_home(tmp_path_factory):
        yield


def _new_home(folders: pytest.TempPathFactory):
    base = folders.getbasetemp()
    return home_at(base / f"home-{next(_numbers)}", base)


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    """A project with texts and an empty map."""
    return new_project(tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> ProjectFolder:
    """A project whose map has sources, quotes, claims and links."""
    return filled_project(tmp_path)
