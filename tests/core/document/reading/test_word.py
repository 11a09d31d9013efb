"""Word files of ours and of others, read into the tree."""

from datetime import UTC, datetime

import pypandoc
import pytest

from rapporteur.core.document import docx, text
from rapporteur.core.document.numbering import number
from rapporteur.core.document.reading.files import read_file
from rapporteur.core.document.reading.word import read
from rapporteur.core.document.tree import Document, Figure, Footnote, Table, blocks_of, runs_of
from tests.factories.document import report
from tests.factories.rich_document import rich

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)


def reread(document: Document) -> Document:
    return read_file(docx.render(document, created=CREATED), "report.docx").document


@pytest.mark.parametrize("language", ["en", "fr", "ru", "es", "zh", "ar"])
def test_a_file_of_ours_is_read_as_it_was_written(language):
    before = rich(language)
    after = reread(before)
    then, now = number(before), number(after)

    assert after.language == language
    assert after.title == before.title
    assert after.title_note == before.title_note
    assert list(now.paragraphs.values()) == list(then.paragraphs.values())
    assert list(now.subparagraphs.values()) == list(then.subparagraphs.values())
    assert [(h.level, h.number, h.title) for h in now.headings.values()] == [
        (h.level, h.number, h.title) for h in then.headings.values()
    ]
    kinds = [type(block) for block in blocks_of(after)]
    assert kinds.count(Table) == 3
    assert kinds.count(Figure) == 2


def test_every_footnote_and_cell_comes_back():
    after = reread(report())
    notes = [
        "".join(each.content for each in run.runs)
        for block in blocks_of(after)
        for runs in runs_of(block)
        for run in runs
        if isinstance(run, Footnote)
    ]
    [table] = [block for block in blocks_of(after) if isinstance(block, Table)]

    assert notes == ["See A/60/687.", "In New York.", "Site"]
    assert table.caption == "Number of contributions to the open consultations"
    assert table.rows[2] == ("Civil society", "32", "7", "3", "42")
    assert [body.name for body in after.masthead.bodies] == [
        "General Assembly",
        "Economic and Social Council",
    ]
    assert after.masthead.bodies[0].agenda_item.note == "A/66/50."


def of_another(markdown: str) -> bytes:
    """A Word file as another program writes it."""
    import subprocess

    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown", "--to=docx", "--output=-"],
        input=markdown.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_a_file_of_another_program_is_read():
    file = of_another(
        "# Background\n\nThe *first* words.[^1]\n\n1. one\n2. two\n\n> Quoted.\n\n"
        "## Within\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- bullet\n\n[^1]: A note.\n"
    )
    found = read(file, "en").document
    said = text.render(found)

    assert [section.title for section in found.sections] == ["Background"]
    assert [section.title for section in found.sections[0].sections] == ["Within"]
    for words in ("The first words.[1]", "one", "two", "Quoted.", "bullet", "[1] A note."):
        assert words in said


def test_numbers_that_were_typed_are_read_as_numbers():
    found = read(of_another("# B\n\n1\\. First words.\n\n2\\. Second words.\n\n7\\. No number.\n"))

    assert number(found.document).paragraphs.__len__() == 2
    assert "7. No number." in text.render(found.document)
