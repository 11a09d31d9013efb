"""The table: how many contributions, from which group, in which mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from rapporteur.base.languages import said
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.models import Contribution, CountingRule, Signatory
from rapporteur.stages.contributions.queries.register import (
    STANDING,
    counted,
    current_versions,
    entries,
)
from rapporteur.stages.contributions.rules import Standing, name_key
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

# Where a consultation has no rule of its own: the rule of the report of 2011, paras. 10 and 11.
USUAL_RULES: dict[Mode, tuple[bool, Promise]] = {
    Mode.WRITTEN: (
        True,
        gettext_lazy(
            "Written comments: one for each entry of the register, however many times its text "
            "was sent and however many signed it."
        ),
    ),
    Mode.PRESENTATION: (
        True,
        gettext_lazy(
            "Presentations: one for each that was made at the meeting; its text is not counted "
            "as a written comment too."
        ),
    ),
    Mode.INFORMAL: (
        False,
        gettext_lazy(
            "Informal interventions: one for each participant in the open discussion; they are "
            "in addition to the written and oral contributions."
        ),
    ),
}


@dataclass(frozen=True)
class Column:
    """A mode of contributing, the heading of its column and its counting rule, per language."""

    mode: Mode
    headings: Mapping[str, str]
    rules: Mapping[str, str]
    in_headline: bool
    total: int

    @property
    def heading(self) -> str:
        return said(self.headings)

    @property
    def rule(self) -> str:
        return said(self.rules)


@dataclass(frozen=True)
class Row:
    """A group and how many of each mode, in the order of the columns. `group` is None for what is
    in no group yet, which is a row only where there is such a thing."""

    group: Group | None
    counts: tuple[int, ...]

    @property
    def names(self) -> Mapping[str, str]:
        return self.group.names if self.group else in_every_language(_NO_GROUP)

    @property
    def label(self) -> str:
        return said(self.names) or str(self.group)

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class LeftOut:
    """Entries of the register that are not in the table."""

    voided: int
    withdrawn: int
    late: int

    def __bool__(self) -> bool:
        return bool(self.voided or self.withdrawn or self.late)

    @property
    def sentence(self) -> str:
        """What is not in the table and why; empty where nothing is left out."""
        if not self:
            return ""
        return _(
            "Not in the table: %(late)d received after the final date and not admitted, "
            "%(withdrawn)d withdrawn, %(voided)d voided."
        ) % {"late": self.late, "withdrawn": self.withdrawn, "voided": self.voided}


@dataclass(frozen=True)
class Tally:
    """Groups down, modes across.

    total: all that is counted. headline: that of the modes whose rule enters the headline.
    distinct_texts: how many different texts among them (word for word); distinct_contributors:
    how many different names, each signatory one of them. Both None where it is not known: in a
    consultation that was reconstructed from a published table. The three counts belong together.
    """

    consultation: Consultation
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    distinct_texts: int | None
    distinct_contributors: int | None
    left_out: LeftOut

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(column.total for column in self.columns)

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def headline(self) -> int:
        return sum(column.total for column in self.columns if column.in_headline)

    @property
    def notes(self) -> list[str]:
        """The counting rules and what is left out: printed under the table, always."""
        return [*(column.rule for column in self.columns), *filter(None, [self.left_out.sentence])]


def tally(consultation: Consultation, *, before: datetime | None = None) -> Tally:
    """Count the register of a consultation. Which entries count: `rules.standing`.

    before: count what was registered before that instant alone (the cut-off of a report).
    """
    held = counted(consultation, before=before)
    cells: dict[tuple[int | None, str], int] = {
        (row["group"], row["mode"]): row["many"]
        for row in held.order_by().values("group", "mode").annotate(many=Count("pk"))
    }
    own_rules = {
        Mode(rule.mode): rule for rule in CountingRule.objects.filter(consultation=consultation)
    }
    found: list[Group | None] = list(groups(consultation))
    if any(group is None for group, _mode in cells):
        found.append(None)
    return Tally(
        consultation=consultation,
        columns=tuple(
            _column(
                mode,
                own_rules.get(mode),
                sum(many for (_group, of), many in cells.items() if of == mode),
            )
            for mode in Mode
        ),
        rows=tuple(
            Row(group, tuple(cells.get((group.pk if group else None, mode), 0) for mode in Mode))
            for group in found
        ),
        distinct_texts=None if consultation.reconstructed else _distinct_texts(held),
        distinct_contributors=(
            None if consultation.reconstructed else _distinct_contributors(held)
        ),
        left_out=_left_out(consultation, before),
    )


def _column(mode: Mode, own: CountingRule | None, total: int) -> Column:
    in_headline, usual = USUAL_RULES[mode]
    return Column(
        mode=mode,
        headings=(own and own.columns) or in_every_language(mode.label),
        rules=(own and own.texts) or in_every_language(usual),
        in_headline=own.in_headline if own else in_headline,
        total=total,
    )


def _distinct_texts(contributions: QuerySet[Contribution]) -> int:
    """Different texts; an intervention that was made without one has none."""
    return (
        current_versions(contributions)
        .exclude(fingerprint="")
        .order_by()
        .values("fingerprint")
        .distinct()
        .count()
    )


def _distinct_contributors(contributions: QuerySet[Contribution]) -> int:
    """Different contributors: by entity, else by the words of the name. One without any name is
    taken for another than all the rest."""
    known: set[object] = set()
    named = contributions.order_by().values_list("pk", "entity", "contributor")
    for pk, entity, name in named:
        known.add(entity or name_key(name) or ("nameless", pk))
    signed = Signatory.objects.filter(contribution__in=contributions.values("pk"), lead=False)
    for entity, name in signed.order_by().values_list("entity", "name"):
        known.add(entity or name_key(name))
    return len(known)


def _left_out(consultation: Consultation, before: datetime | None) -> LeftOut:
    found = entries(consultation)
    if before is not None:
        found = found.filter(registered_at__lt=before)
    counts = found.aggregate(
        **{
            why.value: Count("pk", filter=STANDING[why])
            for why in (Standing.VOIDED, Standing.WITHDRAWN, Standing.LATE)
        }
    )
    return LeftOut(**counts)


def in_every_language(text: str | Promise) -> dict[str, str]:
    """A text of the program in each language of the interface, as a `Multilingual` holds it."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = str(text)
    return said


_NO_GROUP = gettext_lazy("In no group yet")
