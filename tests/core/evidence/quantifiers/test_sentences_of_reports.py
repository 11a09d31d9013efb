"""Sentences in the manner of reports, in six languages, each read by a person before the checker.

`sentences.tsv` has for each sentence its quantifiers, of whom they speak and what the counts below
say to them, as `key:whom:verdict`, a figure with the numbers that it promises (`number=18-18`);
nothing where the sentence makes no claim of this kind ("some 40 years ago", "all Member States were
invited").
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from rapporteur.core.evidence.quantifiers.checking import Count, check
from rapporteur.core.evidence.quantifiers.figures import NUMBER, SHARE
from rapporteur.core.evidence.voices import Three


def of(said: int, addressed: int) -> Count:
    return Count(Three(said, said, said), Three(addressed, addressed, addressed))


COUNTS = {
    "all": of(12, 20),
    "governments": of(5, 9),
    "international-organizations": of(1, 2),
    "civil-society": of(5, 6),
    "private-sector": of(1, 3),
}
with Path(__file__).with_name("sentences.tsv").open(encoding="utf-8", newline="") as file:
    SENTENCES = [tuple(row.values()) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize(("language", "sentence", "expected"), SENTENCES)
def test_a_sentence_is_read_as_a_person_reads_it(language, sentence, expected):
    answers = check(sentence, COUNTS, language)
    assert " ".join(map(read, answers)) == expected


def read(answer):
    key = answer.found.key
    if key in (NUMBER, SHARE):
        key += f"={answer.low}-{answer.high}"
    return f"{key}:{'+'.join(answer.found.whom)}:{answer.verdict}"


def test_each_language_has_claims_and_sentences_without_one():
    claims = Counter(language for language, _sentence, expected in SENTENCES if expected)
    without = Counter(language for language, _sentence, expected in SENTENCES if not expected)
    assert min(claims.values()) >= 40
    assert min(without.values()) >= 5
