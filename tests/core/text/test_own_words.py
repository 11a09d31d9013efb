"""What is quoted in an e-mail and its signature are not its sender's words."""

from rapporteur.core.text.own_words import own_words

LETTER = "We ask that the ferry at five in the morning be kept.\n" * 3


def test_what_is_quoted_and_the_signature_are_left_out() -> None:
    quoted = "On Monday the Secretariat wrote:\n> Dear Madam or Sir,\n>> in writing\n"
    signed = f"{LETTER}\n-- \nInes Duarte\n12 Quay Street\n\n{quoted}"
    assert own_words(signed).strip() == LETTER.strip()
    assert own_words(LETTER + quoted).split() == (LETTER + quoted.partition(">")[0]).split()


def test_a_letter_that_is_passed_on_stays_whole() -> None:
    passed_on = "See below.\n" + "".join(f"> {line}\n" for line in LETTER.splitlines())
    assert own_words(passed_on) == passed_on


def test_a_line_that_parts_a_long_text_is_no_signature() -> None:
    text = f"{LETTER}\n--\n" + LETTER * 6
    assert own_words(text).split() == text.split()
