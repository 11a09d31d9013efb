"""What is kept of the register when a report is issued."""

from typing import Any

from rapporteur.core.document import placeholders
from rapporteur.core.document.tree import Document
from rapporteur.stages.analysis.queries import ThemeTable
from rapporteur.stages.contributions.queries import Tally
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.documents import as_json
from rapporteur.stages.report.queries.figures import Figures
from rapporteur.stages.report.queries.standing import Standings, cited_contributions
from rapporteur.stages.report.queries.tables import TABLES, names_listed


def snapshot_of(
    report: Report, document: Document, tree: Document, standings: Standings, figures: Figures
) -> dict[str, Any]:
    """The report as issued, and what its figures were computed from, as JSON holds it.

    document: whole, every figure in its place; what is printed from now on. figures: each query
    that the words ask, with its answer. tally, themes: the tables. register: every entry with its
    group, mode and standing; names stay in the register, where consent to them can still change.
    named: the names that the list of contributors prints, each with the contributions that bear it
    (`queries.withheld`). evidence: by reference, the register number that it leads to.
    """
    asked = placeholders.queries(tree) - frozenset(TABLES)
    numbers = {line.contribution.pk: line.contribution.register_number for line in standings.lines}
    cited = cited_contributions(report.consultation, placeholders.cited(tree))
    return {
        "document": as_json(document),
        "figures": {query: figures(query) for query in sorted(asked)},
        "tally": _tally(figures.tally),
        "themes": _themes(figures.themes),
        "register": [
            {
                "key": line.contribution.pk,
                "number": line.contribution.register_number,
                "mode": line.contribution.mode,
                "group": line.contribution.group.key if line.contribution.group else None,
                "standing": line.standing,
                "registered_at": line.contribution.registered_at,
            }
            for line in standings.lines
        ],
        "named": names_listed(figures),
        "evidence": {
            reference: numbers[pk]
            for pk, references in cited.items()
            if pk in numbers
            for reference in sorted(references)
        },
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "columns": [
            {"mode": column.mode, "in_headline": column.in_headline, "total": column.total}
            for column in tally.columns
        ],
        "rows": [
            {
                "group": row.group.key if row.group else None,
                "counts": row.counts,
                "total": row.total,
            }
            for row in tally.rows
        ],
        "total": tally.total,
        "headline": tally.headline,
        "texts": tally.distinct_texts,
        "contributors": tally.distinct_contributors,
    }


def _themes(table: ThemeTable) -> dict[str, Any]:
    return {
        "codebook": table.codebook.version if table.codebook else None,
        "groups": [group.key if group else None for group in table.groups],
        "rows": [
            {
                "theme": row.theme.key,
                "confirmed": [counts.confirmed for counts in row.cells],
                "proposed": [counts.proposed for counts in row.cells],
            }
            for row in table.rows
        ],
    }
