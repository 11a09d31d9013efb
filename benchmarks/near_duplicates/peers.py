"""The recipes of the peers: word 3-shingles made in Python, MinHash and bands, candidates verified.

Both get the same signatures' length, the same bands and the same verification: the exact Jaccard of
the shingles. Each function takes texts and returns, for each, the number of its group.
"""

from collections.abc import Iterable

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

PERMUTATIONS = 128
BANDS = 32  # of four: a pair with a Jaccard of .5 is a candidate 87 times in a hundred
THRESHOLD = 0.5
Shingles = set[str]


def by_datasketch(texts: list[str]) -> list[int]:
    shingled = [shingles(text) for text in texts]
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    encoded = ([shingle.encode() for shingle in each] for each in shingled)
    sketches = list(MinHash.generator(encoded, num_perm=PERMUTATIONS))
    for at, sketch in enumerate(sketches):
        index.insert(at, sketch, check_duplication=False)
    return grouped(shingled, (index.query(sketch) for sketch in sketches))


def by_rensa(texts: list[str]) -> list[int]:
    shingled = [shingles(text) for text in texts]
    sketches = RMinHash.from_token_sets(shingled, PERMUTATIONS, 42)
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    index.insert_many(sketches)
    return grouped(shingled, index.query_all(sketches))


def shingles(text: str) -> Shingles:
    """The runs of three words of a text; a shorter text is one shingle."""
    words = text.lower().split()
    runs = {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
    return runs or {" ".join(words)}


def grouped(shingled: list[Shingles], candidates: Iterable[Iterable[int]]) -> list[int]:
    """Join every text with those of its candidates that are alike enough."""
    parent = list(range(len(shingled)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at, others in enumerate(candidates):
        for other in others:
            if other < at and root(other) != root(at) and alike(shingled[at], shingled[other]):
                parent[root(at)] = root(other)
    return [root(at) for at in range(len(shingled))]


def alike(ours: Shingles, theirs: Shingles) -> bool:
    common = len(ours & theirs)
    return common >= THRESHOLD * (len(ours) + len(theirs) - common)
