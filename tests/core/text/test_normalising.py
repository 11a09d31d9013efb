"""What looks alike becomes alike, and what cannot be seen goes."""

from rapporteur.core.text.normalising import normalised


def test_spaces_and_line_ends() -> None:
    assert normalised(" a\u00a0 \tb \r\n c\u2028d\x0ce ").text == "a b\nc\nd\x0ce"


def test_unseen_characters_go() -> None:
    assert normalised("\ufeffco\u00adop\u200b \u202eevil\u202c\x00").text == "coop evil"
    assert normalised("می\u200cخواهم").text == "می\u200cخواهم"  # Persian spells with it


def test_letters_in_one_spelling() -> None:
    assert normalised("e\u0301 ﬁn ＡＢＣ ﻻ").text == "é fin ABC لا"
    assert normalised("e\u200b\u0301").text == "é"


def test_words_stay_as_written() -> None:
    text = "“Straße” – No. 5, l’État; ¿qué? 中文。"
    assert normalised(text).edits == ()
