"""What all tests share: quiet, repeatable generated cases, and projects on disk."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.project import ProjectFolder, filled_project, new_project

settings.register_profile("argmap", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    """A project with texts and an empty map."""
    return new_project(tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> ProjectFolder:
    """A project whose map has sources, quotes, claims and links."""
    return filled_project(tmp_path)
