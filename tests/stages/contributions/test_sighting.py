"""What the queue knows of items: when they are looked at, and what they resemble."""

from collections import Counter

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rapporteur.base.models import Original
from rapporteur.stages.contributions.actions import (
    look_at_waiting,
    resembling,
    sight_new,
    sighting,
)
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.scans import type_page
from rapporteur.stages.contributions.choices import DispositionKind, Ground, ItemChannel
from rapporteur.stages.contributions.models import Item, Resemblance, Shingle, Sighting
from rapporteur.stages.contributions.rules import Submission
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db

LETTER = (
    "We the undersigned ask that every coast be warned in time by a radio that each boat can "
    "hear, and that the warnings be read in the languages of those who fish there by night."
)
CHANGED = LETTER.replace("by a radio", "by a siren")


def letter(consultation, text=LETTER, name="Ada Marin", **fields):
    return make_item(
        consultation,
        content=text.encode(),
        **{"claimed": {"name": name, "filename": "letter.txt"}, "sender": name, **fields},
    )


def look():
    read_waiting()
    return look_at_waiting()


def seen(item):
    return Sighting.objects.get(item=item)


def pairs():
    found = Resemblance.objects.order_by("later", "id")
    return [(p.later.number, p.earlier.number, p.ground, p.likeness) for p in found]


def test_items_are_known_at_once_and_looked_at_once_they_are_read():
    consultation = make_consultation()
    item = letter(consultation)
    assert (sight_new(consultation), sight_new(consultation)) == (1, 0)
    assert (seen(item).looked_at, seen(item).proposed, seen(item).opening) == (None, "", "")
    assert look_at_waiting() == 0  # nobody has read it
    assert (look(), look()) == (1, 0)
    found = seen(item)
    assert (found.language, found.words) == ("en", len(LETTER.split()))
    assert LETTER.startswith(found.opening)
    assert found.proposed == DispositionKind.CONTRIBUTION


def test_what_came_before_there_was_a_queue_is_found_too():
    for _ in range(3):
        letter(make_consultation())
    assert sight_new() == 3
    assert Sighting.objects.count() == Item.objects.count()


def test_no_item_is_left_out_however_many_come():
    consultation = make_consultation()
    for number in range(7):
        letter(consultation, text=f"Item {number}.")
    assert [sight_new(consultation, most=3) for _ in range(4)] == [3, 3, 1, 0]


def test_an_item_that_is_missing_among_others_is_found_again():
    consultation = make_consultation()
    first, *_others = [letter(consultation, text=f"Item {number}.") for number in range(3)]
    look()
    seen(first).delete()
    assert (sight_new(consultation), sight_new(), sight_new()) == (0, 1, 0)
    assert look() == 1
    assert seen(first).words == 2


def test_near_texts_by_another_channel_are_likely_duplicates():
    consultation = make_consultation()
    letter(consultation)
    letter(consultation, text="Something that has nothing to do with it.", name="Ben Sole")
    letter(consultation, text=CHANGED, name="A. Marin", channel=ItemChannel.FAX)
    look()
    [(later, earlier, ground, likeness)] = pairs()
    assert (later, earlier, ground) == (3, 1, Ground.NEAR)
    assert 70 < likeness < 100


def test_the_same_words_are_a_duplicate_only_under_the_same_name():
    consultation = make_consultation(prefix="P")
    letter(consultation)
    again = letter(consultation, text=f"  {LETTER.upper()}", channel=ItemChannel.POST)
    other = letter(consultation, text=f" {LETTER}", name="Ben Sole")
    look()
    assert [seen(each).proposed for each in (again, other)] == ["duplicate", "contribution"]
    assert [p[:3] for p in pairs()] == [(2, 1, Ground.WORDS), (3, 1, Ground.WORDS)]


def test_two_items_of_one_sender_are_put_beside_each_other():
    consultation = make_consultation()
    claimed = {"name": "Ada", "email": "Ada@example.org", "filename": "a.txt"}
    for text in ("First.", "Second, quite different.", "Third."):
        letter(consultation, text=text, claimed=claimed)
    look()
    assert [p[:3] for p in pairs()] == [(2, 1, Ground.SENDER), (3, 2, Ground.SENDER)]


def test_in_whichever_order_they_are_read_the_same_is_found():
    consultation = make_consultation()
    first, second = letter(consultation), letter(consultation, text=f" {LETTER}")
    third = letter(consultation, text=CHANGED, name="Cleo Tern")
    read_waiting()
    sight_new()
    waits = Sighting.objects.filter(item=first)
    waits.update(looked_at=first.received_at)  # as if it were not its turn
    assert look_at_waiting() == 2
    waits.update(looked_at=None)
    while look_at_waiting():
        pass
    assert seen(second).same_words == first
    assert {p[0] for p in pairs()} == {2, 3}
    assert seen(third).proposed == DispositionKind.CONTRIBUTION


def test_a_form_letter_sent_often_is_kept_in_mind_once():
    consultation = make_consultation()
    for number in range(6):
        letter(consultation, text=f"{LETTER} Yours, {number}", name=f"Person Number{number}")
    look()
    assert set(Shingle.objects.values_list("item__number", flat=True)) == {1}
    assert [p[:3] for p in pairs()] == [(n, 1, Ground.NEAR) for n in range(2, 7)]


def test_what_is_typed_while_it_is_looked_at_is_not_lost(monkeypatch):
    scan = letter(make_consultation(), text="", channel=ItemChannel.FAX)
    read_waiting()
    read_texts = sighting._read_texts

    def typed_meanwhile(found):
        read_texts(found)
        if not scan.typings.exists():
            type_page(scan, 0, 1, LETTER, by=make_user())

    monkeypatch.setattr(sighting, "_read_texts", typed_meanwhile)
    assert look_at_waiting() == 1  # what was read first is not written
    assert seen(scan).words == len(LETTER.split())


def test_what_somebody_else_looks_at_is_left_to_them_until_their_lease_runs_out(monkeypatch):
    item = letter(make_consultation())
    read_waiting()

    def crash(found):
        raise MemoryError

    with monkeypatch.context() as at_first:
        at_first.setattr(sighting, "_read_texts", crash)
        assert look_at_waiting() == 0
    assert look_at_waiting() == 0
    with time_machine.travel(timezone.now() + sighting.LEASE, tick=False):
        assert look_at_waiting() == 1
    assert (seen(item).words, seen(item).leased_until) == (len(LETTER.split()), None)


def test_many_that_share_few_words_are_followed_to_a_few():
    consultation = make_consultation()
    for number in range(resembling.SEEN + 5):
        own = " ".join(f"word{number}x{place}" for place in range(40))
        letter(consultation, text=f"{own} {LETTER}", name=f"Person Number{number}")
    look()
    many = Counter(Shingle.objects.values_list("value", flat=True)).most_common(1)
    assert [times for _value, times in many] == [resembling.SEEN]


def test_looking_at_many_asks_the_database_as_often_as_looking_at_one():
    consultation = make_consultation()
    asked = []
    for many in (2, 20):
        for number in range(many):
            letter(consultation, text=f"{many} {number} {LETTER}", name=f"Person Number{number}")
        read_waiting()
        with CaptureQueriesContext(connection) as captured:
            assert look_at_waiting() == many
        asked.append(len([each for each in captured if "UPDATE" not in each["sql"]]))
    # Texts are read ten at a time; each row that is written is a statement with SQLite.
    assert asked[1] <= asked[0] + 4


def test_another_consultation_is_not_compared_with():
    letter(make_consultation())
    letter(make_consultation())
    look()
    assert pairs() == []


def test_what_was_typed_from_a_scan_is_looked_at_anew():
    consultation = make_consultation()
    letter(consultation)
    scan = letter(consultation, text="", name="Ada Marin", channel=ItemChannel.FAX)
    look()
    assert (seen(scan).unreadable, seen(scan).proposed) == (True, "")
    type_page(scan, 0, 1, LETTER, by=make_user())
    assert look() == 1
    assert (seen(scan).unreadable, seen(scan).proposed) == (False, DispositionKind.DUPLICATE)


def test_words_that_a_scan_beside_them_was_found_to_say_more_than_are_the_same_no_longer():
    consultation = make_consultation()
    fax = letter(consultation, text=LETTER, name="")
    note = letter(consultation, text=LETTER + "\n", name="")
    look()
    assert seen(note).proposed == DispositionKind.DUPLICATE
    type_page(fax, 0, 1, LETTER + " And a siren.", by=make_user())
    assert look() == 2  # the one whose words changed, and what was held to be the same
    assert (seen(note).same_words, seen(note).proposed) == (None, DispositionKind.CONTRIBUTION)


def test_two_that_say_see_what_is_attached_are_the_same_where_the_files_are():
    consultation = make_consultation()
    map_of_cables, map_of_radios = b"\x89PNG\r\n\x1a\n1", b"\x89PNG\r\n\x1a\n2"
    for picture in (map_of_cables, map_of_radios, map_of_cables):
        number = Item.objects.count()
        letter(
            consultation,
            text=f"Please see what is attached.{' ' * number}",
            attachments=[("map.png", picture)],
        )
    look()
    found = Sighting.objects.order_by("pk").values_list("same_words__number", flat=True)
    assert list(found) == [None, None, 1]


@pytest.mark.parametrize("text", ["", "\0", "‮evil‬", "a" * 100_000, "<b>x</b>" * 500, "٣" * 40])
def test_hostile_texts_are_looked_at_like_any_other(text):
    item = letter(make_consultation(), text=text)
    assert look() == 1
    assert len(seen(item).opening) <= 300


def test_an_item_whose_bytes_are_gone_holds_up_nobody_else():
    consultation = make_consultation()
    form = Submission(consultation.slug, name="Ada Marin", consent="named", text=LETTER)
    gone = make_item(consultation, channel=ItemChannel.FORM, content=form.as_bytes())
    Original.objects.filter(pk=gone.original_id).update(
        erased_at=timezone.now(), erased_because="A court asked for it."
    )
    other = letter(consultation, text="Still here.")
    assert look() == 2
    assert (seen(gone).unreadable, seen(gone).opening) == (True, "")
    assert seen(other).opening == "Still here."
