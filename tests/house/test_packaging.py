"""What is locked, and what a wheel carries."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "rapporteur"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, str]:
    """The versions in one of the requirements files, by the packages' canonical names."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    pins = (Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum())
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [
        (PROJECT["project"]["dependencies"], "base"),
        (PROJECT["project"]["optional-dependencies"]["postgres"], "dev"),
        (PROJECT["dependency-groups"]["build"], "build"),
        ([line for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)], "dev"),
    ],
    ids=["run", "postgres", "build", "dev"],
)
def test_every_dependency_is_locked_at_a_version_it_allows(wanted, lock):
    versions = locked(lock)
    requirements = [Requirement(line) for line in wanted]
    assert [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), ""))
    ] == []


@pytest.mark.parametrize("part", ["base", "build"])
def test_what_runs_is_what_was_tested(part):
    assert locked(part).items() - locked("dev").items() == set()


@pytest.mark.parametrize("name", ["base", "build", "dev"])
def test_locks_name_no_registry(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert [line for line in text.splitlines() if "://" in line or "index" in line] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.iterdir()
    return built


def test_the_wheel_carries_the_whole_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_every_catalogue_compiled(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.removesuffix(".mo") for name in names if name.endswith(".mo")} == {
        name.removesuffix(".po") for name in names if name.endswith(".po")
    }


@pytest.mark.slow
def test_the_wheel_runs_on_its_own(wheel, tmp_path):
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv)
    pip = [venv / "bin" / "python", "-m", "pip", "-qq", "install"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "base.txt")
    run(*pip, "--no-deps", wheel)
    run(venv / "bin" / "python", "-m", "pip", "check")
    rapporteur = venv / "bin" / "rapporteur"
    for words in (["--help"], ["check"], ["load", "enhanced-cooperation-2010"]):
        run(rapporteur, *words, cwd=tmp_path)
    tally = run(rapporteur, "tally", "enhanced-cooperation-2010", "--format", "csv", cwd=tmp_path)
    assert "98" in tally


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command as a stranger to this checkout would; return what it printed."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO_", "RAPPORTEUR_", "PYTHON", "DATABASE_URL"))
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=inherited, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout
