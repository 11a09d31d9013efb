"""What the documentation says is so: links lead somewhere, commands exist, tables are complete."""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from rapporteur.cli import rapporteur
from rapporteur.core.letters.recipients import PARTICULARS
from rapporteur.stages.analysis import exports as analysis
from rapporteur.stages.contributions import exports as contributions
from rapporteur.stages.record import exports as record
from rapporteur.stages.stakeholders.rules import ROSTER_FIELDS
from tools.reference import PARTS, renewed

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = {
    page.relative_to(ROOT).as_posix(): page.read_text()
    for page in (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))
}
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
ENDS = {"|", ">", "&&", ";", "&", "#"}


# The reference


@pytest.mark.parametrize("part", PARTS)
def test_what_the_code_knows_is_in_step(part):
    page, text = renewed(part)
    assert page.read_text() == text, "python -m tools.reference"


def test_every_setting_is_described_with_its_default():
    source = (ROOT / "src" / "rapporteur" / "site" / "settings.py").read_text()
    read = dict(re.findall(r'os\.environ\.get\(\s*"(\w+)"(?:, "([^"]*)")?\s*\)', source))
    described = dict(rows("settings.md", "Settings"))
    assert described.keys() == read.keys()
    assert {name: described[name].strip("`") for name, default in read.items() if default} == {
        name: default for name, default in read.items() if default
    }


@pytest.mark.parametrize(
    ("page", "heading", "columns"),
    [
        ("exports.md", "The register, for the public", record.COLUMNS),
        ("exports.md", "The register, for officials", contributions.REGISTER_COLUMNS),
        ("exports.md", "Codings, for the public", analysis.PUBLIC_COLUMNS),
        (
            "exports.md",
            "Codings, for officials",
            analysis.DESK_COLUMNS[len(analysis.PUBLIC_COLUMNS) :],
        ),
        ("formats.md", "A roster", tuple(ROSTER_FIELDS)),
        ("formats.md", "A list of recipients", tuple(PARTICULARS)),
    ],
)
def test_every_column_is_described(page, heading, columns):
    assert tuple(name for name, _ in rows(page, heading)) == columns


def test_every_column_of_a_manifest_is_described():
    place = "stages/contributions/imports/manifest.py"
    source = (ROOT / "src" / "rapporteur" / place).read_text()
    read = re.findall(r'record(?:\.get\(|\[|, )"(\w+)"', source)
    assert {name for name, _ in rows("formats.md", "A manifest")} == set(read)


def rows(page: str, heading: str) -> list[tuple[str, str]]:
    """The first two cells of each row of the table under a heading of the reference."""
    _, _, after = (REFERENCE / page).read_text().partition(f"# {heading}\n")
    section = re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]
    found = re.findall(r"^\| `(\w+)` \|([^|]*)\|", section, re.MULTILINE)
    return [(name, cell.strip()) for name, cell in found]


# Links


def test_links_lead_somewhere():
    assert [(page, link) for page, link in links() if not leads_somewhere(ROOT / page, link)] == []


def test_every_page_is_linked_from_another():
    linked = {
        (ROOT / page).parent.joinpath(link.partition("#")[0]).resolve()
        for page, link in links()
        if not link.startswith("#")
    }
    assert [page for page in PAGES if page != "README.md" and ROOT / page not in linked] == []


def links() -> Iterator[tuple[str, str]]:
    """Every link of every page that stays within the repository."""
    for page, text in PAGES.items():
        for found in LINK.finditer(BLOCK.sub("", text)):
            link = found[1] or found[2]
            if not re.match(r"\w+:", link):
                yield page, link


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text())


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as repositories show them."""
    headings = re.findall(r"^#+ (.*)$", BLOCK.sub("", text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


# Commands


def test_commands_are_there_with_their_options():
    assert [
        (page, " ".join(words), problem)
        for page, words in commands()
        if (problem := what_is_wrong(words))
    ] == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("tally sample --format csv", ""),
        ("original cat HASH", ""),
        ("count sample", "no command count"),
        ("tally sample --fromat csv", "no option --fromat"),
    ],
)
def test_what_is_wrong_with_a_command_is_found(words, problem):
    assert what_is_wrong(["rapporteur", *words.split()]) == problem


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every call of `rapporteur` in a code block or in the midst of a sentence."""
    for page, text in PAGES.items():
        blocks = [found[2] for found in BLOCK.finditer(text) if found[1] != "text"]
        inline = re.findall(r"`([^`\n]*rapporteur [^`\n]*)`", BLOCK.sub("", text))
        for line in "\n".join([*blocks, *inline]).replace("\\\n", " ").splitlines():
            found = re.search(r"(?:^|\s|/)rapporteur (.*)", line)
            if found and not line.startswith("Usage"):
                yield page, ["rapporteur", *upto_the_end(found[1])]


def upto_the_end(line: str) -> Iterator[str]:
    for word in shlex.split(line, comments=True):
        if word in ENDS:
            return
        yield word


def what_is_wrong(words: list[str]) -> str:
    command: click.Command = rapporteur
    context = click.Context(command, info_name="rapporteur", **command.context_settings)
    for word in words[1:]:
        known = {option for each in command.get_params(context) for option in each.opts}
        if word.startswith("-"):
            if word.partition("=")[0] not in known:
                return f"no option {word}"
        elif isinstance(command, click.Group) and word not in ("…", "COMMAND"):
            inner = command.get_command(context, word)
            if inner is None:
                return f"no command {word}"
            command, context = inner, click.Context(inner, info_name=word, parent=context)
    return ""


def test_make_has_what_the_pages_tell_to_make():
    targets = set(re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = re.compile(r"(?:^ *|`)make (\w+)(?:`|$|  +#)", re.MULTILINE)
    assert {word for text in PAGES.values() for word in told.findall(text)} - targets == set()


def test_what_how_tos_print_in_bold_is_on_the_screen():
    package = ROOT / "src" / "rapporteur"
    sources = (each for end in ("html", "py") for each in package.rglob(f"*.{end}"))
    shown = " ".join(" ".join(source.read_text().replace('"\n', " ").split()) for source in sources)
    told = {
        (page, " ".join(words.split()))
        for page, text in PAGES.items()
        if page.startswith("docs/howto")
        for words in re.findall(r"\*\*([^*]+)\*\*", BLOCK.sub("", text))
    }
    assert sorted((page, words) for page, words in told if words not in shown) == []


def test_variables_that_pages_name_are_settings():
    described = {name for name, _ in rows("settings.md", "Settings")} | {"RAPPORTEUR_CORPORA"}
    named = {
        name for text in PAGES.values() for name in re.findall(r"\bRAPPORTEUR_[A-Z_]+\b", text)
    }
    assert named - described == set()


# The rest


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if ">>>" in text])
def test_examples_do_what_they_show(page):
    example = doctest.DocTestParser().get_doctest(PAGES[page], {}, page, page, 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_the_glossary_is_in_alphabetical_order():
    terms = re.findall(r"^\| \*\*(.+?)\*\*", PAGES["docs/glossary.md"], re.MULTILINE)
    assert terms == sorted(terms, key=str.casefold)


def test_the_picture_is_small():
    assert (DOCS / "picture.png").stat().st_size < 300_000
