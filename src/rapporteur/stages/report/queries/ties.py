"""What the sentences of a draft are about, by what they cite, and how that is counted.

What a sentence says is known by what it cites: the theme, and the stance on it, that most of its
passages are coded with. Said by: those who take that stance, as a person confirmed. The
denominator: those who address the theme; for a position, those who hold it or one beside it under
the same theme.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from rapporteur.core.evidence.quantifiers.checking import Count, Counts
from rapporteur.core.evidence.quantifiers.constituencies import EVERYBODY
from rapporteur.stages.analysis.choices import Stance, ThemeKind
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries import Confirmed, Heard
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.standing import is_passage, named
from rapporteur.stages.stakeholders.models import Group

SHOWN = 5
"""Passages that are shown against a sentence before the page of its theme is offered."""

_AGAINST = {
    Stance.SUPPORTS: {Stance.OPPOSES},
    Stance.PROPOSES: {Stance.OPPOSES},
    Stance.OPPOSES: {Stance.SUPPORTS, Stance.PROPOSES},
    Stance.REPORTS: set[Stance](),
}

Cites = tuple[str, ...]
"""References: register numbers, and passages as `p7`."""

What = tuple[int, str]
"""A theme by its key, and a stance on it ("" for none)."""


@dataclass(frozen=True)
class Tie:
    """What a sentence is about, by what it cites.

    stance: None where its passages have none. counts: None where nobody can count, since the
    passages have no stance and the theme is no position. against: the first codings that speak
    against it, of so many in all. behalf: for whom those who say it speak besides, as they state
    it.
    """

    theme: Theme
    stance: Stance | None
    counts: Counts | None
    against: tuple[Coding, ...] = ()
    against_in_all: int = 0
    behalf: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Side:
    """What is confirmed of those who say it, of those who speak against it, and of all who address
    its theme."""

    saying: list[Confirmed]
    against: list[Confirmed]
    addressing: list[Confirmed]


def ties(report: Report, groups: Iterable[Group], cited: Iterable[Cites]) -> dict[Cites, Tie]:
    """The tie of each of these lists of references; one of which nothing is coded is left out.

    What is coded is gone through by its keys, and of the themes that are spoken of alone.
    """
    lists = dict.fromkeys(filter(None, cited))
    if not lists:
        return {}
    held = Heard(report.consultation, before=report.cut_off)
    coded = _coded(report, held, lists)
    themes = _codebook_of({theme for whats in coded.values() for theme, _stance in whats})
    about = {each: what for each in lists if (what := _about(each, coded, themes))}
    sides = _sides(held, set(about.values()), themes)
    shown = held.codings([each.coding for side in sides.values() for each in side.against[:SHOWN]])
    keys, behalf = {group.pk: group.key for group in groups}, held.behalf()
    found = {}
    for theme, stance in set(about.values()):
        tie = Tie(themes[theme], Stance(stance) if stance else None, None)
        if (side := sides.get((theme, stance))) is not None:
            spoken = [behalf.get(each.contribution, "") for each in side.saying]
            tie = replace(
                tie,
                counts=_counts(held, side, keys),
                against=tuple(shown[each.coding] for each in side.against[:SHOWN]),
                against_in_all=len(side.against),
                behalf=tuple(dict.fromkeys(filter(None, spoken))),
            )
        found[theme, stance] = tie
    return {references: found[what] for references, what in about.items()}


def _coded(report: Report, held: Heard, lists: Iterable[Cites]) -> dict[str, list[What]]:
    """With what each reference is coded, in the order of the register, each once."""
    passages, contributions = named(report.consultation, {each for one in lists for each in one})
    names: dict[int, list[str]] = defaultdict(list)
    for reference, contribution in contributions.items():
        names[contribution].append(reference)
    found: dict[str, dict[What, None]] = defaultdict(dict)
    for each in held.said_in(passages=passages, contributions=names.keys()):
        for name in (f"p{each.passage}", *names.get(each.contribution, ())):
            found[name][each.theme, each.stance] = None
    return {name: list(whats) for name, whats in found.items()}


def _codebook_of(keys: Collection[int]) -> dict[int, Theme]:
    """These themes and all others of their codebooks, by their keys."""
    codebooks = Theme.objects.filter(pk__in=keys).order_by().values("codebook")
    return {theme.pk: theme for theme in Theme.objects.filter(codebook__in=codebooks)}


def _about(
    cites: Cites, coded: Mapping[str, list[What]], themes: Mapping[int, Theme]
) -> What | None:
    """The theme and stance that most of these references are coded with, before all those that
    can be counted; a passage says more of what is meant than a contribution does."""
    weights: Counter[What] = Counter()
    for reference in cites:
        for what in coded.get(reference, ()):
            weights[what] += 1000 if is_passage(reference) else 1

    def rank(what: What) -> tuple[bool, int]:
        theme, stance = what
        return bool(stance) or themes[theme].kind == ThemeKind.POSITION, weights[what]

    return max(weights, key=rank, default=None)


def _sides(held: Heard, whats: Collection[What], themes: Mapping[int, Theme]) -> dict[What, _Side]:
    """Who says each, who not, and who addresses its theme; without those that nobody can count."""
    beside = {theme: _beside(themes[theme], themes.values()) for theme, _stance in whats}
    by_theme: dict[int, list[Confirmed]] = defaultdict(list)
    for each in held.said(themes={*beside, *chain.from_iterable(beside.values())}):
        by_theme[each.theme].append(each)
    found = {}
    for theme, stance in whats:
        own = by_theme[theme]
        others = [each for key in by_theme if key in beside[theme] for each in by_theme[key]]
        if themes[theme].kind == ThemeKind.POSITION and stance != Stance.OPPOSES:
            saying = [each for each in own if each.stance != Stance.OPPOSES]
            against = [each for each in own if each.stance == Stance.OPPOSES]
            against += [each for each in others if themes[each.theme].kind == ThemeKind.POSITION]
        elif stance:
            saying = [each for each in own if each.stance == stance]
            against = [each for each in own if each.stance in _AGAINST[Stance(stance)]]
        else:
            continue
        found[theme, stance] = _Side(saying, against, [*own, *others])
    return found


def _beside(theme: Theme, themes: Iterable[Theme]) -> frozenset[int]:
    """Of a position, the positions beside it and the theme above them."""
    if theme.kind != ThemeKind.POSITION or theme.parent_id is None:
        return frozenset()
    beside = {
        each.pk
        for each in themes
        if each.parent_id == theme.parent_id and each.kind == ThemeKind.POSITION
    }
    return frozenset({*beside, theme.parent_id} - {theme.pk})


def _counts(held: Heard, side: _Side, groups: Mapping[int, str]) -> Counts:
    """The counts over all, and in each group."""
    said = {each.contribution for each in side.saying}
    addressed = {each.contribution for each in side.addressing} | said
    within: dict[int | None, set[int]] = defaultdict(set)
    for contribution in addressed:
        within[held.group(contribution)].add(contribution)
    counts = {EVERYBODY: Count(held.three(said), held.three(addressed))}
    for group, key in groups.items():
        counts[key] = Count(held.three(said & within[group]), held.three(within[group]))
    return counts
