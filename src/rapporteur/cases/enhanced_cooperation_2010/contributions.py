"""One entry of the register for each contribution that the report counts, and nothing more.

The numbers are those of the report's table; the table of this consultation is computed from the
entries by the counting rules. Which entry is whose is not known, save of the two representatives,
nor in which order they came: the entries stand in the order of the table's rows.
"""

from collections.abc import Mapping

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010.mandate import REPORT
from rapporteur.cases.enhanced_cooperation_2010.stakeholders import CONGO, ICC, named
from rapporteur.stages.contributions.actions import (
    confirm_attribution,
    publish,
    register,
    set_counting_rule,
)
from rapporteur.stages.contributions.choices import Capacity, Consent, Mode, Origin
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.choices import UsualGroup
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

COUNTED: Mapping[UsualGroup, Mapping[Mode, int]] = {
    UsualGroup.GOVERNMENTS: {Mode.WRITTEN: 11, Mode.PRESENTATION: 13, Mode.INFORMAL: 8},
    UsualGroup.INTERNATIONAL: {Mode.WRITTEN: 7, Mode.PRESENTATION: 1, Mode.INFORMAL: 0},
    UsualGroup.CIVIL_SOCIETY: {Mode.WRITTEN: 32, Mode.PRESENTATION: 7, Mode.INFORMAL: 3},
    UsualGroup.PRIVATE_SECTOR: {Mode.WRITTEN: 9, Mode.PRESENTATION: 5, Mode.INFORMAL: 2},
}
REPRESENTATIVES: Mapping[UsualGroup, str] = {
    UsualGroup.CIVIL_SOCIETY: CONGO,
    UsualGroup.PRIVATE_SECTOR: ICC,
}


def make(consultation: Consultation, by: User | str) -> None:
    """The counting rules, and the entries."""
    _rules(consultation, by)
    rows = {each.key: each for each in groups(consultation)}
    for mode in Mode:
        for usual, counts in COUNTED.items():
            for number in range(counts[mode]):
                speaks_first = mode is Mode.PRESENTATION and number == 0
                representative = REPRESENTATIVES.get(usual) if speaks_first else None
                _enter(consultation, mode, rows[usual], representative, by)


def _enter(
    consultation: Consultation,
    mode: Mode,
    group: Group,
    representative: str | None,
    by: User | str,
) -> None:
    contribution = register(
        consultation,
        mode=mode,
        origin=Origin.RECONSTRUCTION,
        group=group,
        entity=named(representative) if representative else None,
        capacity=Capacity.GROUP if representative else Capacity.OWN,
        speaks_for_group=group if representative else None,
        consent=Consent.NAMED,
        by=by,
    )
    if representative:
        confirm_attribution(contribution, reason=f"{REPORT}, para. 10.", by=by)
    publish(contribution, by=by)


def _rules(consultation: Consultation, by: User | str) -> None:
    set_counting_rule(
        consultation,
        mode=Mode.WRITTEN,
        columns={
            "en": "Written comments submitted from September-December 2010",
            "ar": "التعليقات الخطية المقدمة من أيلول/سبتمبر إلى كانون الأول/ديسمبر 2010",
        },
        texts={
            "en": "Written comments are counted once each and enter the number of written and "
            "oral contributions (para. 10).",
            "ar": "تُحسب التعليقات الخطية مرة واحدة لكل منها وتدخل في عدد المساهمات الخطية "
            "والشفوية (الفقرة 10).",
        },
        in_headline=True,
        by=by,
    )
    set_counting_rule(
        consultation,
        mode=Mode.PRESENTATION,
        columns={
            "en": "Presentations at face-to-face meeting, held 14 December 2010",
            "ar": "العروض المقدمة في الاجتماع المباشر المعقود في 14 كانون الأول/ديسمبر 2010",
        },
        texts={
            "en": "Presentations at the meeting, those of designated representatives included, "
            "enter the number of written and oral contributions (para. 10).",
            "ar": "العروض المقدمة في الاجتماع، بما فيها عروض الممثلين المعيَّنين، تدخل في عدد "
            "المساهمات الخطية والشفوية (الفقرة 10).",
        },
        in_headline=True,
        by=by,
    )
    set_counting_rule(
        consultation,
        mode=Mode.INFORMAL,
        columns={
            "en": "Informal interventions during the open discussion",
            "ar": "المداخلات غير الرسمية أثناء المناقشة المفتوحة",
        },
        texts={
            "en": "Participants who spoke in the open discussion are in addition to the written "
            "and oral contributions (para. 11); the total of the table includes them.",
            "ar": "المشاركون الذين تكلموا في المناقشة المفتوحة يُضافون إلى المساهمات الخطية "
            "والشفوية (الفقرة 11)؛ ويشملهم مجموع الجدول.",
        },
        in_headline=False,
        by=by,
    )
