"""What holds for whatever is written: mends come to an end, are exact for every figure and day,
and take a time that grows with the text alone."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.characters import plain
from rapporteur.core.document.tree import Document, Paragraph, Section, Text
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.examples import NOTE, examples
from rapporteur.core.editorial.mending import mended
from rapporteur.core.editorial.ordinals import chinese, french, russian
from rapporteur.core.editorial.rules import LANGUAGES
from rapporteur.core.editorial.stretches import stretches
from rapporteur.core.text.dates import MONTHS
from rapporteur.core.text.numbers import figures

LANGUAGE = st.sampled_from(LANGUAGES)
SENTENCES = {
    language: [
        each.words
        for each in examples()
        if each.language == language
        and NOTE not in each.words
        and each.rule.code not in {"length", "table-note"}
    ]
    for language in LANGUAGES
}
ALPHABET = "aA5 ,.;:%“”\"'’()«»/-–—[]*\u00a0中，。年月第届é١،في٪яСгод?!¿"


def document(words: str, language: str) -> Document:
    paragraph = Paragraph("p", (Text(words),))
    return Document(language, "-", sections=(Section("s", "-", (paragraph,)),))


def settled(words: str, language: str) -> str:
    """The words with the first mend taken until there is none."""
    tree = document(words, language)
    for _ in range(len(words) + 10):
        taken = next((each for each in findings(tree, 0) if each.mend is not None), None)
        if taken is None:
            break
        tree = mended(tree, taken)
    else:
        raise AssertionError(f"no end: {words!r}")
    return "".join(each.text for each in stretches(tree, language) if each.place.id == "p")


@given(st.text(st.sampled_from(ALPHABET), max_size=40).map(plain), LANGUAGE)
def test_taking_mends_comes_to_an_end(words, language):
    settled(words, language)


@given(st.data(), LANGUAGE)
def test_mends_of_several_sentences_do_not_get_into_each_others_way(data, language):
    chosen = data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=4))
    words = " ".join(chosen)
    tree = document(words, language)
    for found in reversed(findings(tree, 0)):
        if found.mend is not None:
            tree = mended(tree, found)
    assert [each.message for each in findings(tree, 0) if each.mend is not None] == []


@given(st.integers(1_000, 999_999_999), st.sampled_from(["fr", "es", "ru"]))
def test_thousands_are_parted_as_the_figures_of_the_project_are(number, language):
    before = {"fr": "Il y a", "es": "Hay", "ru": "Есть"}[language]
    assert settled(f"{before} {number:,}.", language) == f"{before} {figures(number, language)}."


DAYS = st.dates(date(1945, 1, 1), date(2099, 12, 31))
WRITTEN = {
    "en": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "ru": "{day} {month} {year} года",
    "zh": "{year}年{number}月{day}日",
    "ar": "{day} {month} {year}",
}


@given(DAYS, LANGUAGE)
def test_every_day_is_written_out_as_the_language_does(day, language):
    expected = WRITTEN[language].format(
        day="1er" if language == "fr" and day.day == 1 else day.day,
        month=MONTHS[language][day.month - 1] if language != "zh" else "",
        number=day.month,
        year=day.year,
    )
    assert settled(f"({day.isoformat()})", language) == f"({expected})"
    assert findings(document(f"({expected})", language), 0) == ()
    if day.day > 12:
        assert settled(f"({day:%d/%m/%Y})", language) == f"({expected})"
        assert settled(f"({day:%d.%m.%Y})", language) == f"({expected})"


@pytest.mark.parametrize(
    ("language", "before", "form", "check"),
    [
        ("fr", "À la", "{}e session", french),
        ("ru", "Открылась", "{}-я сессия", russian),
        ("zh", "", "第{}届会议", chinese),
    ],
)
def test_every_session_has_words_of_its_own(language, before, form, check):
    written = {settled(f"{before} {form.format(n)}", language) for n in range(1, 100)}
    assert len(written) == 99
    assert not any(sign.isdigit() for words in written for sign in words)


def test_sessions_by_example():
    assert [settled(f"À la {n}e session", "fr") for n in (1, 9, 21, 71, 80, 81, 95)] == [
        "À la première session",
        "À la neuvième session",
        "À la vingt et unième session",
        "À la soixante et onzième session",
        "À la quatre-vingtième session",
        "À la quatre-vingt-unième session",
        "À la quatre-vingt-quinzième session",
    ]
    assert settled("на 66-й сессии", "ru") == "на шестьдесят шестой сессии"
    assert settled("на 3-ю сессию", "ru") == "на третью сессию"
    assert settled("大会第70届会议", "zh") == "大会第七十届会议"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    [
        "a", "5 ", "“", "\"a", "(中", "5 cats. ", "a) ", "e.g. ", "A/66/", "5,000", "5%", "é;",
        "« ",
        "اب", "ا,", "1 января ", "1.", "и - ", "the the ", "А/66/77 ", "?", "a? ", "(a) ",
        "50 000 ",
        "５", "百分之", "государств ", "…", "a@", "Xх", "2011年", "ab! ", "1-", "第6届", "ی",
    ],
)  # fmt: skip
def test_a_long_text_of_one_kind_takes_no_long_time(piece, language):
    tree = document(piece * (40_000 // len(piece)), language)
    begun = process_time()
    findings(tree, 0)
    assert process_time() - begun < 4
