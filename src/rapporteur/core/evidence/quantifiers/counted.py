"""Counts as a file: by sentence, by constituency, who said it and who addressed its theme.

    {"forum": {"all": {"said": 12, "addressed": 20},
               "civil-society": {"said": {"contributions": 9, "texts": 6, "contributors": 7},
                                 "addressed": 11}},
     "*": {"all": {"said": 3, "addressed": 4}}}

A number alone is all three counts. `carried` in `said` is how many States or others the statements
carry. `*` is for sentences that name no key.
"""

import json
from collections.abc import Mapping
from typing import Any

from rapporteur.core.evidence.quantifiers.checking import Count, Counts
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.evidence.voices import Three

ANY = "*"
LARGEST = 10**12
_UNITS = ("contributions", "texts", "contributors", "carried")


def read_counts(text: str) -> dict[str, Counts]:
    """Counts by the key of a sentence. Raises QuantifierProblem that says where."""
    try:
        held = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as problem:
        raise QuantifierProblem(
            f"The counts are not JSON: line {problem.lineno}, column {problem.colno}: "
            f"{problem.msg}."
        ) from None
    except (ValueError, RecursionError):
        raise QuantifierProblem("The counts are not JSON that can be read.") from None
    return {
        key: {
            whom: _count(f"{key} › {whom}", counted)
            for whom, counted in _mapping(key, by_whom).items()
        }
        for key, by_whom in _mapping("the whole", held).items()
    }


def _mapping(where: str, held: Any) -> Mapping[str, Any]:
    if not isinstance(held, dict):
        raise QuantifierProblem(f"The counts of {where[:80]} are no object with names.")
    return held


def _count(where: str, held: Any) -> Count:
    counted = _mapping(where, held)
    for name in counted:
        if name not in ("said", "addressed"):
            raise QuantifierProblem(
                f"{where[:80]}: “{name[:40]}” is not known; there are said and addressed."
            )
    try:
        return Count(
            *(_three(f"{where} › {name}", counted.get(name)) for name in ("said", "addressed"))
        )
    except QuantifierProblem:
        raise
    except ValueError as problem:
        raise QuantifierProblem(f"{where[:80]}: {problem}.") from None


def _three(where: str, held: Any) -> Three:
    if not isinstance(held, dict):
        number = _number(where, held)
        return Three(number, number, number)
    for name in held:
        if name not in _UNITS:
            raise QuantifierProblem(
                f"{where[:80]}: “{name[:40]}” is not known; there are {', '.join(_UNITS)}."
            )
    for name in _UNITS[:3]:
        if name not in held:
            raise QuantifierProblem(f"{where[:80]}: {name} is missing; the three belong together.")
    return Three(*(_number(f"{where} › {name}", held.get(name, 0)) for name in _UNITS))


def _number(where: str, held: Any) -> int:
    if isinstance(held, bool) or not isinstance(held, int) or not 0 <= held < LARGEST:
        raise QuantifierProblem(f"{where[:80]} is no whole number from 0 on.")
    return held
