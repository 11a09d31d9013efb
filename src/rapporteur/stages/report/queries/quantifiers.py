"""The words of quantity in a draft ("most", "several") against the coded evidence (`ties`)."""

from collections.abc import Iterable, Iterator
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
from rapporteur.core.evidence.quantifiers.checking import Answer, Counts, answer
from rapporteur.core.evidence.quantifiers.constituencies import (
    Constituencies,
    Constituency,
    default_constituencies,
)
from rapporteur.core.evidence.quantifiers.finding import Found, find
from rapporteur.core.text.passages import sentences
from rapporteur.stages.analysis.queries import Rightness, policy_in_force, rightness
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.ties import Tie, ties
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups as groups_of


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
    right = rightness(report.consultation)
    found = []
    for sentence in _sentences(tree):
        quantifiers = find(
            sentence.words, report.language, policy=policy, constituencies=vocabulary
        )
        if quantifiers or sentence.cites:
            found.append((sentence, quantifiers))
    tied = ties(report, groups, (sentence.cites for sentence, _quantifiers in found))
    return tuple(
        _checked(sentence, quantifiers, tied.get(sentence.cites), right)
        for sentence, quantifiers in found
    )


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
