"""The rules that are checked, each with where it stands, language by language.

A section without a name before it is that of the United Nations Editorial Manual Online. What the
Manual leaves to a language stands in that language's own manual; where there is none that is
public, it is the practice of the documents, and one of them is named that can be looked up (save
for quotation marks, punctuation, spaces and digits).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


@dataclass(frozen=True)
class Rule:
    """A rule: a short name that does not change, the rule in a sentence, and where it stands in
    each language in which it is checked; in the others it does not hold, or nobody can tell.
    `forms` shows what is right in each, where languages differ."""

    code: str
    sentence: str
    sources: Mapping[str, str] = field(compare=False)
    forms: Mapping[str, str] = field(default_factory=dict, compare=False)


def _in(languages: str, words: str) -> dict[str, str]:
    return dict.fromkeys(languages.split(), words)


_ALL = " ".join(LANGUAGES)
_NUMBERS = "Numbers, dates and time"
_NOTES = "Footnotes and other references"
_FORMAT = "Format: Paragraphs and subparagraphs"
_SPELLING = "Spelling"
_ABBREVIATIONS = "Abbreviations and acronyms"
_PUNCTUATION = "Punctuation (practice)"
_SPANISH = "Manual of the Spanish Translation Service"
_STYLE = "Normas generales de estilo, United Nations Office at Nairobi"
_GOALS = "practice: A/RES/70/1"
_REFORM = "practice: A/RES/52/12"

LENGTH = Rule(
    "length",
    "A report of the Secretariat has at most 8,500 words, footnotes and headings counted.",
    _in(_ALL, "Instructions for the preparation of official documents: Length of reports"),
)
UNDER_TEN = Rule(
    "number-under-10",
    "A small number is written in words.",
    {
        "en": f"{_NUMBERS}: Numbers expressed in words",
        "es": f"{_SPANISH}: Numerales",
    },
    {"en": "one to nine", "es": "de uno a diez"},
)
FROM_TEN = Rule(
    "number-from-10",
    "A number from 10 is written in figures.",
    _in("en", f"{_NUMBERS}: Numbers expressed in figures"),
)
SENTENCE = Rule(
    "number-begins-sentence",
    "A number that begins a sentence is written in words; a large one stands elsewhere in it.",
    _in("en fr es ru ar", f"{_NUMBERS}: Numbers expressed in words"),
)
PER_CENT = Rule(
    "per-cent",
    "In running text a percentage is a figure with the words for it.",
    {
        "en": f"{_NUMBERS}: Numbers expressed in figures",
        "ru": _GOALS,
        "ar": _GOALS,
    },
    {"en": "45 per cent", "ru": "45 процентов", "ar": "45 في المائة"},
)
PER_CENT_SIGN = Rule(
    "per-cent-sign",
    "A percentage is a figure and the sign, which is said anew for each figure.",
    {"es": f"{_SPANISH}: Símbolos", "zh": _GOALS},
    {"es": "entre el 10\u00a0% y el 15\u00a0%", "zh": "10%至15%"},
)
THOUSANDS = Rule(
    "thousands",
    "Thousands are parted as the language does.",
    {
        "fr": f"{_NUMBERS}: Punctuation of figures",
        "es": f"{_SPANISH}: Símbolos",
        "ru": _GOALS,
        "zh": "practice: A/RES/53/3",
    },
    {**_in("fr ru zh", "12\u00a0500"), "es": "12.500"},
)
DECIMALS = Rule(
    "decimals",
    "The decimal sign is that of the language.",
    {"fr": f"{_NUMBERS}: Punctuation of figures", **_in("es ru", _GOALS)},
    _in("fr es ru", "1,5"),
)
DATE = Rule(
    "date",
    "A date is written out.",
    {
        "en": f"{_NUMBERS}: Dates",
        "fr": "practice: A/53/100",
        "es": f"{_STYLE}: Fechas",
        "ru": "practice: A/58/49 (Vol. II)",
        "zh": _REFORM,
        "ar": "practice: A/71/100/Add.1",
    },
    {
        "en": "14 January 2011",
        "fr": "1er janvier 2011",
        "es": "14 de enero de 2011",
        "ru": "14 января 2011 года",
        "zh": "2011年1月14日",
        "ar": "14 كانون الثاني/يناير 2011",
    },
)
RANGE = Rule(
    "range",
    "After “from” stands “to”, after “between” stands “and”; a hyphen stands alone.",
    _in("en", f"{_NUMBERS}: Ranges of dates"),
)
ORDINAL = Rule(
    "ordinal",
    "A session, or what else is counted, has its ordinal as the language writes it.",
    {
        "en": f"{_NUMBERS}: Ordinals",
        "fr": "practice: A/53/100, A/66/PV.82",
        "es": f"{_SPANISH}: Numerales",
        "ru": "practice: A/58/49 (Vol. II)",
        "zh": _REFORM,
    },
    {
        "en": "sixty-sixth session, nineteenth century",
        "fr": "soixante-sixième session, 2e séance",
        "es": "octava sesión, 42ª sesión",
        "ru": "шестьдесят шестая сессия, 16-е заседание",
        "zh": "第六十六届会议",
    },
)
SYMBOL = Rule(
    "symbol",
    "A symbol is written as it is printed on the document.",
    _in(_ALL, "Mastheads and cover pages: Document symbol"),
)
RESOLUTION = Rule(
    "resolution",
    "A resolution is cited by its body and number, not by its symbol.",
    _in(_ALL, f"{_NOTES}, III.E: Resolutions and decisions"),
)
NOTE_MARK = Rule(
    "note-mark",
    "The mark of a footnote stands on its own side of the punctuation.",
    {
        **_in("en fr es", f"{_NOTES}, IX.B: Placement of indicators in the text"),
        "ru": "practice: A/58/49 (Vol. II)",
        "zh": _REFORM,
        "ar": "practice: A/RES/61/200",
    },
    {"en": ",¹", **_in("fr es ru", "¹,"), "zh": "，¹", "ar": "¹،"},
)
TABLE_NOTE = Rule(
    "table-note",
    "Notes to a table are marked a, b, c; make a note of it and the mark comes by itself.",
    _in(_ALL, f"{_NOTES}, IX.D: Footnotes indicated by lower-case letters"),
)
CAPITAL = Rule(
    "capital",
    "This is written with another initial.",
    {
        "en": "Capitalization in English",
        "fr": "practice: A/53/100",
        "es": f"{_STYLE}: Mayúsculas y minúsculas",
        "ru": "practice: A/63/49 (Vol. III)",
    },
)
SPELLING = Rule(
    "spelling",
    "Words are spelled as the dictionary of the language has them first.",
    {
        "en": _SPELLING,
        "fr": "practice: A/53/100",
        "ru": "practice: A/58/49 (Vol. II)",
    },
    {
        "en": "-ize, as the Concise Oxford English Dictionary",
        "fr": "État",
        "ru": "государства-члены",
    },
)
TYPING = Rule(
    "typing",
    "This is a slip of typing: letters turned round, doubled, left out or of another alphabet, or "
    "a word typed twice.",
    _in("en fr es ru ar", _SPELLING),
)
ABBREVIATION = Rule(
    "abbreviation",
    "This name is not abbreviated, or its abbreviation has no full stops.",
    {
        **_in("en fr", _ABBREVIATIONS),
        "es": f"{_STYLE}: Abreviaturas y acrónimos",
    },
)
LATIN = Rule(
    "latin",
    "In running text outside of brackets “for example” and “that is” are written out.",
    _in("en", _ABBREVIATIONS),
)
POSSESSIVE = Rule(
    "possessive",
    "An abbreviation has no possessive form: the Commander of UNMIL, or the UNMIL Commander.",
    _in("en", _ABBREVIATIONS),
)
PARAGRAPH = Rule(
    "paragraph",
    "Outside of notes and brackets “paragraph” is written out.",
    _in("en", _ABBREVIATIONS),
)
ENUMERATION = Rule(
    "enumeration",
    "Subparagraphs are marked as the language does.",
    {
        **_in("en fr es zh ar", _FORMAT),
        "ru": "practice: Charter of the United Nations, Article 55",
    },
    {**_in("en zh", "(a), (i)"), **_in("fr es ru", "a), i)"), "ar": "(أ)"},
)
QUOTATION_MARK = Rule(
    "quotation-mark",
    "Quotation marks are those of the language, and one that opens is closed.",
    _in("en fr es ru zh", _PUNCTUATION),
    {**_in("en es zh", "“…”"), "fr": "«\u00a0…\u00a0»", "ru": "«…»"},
)
SPACING = Rule(
    "spacing",
    "Spaces around punctuation and in figures are those of the language.",
    _in(_ALL, _PUNCTUATION),
)
PUNCTUATION = Rule(
    "punctuation",
    "Punctuation marks are those of the language and its script.",
    _in("es ru zh ar", _PUNCTUATION),
    {"es": "¿…? ¡…!", "ru": "слово — слово", "zh": "，。；：？！", "ar": "، ؛ ؟"},
)
DIGITS = Rule(
    "digits",
    "Figures are written 0 to 9 throughout the document.",
    _in("zh ar", "Numbers (practice)"),
)

RULES = tuple(value for value in vars().copy().values() if isinstance(value, Rule))
"""Every rule, in the order above."""
