"""The closing instant: what is in time at its borders, in two zones, before and after extension."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.choices import Reckoning, Timeliness
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.items import submission_of
from rapporteur.stages.contributions.queries.register import reckoned
from rapporteur.stages.mandate import actions as mandate
from rapporteur.stages.mandate.choices import DeadlineKind, Role
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db

OPENED = datetime(2026, 3, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
DAY = date(2026, 3, 15)


def closing_at(zone):
    """A consultation that closes on 15 March 2026 at 18:00 of a zone, and that instant."""
    with time_machine.travel(OPENED, tick=False):
        consultation = make_consultation(
            preferred=None, final=date(2026, 3, 15), zone=zone, announced=False
        )
        consultation.deadlines.all().delete()
        mandate.announce_deadline(
            consultation,
            kind=DeadlineKind.FINAL,
            stated=DAY,
            at=time(18),
            zone=zone,
            by="tests",
        )
        mandate.announce(consultation, by="tests")
    return consultation, datetime.combine(DAY, time(18), ZoneInfo(zone)).astimezone(UTC)


def send(client, consultation, *, opened, sent, to=None, **fields):
    """What is received of a form that was opened and sent at these instants."""
    with time_machine.travel(opened, tick=False) as clock:
        mark = new_mark()
        clock.move_to(sent)
        address = to or reverse("contributions:take_part", args=[consultation.slug])
        words = {"name": "Amina", "text": "Access.", "consent": "named", "mark": mark}
        answer = client.post(address, {**words, **fields})
        assert answer.status_code == 302, answer.content.decode()
        return Item.objects.latest("pk")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize(
    ("opened", "sent", "label", "why"),
    [
        (-timedelta(hours=1), -INSTANT, Timeliness.PREFERRED, None),
        (-timedelta(seconds=1), timedelta(), Timeliness.PREFERRED, Reckoning.GRACE),
        (-INSTANT, timedelta(minutes=15) - INSTANT, Timeliness.PREFERRED, Reckoning.GRACE),
        (-INSTANT, timedelta(minutes=15), Timeliness.LATE, None),
        (timedelta(), timedelta(minutes=1), Timeliness.LATE, None),
    ],
)
def test_at_the_borders_of_the_closing_instant(client, zone, opened, sent, label, why):
    consultation, closing = closing_at(zone)
    item = send(client, consultation, opened=closing + opened, sent=closing + sent)
    entry = make_contribution(consultation, items=[item])
    assert entry.timeliness == label
    assert (reckoned(item) or (None,))[0] == why
    client.force_login(make_official(consultation, Role.REGISTRAR))
    said = "The form was opened before the closing instant and sent soon after it."
    for view, key in (("item", item.number), ("receipt", item.token)):
        page = client.get(reverse(f"contributions:{view}", args=[consultation.slug, key]))
        assert (said in page.content.decode()) is (why is not None)


def test_an_extension_reckons_anew(client):
    consultation, closing = closing_at("Asia/Tokyo")
    item = send(
        client, consultation, opened=closing + timedelta(hours=1), sent=closing + timedelta(hours=2)
    )
    assert not item.timing.in_time_for(closing)
    mandate.announce_deadline(
        consultation,
        kind=DeadlineKind.FINAL,
        stated=date(2026, 3, 16),
        at=time(18),
        zone="Asia/Tokyo",
        reason="A holiday.",
        by="tests",
    )
    assert make_contribution(consultation, items=[item]).timeliness == Timeliness.PREFERRED
    assert reckoned(item) is None


def test_the_grace_is_the_one_that_was_stated(client, settings):
    consultation, closing = closing_at("UTC")
    minute = timedelta(minutes=1)
    item = send(client, consultation, opened=closing - minute, sent=closing + minute)
    settings.GRACE = timedelta()
    assert make_contribution(consultation, items=[item]).timeliness == Timeliness.PREFERRED
    later = send(client, consultation, opened=closing - minute, sent=closing + minute, text="Two.")
    # It was sent at once, and began to arrive after the closing instant: without grace it is late.
    assert make_contribution(consultation, items=[later]).timeliness == Timeliness.LATE


def test_a_correction_in_the_time_of_grace_is_a_correction(client):
    consultation, closing = closing_at("America/New_York")
    minute = timedelta(minutes=1)
    first = send(client, consultation, opened=closing - 9 * minute, sent=closing - 8 * minute)
    address = reverse("contributions:correct", args=[consultation.slug, first.token])
    second = send(
        client,
        consultation,
        opened=closing - minute,
        sent=closing + minute,
        to=address,
        text="Better.",
    )
    assert submission_of(second).corrects == first.number
    assert second.timing.in_time_for(closing)


def test_the_page_states_grace_and_both_times(client):
    consultation, _closing = closing_at("Asia/Tokyo")
    page = client.get(reverse("contributions:take_part", args=[consultation.slug]))
    shown = page.content.decode()
    assert "sent within 15 minutes after it is in time" in shown
    assert '15 March 2026, 18:00 <bdi class="zone">Asia/Tokyo</bdi>' in shown
    assert '15 March 2026, 09:00 <bdi class="zone">UTC</bdi>' in shown
    assert 'data-yours="2026-03-15T09:00:00Z"' in shown
