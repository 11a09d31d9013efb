"""Mail is taken in as a mail server hands it over: by a pipe, by LMTP, and from a mailbox."""

import hashlib
import os
import re
import smtplib
import socket
import subprocess
import time
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.test_program import START, environment
from tests.factories.scans import saved, scan
from tools.system_packages import program

OPEN = """
import django; django.setup()
from datetime import date
from rapporteur.stages.mandate import actions
from rapporteur.stages.mandate.choices import DeadlineKind
one = actions.open_consultation(slug="one", prefix="ONE", titles={"en": "One"}, by="tests")
actions.announce_deadline(one, kind=DeadlineKind.FINAL, stated=date(2100, 1, 1), by="tests")
"""


TOLD = """
import django; django.setup()
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.documents import documents_of
read_waiting()
for item in Item.objects.order_by("number"):
    for each in documents_of(item):
        told = item.channel, item.sender, each.filename, each.media_type, len(each.pages)
        print(*told, sep="|")
"""


CLAIMED = """
import django; django.setup()
from rapporteur.stages.contributions.models import Item
for item in Item.objects.order_by("number"):
    print(item.claimed.get("title", ""), item.claimed.get("unread", ""), sep="|")
"""


AGES = """
import django; django.setup()
from django.utils import timezone
from rapporteur.stages.contributions.models import Item
for item in Item.objects.order_by("number"):
    print((timezone.now() - item.received_at).total_seconds() / 3600)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    subprocess.run([*START, "work"], env=environment(place), check=True, capture_output=True)
    opened = {**environment(place), "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    subprocess.run([START[0], "-c", OPEN], env=opened, check=True, capture_output=True)
    return place


def run(
    home: Path, *words: str, given: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*START, *words],
        env={**environment(home), **more},
        input=given,
        capture_output=True,
        timeout=120,
    )


def reconciled(home: Path) -> str:
    done = run(home, "reconcile", "one", "--quiet")
    assert done.returncode == 0
    return done.stdout.decode().partition(" = ")[0]


def ages(home: Path) -> list[int]:
    """How many hours ago each item was received."""
    asked = {**environment(home), "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    done = subprocess.run([START[0], "-c", AGES], env=asked, check=True, capture_output=True)
    return [round(float(line)) for line in done.stdout.split()]


def message(words: str, **head: str) -> bytes:
    made = EmailMessage()
    for name, value in {"From": "a@example.org", "Subject": words, **head}.items():
        made[name] = value
    made.set_content(words)
    return made.as_bytes()


def test_a_pipe_keeps_the_message_or_asks_to_try_again(home: Path, tmp_path: Path) -> None:
    done = run(home, "receive", "email", "--consultation", "one", given=message("first"))
    assert (done.returncode, done.stdout) == (0, b"ONE/R-1\n")
    assert run(home, "receive", "email", "--consultation", "one").stdout == b"ONE/R-2\n"
    for number in range(2):
        (tmp_path / f"{number}.eml").write_bytes(message(f"file {number}"))
    files = [str(tmp_path / f"{number}.eml") for number in (0, 1, 0)]
    done = run(home, "receive", "email", "--consultation", "one", *files)
    assert done.stdout == b"ONE/R-3\nONE/R-4\nONE/R-3\n"

    fax = EmailMessage()
    fax["Subject"] = "Fax from +41 22 917 00 00"
    fax.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="fax.pdf")
    options = ("receive", "email", "--channel", "fax", "--consultation", "one")
    assert run(home, *options, given=fax.as_bytes()).stdout == b"ONE/R-5\n"

    no_such = run(home, "receive", "email", "--consultation", "two", given=message("x"))
    no_file = run(home, "receive", "email", "--consultation", "one", str(tmp_path / "none.eml"))
    (tmp_path / "file").touch()
    no_home = run(tmp_path / "file", "receive", "email", "--consultation", "one", given=b"x")
    no_database = run(
        home, "receive", "email", "--consultation", "one", given=b"x", DATABASE_URL="nonsense://x"
    )
    for fault in (no_such, no_file, no_home, no_database):
        assert fault.returncode == 75
        assert b"Traceback" not in fault.stderr
    assert b"The system says: No such file or directory" in no_file.stderr
    assert reconciled(home) == "5 received"


def test_a_message_that_takes_its_reader_down_costs_no_other(home: Path, tmp_path: Path) -> None:
    """In half a gigabyte: its lines are 32 times as long in memory as they are on disk."""
    paths = [tmp_path / f"{number}.eml" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(message(f"number {number}"))
    paths[1].write_bytes(b"Subject: bomb\n\n" + b"ab\n" * 8_000_000)
    command = [*START, "receive", "email", "--consultation", "one", *map(str, paths)]
    limited = ["sh", "-c", 'ulimit -v 500000 && exec "$@"', "sh", *command]
    done = subprocess.run(limited, env=environment(home), capture_output=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, b"ONE/R-1\nONE/R-2\nONE/R-3\n")
    asked = {**environment(home), "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    said = subprocess.run([START[0], "-c", CLAIMED], env=asked, check=True, capture_output=True)
    assert said.stdout.decode().splitlines() == [
        "number 0|",
        "|The message cannot be read: it took its reader down.",
        "number 2|",
    ]
    assert reconciled(home) == "3 received"


def told(home: Path) -> list[str]:
    """What is known of the files of each item, a line each."""
    asked = {**environment(home), "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    done = subprocess.run([START[0], "-c", TOLD], env=asked, check=True, capture_output=True)
    return done.stdout.decode().splitlines()


PAGE = scan("en").convert("1")
FAXES = {  # name: bytes; kind, and pages that can be shown
    "three.tif": (saved(PAGE, PAGE, PAGE), "image/tiff|3"),
    "two.pdf": (saved(PAGE, PAGE, kind="PDF"), "application/pdf|2"),
    "one.jpg": (saved(PAGE.convert("L"), kind="JPEG"), "image/jpeg|1"),
    "cut.tif": (saved(PAGE)[:200], "image/tiff|1"),
}


def fax(name: str, content: bytes) -> bytes:
    made = EmailMessage()
    made["From"] = "Gateway <fax@gateway.example>"
    made["Subject"] = "Fax von 041 22 917 00 00"
    made.set_content("Pages: 1")
    made.add_attachment(content, maintype="image", subtype="tiff", filename=name)
    return made.as_bytes()


def expected(sender: str) -> list[str]:
    return [f"fax|{sender}|{name}|{said}" for name, (_bytes, said) in FAXES.items()]


def test_a_fax_gateway_delivers_by_lmtp(home: Path) -> None:
    with (
        receiving(home, "--channel", "fax") as port,
        smtplib.LMTP("127.0.0.1", port, timeout=30) as client,
    ):
        for name, (content, _said) in FAXES.items():
            client.sendmail("fax@gateway.example", ["fax+one@un.example"], fax(name, content))
        client.sendmail("a@example.org", ["fax+one@un.example"], message("no page in it"))
    assert told(home) == [
        *expected("041 22 917 00 00"),
        "email|a@example.org|message.eml|message/rfc822|1",
    ]
    assert reconciled(home) == "5 received"


def test_a_watched_folder_takes_scans_of_every_kind(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fax"
    folder.mkdir()
    for number, (name, (content, _said)) in enumerate(FAXES.items()):
        (folder / f"{number}-{name}").write_bytes(content)
    done = run(home, "receive", "folder", str(folder), "--channel", "fax", "--consultation", "one")
    assert (done.returncode, len(done.stdout.split())) == (0, 4)
    lines = [re.sub(r"\|\d-", "|", line) for line in told(home)]
    assert lines == expected("")
    assert sorted(file.name for file in folder.iterdir()) == ["taken"]
    assert reconciled(home) == "4 received"


@contextmanager
def receiving(home, *words):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [*START, "receive", "lmtp", "--port", str(port), *words],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout.readline() == f"Receiving on 127.0.0.1:{port}. Stop with Ctrl-C.\n"
        try:
            yield port
        finally:
            server.stdin.close()
            assert server.wait(30) == 0


def test_a_mail_server_delivers_by_lmtp(home: Path) -> None:
    wire = (
        b"From: a@example.org\r\nSubject: dots\r\n\r\n.\r\n..\r\n.x\r\n\xff\x00\r\n"
        + b"y" * 100_000 + b"\r\n"
    )  # fmt: skip
    with receiving(home) as port, smtplib.LMTP("127.0.0.1", port, timeout=30) as client:
        client.sendmail("a@example.org", ["mail+one@un.example"], wire)
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("a@example.org", ["nobody@un.example"], wire)
        assert refused.value.recipients["nobody@un.example"][0] == 550
        client.sendmail("a@example.org", ["mail+one@un.example"], message("second"))
    assert reconciled(home) == "2 received"
    kept = run(home, "original", "cat", hashlib.sha256(wire).hexdigest())
    assert kept.stdout == wire


def test_each_recipient_is_answered(home: Path) -> None:
    with (
        receiving(home) as port,
        socket.create_connection(("127.0.0.1", port), 30) as wire,
        wire.makefile("rb") as answers,
    ):
        said = [answers.readline()]
        for line in (
            b"LHLO x",
            b"MAIL FROM:<>",
            b"RCPT TO:<a+one@x>",
            b"RCPT TO:<b+one@x>",
            b"DATA",
        ):
            wire.sendall(line + b"\r\n")
            said.append(answers.readline())
            while said[-1][3:4] == b"-":
                said.append(answers.readline())
        wire.sendall(b"Subject: x\r\n\r\nx\r\n.\r\n")
        kept = [answers.readline(), answers.readline()]
    assert kept == [b"250 2.0.0 Kept as ONE/R-1\r\n"] * 2


@contextmanager
def dovecot(folder):
    """An IMAP server on loopback, with one account whose mail lies in a Maildir of the folder.

    The folder is outside pytest's own, which a server that runs as nobody may not enter.
    """
    folder.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    conf = folder / "dovecot.conf"
    owner = "nobody" if os.geteuid() == 0 else str(os.geteuid())
    conf.write_text(f"""
        protocols = imap
        listen = 127.0.0.1
        base_dir = {folder}/run
        state_dir = {folder}/state
        log_path = {folder}/log
        ssl = no
        disable_plaintext_auth = no
        default_internal_user = {"dovecot" if os.geteuid() == 0 else owner}
        default_login_user = {"dovenull" if os.geteuid() == 0 else owner}
        first_valid_uid = 1
        mail_location = maildir:{folder}/mail
        passdb {{
          driver = static
          args = password=secret
        }}
        userdb {{
          driver = static
          args = uid={owner} gid={"nogroup" if os.geteuid() == 0 else os.getegid()} home={folder}
        }}
        service imap-login {{
          chroot =
          inet_listener imap {{
            port = {port}
          }}
          inet_listener imaps {{
            port = 0
          }}
        }}
        service anvil {{
          chroot =
        }}
    """)
    for name in ("cur", "new", "tmp"):
        (folder / "mail" / name).mkdir(parents=True)
    subprocess.run(["chmod", "-R", "a+rwX", str(folder)], check=True)
    with subprocess.Popen([program("dovecot"), "-F", "-c", str(conf)]) as server:
        try:
            for _turn in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield port
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.skipif(not program("dovecot"), reason="no Dovecot here (Debian: dovecot-imapd)")
def test_a_mailbox_is_read_once_and_left_as_it_is(home: Path) -> None:
    with TemporaryDirectory() as folder, dovecot(Path(folder)) as port:
        box = Path(folder)

        def deliver(name: str, content: bytes, hours_ago: int = 0) -> None:
            place = box / "mail" / "tmp" / name
            place.write_bytes(content)
            at = place.stat().st_mtime - hours_ago * 3600
            os.utime(place, (at, at))  # the server's INTERNALDATE
            place.chmod(0o666)
            place.rename(box / "mail" / "new" / name)

        def look(*words: str) -> tuple[int, bytes]:
            done = run(
                home, "receive", "mailbox", "--consultation", "one", *words,
                RAPPORTEUR_IMAP_HOST="127.0.0.1",
                RAPPORTEUR_IMAP_PORT=str(port),
                RAPPORTEUR_IMAP_USER="desk",
                RAPPORTEUR_IMAP_PASSWORD="secret",
                RAPPORTEUR_IMAP_TLS="0",
            )  # fmt: skip
            return done.returncode, done.stdout + done.stderr

        deliver("1.a", message("one").replace(b"\n", b"\r\n"))
        deliver("2.a", b"Subject: \xff broken\r\n\r\n\xfe\r\n")
        assert look() == (0, b"ONE/R-1\nONE/R-2\n"), (box / "log").read_text()
        assert look() == (0, b"")
        deliver("3.a", message("three"), hours_ago=30)
        assert look() == (0, b"ONE/R-3\n")
        assert ages(home) == [0, 0, 30]
        seen = [
            file.name
            for file in (box / "mail").glob("*/*.a*")
            if "S" in file.name.partition(":2,")[2]
        ]
        assert seen == []
        for stale in (box / "mail").glob("dovecot*"):  # the folder is numbered anew
            if stale.is_file():
                stale.unlink()
        deliver("4.a", message("four"))
        code, said = look()
        assert (code, sorted(said.split())) == (0, [b"ONE/R-1", b"ONE/R-2", b"ONE/R-3", b"ONE/R-4"])
        for name, (content, _said) in FAXES.items():
            deliver(f"5.{name}", fax(name, content))
        assert look("--channel", "fax") == (0, b"ONE/R-5\nONE/R-6\nONE/R-7\nONE/R-8\n")
    away = look()
    assert away[0] == 1
    assert b"Traceback" not in away[1]
    assert sorted(told(home)[4:]) == sorted(expected("041 22 917 00 00"))
    assert reconciled(home) == "8 received"


def test_without_a_mailbox_in_the_settings_it_is_said(home: Path) -> None:
    done = run(home, "receive", "mailbox", "--consultation", "one")
    assert done.returncode == 1
    assert b"RAPPORTEUR_IMAP_HOST" in done.stderr
