"""The real contributions of 2014, where the collection is at hand."""

import os
from pathlib import Path

import pytest

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.imports import import_netmundial
from rapporteur.stages.contributions.models import Contribution, Document
from rapporteur.stages.contributions.queries import (
    current_version,
    public,
    reconciliation,
    shown_name,
    tally,
)
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
FOLDER = Path(
    os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"), "netmundial/contributions"
)
HEADER = """A title of
two lines
Area: ROADMAP
Entitled by: Zoë
Region: Aotearoa
Organization: Réseau
Sector: Civil Society
Keywords: access, rights
Doc Attached: Click here to see the doc 1
Abstract
Short.
Document
The words.
"""


def write_pair(folder, number="001", header=HEADER, text="The words."):
    (folder / f"{number}A.txt").write_bytes(header.encode("cp1252"))
    if text is not None:
        (folder / f"{number}B.txt").write_bytes(text.encode())


def test_a_pair_is_registered_and_published_under_its_name(tmp_path):
    write_pair(tmp_path)
    consultation = make_consultation()
    outcome = import_netmundial(consultation, tmp_path, by="tests")
    entry = public(consultation).get()
    assert (entry.title, entry.abstract, entry.region, entry.keywords) == (
        "A title of two lines",
        "Short.",
        "Aotearoa",
        ["access", "rights"],
    )
    assert (shown_name(entry), entry.group.key, entry.timeliness) == (
        "Zoë, Réseau",
        "civil-society",
        "unknown",
    )
    version = current_version(entry)
    assert (version.text, [each.pages for each in version.documents.all()]) == (
        "",
        [[{"number": 1, "text": "The words."}]],
    )
    assert (outcome.taken, outcome.files, outcome.by_group["Civil society"]) == (1, 2, 1)


def test_what_only_the_page_says_is_kept_too(tmp_path):
    words = " ".join(f"word{number}" for number in range(40))
    write_pair(tmp_path, header=HEADER.replace("The words.", words), text="Another text.")
    consultation = make_consultation()
    import_netmundial(consultation, tmp_path, by="tests")
    assert current_version(Contribution.objects.get()).text == words


def test_a_missing_half_is_named_and_taken_once_it_is_there(tmp_path):
    write_pair(tmp_path)
    write_pair(tmp_path, "002", text=None)
    write_pair(tmp_path, "003", header=HEADER.replace("Civil Society", "Martians"))
    consultation = make_consultation()
    first = import_netmundial(consultation, tmp_path, by="tests")
    assert [str(problem) for problem in first.problems] == [
        "002B.txt: There is no file “002B.txt” in the folder.",
        "003A.txt: its sector, “Martians”, is none of the six; it is in no group yet.",
    ]
    write_pair(tmp_path, "002")
    second = import_netmundial(consultation, tmp_path, by="tests")
    assert (first.taken, second.taken, second.there) == (2, 1, 2)
    assert Contribution.objects.count() == 3


def test_a_pair_that_cannot_be_registered_is_named_and_the_others_are_taken(tmp_path):
    write_pair(tmp_path, header=HEADER.replace("Zoë", "N" * 301))
    write_pair(tmp_path, "002")
    outcome = import_netmundial(make_consultation(), tmp_path, by="tests")
    assert (outcome.taken, [each.file for each in outcome.problems]) == (1, ["001A.txt"])


def test_a_folder_without_headers_is_refused(tmp_path):
    with pytest.raises(Refused, match="There is no header file"):
        import_netmundial(make_consultation(), tmp_path, by="tests")
    with pytest.raises(Refused, match="There is no folder"):
        import_netmundial(make_consultation(), tmp_path / "nowhere", by="tests")


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} is not there (set RAPPORTEUR_CORPORA)")
def test_all_187_are_there_and_none_twice():
    consultation = make_consultation()
    told = []
    first = import_netmundial(
        consultation, FOLDER, by="tests", progress=lambda done, of: told.append((done, of))
    )
    again = import_netmundial(consultation, FOLDER, by="tests")
    assert told[-1] == (187, 187)
    assert (first.taken, first.files, first.problems) == (187, 374, ())
    assert (again.taken, again.there) == (0, 187)
    assert (
        first.by_group
        == again.by_group
        == {
            "Academia": 21,
            "Civil society": 59,
            "Government": 28,
            "Private sector": 43,
            "Technical community": 16,
            "Other": 20,
        }
    )
    assert tally(consultation).totals == (187, 0, 0)
    found = reconciliation(consultation)
    assert (found.settled, found.originals) == (True, 374)
    assert not Document.objects.exclude(problem="").exists()
