"""The pages of the invitations: who may, what they show, what they never show."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.base.models import Message
from rapporteur.stages.invitations import actions, queries
from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.invitations.models import Letter, Mailing, Reply
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from tests.factories.invitations import WORDS, make_letter, make_mailing
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.stakeholders import make_category, make_entity, make_group

pytestmark = pytest.mark.django_db

READ = ["desk", "new_letter", "letter", "edit_letter", "new_mailing", "mailing", "dispatch"]
WRITE = ["new_letter", "letter", "edit_letter", "new_mailing", "dispatch"]
POSTED = ["publish", "approve", "send", "posted"]
PUBLIC = {"en": {**WORDS, "body": "All are invited, by {{ deadline_preferred }}."}}


def address(name: str, consultation: Consultation, *more: int) -> str:
    return reverse(f"invitations:{name}", args=[consultation.slug, *more])


def addresses(consultation: Consultation) -> dict[str, str]:
    """The address of every page, with a letter and a mailing behind them."""
    letter = make_letter(consultation)
    mailing = make_mailing(letter, make_entity(email="a@example.org"))
    about = dict.fromkeys(("letter", "edit_letter", "new_mailing", "publish"), letter.pk)
    about |= dict.fromkeys(("mailing", "approve", "send", "posted"), mailing.pk)
    about["dispatch"] = mailing.dispatches.get().pk
    return {
        name: address(name, consultation, *([about[name]] if name in about else []))
        for name in {*READ, *POSTED}
    }


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", READ)
def test_every_official_reads_and_a_stranger_is_told_of_nothing(client: Client, name: str):
    consultation = make_consultation()
    where = addresses(consultation)[name]
    assert client.get(where).status_code == 302
    for person, status in (
        (make_official(consultation, Role.DRAFTER), 200),
        (make_official(make_consultation(), Role.REGISTRAR), 404),
        (make_user(), 404),
    ):
        client.force_login(person)
        assert client.get(where).status_code == status


@pytest.mark.parametrize("name", [*WRITE, *POSTED])
def test_only_the_registrar_and_the_administrator_write(client: Client, name: str):
    consultation = make_consultation()
    where = addresses(consultation)[name]
    assert client.post(where).status_code == 302
    for person, statuses in (
        (make_official(consultation, Role.CLEARING), (403,)),
        (make_user(), (404,)),
        (make_official(consultation, Role.REGISTRAR), (302, 409, 422)),
        (make_official(consultation, Role.ADMINISTRATOR), (302, 409, 422)),
    ):
        client.force_login(person)
        assert client.post(where).status_code in statuses


@pytest.mark.parametrize("name", [name for name in READ if name not in ("desk", "new_letter")])
def test_what_belongs_to_one_consultation_is_not_seen_at_another(client: Client, name: str):
    mine, theirs = make_consultation(), make_consultation()
    where = addresses(theirs)[name].replace(theirs.slug, mine.slug)
    client.force_login(make_official(mine, Role.REGISTRAR))
    assert client.get(where).status_code == 404


def registrar(client: Client, **fields) -> Consultation:
    consultation = make_consultation(**fields)
    client.force_login(make_official(consultation, Role.REGISTRAR))
    return consultation


def test_a_letter_goes_from_the_ready_words_to_the_outbox(client: Client):
    consultation = registrar(client, languages=["en", "ar"])
    make_group(consultation, "civil")
    listed = make_category("listed", asked_by=consultation)
    make_entity("The Society", listed, email="s@example.org")
    make_entity("Nowhere", listed)
    assert "No letters yet" in page(client, address("desk", consultation))

    new = address("new_letter", consultation)
    ready = client.get(new, {"kind": "open"}).context["form"].initial
    assert sorted(ready["body"]) == ["ar", "en"]
    fields = {
        f"{part}_{code}": words for part, texts in ready.items() for code, words in texts.items()
    }
    client.post(f"{new}?kind=open", fields | {"reference": ""})
    letter = Letter.objects.get()
    assert (letter.kind, letter.reference) == ("open", f"{consultation.prefix}-1")

    client.post(
        address("new_mailing", consultation, letter.pk),
        {"categories": ["listed"], "carriers": ["fax", "email"]},
    )
    mailing = Mailing.objects.get()
    assert mailing.carriers == ["email", "fax"]
    shown = page(client, address("mailing", consultation, mailing.pk))
    assert "No address for e-mail or fax." in shown
    assert "Ask another registrar" in shown
    refused = client.post(address("approve", consultation, mailing.pk))
    assert refused.status_code == 409
    assert "a second person has to look at it" in refused.content.decode()

    client.force_login(make_official(consultation, Role.REGISTRAR, name="Second"))
    client.post(address("approve", consultation, mailing.pk))
    client.post(address("send", consultation, mailing.pk))
    assert [message.to for message in Message.objects.all()] == ["s@example.org"]
    shown = page(client, address("mailing", consultation, mailing.pk))
    assert "queued" in shown
    assert (
        page(client, address("mailing", consultation, mailing.pk) + "?state=queued").count(
            "s@example.org"
        )
        == 1
    )


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"place": ""}, "This field is required."),
        ({"body_en": "x", "closing_fr": "y"}, "There is no text in that language (fr)."),
        ({"body_en": "{{ nmae }}"}, "There is no field “nmae”."),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_on_the_form(client: Client, fields, why):
    consultation = registrar(client)
    answer = client.post(address("new_letter", consultation), fields)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert Letter.objects.count() == 0


def test_a_letter_is_changed_until_it_is_published(client: Client):
    consultation = registrar(client)
    letter = make_letter(consultation, texts=PUBLIC)
    edit = address("edit_letter", consultation, letter.pk)
    client.post(edit, {"body_en": "Changed.", "closing_en": "C", "reference": "R/1"})
    assert letter.texts.get().body == "Changed."
    client.post(address("publish", consultation, letter.pk))
    answer = client.post(edit, {"body_en": "Again."})
    assert answer.status_code == 422
    assert "It has been published." in answer.content.decode()


def test_an_audience_names_entities_by_number_name_or_acronym(client: Client):
    consultation = registrar(client)
    letter = make_letter(consultation)
    one, two = make_entity("One", email="1@example.org"), make_entity("Two", acronym="T2")
    where = address("new_mailing", consultation, letter.pk)
    wrong = client.post(where, {"entities": "Three", "carriers": ["email"]})
    assert "“Three” names no entry, or several." in wrong.content.decode()
    empty = client.post(where, {"carriers": ["email"]})
    assert "Nobody belongs to the audience" in empty.content.decode()
    client.post(where, {"entities": f"{one.pk}\n\nt2\n", "carriers": ["email"]})
    assert [row.entity for row in Mailing.objects.get().dispatches.all()] == [one, two]


def test_a_single_letter_is_looked_at_and_what_became_of_it_is_noted(client: Client):
    consultation = registrar(client)
    entity = make_entity("The <b>Society</b>", address="1 Square")
    mailing = make_mailing(make_letter(consultation), entity, approved_by=make_user())
    where = address("dispatch", consultation, mailing.dispatches.get().pk)
    shown = page(client, where)
    assert "The &lt;b&gt;Society&lt;/b&gt; is invited." in shown
    assert "Note what became of it" not in shown
    printed = client.get(address("dispatch_pdf", consultation, mailing.dispatches.get().pk))
    assert (printed.headers["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    actions.dispatch_mailing(mailing, by="tests")
    answer = client.post(where, {"state": "bounced"})
    assert "Why the letter did not arrive is not said." in answer.content.decode()
    client.post(where, {"state": "bounced", "reason": "moved away"})
    assert mailing.dispatches.get().reason == "moved away"


def test_a_letter_that_cannot_be_written_says_why_on_its_page(client: Client):
    consultation = registrar(client)
    letter = make_letter(consultation, texts={"en": {**WORDS, "body": "{{ office }}"}})
    mailing = make_mailing(letter, make_entity("One", email="1@example.org"))
    where = address("dispatch", consultation, mailing.dispatches.get().pk)
    assert "The field “office” is empty for this recipient." in page(client, where)


def test_a_reply_is_recorded_on_the_letters_page(client: Client):
    consultation = registrar(client)
    letter = make_letter(consultation, kind=LetterKind.PERSONAL)
    make_entity("ICANN")
    where = address("letter", consultation, letter.pk)
    wrong = client.post(where, {"entity": "x", "answer": "accepted", "received_on": "2010-10-12"})
    assert "This names no entry, or several." in wrong.content.decode()
    client.post(where, {"entity": "icann", "answer": "accepted", "received_on": "2010-10-12"})
    assert Reply.objects.get().received_on == date(2010, 10, 12)
    assert "12 October 2010" in page(client, where)


def test_nothing_can_be_sent_from_a_reconstructed_consultation(client: Client):
    consultation = registrar(client)
    letter = make_letter(consultation)
    mailing = make_mailing(letter, make_entity(email="a@example.org"), approved_by=make_user())
    consultation.reconstructed = True
    consultation.save()
    answer = client.post(address("send", consultation, mailing.pk))
    assert answer.status_code == 409
    assert "its letters went out long ago" in answer.content.decode()
    assert "Choose who gets it" not in page(client, address("letter", consultation, letter.pk))


def test_the_public_page_shows_published_letters_to_everybody_and_nothing_else(client: Client):
    consultation = make_consultation()
    open_letter = make_letter(consultation, "en", reference="OPEN-1", texts=PUBLIC)
    make_letter(consultation, reference="DRAFT-1")
    personal = make_letter(consultation, kind=LetterKind.PERSONAL, reference="PERSONAL-1")
    make_mailing(personal, make_entity("Secret", email="secret@example.org"))
    where = address("public", consultation)
    assert "No letter is published" in page(client, where)
    actions.publish_letter(open_letter, by="tests")
    shown = page(client, where)
    assert "All are invited, by 15 November 2030." in shown
    for hidden in ("DRAFT-1", "PERSONAL-1", "Secret", "secret@example.org"):
        assert hidden not in shown


def test_the_public_page_is_there_once_the_consultation_is_announced(client: Client):
    consultation = make_consultation(announced=False)
    where = address("public", consultation)
    assert client.get(where).status_code == 404
    client.force_login(make_user())
    assert client.get(where).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.get(where).status_code == 200


def test_a_mailing_takes_as_many_queries_for_one_as_for_three(
    client: Client, django_assert_num_queries
):
    consultation = registrar(client)
    for number in (1, 3):
        entities = [make_entity(email="a@example.org") for _ in range(number)]
        mailing = make_mailing(make_letter(consultation), *entities)
        where = address("mailing", consultation, mailing.pk)
        client.get(where)
        with django_assert_num_queries(13):
            client.get(where)


def test_the_front_page_takes_as_many_queries_for_one_letter_as_for_three(
    client: Client, django_assert_num_queries
):
    consultation = registrar(client)
    where = address("desk", consultation)
    for more in (1, 2):
        for _ in range(more):
            make_mailing(make_letter(consultation), make_entity(email="a@example.org"))
        with django_assert_num_queries(7):
            client.get(where)
    assert queries.mailings(consultation).count() == 3


def test_letters_on_paper_are_a_file_for_the_printer_and_are_noted_by_the_pile(client: Client):
    consultation = make_consultation()
    entities = [make_entity(f"Village {n}", address="1 Street") for n in range(2)]
    entities.append(make_entity("No\U0010ffff", address="1 Street"))
    mailing = make_mailing(make_letter(consultation), *entities, approved_by=make_user())
    client.force_login(make_official(consultation, Role.REGISTRAR))
    client.post(address("send", consultation, mailing.pk))
    where = address("mailing", consultation, mailing.pk)
    shown = page(client, where)
    assert "1 letter could not be printed" in shown
    assert "It is being sent" not in shown  # nothing is on its way any more
    assert "No\U0010ffff" in page(client, where + "?state=refused")
    assert "Village 1" not in page(client, where + "?state=refused")
    [pile] = queries.piles(mailing)
    between = [pile.carrier.value, pile.first, pile.last]
    file = reverse("invitations:pile_pdf", args=[consultation.slug, mailing.pk, *between])
    assert f'href="{file}"' in shown
    assert client.get(file).content.startswith(b"%PDF")
    sent = {"carrier": pile.carrier.value, "first": pile.first, "last": pile.last, "many": 2}
    noted = client.post(address("posted", consultation, mailing.pk), sent, follow=True)
    assert "2 letters are noted as sent." in noted.content.decode()
    assert client.get(file).status_code == 409
    assert client.post(address("posted", consultation, mailing.pk), {"first": 1}).status_code == 409
    wrong = reverse("invitations:pile_pdf", args=[consultation.slug, mailing.pk, "email", 1, 2])
    assert client.get(wrong.replace("email", "pigeon")).status_code == 404
