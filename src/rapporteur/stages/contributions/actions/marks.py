"""The mark of a form: which opening of it was filled in, and when that was."""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from rapporteur.stages.contributions.choices import Doubt

SOONEST = timedelta(seconds=3)  # sent sooner after it was opened, a form was not filled in by hand
_SIGNER = TimestampSigner(salt="contributions.form")


def new_mark() -> str:
    """Names one opening of the form, signed together with the time."""
    return _SIGNER.sign(secrets.token_urlsafe(9))


def read_mark(mark: str) -> tuple[str, list[Doubt]]:
    """The name in a form's mark, and what is doubtful about it. No doubt ever refuses a form.

    A mark that is not ours names nothing, so a new name is given: rather an item twice than two
    people's words taken for one.
    """
    try:
        name = _SIGNER.unsign(mark)
    except BadSignature:
        return secrets.token_urlsafe(9), [Doubt.NO_MARK]
    try:
        _SIGNER.unsign(mark, max_age=SOONEST)
    except BadSignature:
        return name, []
    return name, [Doubt.TOO_SOON]
