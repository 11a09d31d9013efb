"""What all loops share: how they are compiled, and how numbers are spread."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Whole = int | np.signedinteger[Any]

RUN = 3  # words
FACTOR = np.uint64(0x9E3779B97F4A7C15)

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def compiled(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """The function as machine code, which lets other threads run meanwhile."""
    made: Callable[_Given, _Made]
    try:
        made = numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # there is no folder to keep it in: it is compiled every time
        made = numba.njit(nogil=True)(function)
    return made


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """As words.mixed, one at a time."""
    z = number + FACTOR
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
