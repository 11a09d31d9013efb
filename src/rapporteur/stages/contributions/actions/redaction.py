"""Deciding what of a contribution is cut before the public reads it."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Ground
from rapporteur.stages.contributions.actions.publishing import renew_copy
from rapporteur.stages.contributions.actions.screening import record_on
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind
from rapporteur.stages.contributions.models import Finding, Version
from rapporteur.stages.contributions.queries.screening import words_of

LONGEST_PASSAGE = 20_000  # characters chosen by hand at once


def decide_findings(
    version: Version,
    decisions: Iterable[tuple[Finding, FindingDecision]],
    *,
    by: User | str,
) -> int:
    """Keep or cut what was found; how many decisions are new. Each can be decided otherwise later.

    Where the version is public already, what the public reads follows at once.
    """
    changed = _decide(version, decisions, by)
    if changed:
        renew_copy(version, by=by)
    return changed


def decide_kind(
    version: Version, kind: FindingKind | None, decision: FindingDecision, *, by: User | str
) -> int:
    """Keep or cut everything of a kind (None: of every kind) that is undecided; how many it was."""
    waiting = version.findings.filter(decision="")
    if kind is not None:
        waiting = waiting.filter(kind=kind)
    return decide_findings(version, [(each, decision) for each in waiting], by=by)


def cut_passage(
    version: Version, *, words: str, by: User | str, kind: FindingKind = FindingKind.PASSAGE
) -> int:
    """Cut words that a person chose, wherever they stand in a version; in how many places that was.

    Spaces and line ends make no difference. Raises Refused where the words do not stand there.
    """
    what = _("Nothing was cut.")
    wanted = words.split()
    if not wanted or len(words) > LONGEST_PASSAGE:
        raise Refused(what, _("Give the words that are to be cut, as they stand in the text."))
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)))
    now = timezone.now()
    chosen = [
        Finding(
            version=version,
            part=text.part,
            answer=text.answer,
            document=text.document,
            page=text.page,
            start=found.start(),
            end=found.end(),
            kind=kind,
            ground=Ground.PASSAGE,
            language=text.language,
            decision=FindingDecision.CUT,
            decided_by=str(by)[:200],
            decided_at=now,
        )
        for text in words_of(version)
        for found in pattern.finditer(text.text)
    ]
    if not chosen:
        raise Refused(
            what,
            _("These words do not stand in the contribution."),
            _("Copy them from the text below; case and punctuation count."),
        )
    with transaction.atomic():
        held = {
            (each.spot, each.start, each.end): each
            for each in version.findings.select_for_update(of=("self",))
        }
        again = [
            (held[key], FindingDecision.CUT)
            for each in chosen
            if (key := (each.spot, each.start, each.end)) in held
        ]
        Finding.objects.bulk_create(
            each for each in chosen if (each.spot, each.start, each.end) not in held
        )
        record_on("cut_passage", version, by, places=len(chosen))
        _decide(version, again, by)
    renew_copy(version, by=by)
    return len(chosen)


@transaction.atomic
def _decide(
    version: Version, decisions: Iterable[tuple[Finding, FindingDecision]], by: User | str
) -> int:
    """How many decisions are new."""
    held = {each.pk: each for each in version.findings.select_for_update(of=("self",))}
    now, changed = timezone.now(), []
    for finding, decision in decisions:
        mine = held.get(finding.pk)
        if mine is not None and mine.decision != decision:
            mine.decision, mine.decided_by, mine.decided_at = decision, str(by)[:200], now
            changed.append(mine)
    Finding.objects.bulk_update(changed, ["decision", "decided_by", "decided_at"])
    if changed:
        record_on(
            "decide_findings",
            version,
            by,
            decisions=[[each.pk, each.kind, each.decision] for each in changed],
        )
    return len(changed)
