"""The fictional lists, and the entities on them."""

from dataclasses import dataclass

from rapporteur.cases.sample.officials import Officials
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import (
    add_category,
    add_contact,
    add_entity,
    define_usual_groups,
    enrol,
    make_eligible,
    place,
    state_figure,
)
from rapporteur.stages.stakeholders.choices import EntityKind, UsualGroup
from rapporteur.stages.stakeholders.models import Entity

LISTS = (
    (
        "meridian-administration",
        {"en": "Administrations of the Meridian Islands", "ar": "إدارات جزر ميريديا"},
        UsualGroup.GOVERNMENTS,
    ),
    (
        "meridian-organization",
        {"en": "Organizations of which the Islands are members", "ar": "منظمات تضم الجزر"},
        UsualGroup.INTERNATIONAL,
    ),
    (
        "meridian-association",
        {"en": "Registered associations", "ar": "الجمعيات المسجلة"},
        UsualGroup.CIVIL_SOCIETY,
    ),
    (
        "meridian-company",
        {"en": "Licensed companies", "ar": "الشركات المرخصة"},
        UsualGroup.PRIVATE_SECTOR,
    ),
)


@dataclass(frozen=True)
class Listed:
    """An entity of the sample. key: the first part of its e-mail address too."""

    key: str
    name: str
    group: UsualGroup
    language: str = "en"
    contact: str = ""
    title: str = ""
    reached_by_post: bool = False


ENTITIES = (
    Listed("communications", "Ministry of Communications", UsualGroup.GOVERNMENTS, "en",
           "Ruth Tavola", "Ms."),
    Listed("education", "Ministry of Education", UsualGroup.GOVERNMENTS, "fr", "Luc Temaru", "Mr."),
    Listed("north-atoll", "Administration of North Atoll", UsualGroup.GOVERNMENTS, "es",
           "Inés Rapu", "Ms.", reached_by_post=True),
    Listed("east-reef", "Administration of East Reef", UsualGroup.GOVERNMENTS, "ar"),
    Listed("cable-agency", "Ocean Cable Agency", UsualGroup.INTERNATIONAL, "en", "Sam Okoro",
           "Mr."),
    Listed("island-bank", "Bank for Island Development", UsualGroup.INTERNATIONAL, "fr"),
    Listed("weather-union", "Union of Weather Services", UsualGroup.INTERNATIONAL, "ru"),
    Listed("libraries", "Federation of Village Libraries", UsualGroup.CIVIL_SOCIETY, "en",
           "Mere Waqa", "Ms."),
    Listed("parents", "Outer Islands Parents’ League", UsualGroup.CIVIL_SOCIETY, "en",
           "Tomasi Lal", "Mr."),
    Listed("fishers", "Association of Small Fishers", UsualGroup.CIVIL_SOCIETY, "es"),
    Listed("languages", "Society for the Island Languages", UsualGroup.CIVIL_SOCIETY, "fr"),
    Listed("rights", "Meridian Digital Rights", UsualGroup.CIVIL_SOCIETY, "en", "Hana Sasaki",
           "Ms."),
    Listed("chamber", "Meridian Chamber of Commerce", UsualGroup.PRIVATE_SECTOR, "en",
           "Peter Vance", "Mr."),
    Listed("lagoon", "Lagoon Telecom", UsualGroup.PRIVATE_SECTOR, "en"),
    Listed("sky", "SkyReach Satellites", UsualGroup.PRIVATE_SECTOR, "zh"),
    Listed("ferry", "Inter-Island Ferry Company", UsualGroup.PRIVATE_SECTOR, "ru",
           reached_by_post=True),
)  # fmt: skip


def make(consultation: Consultation, officials: Officials) -> None:
    """Groups, lists and entities, each placed in the group that its list suggests."""
    by = officials.registrar
    groups = {each.key: each for each in define_usual_groups(consultation, by=by)}
    categories = {}
    for key, names, group in LISTS:
        category = add_category(key=key, names=names, suggests=group.value, by=by)
        make_eligible(consultation, category, by=by)
        categories[group] = category
    for listed in ENTITIES:
        entity = add_entity(
            kind=EntityKind.ORGANIZATION,
            names={"en": listed.name},
            language=listed.language,
            email="" if listed.reached_by_post else f"{listed.key}@example.org",
            address=f"{listed.name}\nPort Meridian" if listed.reached_by_post else "",
            source="sample",
            listed_key=f"sample:{listed.key}",
            by=by,
        )
        enrol(entity, categories[listed.group], source="sample", by=by)
        place(
            consultation,
            entity,
            groups[listed.group],
            category=categories[listed.group],
            reason="As its list suggests.",
            by=by,
        )
        if listed.contact:
            add_contact(
                entity,
                name=listed.contact,
                title=listed.title,
                family_name=listed.contact.split()[-1],
                office="Focal point",
                email="" if listed.reached_by_post else f"{listed.key}@example.org",
                focal_point=True,
                by=by,
            )
    state_figure(
        consultation,
        texts={"en": "households that got a leaflet", "ar": "الأسر التي تلقت منشورا"},
        stated=2400,
        approximate=True,
        source="The Secretary's note to the Island Council",
        by=by,
    )


def named(key: str) -> Entity:
    """An entity of the sample by its key."""
    return Entity.objects.get(listed_key=f"sample:{key}")
