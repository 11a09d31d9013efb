"""Kills the site at random moments under load, and looks for what was lost.

    python -m benchmarks.submissions.kill [--times 200] [--clients 8] [--database sqlite]

Each time the whole of `rapporteur serve` is ended by SIGKILL, as a power cut would end it, some
tenths of a second after the clients began to send. Then every receipt that a client was shown is
looked up, the bytes behind it are compared with what that client sent, no item may stand half, and
the account of `rapporteur reconcile` must be clean. The site goes on with what the kill left.
"""

import argparse
import asyncio
import os
import random
import re
import secrets
from dataclasses import dataclass, field

from benchmarks.submissions.client import SIZE, form, mark_of
from benchmarks.submissions.site import SITES, Served, Site, opened

EACH = 5  # kills on one consultation, so that looking at all of it stays short
LONGEST = 0.6  # seconds from the first form to the kill


@dataclass
class Load:
    """Clients that send until the site is gone. shown: the words that were sent, by receipt."""

    slug: str
    shown: dict[str, str] = field(default_factory=dict)
    sent: int = 0

    async def client(self, port: int, mark: str) -> None:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while True:
                words = secrets.token_hex(SIZE // 2)
                writer.write(form(mark, self.slug, words))
                self.sent += 1
                head = await reader.readuntil(b"\r\n\r\n")
                if found := re.search(rb"/receipt/([-\w]+)/", head):
                    self.shown[found[1].decode()] = words
        except (asyncio.IncompleteReadError, OSError):
            return  # the site is gone, and this form has no receipt


async def load_and_kill(server: Served, load: Load, clients: int) -> None:
    """Load the site for a moment, then kill it."""
    mark = mark_of(server.port, load.slug)
    sending = [asyncio.create_task(load.client(server.port, mark)) for _one in range(clients)]
    await asyncio.sleep(random.uniform(0.02, LONGEST))  # noqa: S311 -- no secret
    server.kill()
    await asyncio.gather(*sending)


def missing(load: Load) -> list[str]:
    """What is not as it was promised, in sentences; in the process of the run itself."""
    from django.db import connections

    from rapporteur.stages.contributions.models import Item
    from rapporteur.stages.contributions.queries import reconciliation
    from rapporteur.stages.contributions.queries.items import submission_of
    from rapporteur.stages.mandate.models import Consultation

    consultation = Consultation.objects.get(slug=load.slug)
    held = {item.token: item for item in Item.objects.filter(consultation=consultation)}
    said = [
        f"The receipt {token} was shown, and is not there." for token in load.shown.keys() - held
    ]
    for token, item in held.items():
        submission = submission_of(item)
        if submission is None or len(submission.text) != SIZE or item.leaf_id is None:
            said.append(f"{item} stands half.")
        elif submission.text != load.shown.get(token, submission.text):
            said.append(f"{item} holds other words than were sent.")
    said += reconciliation(consultation).differences
    connections.close_all()
    return said


def run(site: Site, times: int, clients: int) -> tuple[int, int, list[str]]:
    """How many forms were sent, how many receipts were shown, and what was found to be wrong."""
    opened(site, *(f"killed-{number}" for number in range((times - 1) // EACH + 1)))
    os.environ |= {**site.environment, "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    import django

    django.setup()
    loads: dict[str, Load] = {}
    wrong: list[str] = []
    for time in range(times):
        slug = f"killed-{time // EACH}"
        load = loads.setdefault(slug, Load(slug))
        asyncio.run(load_and_kill(Served(site.environment), load, clients))
        wrong += missing(load)
        print(f"killed {time + 1}: {load.sent} sent, {len(load.shown)} shown", flush=True)
    return (
        sum(load.sent for load in loads.values()),
        sum(len(load.shown) for load in loads.values()),
        wrong,
    )


def main() -> None:
    """Kill and look, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--database", choices=[*SITES], default="sqlite")
    options = parser.parse_args()
    with SITES[options.database]() as site:
        sent, shown, wrong = run(site, options.times, options.clients)
    print(f"{site.name}: killed {options.times} times; {sent:,} sent, {shown:,} receipts shown")
    print(
        "\n".join(wrong) or "Each is there with its words, no item is half, the account is clean."
    )
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
