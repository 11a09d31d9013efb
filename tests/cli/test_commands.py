"""The commands, called as a person calls them; the process itself is tried in test_program."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from rapporteur.base.models import AuditEntry, Original, User
from rapporteur.base.originals.actions import keep
from rapporteur.base.outbox.actions import post
from rapporteur.cases import CASES
from rapporteur.cli import rapporteur
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.models import Contribution, Document
from rapporteur.stages.mandate.models import Consultation
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
CORPORA = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"))
NETMUNDIAL = CORPORA / "netmundial/contributions"


def call(*words: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(rapporteur, [str(word) for word in words], input=typed)


def refusal(*words: str | Path, typed: str | None = None) -> str:
    """The one sentence with which a command is refused."""
    result = call(*words, typed=typed)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.strip()


# load


def test_load_lists_what_there_is() -> None:
    result = call("load", "--list")
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(CASES)


def test_load_says_what_it_did_and_does_it_once() -> None:
    assert call("load", "internet-governance-2004").stdout == "internet-governance-2004: loaded.\n"
    assert call("load", "internet-governance-2004").stdout == (
        "internet-governance-2004: was there already; nothing was changed.\n"
    )


def test_load_takes_nothing_where_one_of_the_names_is_unknown() -> None:
    said = refusal("load", "internet-governance-2004", "nowhere")
    assert "no case called “nowhere”" in said
    assert not Consultation.objects.exists()


# tally


def test_tally_prints_the_same_numbers_in_each_form() -> None:
    call("load", "enhanced-cooperation-2010")
    table = call("tally", "enhanced-cooperation-2010").stdout
    assert [line.split() for line in table.splitlines() if line.startswith(("Civil", "Total"))] == [
        ["Civil", "society", "32", "7", "3", "42"],
        ["Total", "59", "26", "13", "98"],
    ]
    assert "Written and oral contributions: 85; counted in all: 98." in table
    assert "Distinct texts: not known; distinct contributors: not known." in table

    written = call("tally", "enhanced-cooperation-2010", "--format", "csv").stdout
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [row[1:] for row in rows[1:]] == [
        ["11", "13", "8", "32"],
        ["7", "1", "0", "8"],
        ["32", "7", "3", "42"],
        ["9", "5", "2", "16"],
        ["59", "26", "13", "98"],
    ]
    held = json.loads(call("tally", "enhanced-cooperation-2010", "--format", "json").stdout)
    assert (held["total"], held["headline"], held["distinct_texts"]) == (98, 85, None)


def test_an_unknown_consultation_is_refused_with_those_there_are() -> None:
    make_consultation(slug="here")
    assert refusal("tally", "there") == (
        "There is no consultation “there”. Known are: here. Check the name, or load one with "
        "“rapporteur load”."
    )


# reconcile, original


def test_reconcile_accounts_item_by_item() -> None:
    consultation = make_consultation(slug="c", prefix="C")
    make_contribution(consultation)
    make_item(consultation)
    result = call("reconcile", "c")
    assert (result.exit_code, result.stdout.splitlines()[-2]) == (
        0,
        "2 received = 1 registered + 0 set aside + 1 undecided; 1 counted.",
    )
    assert [line.split()[:2] for line in result.stdout.splitlines()[:2]] == [
        ["C/R-1", "registered"],
        ["C/R-2", "undecided"],
    ]


def test_reconcile_exits_with_1_for_what_is_undecided_only_where_that_is_asked() -> None:
    make_item(make_consultation(slug="c"))
    assert call("reconcile", "c").exit_code == 0
    settled = call("reconcile", "c", "--settled", "--quiet")
    assert (settled.exit_code, settled.stderr) == (
        1,
        "1 still undecided: decide them at the desk.\n",
    )


def test_reconcile_names_an_original_whose_bytes_have_changed() -> None:
    item = make_item(make_consultation(slug="c"))
    Original.objects.filter(pk=item.original.pk).update(content=b"something else")
    result = call("reconcile", "c", "--quiet")
    assert (result.exit_code, result.stderr) == (
        1,
        f"The original {item.original.sha256}: the bytes no longer match the hash.\n",
    )


def test_original_cat_gives_the_bytes_as_they_came() -> None:
    raw = b"\xff\x00 any bytes \r\n"
    assert call("original", "cat", keep(raw).sha256).stdout_bytes == raw


def test_original_cat_refuses_a_hash_that_is_not_there() -> None:
    assert refusal("original", "cat", "0" * 64).startswith(f"There is no original {'0' * 64}.")
    assert not Original.objects.exists()


# report


def test_report_writes_each_form(tmp_path: Path) -> None:
    call("load", "enhanced-cooperation-2010")
    starts = {"html": b"<!", "pdf": b"%PDF-", "docx": b"PK\x03\x04", "json": b"{"}
    for form, start in starts.items():
        file = tmp_path / f"report.{form}"
        result = call("report", "enhanced-cooperation-2010", "-o", file)
        assert (result.exit_code, file.read_bytes()[: len(start)].lower()) == (0, start.lower())
    text = call("report", "enhanced-cooperation-2010", "--to", "txt", "-o", "-").stdout
    total = next(line for line in text.splitlines() if line.startswith("Total"))
    assert total.split() == ["Total", "59", "26", "13", "98"]


def test_report_leaves_what_stood_there_where_it_cannot_write(tmp_path: Path) -> None:
    make_consultation(slug="c")
    folder = tmp_path / "report.html"
    folder.mkdir()
    said = refusal("report", "c", "-o", folder)
    assert said.startswith(f"“{folder}” was not written. Is a directory.")
    assert list(tmp_path.iterdir()) == [folder]
    assert "was not written" in refusal("report", "c", "-o", tmp_path / "nowhere" / "a.html")


def test_report_needs_a_form() -> None:
    make_consultation(slug="c")
    result = call("report", "c", "-o", "report.odt")
    assert (result.exit_code, "Say the form" in result.stderr) == (2, True)


# import


@pytest.mark.skipif(
    not NETMUNDIAL.is_dir(), reason=f"{NETMUNDIAL} is not there (RAPPORTEUR_CORPORA)"
)
def test_import_netmundial_counts_by_sector_and_proposes_passages() -> None:
    result = call("import", "netmundial", NETMUNDIAL)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert {line[:20].strip(): int(line[20:]) for line in lines[:6]} == {
        "Academia": 21,
        "Civil society": 59,
        "Government": 28,
        "Private sector": 43,
        "Technical community": 16,
        "Other": 20,
    }
    assert lines[6] == "187 taken, 0 there already, 374 files kept."
    assert Document.objects.count() == 187
    assert Coding.objects.exists()
    assert Consultation.objects.filter(announced_at__year=2014).get().slug == "netmundial-2014"


def test_import_netmundial_makes_nothing_of_a_folder_that_is_another(tmp_path: Path) -> None:
    assert "There is no header file" in refusal("import", "netmundial", tmp_path)
    assert "There is no folder" in refusal("import", "netmundial", tmp_path / "nowhere")
    assert not Consultation.objects.exists()


def test_import_manifest_takes_what_it_can_and_exits_with_1_for_the_rest(tmp_path: Path) -> None:
    make_consultation(slug="c")
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "manifest.csv").write_text("file,contributor\na.txt,Ana\nb.txt,Ben\n")
    result = call("import", "manifest", tmp_path, "--consultation", "c")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 taken, 0 there already, 1 files kept.")
    assert result.stderr == (
        "manifest.csv, line 3, column “file”: There is no file “b.txt” in the folder.\n"
    )
    (tmp_path / "b.txt").write_text("More words.")
    again = call("import", "manifest", tmp_path, "--consultation", "c")
    assert (again.exit_code, again.stdout) == (
        0,
        "1 taken, 1 there already, 2 files kept.\n",
    )
    assert Contribution.objects.count() == 2


# account, outbox


def test_account_is_created_by_a_script_and_recorded() -> None:
    result = call(
        "account", "ana@example.org", "--name", "Ana", "--opens-consultations",
        typed="four words long enough\n",
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, "ana@example.org: created.\n")
    user = User.objects.get()
    assert (user.name, user.is_staff, user.check_password("four words long enough")) == (
        "Ana",
        True,
        True,
    )
    assert AuditEntry.objects.get().act == "people.create_account"


def test_account_gets_another_password_and_keeps_the_rest() -> None:
    call("account", "ana@example.org", "--name", "Ana", typed="four words long enough\n")
    result = call("account", "Ana@example.org", typed="five words that are longer\n")
    assert (result.exit_code, result.stdout) == (0, "ana@example.org: changed.\n")
    user = User.objects.get()
    assert (user.name, user.check_password("five words that are longer")) == ("Ana", True)


@pytest.mark.parametrize(
    ("words", "typed", "why"),
    [
        (("ana@example.org", "--name", "Ana"), "123\n", "This password is too short."),
        (("ana@example.org",), "four words long enough\n", "needs its owner's name"),
        (("ana", "--name", "Ana"), "four words long enough\n", "is not an e-mail address"),
    ],
)
def test_account_is_refused_with_the_reason(words: tuple[str, ...], typed: str, why: str) -> None:
    assert why in refusal("account", *words, typed=typed)
    assert not User.objects.exists()


def test_outbox_sends_what_is_queued_once() -> None:
    post("a", to="ana@example.org", subject="A", text="Words.")
    assert [call("outbox").stdout.split(" sent")[0] for _turn in range(2)] == ["1", "0"]


# check, and help


def test_check_has_a_line_for_each_thing() -> None:
    lines = call("check").stdout.splitlines()
    assert {line[:9] for line in lines} <= {"ok       ", "missing  "}
    assert any("database" in line and line.startswith("ok") for line in lines)


def test_check_says_whether_others_of_the_machine_can_look_in(
    settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    for mode, said in ((0o755, "missing  others of this machine"), (0o700, "ok       the home fo")):
        tmp_path.chmod(mode)
        assert said in call("check", "--deploy").stdout
        assert said not in call("check").stdout


def test_every_command_teaches_by_an_example() -> None:
    context = rapporteur.make_context("rapporteur", ["load"])
    silent = []
    for name in rapporteur.list_commands(context):
        command = rapporteur.get_command(context, name)
        inner = list(getattr(command, "commands", {}).values()) or [command]
        silent += [each.name for each in inner if f"rapporteur {name}" not in (each.help or "")]
    assert silent == []
