"""A letter written out for one recipient."""

from datetime import date

import pytest

from rapporteur.core.letters.body import parse
from rapporteur.core.letters.letter import Letter as WrittenLetter
from rapporteur.stages.invitations import queries
from rapporteur.stages.mandate.actions import add_channel
from rapporteur.stages.mandate.choices import ChannelKind
from rapporteur.stages.stakeholders.actions import add_contact
from tests.factories.invitations import make_letter, make_mailing
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_entity

pytestmark = pytest.mark.django_db


def test_every_part_of_a_letter_is_written_out_in_the_recipients_language():
    consultation = make_consultation(titles={"en": "Access", "fr": "L’accès"}, convener="N. N.")
    add_channel(consultation, kind=ChannelKind.POST, address="1 Square\nTown", by="tests")
    letter = make_letter(
        consultation,
        texts={
            "fr": {
                "subject": "{{ consultation }}",
                "salutation": "{{ salutation }}",
                "body": "À {{ name }}, {{ person }}, {{ office }}, d’ici au {{ reply_by }}.\n\n"
                "{{ deadline_final }}, {{ post }}, {{ page }}",
                "closing": "{{ convener }}",
            }
        },
        dated=date(2030, 10, 7),
        reply_by=date(2030, 10, 15),
        place="Genève",
        reference="R/1",
        letterhead="Secrétariat\nGenève",
        contact_fax="+41",
        signatory="N. N.",
        enclosures="Formulaire",
    )
    entity = make_entity("World", email="w@example.org", language="fr")
    entity.names["fr"] = "Monde"
    entity.save()
    add_contact(entity, name="Ada Byron", title="Ms.", office="Bureau", by="tests")
    dispatch = make_mailing(letter, entity).dispatches.get()
    page = f"http://127.0.0.1:8000/consultations/{consultation.slug}/contribute"
    assert queries.Pen(letter).to(dispatch) == WrittenLetter(
        language="fr",
        letterhead=("Secrétariat", "Genève"),
        reference="R/1",
        place="Genève",
        dated=date(2030, 10, 7),
        addressee=("Mme Ada Byron", "Bureau", "Monde"),
        contact=(("Télécopie", "+41"),),
        subject="L’accès",
        salutation="Madame,",
        body=parse(
            "À Monde, Ada Byron, Bureau, d’ici au 15 octobre 2030.\n\n"
            f"31 décembre 2030, 1 Square, Town, {page}"
        ),
        closing="N. N.",
        signatory="N. N.",
        enclosures=("Formulaire",),
    )


def test_writing_many_letters_out_reads_what_they_share_once(django_assert_num_queries):
    letter = make_letter(make_consultation())
    for number in (1, 3):
        entities = [make_entity(email="a@example.org") for _ in range(number)]
        mailing = make_mailing(letter, *entities, by=make_user())
        with django_assert_num_queries(5):  # letter, texts, dispatches, deadlines, channels
            pen = queries.Pen(queries.letters(letter.consultation).get())
            for dispatch in mailing.dispatches.select_related("entity", "contact"):
                pen.to(dispatch)
