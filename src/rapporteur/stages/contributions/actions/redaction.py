"""Deciding what of a contribution is cut before the public reads it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Ground, Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.contributions.actions.publishing import renew_copy
from rapporteur.stages.contributions.actions.screening import record_on
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind, Part
from rapporteur.stages.contributions.models import Finding, Version
from rapporteur.stages.contributions.queries.screening import Spot, Words, words_of

LONGEST_PASSAGE = 20_000  # characters chosen by hand at once


def decide_findings(
    version: Version,
    decisions: Iterable[tuple[Finding, FindingDecision]],
    *,
    by: User | str,
) -> int:
    """Keep or cut what was found; how many decisions are new. Each can be decided otherwise later.

    Where the version is public already, what the public reads follows at once. Words that are cut
    are cut from its other versions that are public too.
    """
    changed = _decide(version, decisions, by)
    if changed:
        renew_copy(version, by=by)
        cut = [each for each in changed if each.decision == FindingDecision.CUT]
        _cut_from_others(version, _words_cut(version, cut), by)
    return len(changed)


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
    """Cut words that a person chose, wherever they stand in a version, and in its other versions
    that are public; in how many places of this one that was.

    Spaces and line ends make no difference. Raises Refused where the words do not stand there.
    """
    what = _("Nothing was cut.")
    if not words.split() or len(words) > LONGEST_PASSAGE:
        raise Refused(what, _("Give the words that are to be cut, as they stand in the text."))
    wanted = {_pattern(words): kind}
    many = _cut_everywhere(version, wanted, by)
    if not many:
        raise Refused(
            what,
            _("These words do not stand in the contribution."),
            _("Copy them from the text below; case and punctuation count."),
        )
    renew_copy(version, by=by)
    _cut_from_others(version, wanted, by)
    return many


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def public_beside(version: Version) -> list[Version]:
    """The other versions of a contribution that the public reads."""
    versions = Version.objects.filter(contribution=version.contribution_id, copy__isnull=False)
    return list(versions.exclude(pk=version.pk).select_related("contribution__consultation"))


def _cut_from_others(
    version: Version, wanted: Mapping[re.Pattern[str], FindingKind], by: User | str
) -> None:
    if not wanted:
        return
    for other in public_beside(version):
        _cut_everywhere(other, wanted, by)
        language = next(iter(other.contribution.languages), "en")
        gaps = [(pattern, gap(Kind(kind), language)) for pattern, kind in wanted.items()]
        renew_copy(other, by=by, without=gaps)


def _words_cut(version: Version, cut: Iterable[Finding]) -> dict[re.Pattern[str], FindingKind]:
    """The words of findings, with their kinds."""
    texts = {each.spot: each.text for each in words_of(version)}
    return {
        _pattern(words): FindingKind(each.kind)
        for each in cut
        if each.part not in (Part.FILE, Part.AREA)
        and (words := texts.get(each.spot, "")[each.start : each.end]).strip()
    }


def _cut_everywhere(
    version: Version, wanted: Mapping[re.Pattern[str], FindingKind], by: User | str
) -> int:
    """Cut words of these kinds wherever they stand in a version; in how many places they do."""
    chosen = [
        chosen_in(text, version, found.start(), found.end(), by, kind=kind)
        for text in words_of(version)
        for pattern, kind in wanted.items()
        for found in pattern.finditer(text.text)
    ]
    if chosen:
        with transaction.atomic():
            cut_chosen(version, chosen, by)
            record_on("cut_passage", version, by, places=len(chosen))
    return len(chosen)


def chosen_in(
    words: Words,
    version: Version,
    start: int,
    end: int,
    by: User | str,
    **fields: Any,
) -> Finding:
    """A finding, not saved, that a person chose to cut. fields: what else is in it."""
    return Finding(
        version=version,
        answer=words.answer,
        document=words.document,
        page=words.page,
        start=start,
        end=end,
        ground=Ground.PASSAGE,
        language=words.language,
        decision=FindingDecision.CUT,
        decided_by=str(by)[:200],
        decided_at=timezone.now(),
        **{"part": words.part, "kind": FindingKind.PASSAGE, **fields},
    )


def cut_chosen(version: Version, chosen: Iterable[Finding], by: User | str) -> None:
    """Save what a person chose to cut; what is there already is cut, whatever was decided."""
    held = {each.place: each for each in version.findings.select_for_update(of=("self",))}
    fresh = {each.place: each for each in chosen}
    again = [(held[place], FindingDecision.CUT) for place in fresh if place in held]
    Finding.objects.bulk_create(each for place, each in fresh.items() if place not in held)
    _decide(version, again, by)


@transaction.atomic
def _decide(
    version: Version, decisions: Iterable[tuple[Finding, FindingDecision]], by: User | str
) -> list[Finding]:
    """The findings on which the decision is new. With what is cut goes what was found within."""
    held = {each.pk: each for each in version.findings.select_for_update(of=("self",))}
    now, changed, within = timezone.now(), dict[int, Finding](), _Within(held.values())
    for finding, decision in decisions:
        mine = held.get(finding.pk)
        if mine is not None and mine.decision != decision:
            its = within.undecided(mine) if decision == FindingDecision.CUT else []
            for each in (mine, *its):
                each.decision, each.decided_by, each.decided_at = decision, str(by)[:200], now
                changed[each.pk] = each
    Finding.objects.bulk_update(changed.values(), ["decision", "decided_by", "decided_at"])
    if changed:
        record_on(
            "decide_findings",
            version,
            by,
            decisions=[[each.pk, each.kind, each.decision] for each in changed.values()],
        )
    return list(changed.values())


class _Within:
    """Of the findings of a version, those that lie within another."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._at: dict[Spot, list[Finding]] = {}
        for each in sorted(findings, key=attrgetter("start")):
            if each.part not in (Part.FILE, Part.AREA):
                self._at.setdefault(each.spot, []).append(each)

    def undecided(self, outer: Finding) -> list[Finding]:
        beside = self._at.get(outer.spot, [])
        first = bisect_left(beside, outer.start, key=attrgetter("start"))
        behind = bisect_left(beside, outer.end, lo=first, key=attrgetter("start"))
        inner = beside[first:behind]
        return [each for each in inner if each.end <= outer.end and not each.decision]
