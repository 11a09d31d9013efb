"""The words that a new letter starts with; whoever writes it changes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapporteur.stages.invitations.choices import LetterKind


@dataclass(frozen=True)
class Draft:
    """subject, body, closing: with merge fields; paragraphs are parted by an empty line."""

    subject: str
    body: str
    closing: str
    salutation: str = "{{ salutation }}"


DRAFTS: Mapping[LetterKind, Mapping[str, Draft]] = {
    LetterKind.OPEN: {
        "en": Draft(
            "Open invitation: {{ consultation }}",
            "Everybody with an interest in the matter is invited to take part in the "
            "consultation “{{ consultation }}”.\n\n"
            "Please send your contribution by {{ deadline_preferred }}. It may be in any of the "
            "six official languages of the United Nations, and it may come through the form at "
            "{{ page }} or by any other channel named there; all channels count alike. What "
            "arrives later is kept and marked as late.\n\n"
            "Each contribution is acknowledged with a receipt, published as its sender has "
            "agreed, and considered in the report.",
            "Yours sincerely,",
        ),
        "fr": Draft(
            "Invitation ouverte : {{ consultation }}",
            "Toute personne que le sujet intéresse est invitée à prendre part à la consultation "
            "« {{ consultation }} ».\n\n"
            "Veuillez envoyer votre contribution au plus tard le {{ deadline_preferred }}, "
            "dans l’une des six langues officielles de l’Organisation des Nations Unies, au moyen "
            "du formulaire de la page {{ page }} ou par toute autre voie qui y est indiquée ; "
            "toutes les voies se valent. Ce qui arrive plus tard est conservé, avec la mention du "
            "retard.\n\n"
            "Chaque contribution reçoit un récépissé, est publiée comme son auteur l’a accepté et "
            "est prise en considération dans le rapport.",
            "Veuillez agréer l’expression de ma considération distinguée,",
        ),
        "es": Draft(
            "Invitación abierta: {{ consultation }}",
            "Se invita a todas las personas interesadas a participar en la consulta "
            "«{{ consultation }}».\n\n"
            "Rogamos envíe su contribución a más tardar el {{ deadline_preferred }}, en cualquiera "
            "de los seis idiomas oficiales de las Naciones Unidas, mediante el formulario de "
            "{{ page }} o por cualquiera de las demás vías que allí se indican; todas valen por "
            "igual. Lo que llegue después se conserva y se señala como tardío.\n\n"
            "De cada contribución se acusa recibo, se publica según lo acordado con quien la envía "
            "y se tiene en cuenta en el informe.",
            "Atentamente,",
        ),
        "ru": Draft(
            "Открытое приглашение: {{ consultation }}",
            "Приглашаем всех, кому важна эта тема, принять участие в консультации "
            "«{{ consultation }}».\n\n"
            "Просим направить ваши материалы не позднее {{ deadline_preferred }} на любом из шести "
            "официальных языков Организации Объединенных Наций через форму на странице {{ page }} "
            "или любым другим указанным там способом; все способы равноценны. То, что поступит "
            "позже, сохраняется с пометкой об опоздании.\n\n"
            "О получении каждого материала выдается подтверждение; он публикуется на условиях, "
            "с которыми согласился отправитель, и учитывается в докладе.",
            "С уважением,",
        ),
        "zh": Draft(
            "公开邀请：{{ consultation }}",
            "现邀请所有关心此事的各方参加“{{ consultation }}”协商。\n\n"
            "请在{{ deadline_preferred }}之前以联合国六种正式语文中的任何一种提交意见，"
            "可使用 {{ page }} 上的表格，也可通过该页列出的任何其他渠道；各种渠道同等对待。"
            "逾期收到的意见将予保留并注明迟交。\n\n"
            "每份意见都会获得回执，按提交人同意的方式公布，并在报告中予以考虑。",
            "此致敬礼",
        ),
        "ar": Draft(
            "دعوة مفتوحة: {{ consultation }}",
            "ندعو كل من يعنيه الموضوع إلى المشاركة في المشاورة «{{ consultation }}».\n\n"
            "يُرجى إرسال مساهمتكم في موعد أقصاه {{ deadline_preferred }} بأي من اللغات الرسمية الست "
            "للأمم المتحدة، عن طريق الاستمارة في الصفحة {{ page }} أو بأي وسيلة أخرى مذكورة فيها؛ "
            "وجميع الوسائل سواء. وما يصل بعد ذلك يُحفظ ويُشار إلى تأخره.\n\n"
            "ويُرسل إيصال بكل مساهمة، وتُنشر على النحو الذي وافق عليه مرسلها، وتؤخذ في الاعتبار عند "
            "إعداد التقرير.",
            "وتفضلوا بقبول فائق الاحترام،",
        ),
    },
    LetterKind.PERSONAL: {
        "en": Draft(
            "{{ consultation }}",
            "I am writing to invite {{ name }} to take part in the consultation "
            "“{{ consultation }}”, to which contributions are welcome until "
            "{{ deadline_preferred }}.\n\n"
            "Since time at the meeting is short, groups are asked to agree on somebody who sums up "
            "their contributions there. I should be glad if {{ name }} would do so, and would "
            "reach out to everybody concerned.\n\n"
            "An answer by {{ reply_by }} would leave time to ask another, should you be unable to "
            "accept.",
            "Yours sincerely,",
        ),
        "fr": Draft(
            "{{ consultation }}",
            "J’ai l’honneur d’inviter {{ name }} à prendre part à la consultation "
            "« {{ consultation }} », ouverte aux contributions jusqu’au "
            "{{ deadline_preferred }}.\n\n"
            "Le temps de parole étant compté, chaque groupe est prié de convenir de qui y résumera "
            "ses contributions. Je serais heureux que {{ name }} s’en charge et se mette en "
            "rapport avec toutes les parties concernées.\n\n"
            "Une réponse d’ici au {{ reply_by }} laisserait le temps de s’adresser à d’autres en "
            "cas d’empêchement.",
            "Veuillez agréer l’expression de ma considération distinguée,",
        ),
    },
    LetterKind.CIRCULAR: {
        "en": Draft(
            "{{ consultation }}: contributions and workshop",
            "Contributions are invited to the consultation “{{ consultation }}”, which is followed "
            "by a workshop. The form to register for it is enclosed; it can also be filled in at "
            "{{ page }}.\n\n"
            "Please return the form by {{ deadline_registration }}. Those who cannot travel may "
            "send a contribution all the same: it counts as much as one made in the room.",
            "Yours faithfully,",
        ),
    },
    LetterKind.REMINDER: {
        "en": Draft(
            "Reminder: {{ consultation }}",
            "May I remind {{ name }} that contributions to the consultation "
            "“{{ consultation }}” are welcome until {{ deadline_preferred }}? Should yours have "
            "crossed with this letter, please accept my thanks and disregard it.",
            "Yours sincerely,",
        ),
    },
}


def draft(kind: str, language: str) -> Draft | None:
    """What a letter of a kind starts with in a language; None where there is nothing ready."""
    return DRAFTS.get(LetterKind(kind), {}).get(language)
