"""Comments that belong to no campaign: they share words, greetings and slogans, not sentences.

They are made with a chain of words over real sentences, first order and with random jumps: one of
second order replays the sentences that it was made from, and every comment would be a quotation.
"""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]

MOST_WALKERS = 1024
# The more comments, the more often they must leave the chain: up to so many, at that rate. Under
# 3 % then share six words in a row, at 5,000 comments as at 1,200,000.
JUMPS = ((5_000, 0.3), (20_000, 0.4), (200_000, 0.5))
MOST_JUMPS = 0.6
WORDS = re.compile(r"\w+")
# Addresses and numbers are left out: the chain has one way on from each, and would quote them.
WORD = re.compile(r"\W{0,2}[^\W\d_]+(?:['’-][^\W\d_]+)?\W{0,2}")
# At most three words each: with two that follow by chance they are not yet six in a row.
GREETINGS = (
    "Dear Commissioners,", "Dear Sirs,", "Dear Madam,", "Hello,", "Hi,", "Dear Chairman,",
    "Good morning,", "Dear board members,", "Dear Secretary,", "Greetings.",
)  # fmt: skip
SLOGANS = (
    "Enough is enough!", "Listen to us.", "Do it right.", "Keep it free!", "Please reconsider.",
    "This is wrong.", "We are watching.", "No more excuses.", "Our voices matter.", "Shame on you!",
)  # fmt: skip
CLOSINGS = (
    "Thank you.", "Sincerely,", "Thanks for reading.", "Respectfully submitted,", "Regards,",
    "Many thanks.", "A concerned citizen", "Yours truly,", "Best wishes,", "Please act now.",
)  # fmt: skip


class Chain:
    """A first-order chain of words with jumps; the words keep their capitals and punctuation."""

    def __init__(self, sentences: list[str], comments: int = 0) -> None:
        """Learn from sentences, to make so many comments; raises `ValueError` without any."""
        self.jumps = next((rate for most, rate in JUMPS if comments <= most), MOST_JUMPS)
        split = [
            kept
            for sentence in sentences
            if (kept := [word for word in sentence.split() if WORD.fullmatch(word)])
        ]
        if not split:
            raise ValueError("A chain of words needs sentences to learn from.")
        self.words = sorted({word for sentence in split for word in sentence})
        number = {word: place for place, word in enumerate(self.words)}
        chains = [[number[word] for word in sentence] for sentence in split]
        self.starts = np.array([chain[0] for chain in chains], dtype=np.int32)
        self.tokens = np.array([word for chain in chains for word in chain], dtype=np.int32)
        end = -1
        pairs = np.array(
            [pair for chain in chains for pair in zip(chain, [*chain[1:], end], strict=True)],
            dtype=np.int32,
        )
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        self.successors = pairs[:, 1]
        self.fan_out = np.bincount(pairs[:, 0], minlength=len(self.words))
        self.offsets = np.concatenate(([0], np.cumsum(self.fan_out)[:-1]))

    def walk(self, count: int, rng: np.random.Generator) -> Ids:
        """At least `count` words as one stream, by number; many walkers go at once."""
        walkers = min(MOST_WALKERS, 1 + count // 256)
        steps = -(-count // walkers)
        path = np.empty((steps, walkers), dtype=np.int32)
        here = rng.choice(self.starts, size=walkers)
        for step in range(steps):
            path[step] = here
            chance = rng.random((3, walkers))
            onward = self.successors[
                self.offsets[here] + (chance[0] * self.fan_out[here]).astype(np.int64)
            ]
            elsewhere = self.tokens[(chance[1] * len(self.tokens)).astype(np.int64)]
            afresh = self.starts[(chance[1] * len(self.starts)).astype(np.int64)]
            here = np.where(onward < 0, afresh, np.where(chance[2] < self.jumps, elsewhere, onward))
        return path.T.ravel()

    def texts(self, lengths: npt.NDArray[np.int64], rng: np.random.Generator) -> list[str]:
        """One text per length in words, begun with a capital and ended with a full stop."""
        stream = [self.words[word] for word in self.walk(int(lengths.sum()), rng).tolist()]
        ends = np.cumsum(lengths).tolist()
        texts = []
        for begin, end in zip([0, *ends], ends, strict=False):
            text = " ".join(stream[begin:end])
            text = text[:1].upper() + text[1:]
            texts.append(text if text[-1] in ".!?" else text.rstrip(",;:") + ".")
        return texts


def real_sentences(file: Path) -> list[str]:
    """The distinct sentences of a file of `label <tab> sentence`; case does not tell them apart."""
    lines = file.read_text(encoding="utf-8").split("\n")  # some have other line breaks within
    sentences = (line.partition("\t")[2].strip() for line in lines)
    spelled = (
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), sentence)
        for sentence in sentences
    )
    return list({tuple(WORDS.findall(text.lower())): text for text in spelled if text}.values())


def lengths(number: int, rng: np.random.Generator, *, least: int = 8) -> npt.NDArray[np.int64]:
    """How many words people write: half write less than 45, a few some hundreds."""
    drawn = rng.lognormal(mean=np.log(45), sigma=0.9, size=number)
    return np.clip(drawn, least, 600).astype(np.int64)


def unrelated(chain: Chain, number: int, rng: np.random.Generator) -> list[str]:
    """Comments by people who wrote themselves, with the greetings and slogans that all use."""
    bodies = chain.texts(lengths(number, rng), rng)
    chance = rng.random((number, 3))
    picks = rng.integers(10, size=(number, 3)).tolist()
    comments = []
    for body, (greets, shouts, closes), (greeting, slogan, closing) in zip(
        bodies, chance.tolist(), picks, strict=True
    ):
        comment = f"{GREETINGS[greeting]} {body}" if greets < 0.5 else body
        if shouts < 0.2:
            comment = f"{comment} {SLOGANS[slogan]}"
        elif closes < 0.5:
            comment = f"{comment} {CLOSINGS[closing]}"
        comments.append(comment)
    return comments


def share_with_common_words(texts: list[str], run: int = 6) -> float:
    """The share of texts that have `run` words in a row in common with another of them."""
    seen: list[set[tuple[str, ...]]] = []
    for text in texts:
        words = WORDS.findall(text.lower())
        seen.append(set(zip(*(words[start:] for start in range(run)), strict=False)))
    found_in = Counter(gram for grams in seen for gram in grams)
    return sum(any(found_in[gram] > 1 for gram in grams) for grams in seen) / max(len(texts), 1)
