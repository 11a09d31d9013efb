"""Letters and mailings for tests, made the way the product makes them."""

from typing import Any

from rapporteur.base.models import User
from rapporteur.stages.invitations import actions
from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.invitations.models import Letter, Mailing
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Entity
from tests.factories.mandate import make_user

WORDS = {
    "subject": "An invitation",
    "salutation": "{{ salutation }}",
    "body": "{{ name }} is invited.\n\nPlease write by {{ deadline_preferred }}.",
    "closing": "Yours sincerely,",
}


def make_letter(consultation: Consultation, *languages: str, **fields: Any) -> Letter:
    """An open letter in these languages, English where none is given, all with the same words."""
    return actions.write_letter(
        consultation,
        **{
            "kind": LetterKind.OPEN,
            "texts": dict.fromkeys(languages or ("en",), WORDS),
            "by": "tests",
            **fields,
        },
    )


def make_mailing(
    letter: Letter, *entities: Entity, approved_by: User | None = None, **fields: Any
) -> Mailing:
    """A mailing of the letter to these entities; approved where somebody is given."""
    mailing = actions.draft_mailing(
        letter,
        **{
            "audience": {"entities": [entity.pk for entity in entities]},
            "by": make_user(),
            **fields,
        },
    )
    return actions.approve_mailing(mailing, by=approved_by) if approved_by else mailing
