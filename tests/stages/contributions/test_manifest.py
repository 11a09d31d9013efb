"""A folder with a list: good lines are taken, bad ones named, nothing twice."""

import os
from datetime import UTC, datetime

import pytest

from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.imports import import_manifest
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import current_version, public, reconciliation
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def write(folder, listed, encoding="utf-8", **files):
    (folder / "manifest.csv").write_bytes(listed.encode(encoding))
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)


def test_a_line_becomes_a_contribution_with_its_files(tmp_path):
    consultation = make_consultation(zone="Europe/Paris")
    group = make_group(consultation, "academia", names={"en": "Academia", "fr": "Université"})
    write(
        tmp_path,
        "File;Contributor;Organisation;Title;Group;Language;Received at;Consent\r\n"
        '"a.txt;b.txt";Zoë;Réseau;Accès;UNIVERSITÉ;FR;2026-03-15;named\r\n',
        encoding="cp1252",
        a_txt=b"one",
        b_txt=b"two",
    )
    outcome = import_manifest(consultation, tmp_path, by="tests")
    entry = Contribution.objects.get()
    assert (entry.contributor, entry.organization, entry.title, entry.group) == (
        "Zoë",
        "Réseau",
        "Accès",
        group,
    )
    assert (entry.languages, entry.consent, entry.attribution) == (["fr"], "named", "claimed")
    assert entry.received_at == datetime(2026, 3, 14, 23, tzinfo=UTC)
    assert entry.timeliness == "preferred"
    assert [each.filename for each in current_version(entry).documents.all()] == ["a.txt", "b.txt"]
    assert originals.read(Item.objects.get().original) == b"one"
    assert (outcome.taken, outcome.files, outcome.by_group, outcome.problems) == (
        1,
        2,
        {"Academia": 1},
        (),
    )
    assert not public(consultation).exists()


def test_bad_lines_are_named_and_good_ones_taken_and_mending_takes_the_rest(tmp_path, settings):
    settings.MAX_ORIGINAL = 2_000_000
    consultation = make_consultation()
    make_group(consultation, "academia")
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    lines = [
        "good.txt,Ada,academia,,",
        "../outside.txt,Bob,,,",
        f"{outside},Bob,,,",
        "link.txt,Bob,,,",
        "missing.txt,Cy,,,",
        "empty.txt,Di,,,",
        "large.txt,Ed,,,",
        "good2.txt,Flo,martians,,",
        "good2.txt,,,,",
        ",Gus,,,",
        "good2.txt,Hal,,soon,",
        "good2.txt,Ida,,2999-01-01,",
        "good2.txt,Jo,,,maybe",
        "good.txt,Ada again,,,",
    ]
    write(
        folder,
        "\n".join(["file,contributor,group,received_at,consent", *lines]),
        good_txt=b"words",
        good2_txt=b"more words",
        empty_txt=b"",
        large_txt=b"x" * 2_000_001,
    )
    first = import_manifest(consultation, folder, by="tests")
    assert [str(problem) for problem in first.problems] == [
        f"manifest.csv, line {line}, column “{column}”: {what}"
        for line, column, what in (
            (3, "file", "“../outside.txt” leads out of the folder and was not read."),
            (4, "file", f"“{outside}” leads out of the folder and was not read."),
            (5, "file", "“link.txt” leads out of the folder and was not read."),
            (6, "file", "There is no file “missing.txt” in the folder."),
            (7, "file", "“empty.txt” is empty; bring the file itself."),
            (8, "file", "“large.txt” has 2 MB, and at most 2 MB are kept; it was not read."),
            (
                9,
                "group",
                "“martians” is no group of this consultation; its groups are: academia.",
            ),
            (10, "contributor", "is empty."),
            (11, "file", "no file is named."),
            (
                12,
                "received_at",
                "“soon” is no date; write it as in 2026-03-15 or 2026-03-15T14:30+01:00.",
            ),
            (13, "received_at", "“2999-01-01” is still to come."),
            (14, "consent", "“maybe” is not known; write one of: named, unnamed, withheld."),
            (15, "file", "is listed on line 2 too."),
        )
    ]
    assert (first.taken, [item.sender for item in Item.objects.all()]) == (1, ["Ada"])

    (folder / "missing.txt").write_bytes(b"found")
    second = import_manifest(consultation, folder, by="tests")
    assert (second.taken, second.there) == (1, 1)
    assert reconciliation(consultation).settled


def test_other_bytes_under_a_name_that_was_taken_are_refused_by_line(tmp_path):
    consultation = make_consultation(prefix="P")
    write(tmp_path, "file,contributor\na.txt,Ada\n", a_txt=b"one")
    import_manifest(consultation, tmp_path, by="tests")
    write(tmp_path, "file,contributor\na.txt,Ada\n", a_txt=b"two")
    (problem,) = import_manifest(consultation, tmp_path, by="tests").problems
    assert (problem.line, "It was taken before as P/R-1" in problem.what) == (2, True)


def test_a_line_that_the_register_refuses_leaves_nothing_behind(tmp_path):
    consultation = make_consultation()
    write(tmp_path, f"file,contributor,title\na.txt,Ada,{'x' * 501}\n", a_txt=b"one")
    outcome = import_manifest(consultation, tmp_path, by="tests")
    assert "at most 500 are kept" in outcome.problems[0].what
    assert not Item.objects.exists()


def test_one_file_is_taken_once_however_its_name_is_written(tmp_path):
    consultation = make_consultation()
    (tmp_path / "sub").mkdir()
    (tmp_path / "same.txt").symlink_to("a.txt")
    names = ["a.txt", "./a.txt", "sub/../a.txt", "same.txt", "b.txt;./b.txt", "manifest.csv"]
    lines = "".join(f"{name},Ada\n" for name in names)
    write(tmp_path, f"file,contributor\n{lines}", a_txt=b"one", b_txt=b"two")
    outcome = import_manifest(consultation, tmp_path, by="tests")
    assert (outcome.taken, outcome.unlisted) == (1, ())
    assert [(each.line, each.column, each.what) for each in outcome.problems] == [
        (3, "file", "is listed on line 2 too."),
        (4, "file", "is listed on line 2 too."),
        (5, "file", "is listed on line 2 too."),
        (6, "file", "names the same file twice."),
        (7, "file", "is this list itself."),
    ]


def test_names_that_lead_nowhere_cost_their_own_line(tmp_path):
    consultation = make_consultation()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "etc").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    names = ["loop", "etc/passwd", "pipe", "x" * 5000, "a\0.txt", ".", "/", "..\\a.txt", "a.txt"]
    lines = "".join(f"{name},Ada\n" for name in names)
    write(tmp_path, f"file,contributor\n{lines}", a_txt=b"one")
    (tmp_path / "\udcff.txt").write_bytes(b"of no encoding")
    outcome = import_manifest(consultation, tmp_path, by="tests")
    assert outcome.taken == 1
    assert [each.line for each in outcome.problems if each.column] == list(range(2, 10))
    assert "leads to itself" in outcome.problems[0].what
    assert outcome.unlisted == ("\ufffd.txt",)


@pytest.mark.parametrize(
    "stated",
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30", "2026-01-01T00+99:00",
     "\uff12\uff10\uff12\uff16-01-01", "1e9", "x" * 100_000],
)  # fmt: skip
def test_dates_that_are_none_cost_their_own_line(tmp_path, stated):
    consultation = make_consultation()
    listed = f"file,contributor,received_at\na.txt,Ada,{stated}\nb.txt,Bo,\n"
    write(tmp_path, listed, a_txt=b"one", b_txt=b"two")
    outcome = import_manifest(consultation, tmp_path, by="tests")
    assert (outcome.taken, [each.column for each in outcome.problems]) == (1, ["received_at"])


def test_cells_that_are_too_long_cost_their_own_line(tmp_path):
    consultation = make_consultation()
    long = "x" * 100_000
    lines = [f"a.txt,{long},,", f"b.txt,Bo,{long},", f"c.txt,Cy,,{long}", "d.txt,Di,,"]
    listed = "\n".join(["file,contributor,organization,region", *lines])
    write(tmp_path, listed, a_txt=b"1", b_txt=b"2", c_txt=b"3", d_txt=b"4")
    outcome = import_manifest(consultation, tmp_path, by="tests")
    assert (outcome.taken, [each.line for each in outcome.problems]) == (1, [2, 3, 4])


def test_files_that_no_line_names_are_told(tmp_path):
    consultation = make_consultation()
    write(tmp_path, "file,contributor\na.txt,Ada\n", a_txt=b"one", b_txt=b"two")
    assert import_manifest(consultation, tmp_path, by="tests").unlisted == ("b.txt",)


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (
            b"\xef\xbb\xbfname;paper\nAda;a.txt\n",
            r"manifest.csv, line 1: there is no column “file”\. Its columns are: “name”, “paper”\.",
        ),
        (b"file,files,contributor\na.txt,b.txt,Ada\n", "“file” and “files” mean the same"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither CSV nor a spreadsheet"),
        (None, "There is no list"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole(tmp_path, listed, why):
    if listed is not None:
        (tmp_path / "manifest.csv").write_bytes(listed)
    with pytest.raises(Refused, match=why):
        import_manifest(make_consultation(), tmp_path, by="tests")


def test_a_name_that_no_file_can_have_and_a_day_that_is_none_are_named(tmp_path):
    write(
        tmp_path,
        f"file,contributor,received_at\n{'x' * 300}.txt,Ana,\na.txt,Ben,0001-01-01\n",
        a_txt=b"one",
    )
    outcome = import_manifest(make_consultation(zone="Asia/Tokyo"), tmp_path, by="tests")
    assert [(each.line, each.column) for each in outcome.problems] == [
        (2, "file"),
        (3, "received_at"),
    ]
    assert outcome.taken == 0
