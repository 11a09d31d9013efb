"""Writing what words of quantity promise. A published version stays as it is; a change makes the
next, and where nothing was changed the package's policy stands."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.evidence.quantifiers.policy import (
    Quantifier,
    by_meaning,
    read_lines,
    written,
)
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.stages.analysis.models import QuantifierPolicy
from rapporteur.stages.analysis.queries import draft_policy, own_lines, policies, policy_of
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def change_quantifier(
    consultation: Consultation,
    line: Quantifier,
    *,
    by: User | str,
    instead_of: Quantifier | None = None,
) -> QuantifierPolicy:
    """Write a line of the policy anew, or add it, in the version that is being worked on.

    instead_of: the line that it takes the place of. The other lines of the same language and key
    stay beside it. Raises Refused where another line with its language, key and form is there.
    """
    version = _in_work(consultation)
    held = [
        each
        for each in policy_of(version).quantifiers
        if (each.language, each.key) == (line.language, line.key)
    ]
    if any(each.form == line.form and each != instead_of for each in held):
        raise Refused(
            _("The line was not written."),
            _("The policy has a line with the key “%(key)s” whose words stand so.")
            % {"key": line.key},
            _("Change that one, or choose another key."),
        )
    same = [line if each == instead_of else each for each in held]
    return _write(version, [*_others(version, line), *same, *([] if line in same else [line])], by)


@transaction.atomic
def restore_quantifier(
    consultation: Consultation, *, language: str, key: str, by: User | str
) -> QuantifierPolicy:
    """Let the package's lines of a language and key stand again; one that it has not is gone."""
    version = _in_work(consultation)
    kept = [each for each in own_lines(version) if (each.language, each.key) != (language, key)]
    return _write(version, kept, by)


@transaction.atomic
def take_policy(consultation: Consultation, table: str, *, by: User | str) -> QuantifierPolicy:
    """Take a whole table (CSV) as the lines that stand in place of the package's.

    What it has in common with the package's is not kept twice. Raises Refused with the line and
    the field that is wrong.
    """
    try:
        lines = list(read_lines(table))
    except QuantifierProblem as problem:
        raise Refused(
            _("The table was not taken."), str(problem), _("Mend it, and hand it in again.")
        ) from None
    package = by_meaning(policy_of(None).quantifiers)
    own = [
        each
        for meaning, held in by_meaning(lines).items()
        if set(package.get(meaning, ())) != set(held)
        for each in held
    ]
    return _write(_in_work(consultation), own, by)


@transaction.atomic
def publish_policy(consultation: Consultation, *, reason: str, by: User | str) -> QuantifierPolicy:
    """Fix the version that is being worked on and let it be in force. reason: why it differs, for
    the public. Raises Refused where there is none to publish, or no reason."""
    what = _("The policy was not published.")
    version = draft_policy(_locked(consultation))
    if version is None:
        raise Refused(what, _("Nothing of it was changed."), _("Change a line first."))
    if not reason.strip():
        raise Refused(what, _("No reason is given."), _("Say for the public why it is changed."))
    version.reason = reason.strip()
    version.published_by, version.published_at = str(by)[:200], timezone.now()
    version.save(update_fields=["reason", "published_by", "published_at"])
    _record("publish_policy", version, by)
    return version


@transaction.atomic
def discard_policy(consultation: Consultation, *, by: User | str) -> None:
    """Throw away the version that is being worked on; what is published stays in force."""
    version = draft_policy(_locked(consultation))
    if version is not None:
        _record("discard_policy", version, by)
        version.delete()


def _in_work(consultation: Consultation) -> QuantifierPolicy:
    """The version that is being worked on, begun from the one in force where there is none."""
    consultation = _locked(consultation)
    version = draft_policy(consultation)
    if version is not None:
        return version
    earlier = policies(consultation).last()
    return QuantifierPolicy.objects.create(
        consultation=consultation,
        version=earlier.version + 1 if earlier else 1,
        lines=earlier.lines if earlier else "",
    )


def _others(version: QuantifierPolicy, line: Quantifier) -> list[Quantifier]:
    return [
        each
        for each in own_lines(version)
        if (each.language, each.key) != (line.language, line.key)
    ]


def _write(
    version: QuantifierPolicy, lines: Sequence[Quantifier], by: User | str
) -> QuantifierPolicy:
    version.lines = written(lines) if lines else ""
    version.save(update_fields=["lines"])
    _record("change_policy", version, by, lines=len(lines))
    return version


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update().get(pk=consultation.pk)


def _record(act: str, version: QuantifierPolicy, by: User | str, **particulars: object) -> None:
    record(
        f"analysis.{act}",
        version,
        by=by,
        consultation=version.consultation.slug,
        version=version.version,
        **particulars,
    )
