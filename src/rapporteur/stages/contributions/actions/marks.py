"""The mark of a form: which opening of it was filled in, and when that was."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.utils import timezone

from rapporteur.base.tokens import ordered_token
from rapporteur.stages.contributions.choices import Doubt

SOONEST = timedelta(seconds=3)  # sent sooner after it was opened, a form was not filled in by hand
_SIGNER = TimestampSigner(salt="contributions.form")


@dataclass(frozen=True)
class Mark:
    """What a form's mark says. name: of this opening of the form. opened_at: when that was, to the
    second; None where the mark is not ours. doubts: what is doubtful about it."""

    name: str
    opened_at: datetime | None = None
    doubts: list[Doubt] = field(default_factory=list)


def new_mark() -> str:
    """Names one opening of the form, signed together with the time."""
    return _SIGNER.sign(ordered_token(9))


def read_mark(mark: str) -> Mark:
    """What is known of a form by its mark. No doubt ever refuses a form.

    A mark that is not ours names nothing, so a new name is given: rather an item twice than two
    people's words taken for one.
    """
    try:
        name = _SIGNER.unsign(mark)
    except BadSignature:
        return Mark(ordered_token(9), None, [Doubt.NO_MARK])
    opened_at = datetime.fromtimestamp(b62_decode(mark.split(_SIGNER.sep)[1]), UTC)
    too_soon = timezone.now() - opened_at <= SOONEST
    return Mark(name, opened_at, [Doubt.TOO_SOON] if too_soon else [])
