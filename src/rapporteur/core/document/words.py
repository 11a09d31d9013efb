"""The few words that a document says of itself, in the six languages.

They are the document's, not the reader's: a French report says "Résumé" on an Arabic page. So
they stand here and not among the translations of the interface.
"""

from dataclasses import dataclass

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class OwnWords:
    """A document's own words in one language."""

    summary: str
    contents: str
    total: str
    draft: str
    distribution: str
    original: str
    table: str
    figure: str
    annex: str
    notes: str
    back: str
    evidence: str
    colon: str = ": "
    before_number: str = "\u00a0"


_OWN_WORDS = {
    "en": OwnWords(
        summary="Summary",
        contents="Contents",
        total="Total",
        draft="Draft",
        distribution="Distr.",
        original="Original",
        table="Table",
        figure="Figure",
        annex="Annex",
        notes="Notes",
        back="Back to the text",
        evidence="Evidence",
    ),
    "fr": OwnWords(
        summary="Résumé",
        contents="Table des matières",
        total="Total",
        draft="Projet",
        distribution="Distr.",
        original="Original",
        table="Tableau",
        figure="Figure",
        annex="Annexe",
        notes="Notes",
        back="Retour au texte",
        evidence="Sources",
        colon="\u00a0: ",
    ),
    "es": OwnWords(
        summary="Resumen",
        contents="Índice",
        total="Total",
        draft="Proyecto",
        distribution="Distr.",
        original="Original",
        table="Cuadro",
        figure="Figura",
        annex="Anexo",
        notes="Notas",
        back="Volver al texto",
        evidence="Fuentes",
    ),
    "ru": OwnWords(
        summary="Резюме",
        contents="Содержание",
        total="Всего",
        draft="Проект",
        distribution="Распространение",
        original="Язык оригинала",
        table="Таблица",
        figure="Рисунок",
        annex="Приложение",
        notes="Примечания",
        back="Назад к тексту",
        evidence="Источники",
    ),
    "zh": OwnWords(
        summary="摘要",
        contents="目录",
        total="共计",
        draft="草稿",
        distribution="分发",
        original="原文",
        table="表",
        figure="图",
        annex="附件",
        notes="注",
        back="返回正文",
        evidence="依据",
        colon="：",
        before_number="",
    ),
    "ar": OwnWords(
        summary="موجز",
        contents="المحتويات",
        total="المجموع",
        draft="مسودة",
        distribution="التوزيع",
        original="الأصل",
        table="الجدول",
        figure="الشكل",
        annex="المرفق",
        notes="الحواشي",
        back="العودة إلى النص",
        evidence="الأدلة",
    ),
}


def own_words(language: str) -> OwnWords:
    """Return the words of `language`, one of `tree.LANGUAGES`."""
    return _OWN_WORDS[language]


def direction(language: str) -> str:
    """Return "rtl" or "ltr", the direction in which `language` (a language tag) is written."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
