"""Small numbers in Spanish: «del uno al diez se escriben con letras» (manual of the Spanish
Translation Service, “Numerales”), with its exceptions."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import RUNNING, Reading, told_once
from rapporteur.core.text.number_words import in_any_gender

# Behind a word or a comma, before the plural that is counted. "1" has two genders.
_FIGURE = re.compile(r"(?<=[a-záéíóúñ,] )([2-9]|10)(?= [a-záéíóúñ]{3,}s\b)")
# What is numbered or measured, not counted.
_NUMBERED = re.compile(
    r"(?:\b(?i:párrafos?|párrs?\.|artículos?|arts?\.|sección|secciones|capítulos?|cuadros?|"
    r"gráficos?|figuras?|mapas?|anexos?|apéndices?|temas?|puntos?|apartados?|incisos?|objetivos?|"
    r"metas?|indicadores?|indicador|páginas?|págs?\.|resolución|resoluciones|decisión|decisiones|"
    r"principios?|reglas?|fases?|etapas?|partes?|grupos?|niveles|nivel|categorías?|opción|"
    r"opciones|preguntas?|números?|núms?\.|versión|versiones|recomendación|recomendaciones|"
    r"pilares?|tomos?|vols?\.|volumen|líneas?|series?|sesiones|el|los|las|días?|de|desde|entre)"
    r"|[A-ZÁÉÍÓÚ][\wáéíóúñ-]*|\$|€)[ \u00a0]$"
)
_MEASURED = re.compile(
    r" (?:años|horas|minutos|segundos|grados|metros|kilómetros|centímetros|milímetros|millas|"
    r"hectáreas|kilogramos|gramos|toneladas|litros|dólares|euros|francos|pesos|libras|yenes|"
    r"centavos|millones|billones|miles|puntos|votos|abstenciones|bits|bytes|voltios|vatios|"
    r"megavatios|kilovatios|gigabytes|megabytes|más|menos|veces)\b"
)
_ANY = re.compile(r"(?<![\w.,/-])\d[\d.,]*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONTH = re.compile(
    r" de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre)\b",
    re.IGNORECASE,
)


def spanish(reading: Reading) -> Iterator[Finding]:
    """2 to 10 before what is counted, in a sentence without another figure."""
    if reading.kind not in RUNNING:
        return
    is_series = told_once(reading, _has_several)
    for found in _FIGURE.finditer(reading.text):
        start, end = found.span()
        if (
            reading.is_open(start, end)
            and not _NUMBERED.search(reading.text[max(0, start - 40) : start])
            and not _MEASURED.match(reading.text, end)
            and not is_series(start)
        ):
            mend = in_any_gender(int(found[1]), "es")
            yield reading.finding(rules.UNDER_TEN, start, end, mend)


def _has_several(sentence: str) -> bool:
    """Whether a sentence has more than one number of things: those of a kind are alike then."""
    several = 0
    for found in _ANY.finditer(sentence):
        if not _YEAR.fullmatch(found.group().rstrip(".,")) and not _MONTH.match(
            sentence, found.end()
        ):
            several += 1
    return several > 1
