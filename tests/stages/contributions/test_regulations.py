"""The bulk download of regulations.gov comes in with its attachments, or says what is missing."""

import csv
from datetime import UTC, datetime

import pytest

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.imports import import_regulations
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import current_version, reconciliation
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db

COLUMNS = [
    "Document ID", "First Name", "Last Name", "Organization Name", "State/Province", "Title",
    "Received Date", "Comment", "Restrict Reason Type", "Attachment Files", "Content Files",
]  # fmt: skip
AT = "https://downloads.example/ABC-2021-1-0002"


def write(place, *rows, columns=COLUMNS, encoding="utf-8-sig"):
    with place.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return place


def row(number, **cells):
    return {
        "Document ID": f"ABC-2021-1-{number:04}",
        "Comment": f"Comment {number}",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }


def bring(consultation, place, **more):
    outcome = import_regulations(consultation, place, by="tests", **more)
    return outcome.taken, outcome.there, [str(problem) for problem in outcome.problems]


def test_a_comment_stands_in_the_register_with_its_words_and_files(tmp_path):
    (tmp_path / "ABC-2021-1-0002").mkdir()
    (tmp_path / "ABC-2021-1-0002" / "attachment_1.pdf").write_bytes(b"%PDF-1")
    (tmp_path / "ABC-2021-1-0002_attachment_2.txt").write_bytes(b"two")
    place = write(
        tmp_path / "list.csv",
        row(1, First_Name="Ana", Last_Name="Ruiz", Received_Date="2021-05-24T00:00Z"),
        row(
            2,
            Organization_Name="Ríos, A. C.",
            Comment="See attached\nfile",
            Attachment_Files=f"{AT}/attachment_1.pdf,{AT}/attachment_2.txt",
        ),
        row(3, Restrict_Reason_Type="Contains personal information"),
    )
    consultation = make_consultation()
    assert bring(consultation, place) == (3, 0, [])
    assert bring(consultation, place) == (0, 3, [])
    one, two, three = Contribution.objects.order_by("number")
    assert (one.contributor, one.received_at) == ("Ana Ruiz", datetime(2021, 5, 24, tzinfo=UTC))
    assert (two.contributor, current_version(two).text) == ("Ríos, A. C.", "See attached\nfile")
    documents = current_version(two).documents.all()
    assert [read(each.original) for each in documents] == [b"%PDF-1", b"two"]
    assert [each.consent for each in (one, three)] == [Consent.NAMED, Consent.WITHHELD]
    assert [each.published_at for each in (one, two, three)] == [None] * 3
    assert reconciliation(consultation).settled


def test_a_comment_without_its_files_waits_for_them(tmp_path):
    place = write(
        tmp_path / "list.csv", row(1), row(2, Attachment_Files=f"{AT}/attachment_1.pdf"), row(3)
    )
    consultation = make_consultation()
    assert bring(consultation, place) == (
        2,
        0,
        [
            (
                "list.csv, line 3, column “Attachment Files”: “ABC-2021-1-0002/attachment_1.pdf” "
                "is not in the folder, so the comment was not taken."
            )
        ],
    )
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "ABC-2021-1-0002_attachment_1.pdf").write_bytes(b"%PDF-1")
    assert bring(consultation, place, attachments=tmp_path / "files") == (1, 2, [])


def test_hostile_cells_are_kept_as_they_are(tmp_path):
    place = write(
        tmp_path / "list.csv",
        row(1, Comment="=cmd|'/c calc'!A1", Title="<script>"),
        row(2, Attachment_Files=f"{AT}/..%2f..%2fetc/passwd"),
        {"Comment": "to no document"},
        row(4, First_Name="x" * 1000),
    )
    many, _there, problems = bring(make_consultation(), place)
    assert (many, len(problems)) == (2, 2)
    one = Contribution.objects.order_by("number").first()
    assert (current_version(one).text, one.title) == ("=cmd|'/c calc'!A1", "<script>")


def test_bytes_that_are_not_utf_8_and_nul_are_read_right(tmp_path):
    place = write(tmp_path / "list.csv", row(1, First_Name="José"), encoding="cp1252")
    place.write_bytes(place.read_bytes().replace(b"Comment 1", b"Comment\0 1"))
    assert bring(make_consultation(), place) == (1, 0, [])
    one = Contribution.objects.get()
    assert (one.contributor, current_version(one).text) == ("José", "Comment 1")


def test_a_list_without_its_columns_or_no_list_is_refused(tmp_path):
    place = write(tmp_path / "list.csv", {"Document ID": "1"}, columns=["Document ID"])
    with pytest.raises(Refused, match="there is no column “Comment”"):
        bring(make_consultation(), place)
    with pytest.raises(Refused, match="There is no list"):
        bring(make_consultation(), tmp_path / "none.csv")


def test_a_list_in_utf_16_is_read_and_lines_that_are_none_are_named(tmp_path):
    consultation = make_consultation()
    place = write(tmp_path / "list.csv", row(1, Title="Où"), encoding="utf-16")
    assert bring(consultation, place) == (1, 0, [])
    assert Contribution.objects.get().title == "Où"
    rest = 'X-2,words, of mine\nX-3,words,\n"X-4,never closed\nX-5,words\n'
    place.write_text("Document ID,Comment\n" + rest)
    assert bring(consultation, place) == (2, 0, [
        "list.csv, line 2: has more cells than there are columns, so the comment was not taken.",
        ("list.csv, line 4: a quotation mark is opened and never closed, as far as line 4, so the "
         "comment was not taken; what is behind that line is read."),
    ])  # fmt: skip


def test_a_quotation_mark_that_is_never_closed_costs_its_own_comment(tmp_path):
    consultation = make_consultation()
    place = write(tmp_path / "list.csv", *(row(number) for number in range(1, 6)))
    whole = place.read_text("utf-8-sig")
    place.write_text(whole.replace("Comment 2", '"I never said\nwhat they say I said'))
    taken, there, (problem,) = bring(consultation, place)
    assert (taken, there) == (4, 0)
    assert problem.startswith("list.csv, line 3: a quotation mark is opened and never closed")
    assert "as far as line 4" in problem
    texts = {current_version(each).text for each in Contribution.objects.all()}
    assert texts == {f"Comment {number}" for number in (1, 3, 4, 5)}
    place.write_text(whole)
    assert bring(consultation, place) == (1, 4, [])


def test_a_first_line_with_an_open_quotation_mark_is_no_list(tmp_path):
    place = tmp_path / "list.csv"
    place.write_text('"Document ID,Comment\n' + "ABC-2021-1-0001,Words\n" * 10_000)
    with pytest.raises(Refused, match="there is no column"):
        bring(make_consultation(), place)
