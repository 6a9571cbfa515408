"""Missing extras: one sentence, one exit code, and a command that installs from where argmap came from."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap import extras
from argmap.cli.failures import explain
from argmap.cli.output import ExitCode

Install = Callable[..., None]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Install:
    def install(prefix: str, files: dict[str, str], present: tuple[str, ...] = ()) -> None:
        class Installed:
            def read_text(self, name: str) -> str | None:
                return files.get(name)

        monkeypatch.setattr("importlib.metadata.distribution", lambda _name: Installed())
        monkeypatch.setattr(sys, "prefix", prefix)
        monkeypatch.setattr(sys, "executable", f"{prefix}/bin/python")
        there: Callable[[str], Any] = lambda library: library if library in present else None  # noqa: E731
        monkeypatch.setattr(extras, "find_spec", there)

    return install


def test_the_command_installs_from_where_argmap_came_from(installed: Install, tmp_path: Path) -> None:
    checkout = tmp_path / "my argmap"
    checkout.mkdir()
    came_from = {"direct_url.json": json.dumps({"url": checkout.as_uri(), "dir_info": {}})}
    installed("/home/me/.venv", came_from | {"INSTALLER": "pip\n"}, ("textual_serve",))
    assert extras.command_to_install("png") == f"/home/me/.venv/bin/python -m pip install '{checkout}[png,serve]'"
    installed("/home/me/.venv", came_from | {"INSTALLER": "uv"})
    assert extras.command_to_install("png") == f"uv pip install --python /home/me/.venv '{checkout}[png]'"
    installed("/home/me/.local/share/uv/tools/argmap", came_from)
    assert extras.command_to_install("png") == f"uv tool install --force '{checkout}[png]'"
    installed("/home/me/.local/share/pipx/venvs/argmap", came_from)
    assert extras.command_to_install("serve") == f"pipx install --force '{checkout}[serve]'"
    installed("/home/me/.cache/uv/archive-v0/abc", came_from)
    assert extras.command_to_install("serve") == f"uvx --from '{checkout}[serve]' argmap"


def test_where_the_place_is_not_known_the_folder_is_named(installed: Install) -> None:
    installed("/venv", {"direct_url.json": json.dumps({"url": "file:///gone", "dir_info": {}})})
    command = extras.command_to_install("documents")
    assert command == "/venv/bin/python -m pip install '.[documents]' (in the folder of argmap’s source code)"
    address = json.dumps({"url": "https://example.org/argmap", "vcs_info": {"vcs": "git"}})
    installed("/venv", {"direct_url.json": address})
    assert extras.command_to_install("png").endswith("install 'argmap[png] @ git+https://example.org/argmap'")


def test_every_extra_is_missed_in_the_same_words_and_with_the_same_code() -> None:
    for name in extras.EXTRAS:
        code, said = explain(extras.MissingExtra("This", name))
        assert code == ExitCode.REFUSED
        assert said.startswith(
            f"argmap: This needs the extra `{name}` of argmap, which is not installed. To install it: "
        )
