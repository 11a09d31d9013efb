"""How fast mail is taken in, from a folder, from an mbox and by LMTP.

    python -m benchmarks.mail [--messages 10000] [--lmtp 2000] [--clients 1 8] [--mbox 0]

The messages are mixed: plain, HTML, with a file, forwarded, automatic, broken, and now and then one
that cannot be read. Each command runs as a whole process; its peak memory is the largest of its own
and its reader's, whatever it is made of. Those of an mbox (--mbox N: a tenth of so many, then all)
have a file of 73 KB each. Reconciled at the end.
"""

import argparse
import os
import random
import resource
import smtplib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

from benchmarks.submissions.site import OPEN, SLUG, START, run, script

WORDS = ("access", "rivers", "public", "consultation", "agreement", "principle", "States", "water")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--lmtp", type=int, default=2_000, help="messages by LMTP")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8], help="by LMTP, at once")
    parser.add_argument("--mbox", type=int, default=0, help="messages in an mbox")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        environment = {
            **os.environ,
            "RAPPORTEUR_HOME": str(home),
            "DATABASE_URL": f"sqlite:///{home}/rapporteur.sqlite3",
        }
        run(environment, [*START, "work"])
        script(environment, OPEN)
        for many in (options.messages // 10, options.messages) if options.messages else ():
            folder(environment, Path(place) / str(many), many)
        for many in (options.mbox // 10, options.mbox) if options.mbox else ():
            archive(environment, Path(place) / f"{many}.mbox", many)
        for clients in options.clients if options.lmtp else ():
            lmtp(environment, options.lmtp, clients)
        done = subprocess.run([*START, "reconcile", SLUG, "--quiet"], env=environment, check=False)
        print(f"reconcile {'is clean' if done.returncode == 0 else 'FOUND DIFFERENCES'}")


def folder(environment: dict[str, str], place: Path, many: int) -> None:
    place.mkdir()
    for number, raw in enumerate(messages(many, seed=many)):
        (place / f"{number:06}.eml").write_bytes(raw)
    imported(environment, place, many, "a folder")


def archive(environment: dict[str, str], place: Path, many: int) -> None:
    chance = random.Random(many)  # noqa: S311 -- the same messages in every run
    with place.open("wb") as file:
        for number in range(many):
            made = EmailMessage()
            made["From"] = f"Sender {number} <sender{number}@example.org>"
            made["Message-ID"] = f"<mbox.{many}.{number}@example.org>"
            made.set_content(" ".join(chance.choices(WORDS, k=400)))
            made.add_attachment(chance.randbytes(73_000), maintype="application", subtype="pdf")
            file.write(b"From a@example.org Mon Jan  5 10:00:00 2026\n" + made.as_bytes() + b"\n")
    imported(environment, place, many, f"an mbox of {place.stat().st_size / 1_000_000:.0f} MB")


def imported(environment: dict[str, str], place: Path, many: int, what: str) -> None:
    """Take in what a place holds and print what that took."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*START, "import", "mail", str(place), "--consultation", SLUG]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"from {what}: {many:,} messages in {seconds:.1f} s, {many / seconds:.0f} a second; "
        f"{cpu / many * 1000:.1f} ms of processor time each; peak {after.ru_maxrss / 1024:.0f} MB",
        flush=True,
    )


def lmtp(environment: dict[str, str], many: int, clients: int) -> None:
    command = [*START, "receive", "lmtp", "--port", "24240", "--consultation", SLUG]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        if server.stdout is None or server.stdin is None:
            raise SystemExit("The receiver cannot be spoken to.")
        server.stdout.readline()
        began = time.perf_counter()
        with ThreadPoolExecutor(clients) as threads:
            shares = [(many // clients, -clients * 100 - number) for number in range(clients)]
            list(threads.map(deliver, shares))
        seconds = time.perf_counter() - began
        server.stdin.close()
    print(
        f"by LMTP, {clients} clients: {many:,} messages in {seconds:.1f} s, "
        f"{many / seconds:.0f} a second",
        flush=True,
    )


def deliver(share: tuple[int, int]) -> None:
    """Deliver some messages over one connection."""
    many, seed = share
    with smtplib.LMTP("127.0.0.1", 24240, timeout=60) as client:
        for raw in messages(many, seed=seed):
            client.sendmail("a@example.org", ["mail@example.org"], raw.replace(b"\n", b"\r\n"))


def messages(many: int, *, seed: int) -> Iterator[bytes]:
    """Mixed messages, each with words of its own."""
    chance = random.Random(seed)  # noqa: S311 -- the same messages in every run
    for number in range(many):
        made = EmailMessage()
        made["From"] = f"Sender {number} <sender{number}@example.org>"
        made["Subject"] = f"Contribution {seed}/{number}"
        made["Message-ID"] = f"<{seed}.{number}@example.org>"
        made.set_content(" ".join(chance.choices(WORDS, k=400)))
        kind = number % 20
        if kind < 6:
            made.add_alternative("<p>" + " ".join(chance.choices(WORDS, k=400)), subtype="html")
        elif kind < 10:
            made.add_attachment(
                chance.randbytes(20_000), maintype="application", subtype="pdf", filename="a.pdf"
            )
        elif kind == 10:
            inner = EmailMessage()
            inner["Subject"] = "forwarded"
            inner.set_content("words")
            made.add_attachment(inner)
        elif kind == 11:
            made["Auto-Submitted"] = "auto-replied"
        raw = made.as_bytes()
        if kind == 12:
            raw = raw[: len(raw) // 2].replace(b"Subject", b"Subj\xffct")
        if number % 1000 == 999:
            raw = (
                b"".join(
                    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (deep, deep)
                    for deep in range(2000)
                )
                + str(number).encode()
            )
        yield raw


if __name__ == "__main__":
    main()
