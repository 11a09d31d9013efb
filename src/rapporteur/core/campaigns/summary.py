"""What was found, as a page to be read: the same figures as in `campaigns.json`, in Markdown."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

_KINDS = {
    "exact": "the same text",
    "near": "one text, altered",
    "composed": "letters composed of interchangeable phrases",
}
_SHOWN = 25  # campaigns shown in full
_PHRASES = 8  # of a slot, the commonest
_USUAL = 0.97  # of the letters: what so many have, is not said to be left out by others
_READ_SOON = 14  # times, of a profile
_UNITS: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week from Monday": lambda day: (day - timedelta(days=day.weekday())).isoformat(),
    "month": lambda day: day.isoformat()[:7],
    "year": lambda day: day.isoformat()[:4],
}
_LONG = 600  # characters of a text


def summary(report: Mapping[str, Any]) -> str:
    """A page in Markdown on what `campaigns.json` holds. Every count is given as contributions,
    distinct texts and distinct contributors; texts are quoted so that none of them is read as
    mark-up."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    counts = report["counts"]
    yield "# Campaigns"
    yield ""
    yield f"Of {_many(counts['read'], 'row')} read, {_counted(counts)}, were looked at."
    yield f"In campaigns: {_many(counts['in_campaigns'], 'contribution')}."
    yield "Nothing is left out of any count for being in a campaign: it is marked, not removed."
    if any(report["set_aside"].values()):
        yield ""
        yield "## Set aside"
        yield ""
        for reason, number in sorted(report["set_aside"].items()):
            yield f"- {_plain(reason)}: {number:,}"
    for note in report["notes"]:
        yield ""
        yield _plain(note)
    for campaign in report["campaigns"][:_SHOWN]:
        yield ""
        yield from _campaign(campaign)
    more = report["campaigns"][_SHOWN:]
    if more or report["smaller"]["campaigns"]:
        yield ""
        yield "## Others"
        yield ""
    if more:
        number = sum(campaign["contributions"] for campaign in more)
        yield (
            f"- {_many(len(more), 'campaign')} more in campaigns.json, with"
            f" {_many(number, 'contribution')}"
        )
    if report["smaller"]["campaigns"]:
        smaller = report["smaller"]
        yield (
            f"- {_many(smaller['campaigns'], 'campaign')} too small to be described, with"
            f" {_many(smaller['contributions'], 'contribution')}, in members.parquet"
        )


def _campaign(campaign: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {_plain(campaign['id'])}: {_KINDS.get(campaign['kind'], campaign['kind'])}"
    yield ""
    yield f"- {_counted(campaign)}"
    if campaign["first"]:
        yield f"- received from {_plain(campaign['first'])} to {_plain(campaign['last'])}"
    if campaign["days"]:
        day, number = max(campaign["days"], key=lambda one: (one[1], one[0]))
        yield f"- most on one day: {number:,}, on {_plain(day)}"
        if campaign["first"] != campaign["last"]:
            yield f"- {_profile(campaign['days'])}"
    if campaign["groups"]:
        ordered = sorted(campaign["groups"].items(), key=lambda one: (-one[1], one[0]))
        yield "- by group: " + ", ".join(f"{_plain(name)} {number:,}" for name, number in ordered)
    if campaign["with_additions"]:
        yield f"- signers' own words in {_many(campaign['with_additions'], 'contribution')}"
    for doubt in campaign["doubts"]:
        yield f"- against its being a campaign: {_plain(doubt)}"
    if campaign["template"]:
        yield ""
        yield from _template(campaign)
    yield from _quoted("For example:", campaign["examples"][:1])
    yield from _quoted("What signers added, for reading:", campaign["additions"][:3])


def _profile(days: Sequence[tuple[str, int]]) -> str:
    """Contributions by day, week, month or year, whichever is the finest that is soon read.

    Times in which none came are left out.
    """
    profile = ""
    for unit, begin in _UNITS.items():
        counted: Counter[str] = Counter()
        for day, number in days:
            counted[begin(date.fromisoformat(day))] += number
        times = (f"{when}: {counted[when]:,}" for when in sorted(counted))
        profile = f"by {unit}: " + ", ".join(times)
        if len(counted) <= _READ_SOON:
            break
    return profile


def _template(campaign: Mapping[str, Any]) -> Iterator[str]:
    """Sentence by sentence, with how many letters have those that some leave out."""
    many = campaign["template_letters"]
    order = ", whose sentences come in any order" if campaign["any_order"] else ""
    yield f"Template, from {_many(many, 'letter')}{order}:"
    for _, sentence in itertools.groupby(campaign["template"], lambda part: part["sentence"]):
        parts = list(sentence)
        has = max(part["letters"] for part in parts)
        yield ""
        yield (
            "> "
            + " ".join(map(_part, parts))
            + (f" (in {_many(has, 'letter')})" if has < _USUAL * many else "")
        )


def _part(part: Mapping[str, Any]) -> str:
    if "fixed" in part:
        return _plain(part["fixed"])
    shown = [f"{_plain(one['text']) or '—'} ({one['count']:,})" for one in part["slot"][:_PHRASES]]
    rest = len(part["slot"]) - len(shown)
    return "**[** " + " / ".join([*shown, *([f"{rest} more"] if rest else [])]) + " **]**"


def _quoted(heading: str, texts: list[Mapping[str, Any]]) -> Iterator[str]:
    if texts:
        yield ""
        yield heading
    for one in texts:
        text = " ".join(one["text"].split())
        short = text if len(text) <= _LONG else text[:_LONG].rstrip() + " …"
        yield ""
        yield f"> {_plain(short)} ({_plain(one['id'])})"


def _counted(counts: Mapping[str, Any]) -> str:
    """The three counts, always together."""
    by = counts["distinct_contributors"]
    contributors = "contributors not known" if by is None else _many(by, "distinct contributor")
    return (
        f"{_many(counts['contributions'], 'contribution')},"
        f" {_many(counts['distinct_texts'], 'distinct text')}, {contributors}"
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _plain(text: object) -> str:
    """Text on one line, in which nothing is mark-up, nor turns the direction of what follows."""
    shown = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", str(text))
    return re.sub(r"([\\`*_\[\]<>#|&~])", r"\\\1", " ".join(shown.split()))
