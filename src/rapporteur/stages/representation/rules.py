"""The rules of the representation, as pure functions."""

from datetime import date, datetime, timedelta

from rapporteur.stages.representation.choices import DesignationAnswer, DesignationState


def state(
    answer: str, reply_by: date | None, outcome_unknown: bool, today: date
) -> DesignationState:
    """Where a designation stands.

    answer: a `DesignationAnswer`, or empty while there is none; an answer counts even when it came
    after the date. reply_by: the last day on which an answer is waited for; without one it is
    waited for without end ("if possible, by 15 October 2010, so that there is sufficient time to
    identify an alternate", letter DESA-10/3078 of 6 October 2010). outcome_unknown: the sources of
    a reconstruction do not say what became of it, and nothing may be concluded from their silence.
    """
    if answer == DesignationAnswer.ACCEPTED:
        return DesignationState.ACCEPTED
    if answer == DesignationAnswer.DECLINED:
        return DesignationState.DECLINED
    if outcome_unknown:
        return DesignationState.UNKNOWN
    if reply_by is not None and today > reply_by:
        return DesignationState.LAPSED
    return DesignationState.NOMINATED


def stands_in_the_way(found: DesignationState) -> bool:
    """Whether no other may be nominated for the same group: one is asked at a time."""
    return found in (DesignationState.ACCEPTED, DesignationState.NOMINATED)


def makes_room_for_an_alternate(found: DesignationState) -> bool:
    """Whether the first has left the place: by declining, or by letting the date pass."""
    return found in (DesignationState.DECLINED, DesignationState.LAPSED)


def answer_due(asked_at: datetime, days: int) -> datetime:
    """The moment by which an inquiry asked at `asked_at` must be answered, `days` later."""
    return asked_at + timedelta(days=days)
