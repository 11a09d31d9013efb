"""Who speaks for whom in the sample, and what the group says of its summary."""

from collections.abc import Mapping
from datetime import datetime

from rapporteur.cases.sample.officials import Officials, on
from rapporteur.cases.sample.stakeholders import named
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.actions import (
    answer_designation,
    answer_inquiry,
    answer_objection,
    circulate,
    draft_summary,
    inquire,
    log_outreach,
    nominate,
    object_to,
    respond,
    write_statement,
)
from rapporteur.stages.representation.choices import DesignationAnswer, Stand
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders.choices import UsualGroup
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

# What the summary says, and the contributions that say it.
STATEMENTS = (
    (
        "Villages need a place, a person and a programme of training before they need speed.",
        ("libraries", "joint", "teachers", "youth", "women"),
    ),
    (
        "The price has to be one that a fishing family can pay.",
        ("fishers", "elders", "seamen", "youth"),
    ),
    (
        "What people write and read is theirs: no link is to be paid for with privacy.",
        ("rights", "unnamed", "women", "fishers"),
    ),
)


def make(
    consultation: Consultation,
    entries: Mapping[str, Contribution],
    officials: Officials,
    now: datetime,
) -> None:
    """Civil society: declined, then accepted by the alternate. The private sector: accepted."""
    rows = {each.key: each for each in groups(consultation)}
    civil = _civil_society(consultation, rows[UsualGroup.CIVIL_SOCIETY], officials, now)
    _summary(civil, entries)
    chamber = nominate(
        consultation,
        entity=named("chamber"),
        group=rows[UsualGroup.PRIVATE_SECTOR],
        email="chamber@example.org",
        asked_on=on(now, -70).date(),
        reply_by=on(now, -60).date(),
        by=officials.registrar,
    )
    answer_designation(
        chamber,
        answer=DesignationAnswer.ACCEPTED,
        note="The Chamber will ask companies that are not its members too.",
        answered_at=on(now, -64),
        by="Meridian Chamber of Commerce",
    )
    objection = object_to(
        chamber,
        name="Grace Tui, Reef Solar",
        text="We are no member of the Chamber. Who speaks for small companies?",
    )
    answer_objection(
        objection,
        text="The Chamber has undertaken to write to every licensed company. Whoever wants to "
        "speak at the meeting may also ask for the floor in their own name.",
        by=officials.administrator,
    )


def _civil_society(
    consultation: Consultation, group: Group, officials: Officials, now: datetime
) -> Designation:
    league = nominate(
        consultation,
        entity=named("parents"),
        group=group,
        email="parents@example.org",
        asked_on=on(now, -70).date(),
        reply_by=on(now, -60).date(),
        by=officials.registrar,
    )
    answer_designation(
        league,
        answer=DesignationAnswer.DECLINED,
        note="Nobody to spare before the end of the school year.",
        answered_at=on(now, -62),
        by=officials.registrar,
    )
    libraries = nominate(
        consultation,
        entity=named("libraries"),
        group=group,
        email="libraries@example.org",
        asked_on=on(now, -61).date(),
        reply_by=on(now, -50).date(),
        alternate_to=league,
        by=officials.registrar,
    )
    answer_designation(
        libraries,
        answer=DesignationAnswer.ACCEPTED,
        note="Gladly.",
        answered_at=on(now, -57),
        by="Federation of Village Libraries",
    )
    log_outreach(
        libraries,
        done_on=on(now, -40).date(),
        text="Wrote to all forty libraries and asked them to read the question out on market day.",
        by="Federation of Village Libraries",
    )
    return libraries


def _summary(designation: Designation, entries: Mapping[str, Contribution]) -> None:
    by = "Federation of Village Libraries"
    summary = draft_summary(designation, by=by)
    for text, keys in STATEMENTS:
        write_statement(summary, text=text, contributions=[entries[key] for key in keys], by=by)
    circulate(summary, by=by)
    summary.refresh_from_db()
    for key in ("teachers", "youth", "joint"):
        respond(
            summary, contribution=entries[key], stand=Stand.ENDORSES, by=entries[key].contributor
        )
    respond(
        summary,
        contribution=entries["rights"],
        stand=Stand.DISSENTS,
        words="The summary speaks of privacy and leaves network neutrality out. Without it the "
        "cheap link is a narrow one. We do not endorse it as it stands.",
        by=entries["rights"].contributor,
    )
    inquiry = inquire(
        summary,
        contribution=entries["languages"],
        text="Pourquoi les langues des îles ne figurent-elles pas dans le résumé ?",
        by=entries["languages"].contributor,
    )
    answer_inquiry(
        inquiry,
        text="Nous les avions comprises dans la formation. Vous avez raison : la prochaine version "
        "en fera un point à part.",
        by=by,
    )
