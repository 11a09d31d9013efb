"""Registering an item as its sender claims it, without a person filling in the form."""

from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.core.text.questionnaire import answers_in
from rapporteur.stages.contributions.actions.asking import questions_in, questions_mail
from rapporteur.stages.contributions.actions.registration import register
from rapporteur.stages.contributions.actions.submissions import answers_of
from rapporteur.stages.contributions.choices import Capacity, Consent, ItemChannel, Mode, Origin
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.contributions.queries.items import submission_of
from rapporteur.stages.contributions.queries.queue import why_not_read
from rapporteur.stages.mandate.models import Question
from rapporteur.stages.stakeholders.models import Entity, Group
from rapporteur.stages.stakeholders.queries import (
    find_entity,
    group_of,
    groups,
    suggested_group,
)


def register_as_claimed(item: Item, *, by: User | str, reason: str = "") -> Contribution:
    """Enter an item into the register with what its sender says of themselves.

    The name stays claimed. A stakeholder stands behind it only where the name means one and no
    other; the group is that stakeholder's, or the one claimed. Consent is what the form says, and
    withheld where nobody said anything. Raises Refused where its text was not read or holds no
    word, and as `register` does.
    """
    if why := why_not_read(item.sighting):
        raise Refused(_("%(item)s was not registered.") % {"item": item}, why)
    claimed, submission = item.claimed, submission_of(item)
    entity = _entity(item)
    answers: dict[Question, str] = {}
    if submission is not None:
        answers = answers_of(item.consultation, submission)
    elif item.channel == ItemChannel.EMAIL:
        questions = {each.number: each for each in item.consultation.questions.all()}
        found = answered_by_mail(item) if questions else {}
        answers = {questions[number]: text for number, text in found.items()}
    return register(
        item.consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        contributor=str(claimed.get("name") or item.sender)[:300],
        organization=str(claimed.get("organization") or "")[:300],
        entity=entity,
        group=_group(item, entity),
        capacity=Capacity(claimed.get("capacity") or Capacity.OWN),
        speaks_for=str(claimed.get("speaks_for") or "")[:300],
        title=str(claimed.get("title") or "")[:500],
        languages=[claimed["language"]] if claimed.get("language") else [],
        consent=Consent(claimed.get("consent") or Consent.WITHHELD),
        text=submission.text if submission else "",
        answers=answers,
        reason=reason,
        by=by,
    )


def answered_by_mail(item: Item) -> dict[int, str]:
    """The answers that a reply seems to give to the guiding questions, in whichever language they
    were asked, by the question's number: a proposal. The whole message is one of the files."""
    pages = [page["text"] for each in documents_of(item)[:1] for page in each.pages]
    text = "\n".join(pages)
    replies = [
        answers_in(text, questions_in(item.consultation, language), message)
        for language in (LANGUAGES if text else ())
        for _subject, message in [questions_mail(item.consultation, language)]
    ]
    best = max(replies, key=lambda reply: (reply.met, len(reply.answers)), default=None)
    return dict(best.answers) if best else {}


def _entity(item: Item) -> Entity | None:
    for said in ("organization", "name"):
        if (name := str(item.claimed.get(said) or "")) and (found := find_entity(name)):
            return found
    return None


def _group(item: Item, entity: Entity | None) -> Group | None:
    consultation = item.consultation
    if entity is not None:
        return group_of(consultation, entity) or suggested_group(consultation, entity)
    return groups(consultation).filter(key=item.claimed.get("group") or "").first()
