"""What is recovered of a grammar from letters of it alone, without a docket around them."""

import time
from dataclasses import dataclass

import numpy as np

from benchmarks.campaigns.phrases import folded, recovered, true_slots
from benchmarks.dockets.__main__ import grammar
from benchmarks.dockets.grammar import compose, described
from rapporteur.core.campaigns.templates import template_of
from rapporteur.core.campaigns.words import words_of


@dataclass(frozen=True)
class Recovered:
    """How many phrases of a grammar came back, and what that took."""

    name: str
    phrases: int
    found: int
    processor: float
    in_order: bool

    def __str__(self) -> str:
        order = "" if self.in_order else "  (in any order)"
        return (
            f"{self.name:16} phrases {self.found}/{self.phrases}"
            f" ({self.found / max(self.phrases, 1):.1%})  {self.processor:.1f} s{order}"
        )


def recover(name: str, letters: int, seed: int) -> Recovered:
    """Compose letters of the grammar of this name, and look for its template."""
    meant = grammar(name, seed)
    written = compose(meant, letters, np.random.default_rng(seed))
    texts = [" ".join(sentences) for sentences in written.sentences]
    begun = time.process_time()
    template, _ = template_of(texts, words_of(texts))
    spent = time.process_time() - begun
    slots = true_slots(described(meant, written.counts))
    found = [
        frozenset(folded(one.text) for one in slot.alternatives)
        for slot in template.slots
        if not slot.fixed
    ]
    phrases = sum(len(slot.phrases) for slot in slots)
    back = sum(map(len, recovered(slots, found)))
    return Recovered(name, phrases, back, spent, template.in_order)
