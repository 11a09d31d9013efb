"""The peer: pretalx and its call-for-papers form, on the same machine and the same databases.

    python3 -m venv /tmp/pretalx && /tmp/pretalx/bin/pip install pretalx 'psycopg[binary]' gunicorn
    python -m benchmarks.submissions.pretalx --python /tmp/pretalx/bin/python [--seconds 5]

It is no dependency, and nothing of it is imported here: it is installed beside, served by the same
server with as many processes and threads, and driven over HTTP by the same kind of client. Its form
has several pages. The clients sign in beforehand and then send, for each proposal, what no browser
could leave out: the page with the words (3 KB), and the page with the speaker. Pages that a browser
would load between them are not asked for, so the peer has less to do than it has for people.
"""

import argparse
import asyncio
import os
import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.submissions.client import SIZE, Measured, measured, request
from benchmarks.submissions.site import SITES, Site

PORT = 9920
OPEN = """
import datetime as dt
import django
django.setup()
from django.utils.timezone import now
from django_scopes import scope, scopes_disabled
from pretalx.event.models import Event
from pretalx.event.utils import create_organiser_with_team
from pretalx.person.models import User
with scopes_disabled():
    user = User.objects.create_user(email="o@example.org", password="x", name="O")
    organiser, team = create_organiser_with_team(name="B", slug="b", users=[user])
    day = (now() + dt.timedelta(days=90)).date()
    event = Event.objects.create(
        name="Benchmark", slug="benchmark", organiser=organiser, is_public=True, date_from=day,
        date_to=day, timezone="UTC", email="o@example.org", locale_array="en", locale="en",
    )
with scope(event=event):
    event.build_initial_data()
    event.cfp.deadline = now() + dt.timedelta(days=60)
    event.cfp.save()
"""
COUNT = """
import django
django.setup()
from django_scopes import scopes_disabled
from pretalx.submission.models import Submission
with scopes_disabled():
    print("proposals:", Submission.objects.count())
"""


class Speaker:
    """A client with cookies of its own, over a connection that is kept open."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.name = secrets.token_hex(6)

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", PORT)

    async def get(self, path: str) -> tuple[bytes, str]:
        return await self._answer(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self._cookie()}\r\n".encode()
        )

    async def post(self, path: str, **fields: str) -> str:
        """Send a page of the form; where it leads to."""
        token = self.cookies.get("pretalx_csrftoken", "")
        sent = {"csrfmiddlewaretoken": token, "action": "submit", **fields}
        head, _page = await self._answer(request(path, sent, self._cookie()))
        found = re.search(rb"(?i)\r\nlocation: *(\S+)", head)
        if not head.startswith(b"HTTP/1.1 302") or found is None:
            raise RuntimeError(head[:300])
        return urlsplit(found[1].decode()).path

    async def sign_in(self) -> None:
        """Send the first proposal, with which an account is made."""
        await self.connect()
        head, _page = await self.get("/benchmark/submit/")
        path = urlsplit(re.search(rb"(?i)\r\nlocation: *(\S+)", head)[1].decode()).path  # type: ignore[index]
        await self.get(path)
        user = await self._words(path)
        password = secrets.token_hex(12)
        profile = await self.post(
            user,
            register_name=self.name,
            register_email=f"{self.name}@example.org",
            register_password=password,
            register_password_repeat=password,
        )
        await self._self(profile)

    async def propose(self) -> None:
        """Send one more proposal."""
        path = f"/benchmark/submit/{secrets.token_hex(3)}/info/"
        await self._self(await self._words(path))

    async def _words(self, path: str) -> str:
        return await self.post(path, title="Benchmark", abstract=secrets.token_hex(SIZE // 2))

    async def _self(self, path: str) -> None:
        await self.post(path, name=self.name, fullname=self.name, biography="A speaker.")

    def _cookie(self) -> str:
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return f"Cookie: {pairs}\r\n" if pairs else ""

    async def _answer(self, sent: bytes) -> tuple[bytes, str]:
        self.writer.write(sent)
        head = await self.reader.readuntil(b"\r\n\r\n")
        for name, value in re.findall(rb"(?i)\r\nset-cookie: *([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()
        length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
        body = await self.reader.readexactly(int(length[1])) if length else b""
        if re.search(rb"(?i)\r\nconnection: *close", head):
            self.writer.close()
            await self.connect()
        return head, body.decode()


async def propose(clients: int, seconds: float) -> Measured:
    """Every client sends one proposal after another."""
    speakers = [Speaker() for _one in range(clients)]
    for speaker in speakers:
        await speaker.sign_in()
    waits: list[float] = []
    failed = 0
    began = time.perf_counter()
    until = began + seconds

    async def client(speaker: Speaker) -> None:
        nonlocal failed
        while time.perf_counter() < until:
            start = time.perf_counter()
            try:
                await speaker.propose()
            except (RuntimeError, OSError, asyncio.IncompleteReadError):
                failed += 1
                await speaker.connect()
            else:
                waits.append(time.perf_counter() - start)

    await asyncio.gather(*(client(speaker) for speaker in speakers))
    return measured(waits, time.perf_counter() - began, failed)


def environment_of(site: Site) -> dict[str, str]:
    """Where pretalx finds its database and its folders."""
    place = urlsplit(site.url)
    config = site.home / "pretalx.cfg"
    config.write_text("")
    found = {
        "PRETALX_CONFIG_FILE": str(config),
        "PRETALX_FILESYSTEM_MEDIA": str(site.home / "media"),
        "PRETALX_FILESYSTEM_LOGS": str(site.home / "logs"),
        "PRETALX_FILESYSTEM_STATIC": str(site.home / "static"),
        "PRETALX_SITE_URL": f"http://127.0.0.1:{PORT}",
        "PRETALX_DB_TYPE": "sqlite3",
        "PRETALX_DB_NAME": str(site.home / "pretalx.sqlite3"),
        "DJANGO_SETTINGS_MODULE": "pretalx.settings",
    }
    if place.scheme == "postgres":
        found |= {
            "PRETALX_DB_TYPE": "postgresql",
            "PRETALX_DB_NAME": place.path.strip("/"),
            "PRETALX_DB_USER": place.username or "",
            "PRETALX_DB_HOST": unquote(place.netloc.rpartition("@")[2]),
        }
    return {**os.environ, **found}


@contextmanager
def served(python: str, environment: dict[str, str], home: Path) -> Iterator[None]:
    """pretalx, with the processes and threads that `rapporteur serve` has."""
    command = [python, "-m", "gunicorn", "pretalx.wsgi", "-b", f"127.0.0.1:{PORT}"]
    log = (home / "gunicorn.log").open("wb")
    server = subprocess.Popen(
        [*command, "-w", "2", "--threads", "32"], env=environment, cwd=home, stdout=log, stderr=log
    )
    try:
        for _try in range(120):
            time.sleep(0.5)
            if b"Booting worker" in (home / "gunicorn.log").read_bytes():
                break
        time.sleep(5)  # its workers read the program after they have been started
        yield
    finally:
        server.terminate()
        server.wait(30)


def main() -> None:
    """Install an event, propose, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", required=True, help="of an environment with pretalx in it")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, nargs="+", default=(1, 8, 64))
    parser.add_argument("--database", choices=[*SITES], nargs="+", default=[*SITES])
    options = parser.parse_args()
    for database in options.database:
        with SITES[database]() as site:
            environment = environment_of(site)
            for words in (["migrate"], ["collectstatic", "--noinput"]):
                subprocess.run(
                    [options.python, "-m", "pretalx", *words],
                    env=environment,
                    cwd=site.home,
                    check=True,
                    capture_output=True,
                )
            script(options.python, environment, OPEN)
            for clients in options.clients:
                with served(options.python, environment, site.home):
                    found = asyncio.run(propose(clients, options.seconds))
                print(f"pretalx on {site.name}, {clients} clients: proposals {found}", flush=True)
            print(script(options.python, environment, COUNT).strip())


def script(python: str, environment: dict[str, str], text: str) -> str:
    """Run lines inside pretalx; what they print."""
    return subprocess.run(
        [python, "-c", text], env=environment, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main()
