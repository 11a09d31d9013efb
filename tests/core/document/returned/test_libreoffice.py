"""A report goes through LibreOffice, which reads and writes a Word file as no hand of ours does."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from rapporteur.core.document import docx
from rapporteur.core.document.returned import Kind, compare
from tests.core.document.docx.edits import Edited
from tests.factories.document import arabic, report
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


def saved_by_libreoffice(files: dict[str, bytes], folder) -> dict[str, bytes]:
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    sent = sorted(str(each) for each in folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [
            *(str(OFFICE), profile, "--headless", "--convert-to", "docx"),
            *("--outdir", str(folder / "out"), *sent),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: (folder / "out" / f"{name}.docx").read_bytes() for name in files}


def test_what_libreoffice_saved_proposes_what_was_edited_and_nothing_else(tmp_path):
    documents = {"report": report(), "arabic": arabic()}
    documents |= {f"rich-{language}": rich(language) for language in LANGUAGES}
    files = {
        name: docx.render(document, created=datetime(2011, 5, 4, tzinfo=UTC))
        for name, document in documents.items()
    }
    edited = Edited(files["report"])
    edited.reword("Most contributors wrote", "Nearly all contributors wrote")
    edited.reword("See A/60/687.", "See A/60/687, chapter I.")
    saved = saved_by_libreoffice({**files, "edited": edited.saved()}, tmp_path)

    for name, document in documents.items():
        assert (name, compare(document, saved[name]).changes) == (name, ())
    changes = compare(report(), saved["edited"]).changes
    assert [(change.kind, change.key) for change in changes] == [
        (Kind.TEXT, "block:two-ways"),
        (Kind.NOTE, "note:tunis"),
    ]
