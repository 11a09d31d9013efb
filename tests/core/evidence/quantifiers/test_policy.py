"""The table of what each word promises, and one's own in its place."""

from fractions import Fraction

import pytest

from rapporteur.core.evidence.quantifiers.constituencies import (
    default_constituencies,
    read_constituencies,
)
from rapporteur.core.evidence.quantifiers.policy import (
    COLUMNS,
    LARGEST,
    Form,
    Limit,
    Range,
    default_policy,
    read_lines,
    read_policy,
    table,
    written,
)
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.text.languages import LANGUAGES


def test_every_language_has_every_meaning():
    keys = {
        code: {each.key for each in default_policy().quantifiers if each.language == code}
        for code in LANGUAGES
    }
    # Arabic has one word, عدد من, for "several" and "a number of".
    assert keys["ar"] | {"a-number"} == keys["en"]
    assert all(held == keys["en"] for code, held in keys.items() if code != "ar")


def test_a_meaning_promises_the_same_in_every_language():
    promises = {
        (each.key, each.range, each.sense, each.whom) for each in default_policy().quantifiers
    }
    assert len(promises) == len({each.key for each in default_policy().quantifiers})


def test_what_is_written_is_read_again():
    assert tuple(read_lines(written(default_policy().quantifiers))) == default_policy().quantifiers
    assert written(default_policy().quantifiers) == table()


@pytest.mark.parametrize(
    ("own", "addressed", "numbers"),
    [
        (Range(share_from=Limit(Fraction(50), strict=True)), 20, (11, 20)),
        (Range(share_from=Limit(Fraction(50), strict=True)), 21, (11, 21)),
        (Range(share_from=Limit(Fraction(50))), 20, (10, 20)),
        (Range(count_from=3, share_to=Limit(Fraction(50))), 21, (3, 10)),
        (Range(share_to=Limit(Fraction(100), strict=True)), 20, (0, 19)),
        (Range(count_from=5), 3, (5, 3)),  # "many" of three: no number will do
        (Range(share_from=Limit(Fraction("66.5"))), 200, (133, 200)),
        (Range(count_to=0), 7, (0, 0)),
        (Range(all_but=2), 20, (18, 18)),
        (Range(all_but=2), 9, (7, 7)),
        (Range(all_but=2), 2, (1, 0)),  # "all but two" of two: nobody is left
    ],
)
def test_the_numbers_that_keep_a_promise(own, addressed, numbers):
    assert own.numbers(addressed) == numbers


MOST = ("en", "most")
OWN = """\ufeff# ours is stricter
language;key;words;form;count_from;share_from

en;most;most | the majority;either;3;>60 %
en;droves;droves of;noun;30;
"""


def test_ones_own_lines_take_the_place_of_the_packages():
    policy = read_policy(OWN)
    held = {(each.language, each.key): each for each in policy.quantifiers}
    assert held["en", "most"].range == Range(3, None, Limit(Fraction(60), strict=True))
    assert held["en", "droves"].form is Form.NOUN
    assert held["fr", "most"] in default_policy().quantifiers
    ours = [each for each in default_policy().quantifiers if (each.language, each.key) != MOST]
    assert len(policy.quantifiers) == len(ours) + 2


HEAD = ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The table is empty"),
        ("language,key\nen,most\n", "The heading “words” is missing"),
        ("language,key,words,colour\n", "The heading “colour” is not known"),
        (HEAD + "de,most,die meisten,,,,3,,,,\n", "Line 2, field language: “de” is not one of"),
        (HEAD + "en,,most,,,,3,,,,\n", "Line 2, field key is empty"),
        (HEAD + "en,most, | ,,,,3,,,,\n", "Line 2, field words: “|” is empty"),
        (HEAD + "en,most,… of,,,,3,,,,\n", "Line 2, field words: “… of” cannot be matched"),
        (HEAD + "en,most,*,,,,3,,,,\n", "field words: “\\*” cannot be matched"),
        (HEAD + "\nen,most,most,verb,,,3,,,,\n", "Line 3, field form: “verb” is not one of"),
        (HEAD + "en,most,most,,them,,3,,,,\n", "field whom: “them” is not one of named, free"),
        (HEAD + "en,most,most,,,less,3,,,,\n", "field sense: “less” is not one of"),
        (HEAD + "en,most,most,,,,-3,,,,\n", "field count_from: “-3” is no whole number"),
        (HEAD + "en,most,most,,,,٣,,,,\n", "field count_from: “٣” is no whole number"),
        (HEAD + "en,most,most,,,,5,3,,,\n", "field count_to: “3” is less than count_from"),
        (HEAD + "en,most,most,,,,,,half,,\n", "field share_from: “half” is no share"),
        (HEAD + "en,most,most,,,,,,<50,,\n", "field share_from: “<50” takes “>”"),
        (HEAD + "en,most,most,,,,,,101,,\n", "field share_from: “101” is more than 100"),
        (HEAD + "en,most,most,,,,,,60,50,\n", "field share_to: “50” is less than share_from"),
        (HEAD + "en,most,most,,,,,,,,\n", "promises nothing"),
        (HEAD + "en,most,most,,,,3,,,,,,,\n", "Line 2 has 14 fields"),
        (HEAD + 'en,"most,most,,,,3,,,,\n', "cannot be read as CSV"),
        ("x" * (LARGEST + 1), "more than 1,000,000 characters"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_field(text, says):
    with pytest.raises(QuantifierProblem, match=says):
        read_policy(text)


def test_a_vocabulary_of_ones_own():
    (line,) = read_constituencies("language,key,words\nen,youth,youth | young people\n").lines
    assert (line.words, line.kind, line.unit) == (
        ("youth", "young people"),
        "weak",
        "contributors",
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("de,youth,Jugend,,", "Line 2, field language: “de” is not one of"),
        ("en,,youth,,", "field key: “” is empty"),
        ("en,youth,|,,", "field words: “|” is empty"),
        ("en,youth,*,,", "field words: “\\*” cannot be matched"),
        ("en,youth,youth,strong,", "field kind: “strong” is not one of"),
        ("en,youth,youth,,people", "field unit: “people” is not one of"),
    ],
)
def test_what_is_wrong_with_a_vocabulary_is_said(row, says):
    with pytest.raises(QuantifierProblem, match=says):
        read_constituencies(f"language,key,words,kind,unit\n{row}\n")


def test_the_vocabulary_has_the_same_groups_in_every_language():
    keys = {
        code: {each.key for each in default_constituencies().lines if each.language == code}
        for code in LANGUAGES
    }
    assert all(held == keys["en"] for held in keys.values())
