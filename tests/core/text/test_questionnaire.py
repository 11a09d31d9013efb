"""Guiding questions out, answers back, however a mail program quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.questionnaire import answers_in, as_text

SIX = {
    "en": {1: "Which issues should be addressed first?", 2: "What has been done since 2005?"},
    "fr": {1: "Quelles questions traiter d’abord ?", 2: "Qu’a-t-on fait depuis 2005 ?"},
    "es": {1: "¿Qué cuestiones deben tratarse primero?", 2: "¿Qué se ha hecho desde 2005?"},
    "ru": {1: "Какие вопросы решать первыми?", 2: "Что сделано с 2005 года?"},
    "zh": {1: "应首先处理哪些问题？", 2: "自2005年以来做了什么？"},
    "ar": {1: "ما المسائل التي ينبغي تناولها أولا؟", 2: "ماذا أنجز منذ عام 2005؟"},
}
FIRST, SECOND = "Cables — первый ответ 第一 جواب.\n\nAnd prices.", "Nothing, été."


def quoted(text, sign="> "):
    return "\n".join(sign + line for line in text.splitlines())


def wrapped(text, width=20):
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("language", SIX)
@pytest.mark.parametrize(
    "ask",
    [
        lambda text: quoted(text),
        lambda text: quoted(wrapped(text)),
        lambda text: quoted(text, ">>"),
        lambda text: quoted(text, "| "),
        lambda text: text,
        wrapped,
        lambda text: f"\u202b{text}\u202c",
    ],
    ids=["quoted", "wrapped", "twice", "bars", "not quoted", "wrapped, not quoted", "directed"],
)
def test_answers_beneath_each_question(language, ask):
    questions = SIX[language]
    one, two = as_text(questions).split("\n\n\n")
    reply = f"Dear all,\n\n{ask(one)}\n{FIRST}\n{ask(two)}\n\n{SECOND}\n\n-- \nAmina\n"
    found = answers_in(reply, questions)
    assert (dict(found.answers), found.rest) == ({1: FIRST, 2: SECOND}, "Dear all,")


def test_an_answer_on_the_line_of_the_mark():
    assert answers_in("[#2] Nothing.", SIX["en"]).answers == {2: "Nothing."}


@pytest.mark.parametrize(
    "reply", ["1. Cables.\n2. Nothing.", "Question 1: Cables.\n\nQuestion 2: Nothing."]
)
def test_paragraphs_numbered_like_the_questions(reply):
    asked = quoted(as_text(SIX["en"]))
    found = answers_in(f"Hello.\n{reply}\n\n{asked}", SIX["en"])
    assert (dict(found.answers), found.rest) == ({1: "Cables.", 2: "Nothing."}, "Hello.")


@pytest.mark.parametrize("reply", ["We think that access comes first.", "1. A single point.", ""])
def test_a_reply_above_all_of_it_is_no_answer_to_one_question(reply):
    found = answers_in(f"{reply}\n\n{quoted(as_text(SIX['en']))}", SIX["en"])
    assert (dict(found.answers), found.rest) == ({}, reply)


MAIL = f"""A consultation

You can answer by replying to this message. Leave each mark, such as [#1], as it is.

Contributions no later than: 17 December 2026, 12:00 UTC


{as_text(SIX["en"])}


Or use the online form: https://consult.example.org/consultations/sample/contribute/
"""
OUTLOOK = """-----Original Message-----
From: Secretariat <desk@example.org>
Sent: Monday, 23 November 2026 10:00
To: a@example.org
Subject: Questions: A consultation
"""
LINE = "_" * 32
TOP = "Hello.\n\n1. Cables.\nAnd boats: 3 a year.\n2. Nothing.\n\nBest regards,\nAnn"
BOTTOM = "1) Cables.\nAnd boats: 3 a year.\n2) Nothing."
GIVEN = {1: "Cables.\nAnd boats: 3 a year.", 2: "Nothing."}


def between(message, sign=""):
    """The answers written beneath the questions of a message that is quoted whole."""
    lines = []
    for line in message.splitlines():
        lines.append(sign + line)
        lines += [f"\n{GIVEN[number]}\n" for number in GIVEN if line.startswith(f"[#{number}]")]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "reply",
    [
        f"{TOP}\n\nOn Mon, 23 Nov 2026 at 10:00, Desk <desk@example.org>\nwrote:\n{quoted(MAIL)}",
        f"{TOP}\n\nOn Mon, 23 Nov 2026, Desk wrote:\n\n{MAIL}",
        f"{TOP}\n\n{OUTLOOK}\n{MAIL}",
        f"{TOP}\n{LINE}\n{OUTLOOK.partition(chr(10))[2]}\n{MAIL}",
        f"{TOP}\n\nDe : Desk\nObjet : Questions\n\n{MAIL}",
        f"[#1] {GIVEN[1]}\n[#2] {GIVEN[2]}\n\n{OUTLOOK}\n{MAIL}",
        f"Desk wrote:\n{quoted(MAIL)}\n\n{BOTTOM}",
        f"Desk wrote:\n\n{MAIL}\n{BOTTOM}",
        f"Desk wrote:\n{quoted(as_text(SIX['en']))}\n\n{BOTTOM}",
        f"See below.\n\n{OUTLOOK}\n{between(MAIL)}",
        f"See below.\n\n{between(MAIL, '> ')}\nAnn\nSent from my telephone",
        between(MAIL).replace("2005?\n\nNothing.", "2005? Nothing."),
        f"{between(MAIL)}\n<https://consult.example.org/consultations/sample/contribute/>",
    ],
)
def test_answers_wherever_they_stand_around_a_message_that_is_quoted_whole(reply):
    assert answers_in(reply, SIX["en"], MAIL).answers == GIVEN


@pytest.mark.parametrize("letter", ["Prices, above all.", "A: 1\nB: 2\nC: 3", "To: all of you"])
@pytest.mark.parametrize(
    "around",
    ["{0}\n\nDesk wrote:\n{1}", "{0}\n\n{2}\n{3}", "Desk wrote:\n{1}\n\n{0}", "{3}\n{0}"],
)
def test_a_letter_above_or_below_it_is_no_answer_to_the_last_question(letter, around):
    found = answers_in(around.format(letter, quoted(MAIL), OUTLOOK, MAIL), SIX["en"], MAIL)
    assert (dict(found.answers), found.rest) == ({}, letter)


@pytest.mark.parametrize("title", ["Boats", "5", "Boats\n\nNow"])
def test_a_title_too_short_to_be_known_is_ours_above_our_message(title):
    mail = MAIL.replace("A consultation", title, 1)
    reply = f"{TOP}\n\nOn Mon, 23 Nov 2026, Desk wrote:\n\n{mail}"
    assert answers_in(reply, SIX["en"], mail).answers == GIVEN


def test_a_short_answer_is_not_taken_for_our_next_line():
    asked = {1: "How many boats?", 2: "Why?", 3: "And else?"}
    reply = "[#1] How many boats?\n2\n[#2] Why?\n3\n[#3] And else?\nWhy not"
    assert answers_in(reply, asked).answers == {1: "2", 2: "3", 3: "Why not"}


def test_of_two_languages_the_one_in_which_was_asked_is_met_more():
    reply = "\n".join(["[#1] " + SIX["fr"][1], "Câbles.", "[#2] " + SIX["fr"][2], "Rien."])
    met = {language: answers_in(reply, asked).met for language, asked in SIX.items()}
    assert max(met, key=lambda language: met[language]) == "fr"


@pytest.mark.parametrize("reply", ["[#9] To no question.", "[#99999999] x", "[#x] y", "[#1", "\0"])
def test_marks_that_are_none_answer_nothing(reply):
    assert answers_in(reply, SIX["en"]).answers == {}


@given(st.text(), st.dictionaries(st.integers(1, 20), st.text(max_size=30), max_size=4))
def test_whatever_comes_is_read(text, questions):
    assert answers_in(text, questions).answers.keys() <= questions.keys()


def test_a_long_line_of_signs_takes_no_time():
    signs = "!" * 1_000_000
    reply = f"[#1] {signs}Which issues should be addressed first? {signs}Cables."
    assert answers_in(reply, SIX["en"]).answers == {1: "Cables."}  # and not quadratic in the signs


def test_a_long_line_that_begins_like_a_rule_takes_no_time():
    long = "--" + "a" * 300_000
    reply = f"[#1] Cables.\n{long}\n{as_text(SIX['en'])}"
    assert answers_in(reply, SIX["en"], as_text(SIX["en"])).answers[1].endswith(long)
