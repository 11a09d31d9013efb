"""A roster is kept, shown, taken once, and its bad lines come back with their reasons."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import Workbook

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.stakeholders import imports, queries
from rapporteur.stages.stakeholders.actions import load_member_states
from rapporteur.stages.stakeholders.models import Contact, Entity, Membership, RosterImport
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_category

pytestmark = pytest.mark.django_db

WHOLE = (
    "Name,Name (fr),Acronym,Country,Region,Language,Address,Tel.,Fax,E-mail,Contact,Title,From\n"
    'Société du Léman,Leman,SDL,Switzerland,Europe,French,"1, Square\nTown",+41 1,+41 2,'
    "a@example.org,Ada Byron,Ms.,2005-01-01\n"
)


def receive(content: str | bytes, filename: str = "roster.csv", **fields) -> RosterImport:
    raw = content.encode() if isinstance(content, str) else content
    fields.setdefault("category", make_category("ngos"))
    return imports.receive_roster(make_consultation(), raw, filename=filename, by="tests", **fields)


def names(rows: Sequence[object]) -> list[str]:
    return [row.names["en"] for row in rows]  # type: ignore[attr-defined]


def test_every_column_is_guessed_and_taken():
    roster = receive(WHOLE.replace("French", "français"))
    assert roster.columns == {
        "name": "Name",
        "name_fr": "Name (fr)",
        "acronym": "Acronym",
        "country": "Country",
        "region": "Region",
        "language": "Language",
        "address": "Address",
        "telephone": "Tel.",
        "fax": "Fax",
        "email": "E-mail",
        "contact": "Contact",
        "title": "Title",
        "valid_from": "From",
    }
    imports.take_roster(roster, by="tests")
    entity = Entity.objects.get()
    assert entity.names == {"en": "Société du Léman", "fr": "Leman"}
    found = [entity.acronym, entity.country, entity.region, entity.language, entity.address]
    assert found == ["SDL", "CHE", "Europe", "fr", "1, Square\nTown"]
    assert [entity.telephone, entity.fax, entity.email] == ["+41 1", "+41 2", "a@example.org"]
    assert [(row.name, row.title) for row in Contact.objects.all()] == [("Ada Byron", "Ms.")]
    membership = entity.memberships.get()
    assert (membership.category.key, membership.valid_from, membership.source) == (
        "ngos",
        date(2005, 1, 1),
        "roster.csv",
    )
    assert queries.find_entity("SDL") == entity


def test_taking_a_list_twice_changes_nothing_and_a_longer_one_adds_what_is_missing():
    category = make_category("ngos")
    roster = receive("Name\nA\nB\n", category=category)
    for _ in range(2):
        imports.take_roster(roster, by="tests")
    assert roster.outcome == {"added": 0, "known": 2, "faults": []}
    longer = receive("Name\nC\nb\nA\n", category=category)
    assert imports.preview_roster(longer).known == 2
    imports.take_roster(longer, by="tests")
    assert longer.outcome == {"added": 1, "known": 2, "faults": []}
    assert (Entity.objects.count(), Membership.objects.count()) == (3, 3)
    assert AuditEntry.objects.filter(act="stakeholders.take_listed").count() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read_with_or_without_a_byte_order_mark(encoding):
    words = "Nom;Adresse\nSociété générale de l’été à Genève;Zürich\n"
    preview = imports.preview_roster(receive(words.encode(encoding)))
    assert names(preview.rows) == ["Société générale de l’été à Genève"]


def test_a_spreadsheet_is_read_like_a_csv():
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for line in (["Organization", "From"], ["Été", date(2005, 1, 2)], [None, None], ["Two", None]):
        book.active.append(line)
    book.save(out)
    preview = imports.preview_roster(receive(out.getvalue(), "roster.xlsx"))
    assert [(row.line, row.names["en"], row.valid_from) for row in preview.rows] == [
        (2, "Été", date(2005, 1, 2)),
        (4, "Two", None),
    ]


def test_states_are_the_member_states_that_are_there():
    load_member_states(by="tests")
    category = make_category("signatories", suggests="governments")
    roster = receive("State\nRussia\nCôte d'Ivoire\nAtlantis\n", category=category)
    imports.take_roster(roster, by="tests")
    assert roster.outcome == {"added": 1, "known": 2, "faults": []}
    assert [str(row.entity) for row in category.memberships.all()] == [
        "Russian Federation",
        "Côte d'Ivoire",
        "Atlantis",
    ]


def test_a_bad_line_is_kept_aside_with_its_column_and_reason_and_the_rest_is_taken():
    make_category("firms")
    roster = receive(
        "Name,Category,E-mail,Country,Kind,Language,From,Acronym\n"
        "Good,firms,,,,,,\n"
        ",,,,,,,\n"
        ",,x@example.org,,,,,\n"
        "A,clubs,,,,,,\n"
        "B,,nobody,,,,,\n"
        "C,,,Atlantis,,,,\n"
        "D,,,,club,,,\n"
        "E,,,,,Klingon,,\n"
        "F,,,,,,31/12/2010,\n"
        f"G,,,,,,,{'x' * 41}\n"
        "GOOD,The list firms,,,,,,\n"
        "H,,,,,,,,too many\n"
    )
    imports.take_roster(roster, by="tests")
    assert roster.outcome == {
        "added": 1,
        "known": 0,
        "faults": [
            [4, "Name", "There is no name."],
            [
                5,
                "Category",
                "There is no category “clubs”. There are: firms, ngos.",
            ],
            [6, "E-mail", "“nobody” is not an e-mail address."],
            [
                7,
                "Country",
                "“Atlantis” is neither a Member State nor a code of three letters (ISO 3166-1).",
            ],
            [8, "Kind", "“club” is no kind. There are: state, organization, individual."],
            [9, "Language", "“klingon” is none of: ar, zh, en, fr, ru, es."],
            [10, "From", "“31/12/2010” is not a date as 2010-12-31."],
            [11, "Acronym", "It is longer than 40 characters."],
            [12, "Name", "It is the same entity as in line 2."],
            [13, "", "The line has more cells than there are columns."],
        ],
    }
    lines = imports.kept_aside(roster).removeprefix("\ufeff").splitlines()
    assert lines[:2] == [
        "line,column,problem,Name,Category,E-mail,Country,Kind,Language,From,Acronym",
        "4,Name,There is no name.,,,x@example.org,,,,,",
    ]
    assert len(lines) == 11


def test_what_a_list_from_elsewhere_would_run_is_not_run_and_comes_back_as_it_was():
    make_category("firms")
    formula = "=HYPERLINK(0)"
    roster = receive(f"Name,Category,=Note\n{formula},clubs,+1\n")
    imports.take_roster(roster, by="tests")
    aside = imports.kept_aside(roster)
    [_head, line] = csv.reader(aside.splitlines())
    assert line[3:] == [f"'{formula}", "clubs", "'+1"]
    assert ",'=Note" in aside
    mended = receive(aside.replace("clubs", "firms"))
    imports.take_roster(mended, by="tests")
    assert str(Entity.objects.get()) == formula


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "“roster.csv” is empty"),
        (b"\xef\xbb\xbf\r\n", "“roster.csv” is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "“roster.csv” is neither CSV nor a spreadsheet"),
        (b'Name\n"never closed\n', "“roster.csv”, line 2: a quotation mark is opened"),
    ],
)
def test_what_is_no_table_is_refused_and_not_kept(content, why):
    with pytest.raises(Refused) as refusal:
        receive(content)
    assert why in str(refusal.value)
    assert RosterImport.objects.count() == 0


def test_a_list_without_a_needed_column_is_kept_and_taken_once_it_is_named():
    roster = receive("Wer\nA\n")
    with pytest.raises(Refused) as refusal:
        imports.preview_roster(roster)
    assert str(refusal.value) == (
        "“roster.csv” cannot be taken yet. Line 1: no column is known to be “Name”, and it is "
        "needed. Say below which column it is, or add one to the file and send it again."
    )
    imports.take_roster(roster, columns={"name": "Wer", "fax": "not there"}, by="tests")
    assert roster.columns == {"name": "Wer"}
    assert roster.outcome["added"] == 1


def test_a_category_is_needed_from_a_column_or_for_the_whole_list():
    with pytest.raises(Refused, match="no column is known to be “Category”"):
        imports.preview_roster(receive("Name\nA\n", category=None))


def test_a_file_beyond_the_limit_is_refused_by_its_size():
    imports.refuse_too_large("big.csv", 50 * 1024**2)
    with pytest.raises(Refused, match=r"“big\.csv” is larger than 50 MB"):
        imports.refuse_too_large("big.csv", 500_000_000)


def test_a_long_list_is_taken_with_few_queries(django_assert_max_num_queries):
    roster = receive("Name\n" + "".join(f"Organization {number}\n" for number in range(2500)))
    with django_assert_max_num_queries(100):
        imports.take_roster(roster, by="tests")
    assert roster.outcome["added"] == 2500
