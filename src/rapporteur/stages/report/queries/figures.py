"""The figures that a report can ask for.

| query | number |
| --- | --- |
| `headline` | written and oral contributions: the modes whose counting rule enters the headline |
| `total` | everything in the table |
| `count:MODE`, `count:GROUP`, `count:GROUP:MODE` | a total or a cell of the table, by its keys |
| `distinct-texts`, `distinct-contributors` | different texts, different contributors |
| `invited`, `eligible` | entities on the lists that are invited, and those that could take part |
| `coded` | contributions that speak of any theme |
| `theme:KEY`, `theme:KEY:GROUP` | contributions in which a person confirmed that theme |
"""

from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from rapporteur.stages.analysis.queries import ThemeTable, themes_both_ways
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.queries import Tally, tally
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries as stakeholders
from rapporteur.stages.stakeholders.queries import Asked


class Figures:
    """The figures of one consultation, each computed when it is asked for and once.

    before: the cut-off of the report; what is registered from then on enters none of them.
    """

    def __init__(self, consultation: Consultation, *, before: datetime | None = None) -> None:
        self.consultation = consultation
        self.before = before

    @cached_property
    def tally(self) -> Tally:
        return tally(self.consultation, before=self.before)

    @property
    def themes(self) -> ThemeTable:
        """Themes by group, with what a method proposes and no person has confirmed yet."""
        return self._themes_both_ways[0]

    @property
    def confirmed_themes(self) -> ThemeTable:
        return self._themes_both_ways[1]

    @cached_property
    def _themes_both_ways(self) -> tuple[ThemeTable, ThemeTable]:
        return themes_both_ways(self.consultation, before=self.before)

    @cached_property
    def asked(self) -> Asked:
        return stakeholders.counts(self.consultation)

    @cached_property
    def groups(self) -> frozenset[str]:
        return frozenset(stakeholders.groups(self.consultation).values_list("key", flat=True))

    def knows(self, query: str) -> bool:
        """Whether there is such a figure here."""
        match query.split(":"):
            case ["headline" | "total" | "invited" | "eligible" | "coded"]:
                return True
            case ["distinct-texts" | "distinct-contributors"]:
                return True
            case ["count", key]:
                return key in Mode.values or key in self.groups
            case ["count", group, mode]:
                return group in self.groups and mode in Mode.values
            case ["theme", key]:
                return key in self._theme_keys
            case ["theme", key, group]:
                return key in self._theme_keys and group in self.groups
        return False

    def __call__(self, query: str) -> int | str:
        """The number; the words for it where nobody knows it. Raises KeyError where `knows` is
        not true."""
        match query.split(":"):
            case ["headline"]:
                return self.tally.headline
            case ["total"]:
                return self.tally.total
            case ["distinct-texts"]:
                return _known(self.tally.distinct_texts)
            case ["distinct-contributors"]:
                return _known(self.tally.distinct_contributors)
            case ["invited"]:
                return self.asked.invited
            case ["eligible"]:
                return self.asked.eligible
            case ["coded"]:
                return self.themes.total.contributions
            case ["count", *keys]:
                return self._count(keys)
            case ["theme", key, *group]:
                return self._theme(key, group)
        raise KeyError(query)

    def _count(self, keys: list[str]) -> int:
        modes = [column.mode for column in self.tally.columns]
        match keys:
            case [mode] if mode in Mode.values:
                return self.tally.totals[modes.index(Mode(mode))]
            case [group, *mode]:
                for row in self.tally.rows:
                    if row.group is not None and row.group.key == group:
                        return row.counts[modes.index(Mode(mode[0]))] if mode else row.total
        raise KeyError(":".join(["count", *keys]))

    def _theme(self, key: str, group: list[str]) -> int:
        table = self.confirmed_themes
        for row in table.rows:
            if row.theme.key == key:
                if not group:
                    return row.total.contributions
                keys = [each.key if each else "" for each in table.groups]
                return row.cells[keys.index(group[0])].contributions
        raise KeyError(key)

    @cached_property
    def _theme_keys(self) -> frozenset[str]:
        return frozenset(row.theme.key for row in self.themes.rows)


def _known(number: int | None) -> int | str:
    return _("an unknown number of") if number is None else number


def figures_known(figures: Figures) -> list[tuple[str, int | str]]:
    """The figures that a drafter is offered, each with what it is now; themes only on asking."""
    keys = [row.group.key for row in figures.tally.rows if row.group is not None]
    queries = ["headline", "total", "distinct-texts", "distinct-contributors"]
    queries += [f"count:{mode}" for mode in Mode] + [f"count:{key}" for key in keys]
    return [(query, figures(query)) for query in queries]
