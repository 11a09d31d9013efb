"""Whether what was counted keeps the promise of a quantifier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.evidence.coder import Spread
from rapporteur.core.evidence.quantifiers.constituencies import EVERYBODY, Constituencies
from rapporteur.core.evidence.quantifiers.finding import Found, find
from rapporteur.core.evidence.quantifiers.policy import Policy, Sense, Whom
from rapporteur.core.evidence.voices import Three


class Verdict(StrEnum):
    SUPPORTED = "supported"
    TOO_STRONG = "too-strong"
    TOO_WEAK = "too-weak"
    OF_WHOM = "of-whom"
    UNCOUNTED = "uncounted"
    """Nothing was counted for the sentence, so that none of the others can be given."""


@dataclass(frozen=True)
class Count:
    """said: those who say what the sentence says. addressed: all who speak of its theme; silence
    is not opposition, so nobody else is in the denominator. Raises ValueError where more said it
    than addressed it."""

    said: Three
    addressed: Three

    def __post_init__(self) -> None:
        for unit in ("contributions", "texts", "contributors"):
            said, addressed = getattr(self.said, unit), getattr(self.addressed, unit)
            if not 0 <= said <= addressed:
                raise ValueError(f"{said} of {addressed} {unit} cannot be")

    def __add__(self, other: "Count") -> "Count":
        return Count(_sum((self.said, other.said)), _sum((self.addressed, other.addressed)))


Counts = Mapping[str, Count]
"""By constituency; `all` is everybody. Without `all`, everybody is the sum of the others."""


@dataclass(frozen=True)
class Coder:
    """How often a coding is right: where it says yes, and where it says no (0 to 1)."""

    right_yes: float
    right_no: float


@dataclass(frozen=True)
class Answer:
    """What the counts say to one quantifier.

    said, addressed: in the unit that the sentence speaks of. low, high: the numbers, of
    `addressed`, that would keep the promise. count: all three counts of those spoken of; None
    where there are none. unknown: constituencies that the sentence names and the counts lack.
    behind: groups that do not reach what the policy asks of each. fails: the chance that the
    promise is broken although it is counted kept (or the other way round), given how often a
    coding is right; None where that is not known.
    """

    found: Found
    verdict: Verdict
    said: int = 0
    addressed: int = 0
    low: int = 0
    high: int = 0
    count: Count | None = None
    unknown: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    fails: float | None = None


def check(
    text: str,
    counts: Counts,
    language: str | None = None,
    *,
    policy: Policy | None = None,
    constituencies: Constituencies | None = None,
    coder: Coder | None = None,
) -> tuple[Answer, ...]:
    """Check every quantifier of a sentence against what was counted for what the sentence says."""
    found = find(text, language, policy=policy, constituencies=constituencies)
    return tuple(answer(each, counts, coder=coder) for each in found)


def answer(found: Found, counts: Counts, *, coder: Coder | None = None) -> Answer:
    """Check one quantifier that was found."""
    keys = found.whom or (EVERYBODY,)
    if not counts:
        return Answer(found, Verdict.UNCOUNTED)
    unknown = tuple(key for key in keys if key not in counts and key != EVERYBODY)
    if unknown:
        return Answer(found, Verdict.OF_WHOM, unknown=unknown)
    count = _of(keys, counts)
    said, addressed = getattr(count.said, found.unit), getattr(count.addressed, found.unit)
    low, high = found.quantifier.range.numbers(addressed)
    behind = _behind(found, counts) if keys == (EVERYBODY,) else ()
    verdict = _verdict(found, said, addressed, low, high)
    if verdict is Verdict.SUPPORTED and behind:
        verdict = Verdict.TOO_STRONG
    if not found.whom and found.quantifier.whom is Whom.NAMED:
        verdict = Verdict.OF_WHOM
    fails = None
    if coder is not None:
        spread = Spread(said, addressed, coder.right_yes, coder.right_no)
        fails = 1 - spread.between(low, high) if low <= high else 1.0
    return Answer(found, verdict, said, addressed, low, high, count, behind=behind, fails=fails)


def _of(keys: Iterable[str], counts: Counts) -> Count:
    held = [counts[key] for key in keys if key in counts] or list(counts.values())
    whole = held[0]
    for each in held[1:]:
        whole = whole + each
    return whole


def _verdict(found: Found, said: int, addressed: int, low: int, high: int) -> Verdict:
    sense = found.quantifier.sense
    if addressed == 0 and sense is not Sense.FEWER:
        return Verdict.TOO_STRONG
    if low <= said <= high:
        return Verdict.SUPPORTED
    if sense is Sense.BOTH:
        return Verdict.TOO_STRONG
    too_few = said < low
    return Verdict.TOO_STRONG if too_few == (sense is Sense.MORE) else Verdict.TOO_WEAK


def _behind(found: Found, counts: Counts) -> tuple[str, ...]:
    """The groups that addressed the theme and do not reach what the policy asks of each."""
    limit = found.quantifier.range.each_group
    if limit is None:
        return ()
    return tuple(
        key
        for key, count in counts.items()
        if key != EVERYBODY
        and (addressed := getattr(count.addressed, found.unit))
        and not limit.reached(getattr(count.said, found.unit), addressed)
    )


def _sum(held: Iterable[Three]) -> Three:
    held = tuple(held)
    return Three(
        sum(each.contributions for each in held),
        sum(each.texts for each in held),
        sum(each.contributors for each in held),
        sum(each.carried for each in held),
    )
