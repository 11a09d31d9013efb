"""What a figure in a sentence promises: "three participants", "at least five", "47 per cent"."""

from fractions import Fraction

from rapporteur.core.evidence.quantifiers.policy import Limit, Range, Sense


def sense(kind: str) -> Sense:
    """ "At most ten" says that there are few, as "few" does."""
    return Sense.FEWER if kind in ("at_most", "less_than") else Sense.MORE


def count(value: Fraction, kind: str) -> Range:
    """What a number promises, with what stands before it."""
    number = int(value)
    match kind:
        case "at_least":
            return Range(count_from=number)
        case "more_than":
            return Range(count_from=number + 1)
        case "at_most":
            return Range(count_to=number)
        case "less_than":
            return Range(count_to=max(number - 1, 0))
        case "about":
            return Range(count_from=number - number // 10, count_to=number + number // 10)
    return Range(count_from=number, count_to=number)


def percent(value: Fraction, kind: str) -> Range:
    """What a share promises: as exact as it is written, by half of its last digit."""
    share = min(value, Fraction(100))
    match kind:
        case "at_least":
            return Range(share_from=Limit(share))
        case "more_than":
            return Range(share_from=Limit(share, strict=True))
        case "at_most":
            return Range(share_to=Limit(share))
        case "less_than":
            return Range(share_to=Limit(share, strict=True))
    room = Fraction(5) if kind == "about" else Fraction(1, 2 * value.denominator)
    return Range(share_from=Limit(max(share - room, Fraction(0))), share_to=Limit(share + room))
