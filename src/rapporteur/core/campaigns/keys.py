"""The key of a text: the same for texts that say the same words in the same order."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.words import Words, mixed

Keys = npt.NDArray[np.uint64]  # n × 2: 128 bits

_LANES = (np.uint64(0xD1B54A32D192ED03), np.uint64(0x8CB92BA72F3D8DD7))


def keys_of(words: Words) -> Keys:
    """The keys of the texts. All texts without words have the key 0."""
    lengths = np.diff(words.offsets)
    places = np.arange(len(words.hashes)) - np.repeat(words.offsets[:-1], lengths)
    keys = np.zeros((len(words), 2), np.uint64)
    spoken = lengths > 0
    with np.errstate(over="ignore"):
        for lane, factor in enumerate(_LANES):
            stirred = mixed(words.hashes ^ ((places + 1).astype(np.uint64) * factor))
            if len(stirred):
                keys[spoken, lane] = np.add.reduceat(stirred, words.offsets[:-1][spoken])
            keys[spoken, lane] = mixed(keys[spoken, lane] + lengths[spoken].astype(np.uint64))
    return keys


def named(key: npt.NDArray[np.uint64]) -> str:
    """A key as 32 hexadecimal digits."""
    return f"{int(key[0]):016x}{int(key[1]):016x}"
