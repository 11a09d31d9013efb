"""Letters and what people made of them: no two texts alike, and known which comes from which."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.dockets.editing import edit
from benchmarks.dockets.voices import Chain, unrelated

STRENGTHS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
MOST = 12  # altered texts of one letter


@dataclass(frozen=True)
class Texts:
    """Distinct texts; `family` is the number of the letter that each is or comes from."""

    texts: list[str]
    family: npt.NDArray[np.int64]
    changed: npt.NDArray[np.float64]  # the share of the letter's words; nought is the letter itself


def made(chain: Chain, number: int, seed: int) -> Texts:
    """About half the letters stand alone, the others have from one altered text to a dozen."""
    rng = np.random.default_rng(seed)
    letters = unrelated(chain, number // 2, rng)
    rows: dict[str, tuple[int, float]] = {text: (at, 0.0) for at, text in enumerate(letters)}
    altered = iter(rng.permutation(len(letters)).tolist())
    while len(rows) < number:
        letter = next(altered)
        for strength in rng.choice(STRENGTHS, size=int(rng.integers(1, MOST + 1))).tolist():
            other = edit(letters[letter], chain.words, strength, rng)
            rows.setdefault(other.text, (letter, other.changed))
    order = rng.permutation(number)
    texts = list(rows)[:number]
    family = np.array([family for family, _ in rows.values()])[:number]
    changed = np.array([changed for _, changed in rows.values()])[:number]
    return Texts([texts[at] for at in order.tolist()], family[order], changed[order])
