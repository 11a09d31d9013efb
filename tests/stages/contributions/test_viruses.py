"""Files with a virus are kept and never published; the daemon is ClamAV's own."""

import socket
import threading

import pytest
from click.testing import CliRunner
from django.urls import reverse

from rapporteur.base.models import Scan
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.base.viruses.actions import scan, scan_waiting
from rapporteur.base.viruses.daemon import NoDaemon, TooLarge, version, virus_in
from rapporteur.cli import rapporteur
from rapporteur.stages.contributions.actions import publish
from rapporteur.stages.contributions.queries import current_version, public
from rapporteur.stages.mandate.choices import Role
from tests.factories.clamd import EICAR, LARGEST, clamd
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official
from tools.system_packages import program

VIRUS = "Eicar-Test.UNOFFICIAL"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    if program("clamd") is None:
        pytest.skip("ClamAV's daemon is not installed (Debian: clamav-daemon)")
    with clamd(tmp_path_factory.mktemp("clamd")) as place:
        yield place


@pytest.fixture
def scanner(daemon, settings):
    settings.CLAMD = daemon


def with_file(content=b"Words.", **fields):
    file = keep(content)
    return make_contribution(make_consultation(), documents=[("file.txt", file)], **fields)


# The daemon


def test_the_daemon_finds_what_it_knows_and_nothing_else(scanner):
    assert version().startswith("ClamAV ")
    assert virus_in([EICAR]) == VIRUS
    assert virus_in([EICAR[:20], EICAR[20:]]) == VIRUS
    assert virus_in([b"Words."]) == virus_in([]) == virus_in([b""]) == ""


def test_what_is_too_large_for_it_is_not_called_clean(scanner):
    with pytest.raises(TooLarge):
        virus_in([bytes(LARGEST // 4)] * 8)


@pytest.mark.parametrize("place", ["", "/nowhere/clamd.ctl", "localhost:1", "no place", ":"])
def test_where_nobody_answers_that_is_said(settings, place):
    settings.CLAMD = place
    with pytest.raises(NoDaemon):
        virus_in([b"Words."])


@pytest.mark.parametrize("answer", [b"", b"\0", b"stream: ERROR\0", b"\xff" * 9000])
def test_an_answer_that_is_none_is_not_called_clean(settings, answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

        def say():
            connection, _from = server.accept()
            with connection:
                connection.recv(100_000)
                connection.sendall(answer)

        saying = threading.Thread(target=say)
        saying.start()
        with pytest.raises(NoDaemon):
            virus_in([b"Words."])
        saying.join()


# Scanning what is kept


@pytest.mark.django_db
def test_what_waits_is_scanned_once(scanner):
    kept = [keep(EICAR), keep(b"Words."), keep(bytes(LARGEST * 2))]
    assert scan_waiting() == 3
    assert scan_waiting() == 0
    found = {each.pk: (each.verdict, each.virus) for each in Scan.objects.all()}
    assert [found[each.pk] for each in kept] == [
        ("infected", VIRUS),
        ("clean", ""),
        ("too-large", ""),
    ]
    assert Scan.objects.first().engine.startswith("ClamAV ")


@pytest.mark.django_db
def test_where_no_daemon_is_named_nothing_is_scanned(settings):
    settings.CLAMD = ""
    assert scan([keep(EICAR)]) == []
    assert scan_waiting() == 0
    settings.CLAMD = "/nowhere/clamd.ctl"
    assert scan_waiting() == 0  # the next turn tries again


# Publishing


@pytest.mark.django_db
def test_a_file_with_a_virus_is_not_published(scanner):
    contribution = with_file(EICAR)
    with pytest.raises(Refused, match=f"A virus was found in a file of it: {VIRUS}"):
        publish(contribution, by="tests")
    assert not public(contribution.consultation).exists()
    assert publish(with_file(), by="tests").published_at is not None


@pytest.mark.django_db
def test_what_the_scanner_cannot_scan_is_not_published(scanner, settings):
    with pytest.raises(Refused, match="too large for the virus scanner"):
        publish(with_file(b"x" * LARGEST * 2), by="tests")
    settings.CLAMD = "/nowhere/clamd.ctl"
    with pytest.raises(Refused, match="the scanner does not answer"):
        publish(with_file(b"Other words."), by="tests")


@pytest.mark.django_db
def test_where_nothing_is_scanned_the_pages_say_so(client, settings):
    settings.CLAMD = ""
    contribution = publish(with_file(), by="tests")
    place = [contribution.consultation.slug, "W", contribution.number]
    page = client.get(reverse("record:contribution", args=place)).content.decode()
    assert "It was not scanned for viruses." in page
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    page = client.get(reverse("contributions:screening", args=place)).content.decode()
    assert "No virus scanner is set up here" in page
    assert "not scanned for viruses</span>" in page


@pytest.mark.django_db
def test_where_it_was_scanned_the_pages_say_so(client, scanner):
    contribution = publish(with_file(), by="tests")
    place = [contribution.consultation.slug, "W", contribution.number]
    page = client.get(reverse("record:contribution", args=place)).content.decode()
    assert "It was scanned for viruses, and none was found." in page


@pytest.mark.django_db
def test_an_officer_is_warned_before_a_file_with_a_virus_is_saved(client, scanner):
    contribution = with_file(EICAR)
    item = make_item(contribution.consultation, content=EICAR)
    scan_waiting()
    document = current_version(contribution).documents.get()
    slug = contribution.consultation.slug
    client.force_login(make_official(contribution.consultation, Role.ANALYST))
    for place in (
        reverse("contributions:document", args=[slug, document.pk]),
        reverse("contributions:file", args=[slug, item.number, 0]),
    ):
        page = client.get(place)
        assert page.status_code == 409
        assert VIRUS in page.content.decode()
        assert EICAR not in page.content
        saved = client.get(place, {"anyway": "1"})
        assert saved.getvalue() == EICAR
        assert saved["Content-Disposition"].startswith("attachment")
        assert saved["X-Content-Type-Options"] == "nosniff"
        assert saved["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.django_db
def test_the_check_says_how_it_stands(daemon, settings):
    def lines():
        return CliRunner().invoke(rapporteur, ["check"]).stdout.splitlines()

    settings.CLAMD = ""
    assert any(each.startswith("ok       files are not scanned for viruses;") for each in lines())
    settings.CLAMD = daemon
    assert any("files are scanned for viruses by ClamAV " in each for each in lines())
    settings.CLAMD = "/nowhere/clamd.ctl"
    said = "missing  the virus scanner does not answer"
    assert any(each.startswith(said) for each in lines())
