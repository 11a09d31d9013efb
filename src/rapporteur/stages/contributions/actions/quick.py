"""The short way of a form that nothing is wrong with: kept by one commit, shared with others.

In the last night of a consultation thousands send the form at once. Whatever here is not plainly
in order (a field too many, a file, a doubt) is left to the page, which does the same at length.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import close_old_connections, connection
from django.utils import timezone

from rapporteur.base.originals.models import SMALL
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.actions.intake import (
    Parcel,
    take_in_later,
    take_in_together,
    wrapped,
)
from rapporteur.stages.contributions.actions.marks import read_mark
from rapporteur.stages.contributions.actions.pace import doubts_about
from rapporteur.stages.contributions.actions.submissions import FORM, arrival_of
from rapporteur.stages.contributions.choices import Capacity, Consent
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.rules import LONGEST_TEXT, OTHER, Submission
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import phase_of
from rapporteur.stages.stakeholders.queries import groups

REMEMBERED = 1.0  # seconds for which it is not asked again whether a consultation takes forms
_LONGEST = {
    "name": 300,
    "organization": 300,
    "email": 254,
    "group": 100,
    "capacity": 10,
    "speaks_for": 300,
    "language": 10,
    "title": 500,
    "text": LONGEST_TEXT,
    "consent": 10,
    "website": 300,
    "mark": 200,
}
_ANSWER = re.compile(r"question_([1-9][0-9]{0,4})")
_NO_FILE = frozenset(["files_1", "files_2", "files_3"])  # sent empty where no file was chosen
_CONSENTS = frozenset(Consent.values)
_CAPACITIES = frozenset(["", *Capacity.values])
_LANGUAGES = frozenset(["", OTHER, *(each.code for each in LANGUAGES.values())])


@dataclass(frozen=True)
class _Taking:
    """A consultation that takes forms now, and what their fields may hold."""

    consultation: Consultation
    groups: frozenset[str]
    questions: frozenset[str]
    until: float


_taking: dict[str, _Taking] = {}
_asking = Lock()  # held by the one who asks again what is remembered


def take_quickly(
    slug: str, fields: Mapping[str, str], *, begun_at: datetime, address: str
) -> Item | None:
    """Take in what was sent by the online form; None, and nothing done, where the page must look.

    slug: the consultation's. fields: each once, as sent. begun_at: when they began to arrive.
    address: the sender's on the network. The item is durable when this returns.
    Raises what `receive_all` does.
    """
    taking = _taking_now(slug)
    submission = _plain(taking, fields) if taking else None
    if taking is None or submission is None:
        return None
    parcel = _parcel(taking, submission, fields, begun_at, address)
    _renew_what_broke()
    [item] = take_in_together(taking.consultation, [parcel], by=FORM)
    return item


def take_later(
    slug: str,
    fields: Mapping[str, str],
    *,
    begun_at: datetime,
    address: str,
    then: Callable[[Item | None], None],
) -> bool:
    """As `take_quickly`, and this never waits, neither for the database nor for a disk.

    True where the form is being taken in: `then` is told the item once it is durable, from another
    thread, or None where it could not be. False, and nothing done, where it is not to be told
    without waiting whether the form is in order.
    """
    taking = _remembered(slug)
    submission = _plain(taking, fields) if taking else None
    if taking is None or submission is None or not _is_small(submission, fields):
        return False

    def told(items: list[Item] | None, _problem: BaseException | None) -> None:
        then(items[0] if items else None)

    parcel = _parcel(taking, submission, fields, begun_at, address)
    take_in_later(taking.consultation, [parcel], by=FORM, then=told)
    return True


def _is_small(submission: Submission, fields: Mapping[str, str]) -> bool:
    """Whether its bytes stand in the database, so that keeping them waits for no file.

    A character takes at most twelve of them, and what stands around the fields less than 1,000.
    """
    at_most = 12 * sum(map(len, fields.values())) + 1000
    return at_most <= SMALL or len(submission.as_bytes()) <= SMALL


def _parcel(
    taking: _Taking,
    submission: Submission,
    fields: Mapping[str, str],
    begun_at: datetime,
    address: str,
) -> Parcel:
    """What is to be kept of a form that is plainly in order."""
    mark = read_mark(fields.get("mark", "").strip())
    doubts = doubts_about(fields.get("website", "").strip(), address)
    arrival = arrival_of(submission, mark=mark, begun_at=begun_at, doubts=doubts)
    return wrapped(taking.consultation, arrival, by=FORM)


def _renew_what_broke() -> None:
    """What Django does to connections before a request, which this never becomes for it."""
    if not connection.in_atomic_block:
        close_old_connections()


def _taking_now(slug: str) -> _Taking | None:
    """What is remembered for a moment can only be that forms are taken, and that never ends."""
    found = _taking.get(slug)
    if found is None:
        return _asked_anew(slug)
    if found.until > monotonic():
        return found
    long_ago = found.until + REMEMBERED < monotonic()
    if not _asking.acquire(blocking=long_ago):
        return found  # another is asking, and what was so a moment ago will do
    try:
        found = _taking[slug]
        return found if found.until > monotonic() else _asked_anew(slug)
    finally:
        _asking.release()


def _remembered(slug: str) -> _Taking | None:
    """What is remembered and still to be relied on, or as good as that while another asks."""
    found = _taking.get(slug)
    if found is None or found.until > monotonic():
        return found
    asked_again = _asking.locked() and found.until + REMEMBERED > monotonic()
    return found if asked_again else None


def _asked_anew(slug: str) -> _Taking | None:
    _renew_what_broke()
    consultation = Consultation.objects.filter(slug=slug, reconstructed=False).first()
    announced = consultation and consultation.announced_at
    if not consultation or not announced or announced > timezone.now():
        return None
    if phase_of(consultation) is Phase.PLANNED:
        return None
    _taking[slug] = _Taking(
        consultation=consultation,
        groups=frozenset(["", *groups(consultation).values_list("key", flat=True)]),
        questions=frozenset(map(str, consultation.questions.values_list("number", flat=True))),
        until=monotonic() + REMEMBERED,
    )
    return _taking[slug]


def _plain(taking: _Taking, sent: Mapping[str, str]) -> Submission | None:
    """The submission, where every field is as the form's page would have taken it."""
    fields, answers = dict.fromkeys(_LONGEST, ""), {}
    for name, text in sent.items():
        words = text.strip()
        answer = _ANSWER.fullmatch(name)
        if "\0" in words or len(words) > _LONGEST.get(name, LONGEST_TEXT):
            return None
        if name in fields:
            fields[name] = words
        elif answer and answer[1] in taking.questions:
            if words:
                answers[answer[1]] = words
        elif name not in _NO_FILE or words:
            return None
    closed_lists = (
        fields["consent"] in _CONSENTS
        and fields["group"] in taking.groups
        and fields["capacity"] in _CAPACITIES
        and fields["language"] in _LANGUAGES
    )
    if not (fields["name"] and closed_lists and (fields["text"] or answers)):
        return None
    if fields["email"] and not _is_email(fields["email"]):
        return None
    ordered = {number: answers[number] for number in sorted(answers, key=int)}
    return Submission.filled_in(taking.consultation.slug, fields, ordered)


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
