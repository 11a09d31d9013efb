"""What a page of the queue takes with 100 items that wait, and with 100,000.

    python -m benchmarks.queue [--many 100000]

The pages are asked for in this process, as a registrar who is signed in, on SQLite: the first,
a search, a filter, the last one. Of each the median of nine is told, at 100 items and at as many
as are asked for, and the ratio. Beside it what looking at one item in the background takes
(letters of 200 words, one in ten near to another). Decisions on many: `benchmarks.presses`.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial

FEW = 100
TURNS = 9
LOOKED_AT = 300
PAGES = {
    "the first page": "",
    "a search": "?words=number+7",
    "a filter that fits none": "?sign=unreadable",
    "the last page": "?page=999999",
}


def main() -> None:
    taken = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    taken.add_argument("--many", type=int, default=100_000)
    many = taken.parse_args().many
    with tempfile.TemporaryDirectory() as home:
        os.environ["RAPPORTEUR_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
        import django

        django.setup()
        from rapporteur.cli._database import prepare

        prepare()
        _measure(many)


def _measure(many: int) -> None:
    from django.conf import settings
    from django.test import Client

    from rapporteur.base.models import User
    from rapporteur.stages.contributions.actions import look_at_waiting
    from rapporteur.stages.contributions.actions.documents import read_waiting
    from rapporteur.stages.mandate import actions as mandate
    from rapporteur.stages.mandate.choices import Role

    settings.ALLOWED_HOSTS.append("testserver")
    ada = User.objects.create_user("ada@example.org", None, name="Ada")
    figures: dict[str, list[float]] = {name: [] for name in PAGES}
    for number, items in enumerate((FEW, many)):
        consultation = mandate.open_consultation(
            slug=f"queue-{number}", prefix=f"Q{number}", titles={"en": "Queue"}, by="benchmark"
        )
        mandate.appoint(consultation, user=ada, role=Role.REGISTRAR, by="benchmark")
        _fill(consultation, items)
        client = Client()
        client.force_login(ada)
        for name, query in PAGES.items():
            address = f"/desk/{consultation.slug}/contributions/queue/{query}"
            figures[name].append(_median(partial(client.get, address)))
    for name, (few, all_of_them) in figures.items():
        print(
            f"{name}: {1000 * few:.0f} ms at {FEW}, {1000 * all_of_them:.0f} ms at {many:,}, "
            f"ratio {all_of_them / few:.2f}"
        )

    letters = mandate.open_consultation(
        slug="letters", prefix="L", titles={"en": "Letters"}, by="benchmark"
    )
    receive(letters, LOOKED_AT, letter)
    read_waiting()
    began, worked = time.perf_counter(), time.process_time()
    looked = look_at_waiting()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    print(
        f"looking at an item: {1000 * took / looked:.1f} ms, "
        f"of the processor {1000 * worked / looked:.1f} ms"
    )


def _fill(consultation: object, many: int) -> None:
    """Items that were looked at; what that finds is written for all of them in one statement. They
    share their bytes, which are kept once: writing 100,000 files is not what is measured here."""
    from django.utils import timezone

    from rapporteur.stages.contributions.actions import sight_new
    from rapporteur.stages.contributions.models import Reading, Sighting

    receive(consultation, many, lambda number: "Words of its own.")
    sight_new(consultation, most=many)  # type: ignore[arg-type]
    now = timezone.now()
    Reading.objects.filter(read_at__isnull=True).update(
        read_at=now, media_type="text/plain", language="en", pages=[{"number": 1, "text": "Words."}]
    )
    Sighting.objects.filter(looked_at__isnull=True).update(
        looked_at=now, proposed="contribution", words=4, opening="Words of its own.", language="en"
    )


def receive(consultation: object, many: int, words: Callable[[int], str], **claims: str) -> None:
    """Mails with these words, from as many people. claims: what each claims besides its name."""
    from rapporteur.stages.contributions.actions.intake import Arrival, receive_all
    from rapporteur.stages.contributions.choices import ItemChannel

    for first in range(0, many, 5000):
        receive_all(
            consultation,  # type: ignore[arg-type]
            [
                Arrival(
                    channel=ItemChannel.EMAIL,
                    content=words(number).encode(),
                    sender=f"Person number {number}",
                    claimed={
                        "name": f"Person number {number}",
                        "filename": "message.txt",
                        **claims,
                    },
                )
                for number in range(first, min(first + 5000, many))
            ],
            by="benchmark",
        )


def letter(number: int) -> str:
    """Every tenth letter is that of the first of its ten, signed by somebody else."""
    seed = number - 9 if number % 10 == 9 else number
    words = [f"word{(seed * 7919 + at * at * 31) % 3000}" for at in range(200)]
    return " ".join([*words, f"signed {number}"])


def _median(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(TURNS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
