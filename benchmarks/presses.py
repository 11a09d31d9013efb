"""What a person waits for who decides on many at one press, or publishes them, or takes it back.

    python -m benchmarks.presses [--many 500]
    python -m tools.with_postgres python -m benchmarks.presses

Letters of 200 words wait in the queue, with a name and consent, one in ten near to another. The
page's form is sent in this process, as a registrar who is signed in: set aside and undone,
registered and undone, registered again, looked through for personal data by the worker, and
published. Each press is timed whole, with the page that answers; then what was left to the
background is gone through, and timed too.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable

MANY = 500


def main() -> None:
    taken = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    taken.add_argument("--many", type=int, default=MANY)
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
    from django.db import connection
    from django.test import Client

    from benchmarks.queue import letter, receive
    from rapporteur.base.models import User
    from rapporteur.stages.contributions.actions import look_at_waiting, screen_waiting
    from rapporteur.stages.contributions.actions.documents import read_waiting
    from rapporteur.stages.contributions.actions.pending import go_on
    from rapporteur.stages.contributions.models import Batch, Contribution, Item
    from rapporteur.stages.contributions.queries import undecided as waiting
    from rapporteur.stages.mandate import actions as mandate
    from rapporteur.stages.mandate.choices import Role

    settings.ALLOWED_HOSTS.append("testserver")
    ada = User.objects.create_user("ada@example.org", None, name="Ada")
    consultation = mandate.open_consultation(
        slug="presses", prefix="P", titles={"en": "Presses"}, by="benchmark"
    )
    mandate.appoint(consultation, user=ada, role=Role.REGISTRAR, by="benchmark")
    receive(consultation, many, letter, consent="named")
    while read_waiting():
        pass
    while look_at_waiting():
        pass
    client = Client()
    client.force_login(ada)
    queue = f"/desk/{consultation.slug}/contributions/queue/"
    numbers = list(Item.objects.values_list("number", flat=True))
    print(f"{many} letters, {connection.vendor}")

    def press(what: str, address: str, sent: dict[str, object], count: Callable[[], int]) -> None:
        before, began, worked = count(), time.perf_counter(), time.process_time()
        answer = client.post(address, sent, follow=True)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        if answer.status_code != 200:
            raise SystemExit(f"{what}: the page answered {answer.status_code}")
        done = abs(count() - before)
        began = time.perf_counter()
        followed = go_on()
        then = time.perf_counter() - began
        print(
            f"{what}: {done} in {took:.1f} s, of the processor {worked:.1f} s; "
            f"{followed} in {then:.1f} s in the background; {abs(count() - before)} done"
        )

    def undecided() -> int:
        return waiting(consultation).count()

    def take_back() -> None:
        batch = Batch.objects.latest("pk")
        press("taken back", f"{queue}undo/", {"batch": batch.pk}, undecided)

    press("set aside", queue, {"decision": "spam", "chosen": numbers}, undecided)
    take_back()
    press("registered", queue, {"decision": "register", "chosen": numbers}, undecided)
    take_back()
    press("registered again", queue, {"decision": "register", "chosen": numbers}, undecided)
    while screen_waiting():
        pass
    entries = list(Contribution.objects.filter(voided_at=None).values_list("pk", flat=True))
    press(
        "published",
        f"/desk/{consultation.slug}/contributions/publish/",
        {"chosen": entries},
        lambda: Contribution.objects.filter(published_at__isnull=False).count(),
    )


if __name__ == "__main__":
    main()
