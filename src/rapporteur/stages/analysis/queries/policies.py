"""Reading what words of quantity promise in a consultation's report."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.core.evidence.quantifiers.policy import (
    Policy,
    Quantifier,
    default_policy,
    read_lines,
)
from rapporteur.stages.analysis.models import QuantifierPolicy
from rapporteur.stages.mandate.models import Consultation


def policies(consultation: Consultation) -> QuerySet[QuantifierPolicy]:
    """Every version of a consultation's own policy, the first first."""
    return QuantifierPolicy.objects.filter(consultation=consultation)


def published_policy(consultation: Consultation) -> QuantifierPolicy | None:
    """The version published last; None where the package's policy stands."""
    return policies(consultation).filter(published_at__isnull=False).last()


def draft_policy(consultation: Consultation) -> QuantifierPolicy | None:
    """The version that is being worked on; None where there is none."""
    return policies(consultation).filter(published_at__isnull=True).last()


def own_lines(version: QuantifierPolicy | None) -> tuple[Quantifier, ...]:
    """The lines of a version that stand in place of the package's, or beside them."""
    return tuple(read_lines(version.lines)) if version is not None and version.lines else ()


def policy_of(version: QuantifierPolicy | None) -> Policy:
    """The whole policy of a version: the package's, with its own lines in place of those of the
    same language and key."""
    own = own_lines(version)
    return default_policy().with_lines(own) if own else default_policy()


def policy_in_force(consultation: Consultation) -> Policy:
    """What the words of a report are checked by: the version published last, or the package's."""
    return policy_of(published_policy(consultation))


@dataclass(frozen=True)
class PolicyLine:
    """A line as a page shows it. own: whether it differs from the package's."""

    quantifier: Quantifier
    own: bool


def policy_lines(version: QuantifierPolicy | None, language: str) -> tuple[PolicyLine, ...]:
    """The lines of a language, in the package's order, with what is added at the end."""
    known = set(default_policy().quantifiers)
    return tuple(
        PolicyLine(each, each not in known)
        for each in policy_of(version).quantifiers
        if each.language == language
    )


def line_named(
    version: QuantifierPolicy | None, language: str, key: str, form: str
) -> Quantifier | None:
    """The line of a language, key and form; None where there is none."""
    return next(
        (
            each
            for each in policy_of(version).quantifiers
            if (each.language, each.key, each.form.value) == (language, key, form)
        ),
        None,
    )
