"""The fictional mandate: who asked for the consultation, by when, and what of."""

from datetime import datetime

from rapporteur.cases.sample.officials import Officials, on
from rapporteur.stages.mandate.actions import (
    add_channel,
    add_question,
    add_requirement,
    announce,
    announce_deadline,
    appoint,
    open_consultation,
    record_instrument,
    relate,
)
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    DeadlineKind,
    InstrumentKind,
    RelationKind,
    RequirementCheck,
)
from rapporteur.stages.mandate.models import Consultation, Instrument, Provision

ASSEMBLY = "Assembly of the Meridian Islands"
COUNCIL = "Island Council"
ANNOUNCED, PREFERRED, FINAL = -75, -20, -8  # days from the day of loading

QUESTIONS = (
    {
        "en": "What keeps people on the outer islands from using the Internet?",
        "fr": "Qu’est-ce qui empêche les habitants des îles extérieures d’utiliser l’internet ?",
        "es": "¿Qué impide a los habitantes de las islas exteriores utilizar Internet?",
        "ru": "Что мешает жителям внешних островов пользоваться Интернетом?",
        "zh": "是什么妨碍外岛居民使用互联网？",
        "ar": "ما الذي يمنع سكان الجزر الخارجية من استخدام الإنترنت؟",
    },
    {
        "en": "Who should do what about it, and by when?",
        "fr": "Qui devrait faire quoi, et dans quel délai ?",
        "es": "¿Quién debería hacer qué, y en qué plazo?",
        "ru": "Кто, что и к какому сроку должен сделать?",
        "zh": "谁应当做什么，何时完成？",
        "ar": "من الذي ينبغي أن يفعل ماذا، وفي أي أجل؟",
    },
)


def make(officials: Officials, now: datetime) -> Consultation:
    """The consultation as it was announced, open now, with an official in each role."""
    survey, asked = _chain(officials, now)
    consultation = open_consultation(
        slug="sample",
        prefix="OI",
        titles={
            "en": "The Internet on the outer islands (a fictional sample)",
            "fr": "L’internet dans les îles extérieures (exemple fictif)",
            "es": "Internet en las islas exteriores (ejemplo ficticio)",
            "ru": "Интернет на внешних островах (вымышленный пример)",
            "zh": "外岛的互联网（虚构示例）",
            "ar": "الإنترنت في الجزر الخارجية (مثال خيالي)",
        },
        descriptions={
            "en": "Nine of the Meridian Islands have no cable, and what they pay for a satellite "
            "link is ten times what the capital pays. The Assembly asks everybody what should be "
            "done. The islands, and all who speak here, are invented.",
            "fr": "Neuf des îles Méridiennes n’ont pas de câble et paient leur liaison par "
            "satellite dix fois plus cher que la capitale. L’Assemblée demande à chacun ce qu’il "
            "faut faire. Les îles et tous ceux qui s’expriment ici sont inventés.",
            "ar": "تسع من جزر ميريديا بلا كابل، وهي تدفع ثمن الوصلة الساتلية عشرة أضعاف ما تدفعه "
            "العاصمة. وتسأل الجمعية الجميع عما ينبغي عمله. والجزر وكل من يتكلم هنا من نسج الخيال.",
        },
        convener="Secretary of the Assembly",
        on_behalf_of=ASSEMBLY,
        languages=["ar", "zh", "en", "fr", "ru", "es"],
        zone="Pacific/Fiji",
        answers=[asked],
        instruments=[survey, asked.instrument],
        consent_rule={
            "en": "What is sent by e-mail, fax or post is published with its sender's name, unless "
            "the sender asks otherwise.",
            "ar": "ما يُرسل بالبريد الإلكتروني أو الفاكس أو البريد يُنشر باسم مرسله، ما لم يطلب "
            "المرسل غير ذلك.",
        },
        by=officials.administrator,
    )
    for role, user in officials.by_role().items():
        appoint(consultation, user=user, role=role, by=officials.administrator)
    _dates(consultation, officials, now)
    _channels(consultation, officials)
    for texts in QUESTIONS:
        add_question(consultation, texts=texts, provisions=[asked], by=officials.administrator)
    _demands(consultation, asked, officials, now)
    return announce(consultation, by=officials.administrator, at=on(now, ANNOUNCED))


def _chain(officials: Officials, now: datetime) -> tuple[Instrument, Provision]:
    by = officials.administrator
    survey = record_instrument(
        symbol="AMI/R/11/7",
        kind=InstrumentKind.REPORT,
        body=COUNCIL,
        dated=on(now, -200).date(),
        titles={"en": "Survey of links to the outer islands", "ar": "مسح وصلات الجزر الخارجية"},
        by=by,
    )
    resolution = record_instrument(
        symbol="AMI/RES/12/4",
        kind=InstrumentKind.RESOLUTION,
        body=ASSEMBLY,
        session="Twelfth session",
        dated=on(now, -120).date(),
        titles={
            "en": "The Internet on the outer islands",
            "ar": "الإنترنت في الجزر الخارجية",
        },
        provisions={
            "1": "Takes note of the survey of links to the outer islands.",
            "2": "Asks the Secretary to hold an open and inclusive consultation of all "
            "administrations, associations and companies of the Islands, and to report to the "
            "Assembly at its thirteenth session, through the Island Council.",
        },
        by=by,
    )
    asked = resolution.provisions.get(number="2")
    relate(
        source=resolution,
        kind=RelationKind.TAKES_NOTE,
        target=survey,
        source_provision=resolution.provisions.get(number="1"),
        by=by,
    )
    return survey, asked


def _dates(consultation: Consultation, officials: Officials, now: datetime) -> None:
    for kind, days in (
        (DeadlineKind.REPLY, -60),
        (DeadlineKind.PREFERRED, PREFERRED),
        (DeadlineKind.FINAL, FINAL),
        (DeadlineKind.REGISTRATION, 9),
        (DeadlineKind.PUBLICATION, 35),
        (DeadlineKind.REPORT, 90),
    ):
        announce_deadline(
            consultation,
            kind=kind,
            stated=on(now, days).date(),
            source="open letter",
            announced_at=on(now, ANNOUNCED),
            by=officials.administrator,
        )


def _channels(consultation: Consultation, officials: Officials) -> None:
    for kind, address in (
        (ChannelKind.FORM, ""),
        (ChannelKind.EMAIL, "outer-islands@example.org"),
        (ChannelKind.FAX, "+999 555 0100"),
        (ChannelKind.POST, "Secretary of the Assembly\n1 Harbour Road\nPort Meridian"),
    ):
        add_channel(consultation, kind=kind, address=address, by=officials.administrator)


def _demands(
    consultation: Consultation, asked: Provision, officials: Officials, now: datetime
) -> None:
    by = officials.administrator
    add_requirement(
        consultation,
        texts={"en": "Open and inclusive", "ar": "مفتوح وشامل"},
        provision=asked,
        evidence={
            "en": "Six languages and four channels; the outer islands were written to by post.",
            "ar": "ست لغات وأربع قنوات؛ وكوتبت الجزر الخارجية بالبريد.",
        },
        by=by,
    )
    add_requirement(
        consultation,
        texts={
            "en": "Reported to the Assembly, through the Island Council",
            "ar": "يُرفع التقرير إلى الجمعية عن طريق مجلس الجزر",
        },
        provision=asked,
        check_by=RequirementCheck.TRANSMITTED,
        bodies=[COUNCIL, ASSEMBLY],
        by=by,
    )
    add_requirement(
        consultation,
        texts={"en": "Every contribution considered", "ar": "النظر في كل مساهمة"},
        provision=asked,
        check_by=RequirementCheck.ALL_CONSIDERED,
        by=by,
    )
    add_requirement(
        consultation,
        texts={"en": "A meeting within the year", "ar": "عقد اجتماع خلال السنة"},
        provision=asked,
        check_by=RequirementCheck.HELD_BEFORE,
        by_date=on(now, 200).date(),
        by=by,
    )
