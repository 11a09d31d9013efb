"""Deciding on codings: what a person confirms, changes, rejects, or marks of their own."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding, Passage, Theme
from rapporteur.stages.analysis.queries import Place, codebook_in_force, last_decisions
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.models import Consultation

DECISIONS = (CodingState.CONFIRMED, CodingState.REJECTED)
LONGEST_PASSAGE = 20_000  # characters: some ten pages; beyond it is no passage but a document


@transaction.atomic
def decide(
    coding: Coding,
    *,
    state: CodingState,
    by: User,
    theme: Theme | None = None,
    stance: Stance | str = "",
    reason: str = "",
) -> Coding:
    """Confirm or reject a coding, or confirm it with another theme; returns the one in force.

    A proposal is decided where it stands. A decision that changes an earlier one, or the theme,
    is a new coding that replaces the earlier, which ends. The same decision again changes nothing.
    Where the passage is coded with that other theme already, that coding is confirmed and this one
    rejected. reason: what the person says of it.

    Raises Refused when the coding has ended meanwhile, and when the theme is not one of the
    codebook in force.
    """
    coding = _locked(coding)
    if coding.ended_at is not None:
        raise Refused(
            _("The decision was not taken."),
            _("Somebody has decided on this passage meanwhile."),
            _("Look at it again."),
        )
    _check_decision(coding, CodingState(state), theme)
    now = timezone.now()
    if theme is not None and theme != coding.theme and state == CodingState.CONFIRMED:
        decided = _change_theme(coding, theme, by=by, stance=stance, reason=reason, now=now)
    else:
        decided = _set(coding, state=state, by=by, stance=stance, reason=reason, now=now)
    _record("decide_coding", decided, by)
    return decided


@transaction.atomic
def decide_many(
    codings: Iterable[Coding], *, state: CodingState, by: User, stance: Stance | str = ""
) -> int:
    """Confirm or reject proposals together; how many it was.

    What somebody has decided or ended meanwhile is left as it is. All get the same instant, by
    which `undo_last_decisions` knows them. Raises Refused for another state.
    """
    if state not in DECISIONS:
        raise Refused(_("Nothing was decided."), _("A proposal is either confirmed or rejected."))
    held = list(
        Coding.objects.select_for_update(of=("self",))
        .filter(
            pk__in=[coding.pk for coding in codings],
            state=CodingState.PROPOSED,
            ended_at__isnull=True,
        )
        .select_related("theme__codebook__consultation")
    )
    if not held:
        return 0
    Coding.objects.filter(pk__in=[coding.pk for coding in held]).update(
        state=state, stance=stance, decided_by=by, decided_at=timezone.now()
    )
    consultation = held[0].theme.codebook.consultation
    record(
        "analysis.decide_codings",
        consultation,
        by=by,
        consultation=consultation.slug,
        state=state,
        stance=stance,
        codings=[coding.pk for coding in held],
    )
    return len(held)


@transaction.atomic
def undo_last_decisions(consultation: Consultation, *, by: User) -> int:
    """Take back what a person decided last, at one stroke; how many codings it was.

    Each coding ends and what stood there before stands again as a new row: a proposal, undecided,
    where it was one. A passage of the person's own choice is coded no more.
    """
    now = timezone.now()
    held = list(last_decisions(consultation, by).select_for_update(of=("self",)))
    Coding.objects.filter(pk__in=[coding.pk for coding in held]).update(ended_at=now)
    before = Coding.objects.in_bulk(
        [coding.replaces_id for coding in held if coding.replaces_id is not None]
    )
    for coding in held:
        replaced = before.get(coding.replaces_id) if coding.replaces_id else None
        if replaced is not None and replaced.ended_at == coding.decided_at:
            _restore(replaced, over=coding)
        elif coding.method:
            _restore(coding, over=coding, proposed=True)
    if held:
        record(
            "analysis.undo_decisions",
            consultation,
            by=by,
            consultation=consultation.slug,
            codings=[coding.pk for coding in held],
        )
    return len(held)


@transaction.atomic
def code_passage(
    place: Place,
    *,
    start: int,
    end: int,
    theme: Theme,
    by: User,
    stance: Stance | str = "",
    reason: str = "",
) -> Coding:
    """Code a passage of a person's own choice: characters start to end of a place in what a
    contribution says now (`queries.places`).

    Where that passage is coded with the theme already, that coding is confirmed. Raises Refused
    when the span is not within the text, the words are those of an earlier version, or the theme
    is not one of the codebook in force.
    """
    contribution = place.version.contribution
    what = _("The passage was not coded.")
    _check_theme(theme, contribution.consultation, what)
    if not 0 <= start < end <= len(place.text) or end - start > LONGEST_PASSAGE:
        raise Refused(what, _("The passage is not within the text."), _("Choose it again."))
    if current_version(contribution) != place.version:
        raise Refused(
            what, _("The contribution was corrected meanwhile."), _("Read it as it stands now.")
        )
    text = place.text[start:end]
    passage, _created = Passage.objects.get_or_create(
        version=place.version,
        answer=place.answer,
        document=place.document,
        page=place.page,
        start=start,
        end=end,
        defaults={
            "contribution": contribution,
            "text": text,
            "language": tell_language(text) or place.language,
        },
    )
    held = passage.codings.filter(theme=theme, ended_at__isnull=True).first()
    if held is not None:
        return decide(held, state=CodingState.CONFIRMED, by=by, stance=stance, reason=reason)
    coding = Coding.objects.create(
        passage=passage,
        theme=theme,
        stance=stance,
        state=CodingState.CONFIRMED,
        note=reason,
        decided_by=by,
        decided_at=timezone.now(),
    )
    _record("code_passage", coding, by)
    return coding


def _locked(coding: Coding) -> Coding:
    return (
        Coding.objects.select_for_update(of=("self",))
        .select_related("theme__codebook__consultation", "passage")
        .get(pk=coding.pk)
    )


def _check_decision(coding: Coding, state: CodingState, theme: Theme | None) -> None:
    what = _("The decision was not taken.")
    if state not in DECISIONS:
        raise Refused(
            what,
            _("A proposal is either confirmed or rejected."),
            _("To take a decision back, undo it."),
        )
    if theme is not None and theme != coding.theme:
        _check_theme(theme, coding.theme.codebook.consultation, what)


def _check_theme(theme: Theme, consultation: Consultation, what: str) -> None:
    if codebook_in_force(consultation) != theme.codebook:
        raise Refused(
            what,
            _("The theme is not one of the codebook in force."),
            _("Choose a theme of the version published last."),
        )


def _set(
    coding: Coding,
    *,
    state: CodingState,
    by: User,
    stance: Stance | str,
    reason: str,
    now: datetime,
) -> Coding:
    if coding.state == CodingState.PROPOSED:
        coding.state, coding.stance, coding.note = state, stance, reason
        coding.decided_by, coding.decided_at = by, now
        coding.save(update_fields=["state", "stance", "note", "decided_by", "decided_at"])
        return coding
    if (coding.state, coding.stance, coding.note) == (state, stance, reason or coding.note):
        return coding
    return _replace(coding, coding.theme, state, by=by, stance=stance, reason=reason, now=now)


def _change_theme(
    coding: Coding, theme: Theme, *, by: User, stance: Stance | str, reason: str, now: datetime
) -> Coding:
    there = coding.passage.codings.filter(theme=theme, ended_at__isnull=True).first()
    if there is None:
        return _replace(
            coding, theme, CodingState.CONFIRMED, by=by, stance=stance, reason=reason, now=now
        )
    _set(coding, state=CodingState.REJECTED, by=by, stance="", reason=reason, now=now)
    return _set(there, state=CodingState.CONFIRMED, by=by, stance=stance, reason=reason, now=now)


def _replace(
    coding: Coding,
    theme: Theme,
    state: CodingState,
    *,
    by: User,
    stance: Stance | str,
    reason: str,
    now: datetime,
) -> Coding:
    coding.ended_at = now
    coding.save(update_fields=["ended_at"])
    return Coding.objects.create(
        passage=coding.passage,
        theme=theme,
        stance=stance,
        state=state,
        method=coding.method,
        reason=coding.reason,
        probability=coding.probability,
        like=coding.like,
        note=reason,
        decided_by=by,
        decided_at=now,
        replaces=coding,
    )


def _restore(earlier: Coding, *, over: Coding, proposed: bool = False) -> None:
    """Let what `earlier` said stand again, in place of `over`."""
    decided = earlier.decided_by_id is not None and not proposed
    Coding.objects.create(
        passage_id=earlier.passage_id,
        theme_id=earlier.theme_id,
        stance=earlier.stance if decided else "",
        state=earlier.state if decided else CodingState.PROPOSED,
        method=earlier.method,
        reason=earlier.reason,
        probability=earlier.probability,
        like=earlier.like,
        note=earlier.note if decided else "",
        decided_by_id=earlier.decided_by_id if decided else None,
        decided_at=earlier.decided_at if decided else None,
        replaces=over,
    )


def _record(act: str, coding: Coding, by: User) -> None:
    consultation = coding.theme.codebook.consultation
    record(
        f"analysis.{act}",
        coding,
        by=by,
        consultation=consultation.slug,
        theme=coding.theme.key,
        state=coding.state,
        stance=coding.stance,
    )
