"""Pages as `pdftotext -layout` writes them: what is made of their columns, notes and heads."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.numbering import number
from rapporteur.core.document.pdf import FONT_FOLDERS, render
from rapporteur.core.document.reading.text import read
from rapporteur.core.document.tree import Document, Table, TableNote, blocks_of
from tests.factories.document import report
from tests.factories.six_languages import sample

PAGES = """\
                                                                 A/C.2/70/L.5
General Assembly                                                 Distr.: Limited
                                                                 12 October 2015
                                                                 Original: English

           Report of the Working Group**

           I. Background
           1.    The Working Group met twice.1 It heard 40 speakers.

                            Replies by region
                                                       Late
           Region                        Replies    replies a
           Africa                             12           3
           Asia                            1,040           –

           a
             After 1 May.

           **
              Submitted late.

1  See A/70/1.
\f                                                               A/C.2/70/L.5

           2.    It asked for more time.
"""


def tables_of(document: Document) -> list[Table]:
    return [block for block in blocks_of(document) if isinstance(block, Table)]


def test_columns_notes_and_heads_of_pages_are_read():
    found = read(PAGES, "en").document
    numbers = number(found)

    assert found.masthead.symbols == ("A/C.2/70/L.5",)
    assert (found.masthead.distribution, found.masthead.date) == ("Limited", "12 October 2015")
    assert list(numbers.paragraphs.values()) == [1, 2]
    assert list(numbers.marks.values()) == ["1"]
    [table] = tables_of(found)
    assert table.caption == "Replies by region"
    assert table.header == ("Region", "Replies", "Late replies")
    assert table.rows == (("Africa", 12, 3), ("Asia", 1040, "–"))
    assert table.notes == (TableNote("After 1 May.", None, 2),)


@given(st.lists(st.text("a1*. |\t", max_size=12), max_size=14))
def test_any_pages_are_read(lines):
    text = "x y\n" + "\n".join(lines) + "\n\f\nend\n"
    read(text, "en")


@pytest.mark.skipif(
    shutil.which("pdftotext") is None or not all(folder.is_dir() for folder in FONT_FOLDERS),
    reason="pdftotext (poppler-utils) or Noto's fonts are not installed",
)
@pytest.mark.parametrize("document", [report(), *map(sample, ("en", "fr", "es", "ru"))])
def test_a_pdf_of_ours_is_read_back_from_its_layout(document, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(render(document, created=datetime(2026, 1, 2, tzinfo=UTC)))
    subprocess.run(["pdftotext", "-layout", str(file)], check=True)
    found = read(file.with_suffix(".txt").read_text(encoding="utf-8"), document.language).document
    then, now = number(document), number(found)

    assert found.masthead.symbols == document.masthead.symbols
    assert list(now.paragraphs.values()) == list(then.paragraphs.values())
    assert [h.title for h in now.headings.values()] == [h.title for h in then.headings.values()]
    assert sorted(now.marks.values()) == sorted(then.marks.values())
    assert [len(table.header) for table in tables_of(found)] == [
        len(table.header) for table in tables_of(document)
    ]
    assert [len(table.all_rows) for table in tables_of(found)] == [
        len(table.all_rows) for table in tables_of(document)
    ]
