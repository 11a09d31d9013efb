"""How many rows of which kind a docket has, and which rows go into which part of it.

The proportions are those of a federal docket of 2017: of 22,078,856 comments 2,955,182 texts were
distinct, one text came 7.5 million times, and 1,384,868 letters were composed of phrases.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

COPIES = 0.866  # the share of rows whose text others have sent as well
GREATEST = 0.34  # the share of rows that the most copied text has
NEAR = 0.01
ADDITIONS = 0.03  # the share of a campaign's letters in which the signer has added something
FADING = 1.52  # the k-th text is copied k ** FADING times less often than the first
ROWS_PER_PART = 250_000


@dataclass(frozen=True)
class Plan:
    """A docket to be made; `composed` is the number of letters of each grammar in turn."""

    size: int
    composed: tuple[int, ...]
    copies: tuple[int, ...]  # of each form letter, the most copied first
    near: int
    additions: float = ADDITIONS
    parts: int = 1

    @property
    def unrelated(self) -> int:
        return self.size - sum(self.composed) - sum(self.copies) - self.near

    def rows(self, total: int, part: int) -> range:
        """Which of `total` rows of a kind stand in a part: an even share, none twice."""
        return range(total * part // self.parts, total * (part + 1) // self.parts)

    def forms_of(self, part: int) -> npt.NDArray[np.int64]:
        """Which form letter each copy in a part is of, every letter spread over all parts."""
        total = sum(self.copies)
        rows = np.arange(self.rows(total, part).start, self.rows(total, part).stop, dtype=np.int64)
        step = _coprime(total)
        return np.searchsorted(np.cumsum(self.copies), rows * step % max(total, 1), side="right")


def plan(
    size: int,
    shares: list[float],
    *,
    copies: float = COPIES,
    near: float = NEAR,
    additions: float = ADDITIONS,
    parts: int | None = None,
) -> Plan:
    """Lay out a docket of `size` rows, with the share of rows that each grammar's letters have.

    Raises `ValueError` where the shares leave no room for one another.
    """
    if sum(shares) + copies + near > 1 + 1e-9:
        raise ValueError(
            f"Campaigns {sum(shares):.3f}, copies {copies:.3f} and near-duplicates {near:.3f}"
            " are more than the whole: lower one of them."
        )
    return Plan(
        size=size,
        composed=tuple(round(share * size) for share in shares),
        copies=_copies(round(copies * size), round(GREATEST * size * copies / COPIES)),
        near=round(near * size),
        additions=additions,
        parts=parts or max(1, math.ceil(size / ROWS_PER_PART)),
    )


def _copies(total: int, greatest: int) -> tuple[int, ...]:
    """How often each form letter is sent: a long tail, down to those that two people sent."""
    sizes: list[int] = []
    while total >= 2:
        sizes.append(min(max(2, round(greatest / (len(sizes) + 1) ** FADING)), total))
        total -= sizes[-1]
    return tuple(sizes)


def _coprime(total: int) -> int:
    """A step that visits every row of `total` once and carries neighbours far apart."""
    step = round(total * 0.6180339887) | 1
    while math.gcd(step, max(total, 1)) != 1:
        step += 2
    return step
