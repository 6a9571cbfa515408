"""What the package promises to those who install it: locked versions, and the Pythons that it names."""

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
EXPORT = (ROOT / "requirements-dev.txt").read_text("utf-8")
RELOCK = "run `make lock`"

SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def declared() -> dict[str, list[Requirement]]:
    """The requirements in pyproject.toml: of the package, of each extra and of each dependency group."""
    project, groups = PYPROJECT["project"], PYPROJECT["dependency-groups"]

    def group(name: str) -> Iterator[str]:
        for entry in groups[name]:
            if isinstance(entry, dict):
                yield from group(entry["include-group"])
            else:
                yield entry

    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    lists |= {f"group {name}": list(group(name)) for name in groups}
    return {name: [Requirement(each) for each in written] for name, written in lists.items()}


def said(name: str, specifier: str, marker: str) -> tuple[str, frozenset[str], str]:
    """One requirement, however it is written."""
    written = Requirement(f"{name}{specifier}; {marker}" if marker else f"{name}{specifier}")
    marker = re.sub(r"python_(full_)?version", "python_version", str(written.marker or ""))
    return canonicalize_name(name), frozenset(str(each) for each in written.specifier), marker


def locked() -> dict[str, list[tuple[str, frozenset[str], str]]]:
    """The requirements that uv.lock was made for."""
    (own,) = (package for package in LOCK["package"] if package["name"] == "argmap")
    metadata = own["metadata"]
    lists: dict[str, list[tuple[str, frozenset[str], str]]] = {}

    def take(name: str, each: dict[str, Any]) -> None:
        marker = re.sub(r"(?: and )?extra == '[^']*'", "", each.get("marker", ""))
        lists.setdefault(name, []).append(said(each["name"], each.get("specifier", ""), marker))

    for each in metadata["requires-dist"]:
        extra = re.search(r"extra == '([^']*)'", each.get("marker", ""))
        take(extra[1] if extra else "", each)
    for name, requirements in metadata["requires-dev"].items():
        for each in requirements:
            take(f"group {name}", each)
    return lists


def exported() -> list[tuple[Requirement, frozenset[str]]]:
    """Each requirement that pip installs, with its hashes."""
    pieces = re.split(r"^(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", EXPORT, flags=re.MULTILINE), flags=re.MULTILINE)
    return [
        (
            Requirement(piece.split("\\\n", 1)[0].strip()),
            frozenset(re.findall(r"--hash=(sha256:[0-9a-f]{64})", piece)),
        )
        for piece in pieces
        if piece.strip()
    ]


def test_the_lock_is_made_for_what_pyproject_asks():
    asked = {
        name: sorted(said(each.name, str(each.specifier), str(each.marker or "")) for each in requirements)
        for name, requirements in declared().items()
    }
    assert {name: sorted(requirements) for name, requirements in locked().items()} == asked, RELOCK
    assert LOCK["requires-python"] == PYPROJECT["project"]["requires-python"], RELOCK


def test_the_export_for_pip_is_that_of_the_lock():
    files = {
        (package["name"], package["version"]): {
            file["hash"] for file in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        }
        for package in LOCK["package"]
        if package["name"] != "argmap"
    }
    assert {
        (canonicalize_name(each.name), str(each.specifier).removeprefix("==")): hashes for each, hashes in exported()
    } == files, RELOCK


@pytest.mark.parametrize(("python", "system"), product(PYTHONS, SYSTEMS), ids=str)
def test_what_pip_installs_is_what_pyproject_allows(python, system):
    environment = system | {"python_version": python, "python_full_version": f"{python}.2"}
    pins = [each for each, _ in exported() if each.marker is None or each.marker.evaluate(environment)]
    versions = {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in pins}
    assert len(versions) == len(pins)
    for requirements in declared().values():
        for each in requirements:
            if each.marker is None or each.marker.evaluate(environment):
                assert each.specifier.contains(versions[canonicalize_name(each.name)]), f"{each}: {RELOCK}"


def test_everything_comes_from_pypi_by_its_hash():
    text = (ROOT / "uv.lock").read_text("utf-8")
    addresses = set(re.findall(r"https?://[^/\"']+", text + EXPORT))
    assert addresses == {"https://pypi.org", "https://files.pythonhosted.org"}
    sources = {str(package["source"]) for package in LOCK["package"]}
    assert sources == {"{'registry': 'https://pypi.org/simple'}", "{'editable': '.'}"}
    assert all(hashes for _, hashes in exported())
    assert "--index" not in EXPORT
    assert "--find-links" not in EXPORT


def test_the_build_backend_is_locked_too():
    names = {canonicalize_name(each.name) for each, _ in exported()}
    for written in PYPROJECT["build-system"]["requires"]:
        assert written in PYPROJECT["dependency-groups"]["build"]
        assert canonicalize_name(Requirement(written).name) in names


def test_the_pythons_that_were_tried_are_those_of_the_readme_and_of_the_classifiers():
    prefix = "Programming Language :: Python :: "
    named = [
        each.removeprefix(prefix) for each in PYPROJECT["project"]["classifiers"] if each.startswith(prefix + "3.")
    ]
    tried = re.search(r"[Tt]ried on Python ([0-9.,\sand]+)on ", (ROOT / "README.md").read_text("utf-8"))
    assert tried
    assert sorted({found[0] for found in re.finditer(r"3\.\d+", tried[1])}) == sorted(named)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    zipfile.ZipFile(built).extractall(folder / "site-packages")
    return folder / "site-packages"


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    with tarfile.open(built) as archive:
        archive.extractall(folder)
    return next(path for path in folder.iterdir() if path.name.startswith("argmap-"))


@pytest.mark.parametrize("package", ["wheel", "sdist"])
def test_no_package_holds_the_texts_that_belong_to_their_authors(package, request):
    """Not even a long piece of one, in whatever file."""
    pieces = [
        line[start : start + 100].encode()
        for text in (ROOT / "seeds").glob("*.txt")
        for line in text.read_text("utf-8").splitlines()
        for start in range(0, len(line) - 100, 400)
    ]
    assert len(pieces) > 100
    for file in request.getfixturevalue(package).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [piece for piece in pieces if piece in content], file


def test_the_packages_hold_what_argmap_needs_and_no_more(wheel, sdist):
    assert sorted(path.name for path in sdist.iterdir()) == [
        *(".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "argmap", "pyproject.toml"),
    ]
    assert [path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")] == ["argmap"]
    assert list(wheel.glob("*.dist-info/licenses/LICENSE"))
    for package in (wheel, sdist):
        files = {path.relative_to(package).as_posix() for path in (package / "argmap").rglob("*") if path.is_file()}
        tracked = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "argmap"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        ).stdout.split("\0")[:-1]
        assert files == {name for name in tracked if (ROOT / name).is_file()}


def test_the_sample_works_from_the_wheel_alone(wheel, tmp_path):
    """With the package of the wheel instead of this checkout."""
    environment = os.environ | {"PYTHONPATH": str(wheel)}

    def python(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", *arguments],
            cwd=tmp_path,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    copying = (
        "import pathlib, argmap.corpus.sample as sample; print(sample.__file__, sample.copy_sample(pathlib.Path('x')))"
    )
    copied = python("-c", copying).stdout.split()
    assert copied == [str(wheel / "argmap/corpus/sample.py"), str(Path("x/maps/bill-of-rights.toml"))]
    checked = python("-m", "argmap", "check", "x")
    assert (checked.returncode, checked.stderr.strip()) == (0, "1 map valid; 30 exact")


_MISREAD = re.compile(r"(?<![\\(])\)\s*(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
"""A possessive group or an atomic one: Python 3.11.0 to 3.11.4 matches them wrongly where something in them can be
given back (https://github.com/python/cpython/issues/106052). Possessive repeats of one character are right."""


def strings_of(source: str) -> Iterator[str]:
    """Every string in a Python source, those of an f-string joined."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                piece.value if isinstance(piece, ast.Constant) and isinstance(piece.value, str) else "x"
                for piece in node.values
            )


def test_no_pattern_has_a_group_that_python_3_11_2_misreads():
    sources = list((ROOT / "argmap").rglob("*.py"))
    assert len(sources) > 100
    for file in sources:
        for string in strings_of(file.read_text("utf-8")):
            assert not _MISREAD.search(string), f"{file.relative_to(ROOT)}: {string}"


@pytest.mark.parametrize("pattern", ["(?:a|b)*+", "(a )++", "(?:a){2,3}+", "(?:a) ?+", "(?>a)", "(?:a){2}+"])
def test_the_search_for_misread_groups_finds_them(pattern):
    assert _MISREAD.search(pattern)


@pytest.mark.parametrize("pattern", ["[^a]*+", "a++", "(?:[^a]*+b)*", "(a)+ +", "(a)*", r"[)]\+"])
def test_the_search_for_misread_groups_leaves_others(pattern):
    assert not _MISREAD.search(pattern)
