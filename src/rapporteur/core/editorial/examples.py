"""A sentence for each rule in each language in which it is checked: what is found in it and what
to write. The reference shows them, and the tests hold the rules to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.document.tree import Document, Footnote, Paragraph, Run, Section, Table, Text
from rapporteur.core.editorial import rules
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.mending import mended
from rapporteur.core.editorial.rules import RULES, Rule
from rapporteur.core.editorial.stretches import MARK, stretches

NOTE = "¹"
"""Stands in the words of an example for the mark of a footnote."""


@dataclass(frozen=True)
class Example:
    """Words in `language` as somebody typed them; `rule` finds something in them, no other does."""

    rule: Rule
    language: str
    words: str

    @property
    def document(self) -> Document:
        """The words as a document: a paragraph, or the cell of a table where the rule is of one."""
        if self.rule is rules.TABLE_NOTE:
            table = Table("t", "-", ("-", "-"), ((self.words, 5),))
            return Document(self.language, "-", sections=(Section("s", "-", (table,)),))
        paragraph = Paragraph("p", tuple(_runs(self.words)))
        return Document(self.language, "-", sections=(Section("s", "-", (paragraph,)),))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found in the words; any word is too many where the rule is of the length."""
        return findings(self.document, limit=1 if self.rule is rules.LENGTH else 0)

    @property
    def mended(self) -> str | None:
        """The words with every mend taken; None where a person must find them."""
        tree = self.document
        for found in reversed(self.findings):
            if found.mend is None:
                return None
            tree = mended(tree, found)
        (stretch,) = (each for each in stretches(tree, self.language) if each.place.id == "p")
        return stretch.text.replace(MARK, NOTE)


def _runs(words: str) -> Iterator[Run]:
    for place, piece in enumerate(re.split(f"({NOTE})", words)):
        if piece == NOTE:
            yield Footnote(f"n{place}", (Text("-"),))
        elif piece:
            yield Text(piece)


def examples() -> Iterator[Example]:
    """Every example, by rule and language."""
    for rule in RULES:
        for language, words in _WORDS[rule.code].items():
            yield Example(rule, language, words)


_WORDS = {
    "length": {
        "en": "It met and it spoke.",
        "fr": "Il s’est réuni.",
        "es": "La Comisión se reunió.",
        "ru": "Комитет провел заседание.",
        "zh": "委员会举行了会议。",
        "ar": "عقدت اللجنة اجتماعا.",
    },
    "number-under-10": {
        "en": "The Committee held 3 meetings on the matter.",
        "es": "La Comisión celebró 3 reuniones sobre la cuestión.",
    },
    "number-from-10": {"en": "The Council received eighty-five comments."},
    "number-begins-sentence": {
        "en": "85 participants attended.",
        "fr": "85 personnes ont participé.",
        "es": "85 personas participaron.",
        "ru": "85 государств приняли участие.",
        "ar": "85 مشاركا حضروا المشاورات.",
    },
    "per-cent": {
        "en": "Some 45% of the replies came late.",
        "ru": "Поздно поступило 45% ответов.",
        "ar": "وردت نسبة 45% من الردود متأخرة.",
    },
    "per-cent-sign": {
        "es": "Llegó tarde el 45% de las respuestas.",
        "zh": "迟到的答复占45 %。",
    },
    "thousands": {
        "fr": "Le secrétariat a écrit à 3,500 organisations.",
        "es": "La secretaría escribió a 3,500 organizaciones.",
        "ru": "Секретариат обратился к 3,500 организациям.",
        "zh": "秘书处致函3,500个组织。",
    },
    "decimals": {
        "fr": "Le budget s’élève à 1.5 million de dollars.",
        "es": "El presupuesto es de 1.5 millones de dólares.",
        "ru": "Бюджет составляет 1.5 млн долл. США.",
    },
    "date": {
        "en": "The meeting was held on December 14, 2010.",
        "fr": "La réunion s’est tenue le 14/12/2010.",
        "es": "La reunión se celebró el 14 de Diciembre de 2010.",
        "ru": "Совещание состоялось 14.12.2010.",
        "zh": "会议于2010-12-14举行。",
        "ar": "عُقد الاجتماع في 14 ديسمبر 2010.",
    },
    "range": {"en": "The consultations ran from 1 September-15 November 2010."},
    "ordinal": {
        "en": "The 66th session opened in September.",
        "fr": "La 66e session s’est ouverte en septembre.",
        "es": "En su 8ª sesión la Comisión aprobó el programa.",
        "ru": "В сентябре открылась 66-я сессия.",
        "zh": "第66届会议于9月开幕。",
    },
    "symbol": {
        "en": "The report was issued as A/66/77/E/2011/103.",
        "fr": "Le rapport porte la cote A/66/77/E/2011/103.",
        "es": "El informe lleva la signatura A/66/77/E/2011/103.",
        "ru": "Доклад издан под условным обозначением А/66/77.",
        "zh": "报告的文号为A/66/77/E/2011/103。",
        "ar": "صدر التقرير بالرمز A/66/77/E/2011/103.",
    },
    "resolution": {
        "en": "The mandate is in A/RES/65/141.",
        "fr": "Le mandat figure dans la résolution A/RES/65/141.",
        "es": "El mandato figura en la resolución A/RES/65/141.",
        "ru": "Мандат изложен в резолюции A/RES/65/141.",
        "zh": "任务规定见A/RES/65/141。",
        "ar": "ترد الولاية في القرار A/RES/65/141.",
    },
    "note-mark": {
        "en": f"The Agenda{NOTE}, adopted in Tunis, says so.",
        "fr": f"L’Agenda de Tunis,{NOTE} adopté en 2005, le dit.",
        "es": f"La Agenda de Túnez,{NOTE} aprobada en 2005, lo dice.",
        "ru": f"Об этом говорится в Тунисской программе,{NOTE} принятой в 2005 году.",
        "zh": f"《突尼斯议程》{NOTE}，即2005年的成果文件，也这样说。",
        "ar": f"ينص على ذلك جدول أعمال تونس،{NOTE} المعتمد في عام 2005.",
    },
    "table-note": {
        "en": "Governments*",
        "fr": "Gouvernements*",
        "es": "Gobiernos*",
        "ru": "Правительства*",
        "zh": "各国政府*",
        "ar": "الحكومات*",
    },
    "capital": {
        "en": "The question was raised by several member states.",
        "fr": "Les Nations unies ont été saisies de la question.",
        "es": "Los estados miembros plantearon la cuestión.",
        "ru": "Вопрос обсуждала Генеральная ассамблея.",
    },
    "spelling": {
        "en": "The labour organisation replied late.",
        "fr": "Plusieurs Etats ont répondu.",
        "ru": "Ответили многие государства члены.",
    },
    "typing": {
        "en": "It was noted that the the process was slow.",
        "fr": "Le rapport de de la Commission est paru.",
        "es": "El informe de de la Comisión se publicó.",
        "ru": "Вопрос обсудил Cовет по правам человека.",
        "ar": "نوقشت المسألة في في الدورة السابقة.",
    },
    "abbreviation": {
        "en": "The UN has a central role to play.",
        "fr": "Une O.N.G. a répondu.",
        "es": "Una O.N.G. respondió.",
    },
    "latin": {"en": "Some participants, e.g. academics, objected."},
    "possessive": {"en": "UNMIL’s commander briefed the Council."},
    "paragraph": {"en": "The point was made in para. 14 of the report."},
    "enumeration": {
        "en": "The process was to be: a) open; and b) inclusive.",
        "fr": "Le processus devait être: (a) ouvert.".replace(":", "\u00a0:"),
        "es": "El proceso debía ser: (a) abierto.",
        "ru": "Процесс должен быть: (a) открытым.",
        "zh": "进程应当：a) 公开；b) 包容。",
        "ar": "ينبغي أن تكون العملية: أ) مفتوحة.",
    },
    "quotation-mark": {
        "en": 'Participants called it “enhanced cooperation" in their replies.',
        "fr": "Les participants parlent de “coopération renforcée”.",
        "es": 'Los participantes hablan de “cooperación reforzada".',
        "ru": "Участники говорят об “укреплении сотрудничества”.",
        "zh": '与会者称之为"加强合作"。',
    },
    "spacing": {
        "en": "The replies , which were few, were late.",
        "fr": "Les réponses, au nombre de 12 500, sont arrivées.",
        "es": "Las respuestas , que fueron pocas, llegaron tarde.",
        "ru": "Ответы , которых было мало, поступили поздно.",
        "zh": "答复 ，虽然不多，都迟到了。",
        "ar": "وصلت الردود ، وهي قليلة، متأخرة.",
    },
    "punctuation": {
        "es": "Cuándo terminará el proceso?",
        "ru": "Консультации - дело государств.",
        "zh": "答复很少,而且都迟到了。",
        "ar": "وصلت الردود متأخرة, وهي قليلة.",
    },
    "digits": {
        "zh": "会议在２０１０年举行。",
        "ar": "عُقد الاجتماع في عام ٢٠١٠.",
    },
}
