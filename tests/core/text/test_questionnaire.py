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


@pytest.mark.parametrize("reply", ["[#9] To no question.", "[#99999999] x", "[#x] y", "[#1", "\0"])
def test_marks_that_are_none_answer_nothing(reply):
    assert answers_in(reply, SIX["en"]).answers == {}


@given(st.text(), st.dictionaries(st.integers(1, 20), st.text(max_size=30), max_size=4))
def test_whatever_comes_is_read(text, questions):
    assert answers_in(text, questions).answers.keys() <= questions.keys()
