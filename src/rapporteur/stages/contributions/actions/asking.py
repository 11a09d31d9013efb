"""The guiding questions as an e-mail that is answered by replying to it."""

import hashlib
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.outbox.actions import post
from rapporteur.base.refusals import Refused
from rapporteur.core.text.addresses import with_whole_addresses
from rapporteur.core.text.languages import pick
from rapporteur.core.text.questionnaire import as_text
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import channels_now, deadlines_in_force

MOST_AT_ONCE = 200  # whoever writes to more sends a letter


def questions_in(consultation: Consultation, language: str) -> Mapping[int, str]:
    """The guiding questions by number, in a language or the one nearest to it."""
    return {each.number: pick(each.texts, language)[1] for each in consultation.questions.all()}


def questions_mail(consultation: Consultation, language: str) -> tuple[str, str]:
    """Subject and text of the message, as whoever reads this language gets it."""
    with in_language_of_reader(language):
        context = {
            "consultation": consultation,
            "title": pick(consultation.titles, language)[1],
            "questions": as_text(questions_in(consultation, language)),
            "deadlines": deadlines_in_force(consultation),
            "form": address_of("contributions:take_part", consultation.slug),
        }
        subject = _("Questions: %(title)s") % {"title": context["title"]}
        text = render_to_string("contributions/mail/questions.txt", context)
        return subject, with_whole_addresses(text)


@transaction.atomic
def ask_by_mail(
    consultation: Consultation, *, to: Iterable[str], language: str, by: User | str
) -> int:
    """Send the guiding questions to addresses, by the outbox; replies go to the e-mail channel.

    Each address gets them once in a language, however often it is asked for. Says how many
    addresses there were. Raises Refused where there is no question or no e-mail channel to answer
    to, where an address is none, or where there are more than 200.
    """
    addresses = list(dict.fromkeys(each.strip() for each in to if each.strip()))
    channel = channels_now(consultation).filter(kind="email").exclude(address="").first()
    why = ""
    if not consultation.questions.exists():
        why = _("This consultation has no guiding questions.")
    elif channel is None:
        why = _("It has no e-mail address to which answers could go.")
    elif len(addresses) > MOST_AT_ONCE:
        why = _("More than %(most)d addresses were given.") % {"most": MOST_AT_ONCE}
    elif wrong := [each for each in addresses if not _is_address(each)]:
        why = _("“%(said)s” is not an e-mail address.") % {"said": wrong[0]}
    if why or channel is None:
        raise Refused(_("The questions were not sent."), why, _("Mend it and send them again."))
    subject, text = questions_mail(consultation, language)
    for address in addresses:
        digest = hashlib.sha256(address.casefold().encode()).hexdigest()[:32]
        post(
            f"questions:{consultation.slug}:{language}:{digest}",
            to=address,
            subject=subject,
            text=text,
            reply_to=channel.address.strip(),
            consultation=consultation.slug,
        )
    record(
        "contributions.ask_by_mail",
        consultation,
        by=by,
        consultation=consultation.slug,
        language=language,
        addresses=len(addresses),
    )
    return len(addresses)


def _is_address(stated: str) -> bool:
    try:
        validate_email(stated)
    except ValidationError:
        return False
    return True
