"""Designations and summaries for tests, made the way the product makes them."""

from typing import Any

from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import actions
from rapporteur.stages.representation.models import Designation, Summary
from tests.factories.contributions import make_contribution, make_item
from tests.factories.stakeholders import make_entity, make_group


def make_designation(consultation: Consultation, *, answer: str = "", **fields: Any) -> Designation:
    """An entity asked to speak for a group, both made for it unless given; with its answer."""
    if "constituency" not in fields:
        fields.setdefault("group", None)
        fields["group"] = fields["group"] or make_group(consultation)
    designation = actions.nominate(
        consultation,
        **{
            "entity": fields.pop("entity", None) or make_entity(),
            "email": "coordinator@example.org",
            "by": "tests",
            **fields,
        },
    )
    if answer:
        actions.answer_designation(designation, answer=answer, by="tests")
    return designation


def make_group_contribution(
    designation: Designation, *, email: str = "", published: bool = True, **fields: Any
) -> Contribution:
    """A contribution of the group for which a designation speaks, with its sender's address."""
    consultation = designation.consultation
    item = make_item(consultation, sender="", claimed={"email": email} if email else {})
    return make_contribution(
        consultation, group=designation.group, items=[item], published=published, **fields
    )


def make_summary(designation: Designation, *tied: Contribution, circulated: bool = True) -> Summary:
    """A summary with one statement that rests on these contributions (one is made if none)."""
    summary = actions.draft_summary(designation, by="tests")
    actions.write_statement(
        summary,
        text="The group holds that access comes first.",
        contributions=tied or [make_group_contribution(designation)],
        by="tests",
    )
    if circulated:
        actions.circulate(summary, by="tests")
    return summary
