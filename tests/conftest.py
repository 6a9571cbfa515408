"""What all tests share: quiet, repeatable generated cases, and projects on disk."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.project import ProjectFolder, filled_project, new_project

for name, examples in (("argmap", 30), ("thorough", 500)):
    settings.register_profile(name, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("ARGMAP_LAWS", "argmap"))


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    """A project with texts and an empty map."""
    return new_project(tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> ProjectFolder:
    """A project whose map has sources, quotes, claims and links."""
    return filled_project(tmp_path)
