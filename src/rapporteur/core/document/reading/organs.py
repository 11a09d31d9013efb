"""The names by which the head of a document is known, in the six languages."""

import re

ORGANS = (
    *("General Assembly", "Economic and Social Council", "Security Council", "Secretariat"),
    *("Human Rights Council", "Trusteeship Council", "International Telecommunication Union"),
    *("Assemblée générale", "Conseil économique et social", "Conseil de sécurité"),
    *("Conseil des droits de l’homme", "Conseil des droits de l'homme"),
    *("Asamblea General", "Consejo Económico y Social", "Consejo de Seguridad"),
    *("Consejo de Derechos Humanos",),
    *("Генеральная Ассамблея", "Экономический и Социальный Совет", "Совет Безопасности"),
    *("Совет по правам человека",),
    *("大会", "经济及社会理事会", "安全理事会", "人权理事会"),
    *("الجمعية العامة", "المجلس الاقتصادي والاجتماعي", "مجلس الأمن", "مجلس حقوق الإنسان"),
)
"""Those whose documents the reports of consultations are; longer names are told by their form."""

ITEM = re.compile(
    r"(?:agenda item|item|point|tema|пункт|البند|议程项目|项目)(?:\s|\d)|.*(?:议程|清单).*项目",
    re.IGNORECASE,
)
"""Begins the line that says where a body takes the document up."""

SESSION = re.compile(r".*(?:\bsession\b|período de sesiones|сессия|届会议|الدورة)", re.IGNORECASE)

KIND = re.compile(
    r"(?:report|note|letter) (?:of|by|from) |(?:rapport|note) (?:du|de|d['’])|"
    r"(?:informe|nota) (?:del?|de la) |(?:доклад|записка) |(?:تقرير|مذكرة) |"
    r".{1,40}(?:的报告|的说明)$",
    re.IGNORECASE,
)
"""Begins the line that says what a document is: the subtitle."""

DISTRIBUTION = re.compile(
    r"(?:distr\.?|distribution|distribución|распространение|التوزيع|分发)\s*[:：.]?\s*(.*)",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"(?:original|язык оригинала|原文|الأصل)(?:\s*[:：]\s*|\s+)(.*)", re.IGNORECASE
)
DATE = re.compile(
    r"(?:\d{1,2}|1er|1º)\s+(?:de\s+)?[^\W\d]+(?:/[^\W\d]+)?\s+(?:de\s+)?\d{4}(?:\s*(?:г\.?|года))?"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
)


def organs_alone(line: str) -> list[str]:
    """Return the organs that `line` names where it names nothing else: one, or several in a row."""
    rest, found = line.strip(), []
    while rest:
        name = next((name for name in ORGANS if rest.startswith(name)), None)
        if name is None:
            return []
        found.append(name)
        rest = rest[len(name) :].strip()
    return found
