"""The sentences of letters."""

import pytest

from rapporteur.core.campaigns.sentences import sentences_of
from rapporteur.core.campaigns.words import words_of


def split(text):
    words = words_of([text])
    return [
        " ".join(text[words.starts[n] : words.ends[n]] for n in range(one.first, one.last))
        for one in sentences_of([text], words, 1000)[0]
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One is here. Two is there!", ["One is here", "Two is there"]),
        ("Is it? Yes: it is", ["Is it", "Yes", "it is"]),
        ("Version 1.5 of example.org is out", ["Version 1 5 of example org is out"]),
        ("no end", ["no end"]),
        ("... and so on.", ["and so on"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_its_sign(text, sentences):
    assert split(text) == sentences


def test_commas_are_kept_by_the_word_before_which_they_stand():
    text = "You, and you, do it"
    ((sentence,),) = sentences_of([text], words_of([text]), 1000)
    assert sentence.pauses == (1, 3)
