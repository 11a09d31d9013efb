"""Likely duplicates side by side, and what is decided there at one press."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.audit.models import AuditEntry
from rapporteur.stages.contributions.actions import dispose, look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.sighting import look_again
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.models import Item, Resemblance
from rapporteur.stages.contributions.queries import current_version, undecided
from rapporteur.stages.contributions.queries.queue import resemblances
from rapporteur.stages.mandate.actions import announce_deadline
from rapporteur.stages.mandate.choices import DeadlineKind, Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db

WORDS = (
    "We ask that every coast be warned in time by a radio that each boat can hear, and that the "
    "warnings be read in the languages of those who fish there by night."
)


@pytest.fixture
def consultation():
    return make_consultation(prefix="P")


@pytest.fixture
def registrar(client, consultation):
    client.force_login(make_official(consultation, Role.REGISTRAR, name="Rafael Ortiz"))
    return client


def url(consultation, view, *rest):
    return reverse(f"contributions:{view}", args=[consultation.slug, *rest])


def send(consultation, words, **fields):
    claimed = {"name": "Ada Marin", "filename": "a.txt"}
    return make_item(consultation, content=words.encode(), claimed=claimed, **fields)


def look():
    read_waiting()
    while look_at_waiting():
        pass


@pytest.fixture
def pair(consultation):
    """A letter by e-mail, and by fax with a word changed."""
    send(consultation, WORDS)
    send(consultation, WORDS.replace("a radio", "one <b>siren</b>"), channel=ItemChannel.FAX)
    look()
    return Resemblance.objects.get()


def press(client, consultation, pair, decision):
    return client.post(url(consultation, "pair", pair.pk), {"decision": decision}, follow=True)


def test_both_texts_stand_beside_each_other_with_their_differences_marked(registrar, pair):
    consultation = pair.later.consultation
    listed = registrar.get(url(consultation, "pairs")).content.decode()
    assert "Nearly the same words" in listed
    assert f'href="{url(consultation, "pair", pair.pk)}"' in listed
    shown = registrar.get(url(consultation, "pair", pair.pk)).content.decode()
    earlier, _, later = shown.partition("<ins>")
    assert "[only here:]" in earlier
    assert "</bdi>a radio<bdi" in earlier
    assert "</bdi>one &lt;b&gt;siren&lt;/b&gt;<bdi" in later
    assert "No word differs." not in shown


def test_the_same_words_in_another_case_differ_in_no_word(registrar, consultation):
    send(consultation, WORDS)
    send(consultation, WORDS.upper())
    look()
    shown = registrar.get(url(consultation, "pair", Resemblance.objects.get().pk))
    assert "No word differs." in shown.content.decode()


def test_one_press_sets_a_duplicate_aside(registrar, consultation, pair):
    shown = press(registrar, consultation, pair, "duplicate").content.decode()
    decision = pair.later.dispositions.get()
    assert (decision.kind, decision.duplicate_of) == (DispositionKind.DUPLICATE, pair.earlier)
    assert decision.reason == "Compared side by side: it repeats P/R-1."
    assert "P/R-2 is decided." in shown
    assert "You last decided on 1 item: duplicate of another item" in shown


def test_one_press_makes_a_version_of_what_stands_in_the_register(registrar, consultation, pair):
    entry = make_contribution(consultation, items=[pair.earlier])
    press(registrar, consultation, pair, "correction")
    assert "siren" in current_version(entry).documents.get().pages[0]["text"]
    assert list(undecided(consultation)) == []


def test_nothing_is_corrected_that_does_not_stand_in_the_register(registrar, consultation, pair):
    shown = press(registrar, consultation, pair, "correction").content.decode()
    assert "P/R-1, which it corrects, does not stand in the register." in shown
    assert len(undecided(consultation)) == 2


def test_both_stand_and_the_pair_is_not_shown_again(registrar, consultation, pair):
    press(registrar, consultation, pair, "both")
    assert list(resemblances(consultation)) == []
    assert len(undecided(consultation)) == 2
    entry = AuditEntry.objects.get(act="contributions.let_both_stand")
    assert (entry.actor, entry.label, entry.particulars["beside"]) == (
        "Rafael Ortiz",
        "P/R-2",
        "P/R-1",
    )
    assert (
        "It was said before that both stand."
        in press(registrar, consultation, pair, "both").content.decode()
    )
    batch = registrar.get(url(consultation, "queue")).context["undoable"]
    registrar.post(url(consultation, "undo"), {"batch": batch.pk})
    assert list(resemblances(consultation)) == [pair]
    look_again(pair.later.original)  # as when somebody types what could not be read
    look()
    assert list(resemblances(consultation)) == [pair]


def test_what_was_decided_meanwhile_is_told(registrar, consultation, pair):
    dispose(pair.later, kind=DispositionKind.SPAM, reason="r", by="somebody else")
    shown = press(registrar, consultation, pair, "duplicate").content.decode()
    assert "It is decided: spam (somebody else)." in shown
    assert list(resemblances(consultation)) == []


def test_an_unknown_decision_decides_nothing(registrar, consultation, pair):
    shown = press(registrar, consultation, pair, "neither").content.decode()
    assert "choose one of the decisions" in shown
    assert len(undecided(consultation)) == 2


def test_the_next_pair_follows(registrar, consultation, pair):
    send(consultation, f"{WORDS} Amen.")
    look()
    answer = registrar.post(url(consultation, "pair", pair.pk), {"decision": "both"})
    following = Resemblance.objects.filter(later__number=3).first()
    assert answer["Location"] == url(consultation, "pair", following.pk)


def test_a_pair_of_another_consultation_is_not_there(registrar, consultation, pair):
    other = make_consultation()
    registrar.force_login(make_official(other, Role.REGISTRAR))
    assert registrar.get(url(other, "pair", pair.pk)).status_code == 404
    assert registrar.post(url(other, "pair", pair.pk), {"decision": "both"}).status_code == 404


# Late


@pytest.fixture
def closed():
    """A consultation that closed at noon of 11 March 2026, UTC."""
    return make_consultation(
        prefix="L", preferred=None, final=datetime(2026, 3, 10, tzinfo=UTC).date()
    )


CLOSING = datetime(2026, 3, 11, 12, tzinfo=UTC)


def late_item(closed, after, **fields):
    return send(closed, f"Words {after}.", received_at=CLOSING + after, **fields)


def test_how_late_each_is_and_what_makes_it_in_time(client, closed):
    client.force_login(make_official(closed, Role.REGISTRAR))
    late_item(closed, timedelta(hours=-1))
    late_item(closed, timedelta())
    hour = timedelta(hours=1)
    late_item(closed, timedelta(minutes=5), opened_at=CLOSING - hour, grace=timedelta(minutes=15))
    late_item(closed, 2 * hour, begun_at=CLOSING - hour)
    late_item(closed, timedelta(days=3), channel=ItemChannel.POST)
    late_item(closed, timedelta(days=3), channel=ItemChannel.IMPORT)
    page = client.get(url(closed, "late"))
    assert [(e.item.number, e.lateness.late) for e in page.context["rows"]] == [
        (5, True),
        (4, False),
        (3, False),
        (2, True),
    ]
    shown = page.content.decode()
    for words in (
        "Received 3\xa0days after the closing instant.",
        "It had begun to arrive before the closing instant.",
        "The form was opened before the closing instant and sent soon after it.",
        "The closing instant was",
    ):
        assert words in shown


def test_before_the_closing_instant_nothing_is_said_to_be_over(client):
    open_still = make_consultation(preferred=None, final=timezone.now().date() + timedelta(days=9))
    client.force_login(make_official(open_still, Role.REGISTRAR))
    shown = client.get(url(open_still, "late")).content.decode()
    assert "The closing instant is" in shown
    assert "The closing instant was" not in shown


def test_what_came_late_is_admitted_with_a_reason_and_that_is_undone(client, closed):
    client.force_login(make_official(closed, Role.REGISTRAR, name="Rafael Ortiz"))
    entries = [
        make_contribution(closed, items=[late_item(closed, timedelta(days=day))])
        for day in range(1, 4)
    ]
    late = url(closed, "late")
    chosen = [entries[0].pk, entries[1].pk]
    for sent, words in (
        ({"chosen": chosen}, "admitting what came late needs a reason"),
        ({"reason": "The post was late"}, "mark a contribution first"),
        ({"chosen": ["x"], "reason": "r"}, "mark a contribution first"),
        ({"chosen": chosen, "reason": "The post was late"}, "2 items are decided: admitted."),
    ):
        assert words in client.post(late, sent, follow=True).content.decode()
    admitted = [e for e in entries if (e.refresh_from_db() or e.admitted_at)]
    assert admitted == entries[:2]
    page = client.get(late)
    assert [len(each.to_admit) for each in page.context["rows"]] == [1, 0, 0]
    late_item(closed, timedelta(days=4))
    for state, numbers in (("admit", [3]), ("undecided", [4]), ("", [4, 3, 2, 1])):
        rows = client.get(late, {"state": state}).context["rows"]
        assert [each.item.number for each in rows] == numbers
    audit = AuditEntry.objects.filter(act="contributions.admit_contribution")
    assert {each.particulars["reason"] for each in audit} == {"The post was late"}
    client.post(url(closed, "undo"), {"batch": page.context["undoable"].pk})
    assert [len(each.to_admit) for each in client.get(late).context["rows"]] == [0, 1, 1, 1]


def test_what_was_late_before_the_date_was_extended_is_still_to_be_admitted(client):
    today = timezone.now().date()
    consultation = make_consultation(preferred=None, final=today - timedelta(days=9))
    came = timezone.now() - timedelta(days=2)
    entry = make_contribution(
        consultation, items=[send(consultation, "After the storm.", received_at=came)]
    )
    assert entry.timeliness == "late"
    final = today + timedelta(days=9)
    announce_deadline(
        consultation, kind=DeadlineKind.FINAL, stated=final, reason="The storm.", by="tests"
    )
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = client.get(url(consultation, "late"), {"state": "admit"})
    assert [each.to_admit for each in page.context["rows"]] == [[entry]]
    assert "after the one that held when it was registered" in page.content.decode()
    client.post(url(consultation, "late"), {"chosen": [entry.pk], "reason": "The storm."})
    entry.refresh_from_db()
    assert entry.admitted_at is not None
    assert client.get(url(consultation, "late"), {"state": "admit"}).context["rows"] == []


def test_where_nothing_was_announced_nothing_is_late(client):
    consultation = make_consultation(preferred=None, final=None)
    client.force_login(make_official(consultation, Role.REGISTRAR))
    send(consultation, "Words.")
    shown = client.get(url(consultation, "late")).content.decode()
    assert "No closing date was announced, so nothing is late." in shown
    assert Item.objects.count() == 1
