"""The words of quantity in a draft ("most", "several") against the coded evidence.

What a sentence says is known by what it cites: the theme, and the stance on it, that most of its
passages are coded with. Said by: those who take that stance, as a person confirmed. The
denominator: those who address the theme; for a position, those who hold it or one beside it under
the same theme.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order
from rapporteur.core.document.tree import (
    Citation,
    Document,
    Paragraph,
    Quotation,
    Runs,
    Table,
    runs_of,
)
from rapporteur.core.evidence.quantifiers.checking import Answer, Count, Counts, answer
from rapporteur.core.evidence.quantifiers.constituencies import (
    EVERYBODY,
    Constituencies,
    Constituency,
    default_constituencies,
)
from rapporteur.core.evidence.quantifiers.finding import Found, find
from rapporteur.core.text.passages import sentences
from rapporteur.stages.analysis.choices import Stance, ThemeKind
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries import (
    Heard,
    Rightness,
    heard,
    policy_in_force,
    rightness,
)
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.standing import is_passage
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups as groups_of

_AGAINST = {
    Stance.SUPPORTS: {Stance.OPPOSES},
    Stance.PROPOSES: {Stance.OPPOSES},
    Stance.OPPOSES: {Stance.SUPPORTS, Stance.PROPOSES},
    Stance.REPORTS: set[Stance](),
}


@dataclass(frozen=True)
class Tie:
    """What a sentence is about, by what it cites.

    stance: None where its passages have none. counts: None where nobody can count, since the
    passages have no stance and the theme is no position. against: codings that speak against it.
    behalf: for whom those who say it speak besides, as they state it.
    """

    theme: Theme
    stance: Stance | None
    counts: Counts | None
    against: tuple[Coding, ...] = ()
    behalf: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A sentence that cites evidence or has a quantifier.

    paragraph: its number; None in the summary and the like. tie: None where it cites nothing that
    is coded. answers: one for each quantifier.
    """

    paragraph: int | None
    words: str
    cites: tuple[str, ...]
    tie: Tie | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class _Sentence:
    paragraph: int | None
    words: str
    cites: tuple[str, ...]


def checked(report: Report, tree: Document) -> tuple[Checked, ...]:
    """Every sentence of a draft that cites evidence or has a quantifier, in reading order.

    Where second readings say how often a coding is right, each answer says how often its promise
    would be broken. The words promise what the consultation's policy says
    (`analysis.queries.policy_in_force`). A figure that the draft asks for is computed and needs no
    check; a quotation is another's.
    """
    groups = list(groups_of(report.consultation))
    vocabulary, policy = _vocabulary(groups), policy_in_force(report.consultation)
    evidence: _Evidence | None = None
    right = rightness(report.consultation)
    found = []
    for sentence in _sentences(tree):
        quantifiers = find(
            sentence.words, report.language, policy=policy, constituencies=vocabulary
        )
        if not (quantifiers or sentence.cites):
            continue
        if sentence.cites and evidence is None:
            evidence = _Evidence(heard(report.consultation, before=report.cut_off), groups)
        tie = evidence.tie(sentence.cites) if evidence and sentence.cites else None
        found.append(_checked(sentence, quantifiers, tie, right))
    return tuple(found)


def _checked(
    sentence: _Sentence, quantifiers: Iterable[Found], tie: Tie | None, right: Rightness
) -> Checked:
    counts: Counts = (tie.counts if tie else None) or {}
    coder = right.stances if tie and tie.stance else right.themes
    return Checked(
        sentence.paragraph,
        sentence.words,
        sentence.cites,
        tie,
        tuple(answer(each, counts, coder=coder) for each in quantifiers),
    )


def _sentences(tree: Document) -> Iterator[_Sentence]:
    numbers = number(tree)
    for block in reading_order(tree):
        if isinstance(block, Heading | Quotation | Table):
            continue
        paragraph = numbers.paragraphs.get(block.id) if isinstance(block, Paragraph) else None
        for runs in runs_of(block):
            yield from _of_runs(paragraph, runs, numbers)


def _of_runs(paragraph: int | None, runs: Runs, numbers: Numbers) -> Iterator[_Sentence]:
    """The sentences of a stretch of words; each cites what any of its words rest on."""
    words, cited = "", list[tuple[int, int, tuple[str, ...]]]()
    for run in runs:
        start = len(words)
        words += numbers.plain((run,))
        if isinstance(run, Citation):
            cited.append((start, len(words), run.evidence))
    for span in sentences(words):
        here = (
            reference
            for start, end, evidence in cited
            if start < span.end and span.start < end
            for reference in evidence
        )
        yield _Sentence(paragraph, span.of(words), tuple(dict.fromkeys(here)))


def _vocabulary(groups: Iterable[Group]) -> Constituencies:
    """The package's names of constituencies, and the consultation's own groups by their names."""
    own = (
        Constituency(language, group.key, (words,))
        for group in groups
        for language, name in group.names.items()
        if (words := name.replace("*", " ").replace("…", " ").replace("|", " ").strip())
        and any(sign.isalpha() for sign in words)
    )
    return default_constituencies().and_also(own)


class _Evidence:
    """The confirmed codings, looked up by what a sentence cites and by theme."""

    def __init__(self, held: Heard, groups: Iterable[Group]) -> None:
        self.held = held
        self.keys = {group.pk: group.key for group in groups}
        self.by_reference: Mapping[str, list[Coding]] = defaultdict(list)
        self.by_theme: Mapping[int, list[Coding]] = defaultdict(list)
        for coding in held.codings:
            self.by_theme[coding.theme_id].append(coding)
            self.by_reference[f"p{coding.passage_id}"].append(coding)
            register_number = coding.passage.contribution.register_number
            self.by_reference[register_number.upper()].append(coding)

    def tie(self, cites: Iterable[str]) -> Tie | None:
        """The theme and stance that most of these references are coded with, before all those
        that can be counted; a passage says more of what is meant than a contribution does."""
        weights: Counter[tuple[int, str]] = Counter()
        themes: dict[int, Theme] = {}
        for reference in cites:
            passage = is_passage(reference)
            name = reference if passage else reference.upper()
            held = {
                (each.theme_id, each.stance): each.theme for each in self.by_reference.get(name, ())
            }
            for (key, stance), theme in held.items():
                themes[key] = theme
                weights[key, stance] += 1000 if passage else 1
        if not weights:
            return None

        def rank(each: tuple[int, str]) -> tuple[bool, int]:
            counts = bool(each[1]) or themes[each[0]].kind == ThemeKind.POSITION
            return counts, weights[each]

        key, stance = max(weights, key=rank)
        return self._tied(themes[key], Stance(stance) if stance else None)

    def _tied(self, theme: Theme, stance: Stance | None) -> Tie:
        own = self.by_theme[theme.pk]
        position = theme.kind == ThemeKind.POSITION
        beside = self._beside(theme) if position else []
        if position and stance is not Stance.OPPOSES:
            saying = [each for each in own if each.stance != Stance.OPPOSES]
            against = [each for each in own if each.stance == Stance.OPPOSES]
            against += [each for each in beside if each.theme.kind == ThemeKind.POSITION]
        elif stance is None:
            return Tie(theme, None, None)
        else:
            saying = [each for each in own if each.stance == stance]
            against = [each for each in own if each.stance in _AGAINST[stance]]
        counts = self._counts(saying, [*own, *beside])
        spoken = dict.fromkeys(each.passage.contribution.speaks_for for each in saying)
        return Tie(theme, stance, counts, tuple(against), tuple(filter(None, spoken)))

    def _beside(self, theme: Theme) -> list[Coding]:
        """What is coded with the positions beside one, or with the theme above them."""
        if theme.parent_id is None:
            return []
        return [
            each
            for held in self.by_theme.values()
            for each in held
            if each.theme_id == theme.parent_id
            or (
                each.theme_id != theme.pk
                and each.theme.parent_id == theme.parent_id
                and each.theme.kind == ThemeKind.POSITION
            )
        ]

    def _counts(self, saying: Iterable[Coding], addressing: Iterable[Coding]) -> Counts:
        said = {each.passage.contribution_id for each in saying}
        addressed = {each.passage.contribution_id for each in addressing} | said
        counts = {EVERYBODY: Count(self.held.three(said), self.held.three(addressed))}
        for group, key in self.keys.items():
            within = {pk for pk in addressed if self.held.speakers[pk].group == group}
            counts[key] = Count(self.held.three(said & within), self.held.three(within))
        return counts
