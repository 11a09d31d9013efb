"""The rules that are checked, each with where it stands.

The section is that of the United Nations Editorial Manual Online. For what the Manual leaves to a
language, it says "practice": how the documents of the United Nations in that language are set.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule: a short name that does not change, the section, and the rule in a sentence."""

    code: str
    section: str
    sentence: str


_NUMBERS = "Numbers, dates and time"
_PREPARATION = "Instructions for the preparation of official documents"
_NOTES = "Footnotes and other references"

LENGTH = Rule(
    "length",
    f"{_PREPARATION}: Length of reports",
    "A report of the Secretariat has at most 8,500 words, footnotes and headings counted.",
)
UNDER_TEN = Rule(
    "number-under-10",
    f"{_NUMBERS}: Numbers expressed in words",
    "A number under 10 is written in words.",
)
FROM_TEN = Rule(
    "number-from-10",
    f"{_NUMBERS}: Numbers expressed in figures",
    "A number from 10 is written in figures.",
)
SENTENCE = Rule(
    "number-begins-sentence",
    f"{_NUMBERS}: Numbers expressed in words",
    "A number that begins a sentence is written in words; a large one stands elsewhere in it.",
)
PER_CENT = Rule(
    "per-cent",
    f"{_NUMBERS}: Numbers expressed in figures",
    "In running text a percentage is a figure with the words “per cent”.",
)
PER_CENT_SIGN = Rule(
    "per-cent-sign",
    "Spanish Translation Service, Manual: Símbolos",
    "A percentage is a figure, a space that does not break, and the sign, said anew for each "
    "figure: 15 %.",
)
THOUSANDS = Rule(
    "thousands",
    f"{_NUMBERS}: Punctuation of figures",
    "Thousands are parted as the language of the document does.",
)
DECIMALS = Rule(
    "decimals",
    f"{_NUMBERS}: Punctuation of figures",
    "The decimal sign is that of the language of the document.",
)
DATE = Rule("date", f"{_NUMBERS}: Dates", "A date is written day, month, year: 14 January 2011.")
RANGE = Rule(
    "range",
    f"{_NUMBERS}: Ranges of dates",
    "After “from” stands “to”, after “between” stands “and”; a hyphen stands alone.",
)
ORDINAL = Rule(
    "ordinal", f"{_NUMBERS}: Ordinals", "Sessions and centuries are counted in words: sixty-sixth."
)
SYMBOL = Rule(
    "symbol",
    "Mastheads and cover pages: Document symbol",
    "A symbol is written as it is printed on the document.",
)
RESOLUTION = Rule(
    "resolution",
    f"{_NOTES}, III.E: Resolutions and decisions",
    "A resolution is cited by its body and number, not by its symbol.",
)
NOTE_MARK = Rule(
    "note-mark",
    f"{_NOTES}, IX.B: Placement of indicators in the text",
    "The mark of a footnote stands after punctuation, in French and Spanish before it.",
)
TABLE_NOTE = Rule(
    "table-note",
    f"{_NOTES}, IX.D: Footnotes indicated by lower-case letters",
    "Notes to a table are marked a, b, c; make a note of it and the mark comes by itself.",
)
CAPITAL = Rule("capital", "Capitalization in English", "This is written with another initial.")
SPELLING = Rule(
    "spelling",
    "Spelling",
    "Words are spelled as the Concise Oxford English Dictionary has them first, with -ize.",
)
TYPING = Rule(
    "typing",
    "Spelling",
    "This is a slip of typing: letters turned round, doubled or left out, or a word typed twice.",
)
ABBREVIATION = Rule(
    "abbreviation",
    "Abbreviations and acronyms",
    "This name is not abbreviated, and no abbreviation has full stops.",
)
LATIN = Rule(
    "latin",
    "Abbreviations and acronyms",
    "In running text outside of brackets “for example” and “that is” are written out.",
)
POSSESSIVE = Rule(
    "possessive",
    "Abbreviations and acronyms",
    "An abbreviation has no possessive form: the Commander of UNMIL, or the UNMIL Commander.",
)
PARAGRAPH = Rule(
    "paragraph",
    "Abbreviations and acronyms",
    "Outside of notes and brackets “paragraph” is written out.",
)
ENUMERATION = Rule(
    "enumeration",
    "Format: Paragraphs and subparagraphs",
    "Subparagraphs are marked (a), (i), in French and Spanish a), i).",
)
QUOTATION_MARK = Rule(
    "quotation-mark",
    "Punctuation (practice)",
    "Quotation marks are those of the language, and one that opens is closed.",
)
SPACING = Rule(
    "spacing",
    "Punctuation (practice)",
    "Spaces around punctuation are those of the language of the document.",
)
PUNCTUATION = Rule(
    "punctuation",
    "Punctuation (practice)",
    "Punctuation marks are those of the script of the document.",
)
DIGITS = Rule("digits", "Numbers (practice)", "Figures are written 0 to 9 throughout the document.")

RULES = tuple(value for value in vars().copy().values() if isinstance(value, Rule))
"""Every rule, in the order above."""
