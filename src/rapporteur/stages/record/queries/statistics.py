"""Charts of who contributed how, each with its numbers."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.base.templatetags.languages import language_name
from rapporteur.stages.contributions.choices import ItemChannel, Timeliness
from rapporteur.stages.contributions.queries import counted
from rapporteur.stages.mandate.models import Consultation


@dataclass(frozen=True)
class Slice:
    """One bar: its words, how many, and its share of the longest bar in per cent."""

    label: str
    value: int
    share: float


@dataclass(frozen=True)
class Chart:
    key: str
    title: str
    bars: tuple[Slice, ...]


def charts(consultation: Consultation) -> list[Chart]:
    """Who contributed, how, in which language and when: over all that is counted, published or
    not, so that the numbers agree with the table. A chart that would say one thing is left out."""
    rows = counted(consultation).values_list(
        "group__names", "languages", "channel", "timeliness", "region", named=True
    )
    by_group: Counter[str] = Counter()
    by_language: Counter[str] = Counter()
    by_channel: Counter[str] = Counter()
    by_time: Counter[str] = Counter()
    by_region: Counter[str] = Counter()
    for row in rows:
        by_group[said(row.group__names or {}) or _("In no group yet")] += 1
        by_language.update(language_name(code) for code in row.languages)
        if row.channel:
            by_channel[str(ItemChannel(row.channel).label)] += 1
        if row.timeliness != Timeliness.UNKNOWN:
            by_time[str(Timeliness(row.timeliness).label)] += 1
        if row.region:
            by_region[row.region] += 1
    found = [
        _chart("group", _("By group"), by_group),
        _chart("language", _("By language"), by_language),
        _chart("channel", _("By channel"), by_channel),
        _chart("time", _("By time of arrival"), by_time),
        _chart("region", _("By region, as stated"), by_region, most=12),
    ]
    return [chart for chart in found if len(chart.bars) > 1]


def _chart(key: str, title: str, counts: Counter[str], *, most: int = 30) -> Chart:
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(shown) > most:
        rest = sum(value for _label, value in shown[most:])
        shown = [*shown[:most], (_("all others"), rest)]
    longest = max((value for _label, value in shown), default=1)
    return Chart(
        key,
        title,
        tuple(Slice(label, value, round(100 * value / longest, 1)) for label, value in shown),
    )
