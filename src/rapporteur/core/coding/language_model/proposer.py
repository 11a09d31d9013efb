"""A language model as one of the methods. It can propose, and nothing else."""

from collections.abc import Callable, Mapping, Sequence

from rapporteur.core.coding.files import Theme
from rapporteur.core.coding.language_model import answers, prompts
from rapporteur.core.coding.language_model.transcript import Transcript
from rapporteur.core.coding.proposals import Candidate, Proposal, Proposals, Silence

METHOD = "language model"

# Messages (role, content) to the text of the answer; raises NoAnswer where there is none.
Ask = Callable[[Sequence[Mapping[str, str]]], str]


class NoAnswer(Exception):
    """The model could not be asked, or did not answer; the message is a sentence."""


class LanguageModelProposer:
    """Asks a model, which is handed in, about one passage after the other.

    themes: the codebook. model: its name, under which answers are recorded. ask: None where only
    what the transcript knows is to be used.
    """

    def __init__(
        self, themes: Sequence[Theme], *, model: str, transcript: Transcript, ask: Ask | None = None
    ) -> None:
        self.method = f"{METHOD} ({model})" if model else METHOD
        self._themes = tuple(themes)
        self._keys = frozenset(theme.key for theme in themes)
        self._model, self._transcript, self._ask = model, transcript, ask

    def propose(self, candidates: Sequence[Candidate]) -> Proposals:
        proposals: list[Proposal] = []
        silences: list[Silence] = []
        for candidate in candidates:
            try:
                answer = self._answer(candidate)
            except NoAnswer as fault:
                silences.append(Silence(candidate.id, "", str(fault)))
                continue
            said, passed_over = answers.read(answer, candidate.text, self._keys)
            silences += (Silence(candidate.id, "", why) for why in passed_over)
            proposals += (self._proposal(candidate, one) for one in said)
        return Proposals(tuple(proposals), tuple(silences))

    def _answer(self, candidate: Candidate) -> str:
        asked = prompts.messages(candidate, self._themes)
        digest = prompts.digest(asked)
        known = self._transcript.find(digest, self._model)
        if known is not None:
            return known
        if self._ask is None:
            raise NoAnswer("The model was never asked about it, and is not asked now.")
        try:
            answer = self._ask(asked)
        except NoAnswer as fault:
            self._transcript.fail(digest, prompts.VERSION, self._model, candidate.id, str(fault))
            raise
        self._transcript.keep(digest, prompts.VERSION, self._model, candidate.id, answer)
        return answer

    def _proposal(self, candidate: Candidate, said: answers.Said) -> Proposal:
        words = " ".join(said.span.of(candidate.text).split())
        why = f" It says: {said.why}" if said.why else ""
        reason = f"A language model points to “{words}”.{why}"
        return Proposal(candidate.id, said.theme, self.method, reason, (words,))
