"""Proposing codings by what persons have confirmed so far, for a person to decide."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rapporteur.base.models import User
from rapporteur.core.coding.proposals import Candidate, Example
from rapporteur.core.text.parts import substance
from rapporteur.core.text.passages import sentences
from rapporteur.core.text.spans import Span
from rapporteur.stages.analysis.actions.proposing import (
    Find,
    Proposed,
    codebook_to_propose_by,
    propose_in_portions,
    terms_of,
)
from rapporteur.stages.analysis.choices import CodingState, SearchEnd
from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.analysis.queries import Place, codings, places
from rapporteur.stages.contributions.models import Contribution, Version
from rapporteur.stages.mandate.models import Consultation

MOST = 5000  # passages to learn from, those decided on last: a quarter of an hour of learning
SHORTEST, LONGEST = 20, 1000  # characters of a sentence that is looked at


@dataclass(frozen=True)
class Learned:
    """proposed: what is new. themes: how many themes the learner knows enough of to propose.
    end: DONE where there are some, else why there is none."""

    proposed: Proposed
    themes: int
    end: SearchEnd = SearchEnd.DONE


def propose_by_learning(
    consultation: Consultation,
    *,
    by: User | str,
    contributions: QuerySet[Contribution] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Learned:
    """Propose a coding wherever a sentence is like those that persons confirmed for a theme.

    It learns from the passages on which persons decided last, MOST of them at most; what is
    proposed says how likely it is, the words that weighed most and the confirmed passages most
    like it. Running heads and the head and foot of letters are passed over. As with terms, what was
    ever coded with a theme is left as it is. Where there is too little to learn from, or no
    scikit-learn, nothing is proposed. Raises Refused when no codebook is published.
    """
    codebook = codebook_to_propose_by(consultation)
    nothing = Proposed(0, 0, 0)
    try:
        from rapporteur.core.coding import learner
    except ImportError:
        return Learned(nothing, 0, SearchEnd.NO_LIBRARY)
    try:
        learned = learner.learn(examples(consultation), terms=terms_of(codebook))
    except learner.TooFew:
        return Learned(nothing, 0, SearchEnd.TOO_FEW)

    def find(version: Version) -> Iterator[Find]:
        held = list(_sentences(version))
        candidates = [
            Candidate(str(at), span.of(place.text), contribution=str(version.contribution_id))
            for at, (place, span) in enumerate(held)
        ]
        for one in learned.propose(candidates).proposals:
            place, span = held[int(one.candidate)]
            like = tuple(map(int, one.like))
            words = "; ".join(one.words)
            yield Find(
                place,
                span.start,
                span.end,
                one.theme,
                one.method,
                words,
                place.language,
                one.probability,
                like,
            )

    proposed = propose_in_portions(
        codebook,
        find,
        method=learner.METHOD,
        by=by,
        contributions=contributions,
        progress=progress,
    )
    return Learned(proposed, len(learned.qualities))


def examples(consultation: Consultation) -> list[Example]:
    """The passages on which persons decided last, MOST at most, with the themes confirmed: none
    where all were rejected. Passages of contributions that copy one another, word for word, nearly,
    or from one template, are of one campaign, so that none of them judges what another taught."""
    confirmed: dict[int, set[str]] = {}
    decided: dict[int, datetime] = {}
    passages: dict[int, Passage] = {}
    for coding in codings(consultation).exclude(state=CodingState.PROPOSED):
        passages[coding.passage_id] = coding.passage
        if coding.decided_at is not None:
            before = decided.get(coding.passage_id, coding.decided_at)
            decided[coding.passage_id] = max(before, coding.decided_at)
        keys = confirmed.setdefault(coding.passage_id, set())
        if coding.state == CodingState.CONFIRMED:
            keys.add(coding.theme.key)
    last = sorted(decided, key=lambda key: (decided[key], key), reverse=True)[:MOST]
    campaigns = _campaigns({passages[key].version_id for key in last})
    return [
        Example(
            Candidate(
                str(key),
                passage.text,
                passage.language or None,
                contribution=str(passage.contribution_id),
                campaign=campaigns.get(str(passage.version_id), ""),
            ),
            frozenset(confirmed[key]),
        )
        for key, passage in ((key, passages[key]) for key in last)
    ]


def _campaigns(versions: Iterable[int]) -> dict[str, str]:
    """The campaign of each version that copies another of these."""
    from rapporteur.core.campaigns.find import Contribution, find_campaigns

    read = Version.objects.filter(pk__in=list(versions)).prefetch_related("answers", "documents")
    said = (
        Contribution(str(version.pk), "\n".join(place.text for place in places(version)))
        for version in read.select_related("contribution")
    )
    return {member.id: member.campaign for member in find_campaigns(said).members}


def _sentences(version: Version) -> Iterator[tuple[Place, Span]]:
    """The sentences of what a contribution says, without the head and foot of a letter."""
    for place in places(version):
        for _page, run in substance([(1, place.text)]):
            for span in sentences(run.of(place.text)):
                if SHORTEST <= span.end - span.start <= LONGEST:
                    yield place, Span(run.start + span.start, run.start + span.end)
