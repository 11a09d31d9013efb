"""The letters of the sample, and the mailing that carried the first of them."""

from datetime import datetime

from rapporteur.cases.sample.officials import Officials, on
from rapporteur.cases.sample.stakeholders import LISTS, named
from rapporteur.stages.invitations.actions import (
    approve_mailing,
    dispatch_mailing,
    draft_mailing,
    publish_letter,
    record_reply,
    write_letter,
)
from rapporteur.stages.invitations.choices import Answer, Carrier, LetterKind
from rapporteur.stages.mandate.models import Consultation

OPEN_LETTER = {
    "en": {
        "subject": "The Internet on the outer islands: tell us what you think",
        "salutation": "Dear Colleagues,",
        "body": "The Assembly has asked how the Internet is to reach the nine outer islands. "
        "Whoever has something to say is asked to say it, in any of the six languages and by any "
        "way that is at hand: on the page {{ page }}, by e-mail to {{ email }}, by fax to "
        "{{ fax }}, or by post.\n\nComments are preferred by {{ deadline_preferred }}. Each is "
        "answered with a receipt, published with its sender's name unless the sender asks "
        "otherwise, and considered in the report.",
        "closing": "Yours sincerely,",
    },
    "fr": {
        "subject": "L’internet dans les îles extérieures : dites-nous ce que vous en pensez",
        "salutation": "Chers collègues,",
        "body": "L’Assemblée demande comment l’internet peut atteindre les neuf îles extérieures. "
        "Chacun est invité à s’exprimer, dans l’une des six langues et par le moyen qui lui "
        "convient : à l’adresse {{ page }}, par courriel à {{ email }}, par télécopie au {{ fax }} "
        "ou par la poste.\n\nLes contributions sont attendues de préférence avant le "
        "{{ deadline_preferred }}. Chacune reçoit un accusé de réception, est publiée et prise en "
        "compte dans le rapport.",
        "closing": "Veuillez agréer l’expression de notre considération distinguée.",
    },
    "ar": {
        "subject": "الإنترنت في الجزر الخارجية: ما رأيكم؟",
        "salutation": "الزملاء الأعزاء،",
        "body": "سألت الجمعية كيف يمكن أن تصل الإنترنت إلى الجزر الخارجية التسع. وندعو كل من لديه "
        "رأي إلى الإدلاء به، بأي من اللغات الست وبأي وسيلة متاحة: على الصفحة {{ page }}، أو "
        "بالبريد الإلكتروني {{ email }}، أو بالفاكس {{ fax }}، أو بالبريد.\n\nويُفضَّل إرسال "
        "التعليقات قبل {{ deadline_preferred }}. ولكل تعليق إيصال، ويُنشر ويُنظر فيه في التقرير.",
        "closing": "وتفضلوا بقبول فائق الاحترام،",
    },
}
TO_THE_LEAGUE = {
    "en": {
        "subject": "Speaking for civil society",
        "salutation": "Dear Mr. Lal,",
        "body": "The room of the hearing is small. I should like to ask the League to gather the "
        "views of civil society and to speak on its behalf.\n\nPlease answer by {{ reply_by }}, so "
        "that another can be asked in time.",
        "closing": "Yours sincerely,",
    }
}
REMINDER = {
    "en": {
        "subject": "The Internet on the outer islands: there is still time",
        "salutation": "Dear Colleagues,",
        "body": "The last day for comments is {{ deadline_final }}. The page is {{ page }}.",
        "closing": "Yours sincerely,",
    }
}


def make(consultation: Consultation, officials: Officials, now: datetime) -> None:
    """The open letter, sent by e-mail; a personal one, declined; a reminder, not yet approved."""
    sender = {
        "place": "Port Meridian",
        "letterhead": "Assembly of the Meridian Islands\nThe Secretary",
        "signatory": "Ilaria Fonoti",
        "signatory_office": "Secretary of the Assembly",
        "contact_email": "outer-islands@example.org",
    }
    open_letter = write_letter(
        consultation,
        kind=LetterKind.OPEN,
        dated=on(now, -75).date(),
        texts=OPEN_LETTER,
        by=officials.registrar,
        **sender,
    )
    publish_letter(open_letter, by=officials.administrator)
    mailing = draft_mailing(
        open_letter,
        audience={"categories": [key for key, _names, _group in LISTS]},
        carriers=[Carrier.EMAIL],
        by=officials.registrar,
    )
    approve_mailing(mailing, by=officials.administrator)
    dispatch_mailing(mailing, by=officials.registrar)
    personal = write_letter(
        consultation,
        kind=LetterKind.DESIGNATION,
        dated=on(now, -70).date(),
        addressees="Mr. Tomasi Lal, Outer Islands Parents’ League",
        reply_by=on(now, -60).date(),
        texts=TO_THE_LEAGUE,
        by=officials.registrar,
        **sender,
    )
    record_reply(
        personal,
        named("parents"),
        answer=Answer.DECLINED,
        received_on=on(now, -62).date(),
        note="The League has nobody to spare before the end of the school year.",
        by=officials.registrar,
    )
    reminder = write_letter(
        consultation,
        kind=LetterKind.REMINDER,
        dated=on(now, -1).date(),
        texts=REMINDER,
        by=officials.registrar,
        **sender,
    )
    draft_mailing(
        reminder,
        audience={"categories": [key for key, _names, _group in LISTS]},
        by=officials.registrar,
    )
