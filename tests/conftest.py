"""What all tests share: no settings of the developer, repeatable generated cases, and projects on disk."""

# ruff: noqa: E402 - the environment is clean before anything of argmap's is imported
import gc

from tests.isolation import forget_warning_filters, home_at, isolate

isolate()
gc.disable()  # until all tests are imported and collected

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests import laws
from tests.project import ProjectFolder, filled_project, new_project

laws.load_profile()

_numbers = count()


def pytest_configure(config: pytest.Config) -> None:
    forget_warning_filters()
    if laws.THOROUGH:
        config.pluginmanager.register(laws.ExamplesCounted(), "examples counted")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs the tests of real terminals and browsers one at a time, by one of pytest-xdist's processes."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.terminal)
        if item.get_closest_marker("terminal"):
            item.add_marker(pytest.mark.xdist_group("terminal"))


def pytest_collection_finish() -> None:
    """Looks for garbage from now on, but seldom, and not among thousands of collected tests."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()


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
