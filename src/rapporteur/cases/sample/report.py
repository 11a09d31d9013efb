"""The draft of the report, sent back once."""

from collections.abc import Mapping

from rapporteur.cases.sample.mandate import ASSEMBLY, COUNCIL
from rapporteur.cases.sample.officials import Officials
from rapporteur.core.document.draft_writing import written
from rapporteur.core.document.tree import AgendaItem, Body, Masthead
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.actions import (
    begin_report,
    consider,
    save_revision,
    send_back,
    submit,
)
from rapporteur.stages.report.queries import last_revision, tree_of

VIEWS = """
# Views expressed

Contributors from every group spoke of the price of a link [[{communications}, {bank}, \
{fishers}, {lagoon}]]. How it should come down divided them: a ministry asked for prices by rule \
[[{communications}]], a chamber of commerce opposed them [[{chamber}]].

Village libraries were named as the place to begin [[{libraries}, {joint}]]. Many contributors \
asked for training beside the cable [[{libraries}, {joint}]]. It was asked that no \
link be paid for with privacy [[{rights}, {unnamed}]].

Reliability in storms was put before price by those who had been cut off [[{late}, {weather}]].
"""


def make(
    consultation: Consultation, entries: Mapping[str, Contribution], officials: Officials
) -> None:
    """A first draft from the record, a section by the drafter, and what clearance said of it."""
    report = begin_report(
        consultation,
        masthead=Masthead(
            bodies=(
                Body(ASSEMBLY, ("Thirteenth session",), AgendaItem("Item 6 of the agenda")),
                Body(COUNCIL, ("Second session",)),
            ),
            distribution="General",
            original_language="English",
        ),
        by=officials.drafter,
    )
    numbers = {
        key: entries[of].register_number
        for key, of in {
            **{key: key for key in ("communications", "fishers", "lagoon", "chamber", "libraries")},
            **{key: key for key in ("joint", "rights", "unnamed")},
            "bank": "island-bank",
            "late": "late-admitted",
            "weather": "weather-union",
        }.items()
    }
    text = written(tree_of(last_revision(report))) + VIEWS.format(**numbers)
    revision = save_revision(report, text=text, by=officials.drafter)
    submit(revision, by=officials.drafter)
    send_back(
        revision,
        reason="Contributions are still coming in. Say in the section on views how many groups "
        "spoke of training, and look again once the last day has passed.",
        by=officials.clearing,
    )
    for key in ("hotel", "elders", "ferry"):
        consider(
            report,
            entries[key],
            reason="It says for one island what the paragraphs on price say for all.",
            by=officials.drafter,
        )
