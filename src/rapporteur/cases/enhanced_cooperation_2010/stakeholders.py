"""Who was asked: para. 8 of the report, in its order, and footnote 2."""

from collections.abc import Mapping

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010.mandate import REPORT
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import (
    add_category,
    add_constituency,
    add_entity,
    define_usual_groups,
    enrol,
    load_member_states,
    make_eligible,
    place,
    state_figure,
)
from rapporteur.stages.stakeholders.choices import Basis, EntityKind, UsualGroup
from rapporteur.stages.stakeholders.models import Category, Entity
from rapporteur.stages.stakeholders.rules import MEMBER_STATE

TECHNICAL_COMMUNITY = "technical-community"
ICC, CONGO, ICANN = "icc", "congo", "icann"

# Key, names, the group that it suggests, whether it was invited or may take part.
LISTS: tuple[tuple[str, Mapping[str, str], str, Basis], ...] = (
    (
        "permanent-observer",
        {"en": "Permanent Observers", "ar": "المراقبون الدائمون"},
        "",  # a State and organizations are among them
        Basis.INVITED,
    ),
    (
        "un-system-agency",
        {"en": "United Nations system agencies", "ar": "وكالات منظومة الأمم المتحدة"},
        UsualGroup.INTERNATIONAL,
        Basis.INVITED,
    ),
    (
        "ngo-consultative",
        {
            "en": "Non-governmental organizations in consultative status with the Economic and "
            "Social Council",
            "ar": "المنظمات غير الحكومية ذات المركز الاستشاري لدى المجلس الاقتصادي والاجتماعي",
        },
        UsualGroup.CIVIL_SOCIETY,
        Basis.INVITED,
    ),
    (
        "itu-sector-member",
        {"en": "ITU Sector Members", "ar": "أعضاء قطاعات الاتحاد الدولي للاتصالات"},
        "",  # companies, administrations and universities are among them
        Basis.INVITED,
    ),
    (
        "wsis-accredited",
        {
            "en": "Entities accredited to the World Summit on the Information Society",
            "ar": "الكيانات المعتمدة لدى القمة العالمية لمجتمع المعلومات",
        },
        "",
        Basis.INVITED,
    ),
    (
        "cstd-academic",
        {
            "en": "Academic entities approved for the Commission on Science and Technology for "
            "Development",
            "ar": "الكيانات الأكاديمية المعتمدة لدى اللجنة المعنية بتسخير العلم والتكنولوجيا "
            "لأغراض التنمية",
        },
        "",
        Basis.ELIGIBLE,
    ),
    (
        "cstd-business",
        {
            "en": "Business entities approved for the Commission on Science and Technology for "
            "Development",
            "ar": "كيانات الأعمال المعتمدة لدى اللجنة المعنية بتسخير العلم والتكنولوجيا لأغراض "
            "التنمية",
        },
        UsualGroup.PRIVATE_SECTOR,
        Basis.ELIGIBLE,
    ),
)

# Footnote 2 says ten and names these nine.
ASKED_TO_REPORT = (
    ("Internet Corporation for Assigned Names and Numbers", "ICANN", ICANN),
    ("International Telecommunication Union", "ITU", "itu"),
    ("World Wide Web Consortium", "W3C", "w3c"),
    ("Council of Europe", "", "council-of-europe"),
    ("Internet Society", "ISOC", "isoc"),
    ("Organization for Economic Cooperation and Development", "OECD", "oecd"),
    ("United Nations Educational, Scientific and Cultural Organization", "UNESCO", "unesco"),
    ("World Intellectual Property Organization", "WIPO", "wipo"),
    ("Number Resource Organization", "NRO", "nro"),
)


def make(consultation: Consultation, by: User | str) -> None:
    """The groups, the lists in the order of their precedence, the figures stated, who is named."""
    groups = {each.key: each for each in define_usual_groups(consultation, by=by)}
    add_constituency(
        consultation,
        key=TECHNICAL_COMMUNITY,
        names={"en": "Internet technical community", "ar": "المجتمع التقني للإنترنت"},
        by=by,
    )
    load_member_states(by=by)
    make_eligible(consultation, Category.objects.get(key=MEMBER_STATE), by=by)
    for key, names, suggests, basis in LISTS:
        category = add_category(key=key, names=names, suggests=str(suggests), by=by)
        make_eligible(consultation, category, basis=basis, by=by)
    _figures(consultation, by)
    _organizations(by)
    place(
        consultation,
        named(ICC),
        groups[UsualGroup.PRIVATE_SECTOR],
        reason=f"It spoke on behalf of the private sector ({REPORT}, para. 10).",
        by=by,
    )
    place(
        consultation,
        named(CONGO),
        groups[UsualGroup.CIVIL_SOCIETY],
        reason=f"It spoke on behalf of civil society organizations ({REPORT}, para. 10).",
        by=by,
    )


def named(key: str) -> Entity:
    """One of the organizations that the sources name."""
    return Entity.objects.get(listed_key=f"enhanced-cooperation-2010:{key}")


def _figures(consultation: Consultation, by: User | str) -> None:
    state_figure(
        consultation,
        texts={
            "en": "International organizations from which input was sought",
            "ar": "المنظمات الدولية التي التُمست إسهاماتها",
        },
        stated=150,
        approximate=True,
        source=f"{REPORT}, para. 8",
        by=by,
    )
    state_figure(
        consultation,
        texts={
            "en": "Civil society and private sector entities from which input was sought",
            "ar": "كيانات المجتمع المدني والقطاع الخاص التي التُمست إسهاماتها",
        },
        stated=3500,
        approximate=True,
        source=f"{REPORT}, para. 8",
        by=by,
    )
    state_figure(
        consultation,
        texts={
            "en": "Organizations invited to report on their steps towards enhanced cooperation",
            "ar": "المنظمات المدعوة إلى الإبلاغ عن الخطوات التي اتخذتها نحو تعزيز التعاون",
        },
        stated=10,
        named=len(ASKED_TO_REPORT),
        source=f"{REPORT}, footnote 2",
        by=by,
    )


def _organizations(by: User | str) -> None:
    asked = add_category(
        key="asked-to-report-on-enhanced-cooperation",
        names={
            "en": "Organizations asked to report on enhanced cooperation",
            "ar": "المنظمات التي طُلب منها الإبلاغ عن تعزيز التعاون",
        },
        by=by,
    )
    for name, acronym, key in ASKED_TO_REPORT:
        entity = _organization(name, acronym, key, f"{REPORT}, footnote 2", by)
        enrol(entity, asked, source=f"{REPORT}, footnote 2", by=by)
    _organization(
        "Internet Engineering Task Force",
        "IETF",
        "ietf",
        f"{REPORT}, footnote 2",
        by,
        own_accord=True,
    )
    _organization("International Chamber of Commerce", "ICC", ICC, f"{REPORT}, para. 10", by)
    _organization(
        "Conference of Non-Governmental Organizations in Consultative Relationship with the "
        "United Nations",
        "CoNGO",
        CONGO,
        f"{REPORT}, para. 10",
        by,
    )


def _organization(
    name: str, acronym: str, key: str, source: str, by: User | str, *, own_accord: bool = False
) -> Entity:
    return add_entity(
        kind=EntityKind.ORGANIZATION,
        names={"en": name},
        acronym=acronym,
        own_accord=own_accord,
        source=source,
        listed_key=f"enhanced-cooperation-2010:{key}",
        by=by,
    )
