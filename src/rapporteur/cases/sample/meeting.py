"""The hearing that was held, and the meeting that is to come."""

from datetime import datetime, timedelta

from rapporteur.cases.sample.officials import Officials, on
from rapporteur.stages.contributions.actions import publish
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.actions import (
    add_agenda_item,
    arrange,
    ask_for_floor,
    cancel_registration,
    order_speakers,
    record_intervention,
    register_person,
)
from rapporteur.stages.meeting.choices import InterventionKind, RegisteredBy
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.representation.queries import in_force
from rapporteur.stages.stakeholders.choices import UsualGroup
from rapporteur.stages.stakeholders.queries import groups

CATEGORIES = (
    {"key": "administration", "names": {"en": "Administration", "ar": "إدارة"}, "seats": 3},
    {"key": "association", "names": {"en": "Association", "ar": "جمعية"}, "seats": None},
    {"key": "company", "names": {"en": "Company", "ar": "شركة"}, "seats": None},
)
PRESENTATION, INFORMAL = InterventionKind.PRESENTATION, InterventionKind.INFORMAL

# Title, first name, family name, category, organization, for whom they come.
COMING = (
    ("ms", "Ruth", "Tavola", "administration", "Ministry of Communications", ""),
    ("ms", "Mere", "Waqa", "association", "Federation of Village Libraries", "libraries"),
    ("mr", "Peter", "Vance", "company", "Meridian Chamber of Commerce", "chamber"),
    ("ms", "Hana", "Sasaki", "association", "Meridian Digital Rights", ""),
    ("", "Ana", "Rigby", "company", "Lagoon Telecom", ""),
    ("mr", "Luc", "Temaru", "administration", "Ministry of Education", ""),
    ("mrs", "Nana", "Vesi", "association", "Elders of Long Island", ""),
    ("mr", "Joseph", "Kalo", "administration", "Office of the Regulator", ""),
)


def make(consultation: Consultation, officials: Officials, now: datetime) -> None:
    """Both meetings."""
    speak_for = {each.entity.listed_key.removeprefix("sample:"): each
                 for each in in_force(consultation)}  # fmt: skip
    _hearing(consultation, speak_for, officials, now)
    _meeting(consultation, speak_for, officials, now)


def _hearing(
    consultation: Consultation,
    speak_for: dict[str, Designation],
    officials: Officials,
    now: datetime,
) -> None:
    """Held two weeks before the day of loading; its interventions are in the register."""
    begins = on(now, -14)
    hearing = arrange(
        consultation,
        titles={"en": "Hearing", "ar": "جلسة استماع"},
        starts_on=begins.date(),
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        venue="Assembly House, Port Meridian",
        room="Reading room",
        seats=20,
        by=officials.conference,
    )
    item = add_agenda_item(
        hearing,
        texts={"en": "Views of the groups", "ar": "آراء المجموعات"},
        by=officials.conference,
    )
    rows = {each.key: each for each in groups(consultation)}
    spoken = (
        ("Ruth Tavola, Ministry of Communications", PRESENTATION, UsualGroup.GOVERNMENTS, "",
         ("The tender for a cable to three islands opens in spring. Affordable prices by rule are "
         "to hold until then.")),
        ("Elias Moto, Administration of Far Island", PRESENTATION, UsualGroup.GOVERNMENTS, "",
         "We have been cut off eleven days this year. Reliability comes before price."),
        ("Mere Waqa, Federation of Village Libraries", PRESENTATION, UsualGroup.CIVIL_SOCIETY,
         "libraries",
         ("On behalf of civil society: a place, a person and a training programme in every "
         "village; a price that a fishing family can pay; and no link paid for with privacy.")),
        ("Peter Vance, Meridian Chamber of Commerce", PRESENTATION, UsualGroup.PRIVATE_SECTOR,
         "chamber",
         ("On behalf of the private sector: a licence of fifteen years brings investment; prices "
         "set by rule end it.")),
        ("Hana Sasaki, Meridian Digital Rights", INFORMAL, UsualGroup.CIVIL_SOCIETY, "",
         "I asked what becomes of network neutrality, and heard no answer."),
        ("Sam Okoro, Ocean Cable Agency", INFORMAL, UsualGroup.INTERNATIONAL, "",
         "Technical assistance for the tender is already under way."),
    )  # fmt: skip
    at = begins
    for contributor, kind, group, represents, words in spoken:
        intervention = record_intervention(
            hearing,
            contributor=contributor,
            kind=kind,
            group=rows[group],
            designation=speak_for.get(represents),
            agenda_item=item,
            started_at=at,
            ended_at=at + timedelta(minutes=5 if kind is PRESENTATION else 2),
            text=words,
            languages=["en"],
            by=officials.conference,
        )
        publish(intervention.contribution, by=officials.registrar)
        at += timedelta(minutes=8)


def _meeting(
    consultation: Consultation,
    speak_for: dict[str, Designation],
    officials: Officials,
    now: datetime,
) -> None:
    """To come two weeks after the day of loading: six seats, two held, and more who want one."""
    begins = on(now, 14)
    meeting = arrange(
        consultation,
        titles={"en": "Meeting of all groups", "ar": "اجتماع المجموعات كافة"},
        starts_on=begins.date(),
        starts_at=begins,
        ends_at=begins + timedelta(hours=6),
        venue="Assembly House, Port Meridian",
        room="Small chamber",
        seats=6,
        registration_by=on(now, 9).date(),
        categories=CATEGORIES,
        asks_hotel=True,
        return_to="outer-islands@example.org",
        by=officials.conference,
    )
    first, second = (
        add_agenda_item(meeting, texts=texts, by=officials.conference)
        for texts in (
            {"en": "Cable, satellite and price", "ar": "الكابل والساتل والسعر"},
            {"en": "Training and languages", "ar": "التدريب واللغات"},
        )
    )
    _register(meeting, speak_for, officials, now)
    speakers = [
        ask_for_floor(
            meeting,
            name=name,
            kind=PRESENTATION,
            designation=speak_for.get(represents),
            agenda_item=item,
            by=officials.conference,
        )
        for name, represents, item in (
            ("Ruth Tavola, Ministry of Communications", "", first),
            ("Ana Rigby, Lagoon Telecom", "", first),
            ("Peter Vance, Meridian Chamber of Commerce", "chamber", first),
            ("Mere Waqa, Federation of Village Libraries", "libraries", second),
        )
    ]
    order_speakers(meeting, [speakers[at] for at in (0, 2, 1, 3)], by=officials.conference)


def _register(
    meeting: Meeting, speak_for: dict[str, Designation], officials: Officials, now: datetime
) -> None:
    for days, (title, first, family, category, organization, represents) in enumerate(COMING):
        by_fax = family == "Vesi"
        registration = register_person(
            meeting,
            title=title,
            first_name=first,
            family_name=family,
            category=category,
            organization=organization,
            address=f"{organization}\nPort Meridian",
            email="" if by_fax else f"{first.lower()}.{family.lower()}@example.org",
            designation=speak_for.get(represents),
            came_by=RegisteredBy.FAX if by_fax else RegisteredBy.FORM,
            signed_on=on(now, days - 10).date() if by_fax else None,
            signature="N. Vesi" if by_fax else "",
            registered_at=on(now, days - 9),
            by=officials.conference if by_fax else "online form",
        )
        if family == "Rigby":
            cancel_registration(registration, by="its holder, by private link")
