"""One contribution as an analyst reads it: sentence by sentence, with what is coded in each."""

from collections import defaultdict
from dataclasses import dataclass

from rapporteur.core.text.passages import Span, sentences
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries.codings import codings
from rapporteur.stages.analysis.queries.texts import Place, places, texts_of
from rapporteur.stages.analysis.rules import pieces
from rapporteur.stages.contributions.models import Contribution


@dataclass(frozen=True)
class Run:
    """Some words, and the codings in force that cover them."""

    text: str
    codings: tuple[Coding, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence by its number in the contribution, from 1 on, with its place and span there."""

    number: int
    place: Place
    span: Span
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return self.span.of(self.place.text)

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The codings that touch the sentence, each once."""
        return tuple(dict.fromkeys(coding for run in self.runs for coding in run.codings))


@dataclass(frozen=True)
class Reading:
    """A contribution's current words: its places in order, each with its sentences."""

    contribution: Contribution
    parts: tuple[tuple[Place, tuple[Sentence, ...]], ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for _place, held in self.parts for sentence in held)


def reading(contribution: Contribution) -> Reading:
    """Read a contribution as it stands now."""
    one = Contribution.objects.filter(pk=contribution.pk)
    version = texts_of(one).first()
    if version is None:
        return Reading(contribution, ())
    held: dict[object, list[Coding]] = defaultdict(list)
    for coding in codings(contribution.consultation, contributions=one):
        passage = coding.passage
        spot = (passage.version_id, passage.answer_id, passage.document_id, passage.page)
        held[spot].append(coding)
    parts, number = [], 0
    for place in places(version):
        here = held[place.spot]
        spans = [(coding.passage.start, coding.passage.end) for coding in here]
        found = []
        for span in sentences(place.text):
            number += 1
            touching = [
                (coding, each)
                for coding, each in zip(here, spans, strict=True)
                if each[0] < span.end and span.start < each[1]
            ]
            runs = tuple(
                Run(piece.text, tuple(touching[at][0] for at in piece.spans))
                for piece in pieces(
                    place.text,
                    [each for _coding, each in touching],
                    start=span.start,
                    end=span.end,
                )
            )
            found.append(Sentence(number, place, span, runs))
        parts.append((place, tuple(found)))
    return Reading(contribution, tuple(parts))
