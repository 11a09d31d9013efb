"""What the house asks of files: their names and their length."""

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = [
    path
    for folder in ("src", "tests", "tools")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.parent.name != "migrations"
]
DRAWERS = {
    name + ending
    for name in ("util", "helper", "common", "manager", "service", "data", "info", "misc")
    for ending in ("", "s")
}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_no_drawer_for_odds_and_ends():
    assert [named(path) for path in SOURCES if {path.stem, path.parent.name} & DRAWERS] == []


def test_no_file_is_about_many_things():
    lengths = {named(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > 600} == {}


def test_no_import_contract_makes_an_exception():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    assert [name for name in contracts if contracts[name].get("ignore_imports", "").strip()] == []


@pytest.mark.parametrize("words", ["ignore_errors", "ignore_imports"])
def test_pyproject_makes_no_exception_either(words):
    assert words not in (ROOT / "pyproject.toml").read_text()
