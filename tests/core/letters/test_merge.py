"""A template and a list in, a folder of letters out."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from rapporteur.core.alone import Busy
from rapporteur.core.letters import journal, merge, volumes
from rapporteur.core.letters.names import FileNames
from rapporteur.core.letters.recipients import unknown_fields
from rapporteur.core.letters.template import TemplateProblem, read
from tests.core.letters.test_letter import FONTS, NEEDS_FONTS

TEMPLATE = """+++
reference = "T-1"
date = 2030-01-02
closing = "Yours"
origin = "FR"
from = "us@example.org"
[fields]
topic = "water"
[fields.fr]
topic = "l’eau"
+++
# en
Subject: About {{ topic }}

To {{ organization }}[^1].

[^1]: {{ reference }} of {{ date }}

# fr
À {{ organization }}, sur {{ topic }}.
"""
COLUMNS = ("language", "name", "organization", "city", "country", "email")


def people(*rows: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    return [
        (line, dict(zip(COLUMNS, (*row, "", "", "", "", ""), strict=False)))
        for line, row in enumerate(rows, 2)
    ]


def run(folder: Path, *rows: tuple[str, ...], text: str = TEMPLATE, **wishes) -> merge.Outcome:
    return merge.run(
        read(text),
        people(*rows),
        folder,
        merge.Wishes("en", FONTS, datetime(2030, 1, 1, tzinfo=UTC), **wishes),
        lambda done, total: None,
    )


def bind(folder: Path, letters: int) -> None:
    volumes.bind(folder, letters, title="T-1", jobs=1, told=lambda done, total: None)


def listed(place: Path) -> list[list[str]]:
    return list(csv.reader(place.read_text(encoding="utf-8-sig").splitlines()))


@NEEDS_FONTS
def test_each_recipient_gets_a_letter_in_their_language(tmp_path):
    rows = (("en", "Ada", "Society"), ("fr", "Ada", "Société"), ("", "", "Society"))
    outcome = run(tmp_path, *rows)
    assert (outcome.there, outcome.fresh, outcome.not_made.count) == (3, 3, 0)
    made = [row[:4] for row in listed(tmp_path / journal.NAME)[1:]]
    assert made == [
        ["2", "Society", "en", "society.pdf"],
        ["3", "Société", "fr", "société.pdf"],
        ["4", "Society", "en", "society-2.pdf"],
    ]
    for name, language in (("society.pdf", "en"), ("société.pdf", "fr")):
        with pikepdf.open(tmp_path / name) as letter:
            assert letter.Root.Lang == language


@NEEDS_FONTS
def test_who_cannot_have_one_is_listed_and_the_others_have_theirs(tmp_path):
    hostile = "#panic() $x$ \\input{a} *b* {{ c }} <d>"
    outcome = run(
        tmp_path,
        ("en", "", "Society"),
        ("en", "Ada", ""),
        ("en", "", "a\u202eb"),
        ("en", "", "x" * 10_000),
        ("en", "", "\U0010ffff"),
        ("de", "", "Verein"),
        ("en", "", "Society", "Town", "Atlantis"),
        ("en", "", hostile),
        ("en", "", "=cmd()\x00"),
    )
    reasons = {line: reason for line, _label, reason in outcome.not_made.first}
    assert reasons == {
        3: "The field “organization” is empty (template, line 15).",
        4: "The field “organization” holds U+202E (right-to-left override), which turns the order "
        "of what follows; take it out.",
        5: "The field “organization” has 10,000 characters; at most 300 fit.",
        6: "No installed font has a glyph for “\U0010ffff” (U+10FFFF).",
        7: "The template has no section “de”; it has en, fr.",
        8: "“Atlantis” in the field “country” is no country that is known. Give its code of two "
        "letters, or the whole address in a column “address”.",
        10: "The field “organization” holds U+0000 (a control character), which is not seen; take "
        "it out.",
    }
    assert outcome.there == 2
    assert {row[0] for row in listed(tmp_path / merge.NOT_MADE)[1:]} == set(map(str, reasons))
    assert listed(tmp_path / merge.NOT_MADE)[-1][1] == "'=cmd()\ufffd"
    with pikepdf.open(tmp_path / "panic-x-input-a-b-c-d.pdf") as letter:
        assert len(letter.pages) == 1


@NEEDS_FONTS
def test_a_second_run_makes_only_what_is_missing_or_changed(tmp_path):
    rows = [("en", "", "One"), ("en", "", "Two"), ("en", "", "Three")]
    assert run(tmp_path, *rows).fresh == 3
    assert run(tmp_path, *rows).fresh == 0
    (tmp_path / "two.pdf").unlink()
    (tmp_path / ".abc.part").write_bytes(b"half")
    with (tmp_path / journal.NAME).open("a") as made:
        made.write("9,cut of")
    assert run(tmp_path, *rows).fresh == 1
    assert run(tmp_path, *rows, text=TEMPLATE.replace("T-1", "T-2")).fresh == 3
    outcome = run(tmp_path, *rows[:2])
    assert (outcome.there, outcome.left_over, outcome.left_over_first) == (2, 1, "three.pdf")
    assert list(tmp_path.glob(".*.part")) == []


@NEEDS_FONTS
def test_for_the_printer_all_are_one_file_with_their_tags_and_as_email_each_is_two(tmp_path):
    rows = [
        ("en", "", f"Society {number}", "", "", f"a{number}@example.org") for number in range(105)
    ]
    outcome = run(tmp_path, *rows, ("fr", "", "X"), emails=True)
    assert (outcome.there, outcome.without_email) == (106, 1)
    bind(tmp_path, 106)
    with pikepdf.open(tmp_path / volumes.TOGETHER) as whole:
        root = whole.Root.StructTreeRoot
        (document,) = root.K
        assert (len(whole.pages), len(document.K)) == (106, 106)
        assert [str(part.Lang) for part in (document.K[0], document.K[105])] == ["en", "fr"]
        keys = [int(key) for key in list(root.ParentTree.Nums)[::2]]
        assert keys == sorted(set(keys))
        assert [int(page.StructParents) in keys for page in whole.pages] == [True] * 106
        names = [str(name) for name in list(root.IDTree.Names)[::2]]
        assert (names, len(set(names))) == (sorted(names), 105)
        assert bookmarks(whole) == [
            *((f"Society {number}", number) for number in range(105)),
            ("X", 105),
        ]
        about = whole.open_metadata()
        assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("2", "1")
    assert len(list(tmp_path.glob("*.eml"))) == 105


@NEEDS_FONTS
def test_a_bookmark_leads_to_the_first_page_of_each_letter(tmp_path):
    longer = TEMPLATE + "\n" + "\n\n".join(["De l’eau, encore de l’eau. " * 30] * 6)
    rows = ("fr", "", "جمعية الإنترنت – لبنان"), ("en", "", "=Society"), ("fr", "Ada Byron")
    run(tmp_path, *rows, ("en", "", "Last"), text=longer.replace("{{ organization }}", "nous"))
    bind(tmp_path, 4)
    with pikepdf.open(tmp_path / volumes.TOGETHER) as whole:
        assert len(whole.pages) == 6
        assert bookmarks(whole) == [
            ("جمعية الإنترنت – لبنان", 0), ("=Society", 2), ("Ada Byron", 3), ("Last", 5),
        ]  # fmt: skip


def bookmarks(whole: pikepdf.Pdf) -> list[tuple[str, int]]:
    found = []
    with whole.open_outline() as outline:
        for each in outline.root:
            assert isinstance(each.destination, pikepdf.Array)
            found.append((each.title, whole.pages.index(pikepdf.Page(each.destination[0]))))
    return found


@NEEDS_FONTS
def test_many_are_joined_into_volumes_and_only_what_changed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(volumes, "VOLUME", 2)
    rows = [("en", "", f"Society {number}") for number in range(5)]
    run(tmp_path, *rows)
    bind(tmp_path, 5)
    places = [tmp_path / f"letters-{number}.pdf" for number in (1, 2, 3)]
    for place, pages in zip(places, (2, 2, 1), strict=True):
        with pikepdf.open(place) as volume:
            assert len(volume.pages) == pages
    assert [row[:4] for row in listed(tmp_path / volumes.NAME)[1:]] == [
        ["letters-1.pdf", "2", "2", "3"],
        ["letters-2.pdf", "2", "4", "5"],
        ["letters-3.pdf", "1", "6", "6"],
    ]
    before = [place.stat().st_mtime_ns for place in places]
    run(tmp_path, *rows[:3], ("en", "", "Society of others"))
    (tmp_path / ".join-x").mkdir()
    bind(tmp_path, 4)
    assert places[0].stat().st_mtime_ns == before[0]
    assert places[1].stat().st_mtime_ns != before[1]
    assert not places[2].exists(), "the printer would print it"
    assert not (tmp_path / ".join-x").exists()


@NEEDS_FONTS
def test_no_letter_is_called_as_the_files_of_the_printer(tmp_path):
    run(tmp_path, ("en", "", "Letters"), ("en", "", "letters 1"))
    assert [row[3] for row in listed(tmp_path / journal.NAME)[1:]] == [
        "letters-letter.pdf",
        "letters-1-letter.pdf",
    ]


@NEEDS_FONTS
def test_a_wrong_address_costs_the_email_alone(tmp_path):
    rows = [
        ("en", "", "One", "", "", "a b@example.org"),
        ("en", "", "Two", "", "", "a@example.org"),
    ]
    outcome = run(tmp_path, *rows, emails=True)
    assert (outcome.there, outcome.without_email, outcome.not_made.count) == (2, 0, 0)
    reason = "“a b@example.org” is no e-mail address; the letter is there as PDF."
    assert outcome.unsent.first == ((2, "One", reason),)
    assert listed(tmp_path / merge.NOT_MADE)[1:] == [["2", "One", reason]]
    assert [row[3:5] for row in listed(tmp_path / journal.NAME)[1:]] == [
        ["one.pdf", ""],
        ["two.pdf", "two.eml"],
    ]


@NEEDS_FONTS
def test_a_file_that_does_not_hold_what_was_made_is_made_again(tmp_path):
    run(tmp_path, ("en", "", "One"), ("en", "", "Two"))
    whole = (tmp_path / "two.pdf").read_bytes()
    (tmp_path / "two.pdf").write_bytes(whole[:100])
    assert run(tmp_path, ("en", "", "One"), ("en", "", "Two")).fresh == 1
    assert (tmp_path / "two.pdf").read_bytes() == whole


def test_two_runs_do_not_work_in_one_folder(tmp_path):
    def records():
        with pytest.raises(Busy):
            run(tmp_path)
        return iter(())

    class Records:
        __iter__ = staticmethod(records)

    outcome = merge.run(
        read(TEMPLATE),
        Records(),
        tmp_path,
        merge.Wishes("en", FONTS, datetime(2030, 1, 1, tzinfo=UTC)),
        lambda done, total: None,
    )
    assert outcome.there == 0


@NEEDS_FONTS
def test_processes_make_the_same_as_one(tmp_path):
    rows = [("en", "", f"Society {number}") for number in range(120)]
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, jobs in zip(folders, (1, 2), strict=True):
        folder.mkdir()
        run(folder, *rows, jobs=jobs)
    one, two = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert one == two


def test_a_field_that_neither_list_nor_template_has_is_named_with_its_line():
    template = read(TEMPLATE.replace("{{ topic }}", "{{ tropic }}"))
    places = [
        (place.line, place.field, place.language) for place in unknown_fields(template, COLUMNS)
    ]
    assert places == [(13, "tropic", "en"), (20, "tropic", "fr")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The template has no section."),
        ("+++\nx = 1\n+++\n# en\n", "there is no “x”"),
        ("+++\nx = \n+++\n", "(at line 2, column 5)"),
        ("+++\n", "Line 1: “+++” is opened and never closed."),
        ("words\n# en\n", "Line 1: words stand before the first"),
        ("# de\n", "Line 1: “de” is no language of letters."),
        ("# en\nClosing: c\n\na\n# en\n", "Line 5: the language “en” stands there twice."),
        ("# en\nClosing: c\n\n{{ A }}", "Line 4: “{{ A }}” is not a field."),
        ("# en\nClosing: c\nwords", "Line 3: this is none of"),
        ("# en\nClosing: c\n\na[^1]", "the note “[^1]” is called and not given"),
        ("# en\nClosing: c\n", "the section “en” has no body"),
        ("# en\n\nwords", "the section “en” has no close"),
        ('+++\ndate = "2010"\n+++\n# en\nClosing: c\n\na', "“date” is to be a day"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_with_its_line(text, message):
    with pytest.raises(TemplateProblem) as problem:
        read(text)
    assert message in problem.value.message


def test_files_are_called_safely_and_each_otherwise():
    names = FileNames()
    given = [names.name(words) for words in ("../A b", "a B", "con", "", "\u202e", "ж" * 300)]
    assert given == ["a-b", "a-b-2", "con-letter", "letter", "letter-2", "ж" * 80]
    assert names.name("भारतीय इंटरनेट संघ") == "भारतीय-इंटरनेट-संघ"
    (of_four_bytes,) = [names.name("𠀀" * 300)]
    assert len(f"{of_four_bytes}-10000.pdf".encode()) <= 255
