"""Sentences after the rules of the Editorial Manual, right and wrong: each error is found by its
own rule and nothing else is said."""

import pytest

from rapporteur.core.document.tree import Document, Section
from rapporteur.core.editorial.checks import findings
from tests.factories.document import paragraph

ASKEW = [
    ("The Committee held 3 meetings on the matter.", "number-under-10"),
    ("Twelve States and fifteen organizations replied.", "number-from-10"),
    ("The Council received eighty-five comments on the draft.", "number-from-10"),
    ("85 participants attended the consultations in New York.", "number-begins-sentence"),
    ("Some 45% of the replies came from civil society.", "per-cent"),
    ("About thirty per cent of contributors asked for more time.", "per-cent"),
    ("The share rose to 12 percent.", "per-cent"),
    ("The meeting was held on December 14, 2010.", "date"),
    ("The deadline was the 15th of November 2010.", "date"),
    ("The letter of 4th May 2011 was circulated.", "date"),
    ("The consultations ran from 1 September-15 November 2010.", "range"),
    ("The 66th session of the General Assembly opened in September.", "ordinal"),
    ("See document A/RES/65/141 for the mandate.", "resolution"),
    ("The question was raised by several member states.", "capital"),
    ("The government of Kenya submitted a statement.", "capital"),
    ("The secretary-general submitted his report.", "capital"),
    ("The united nations system was consulted.", "capital"),
    ("The matter is discussed in Paragraph 12 below.", "capital"),
    ("The labour organisation replied late.", "spelling"),
    ("Delegations requested a program of work.", "spelling"),
    ("The center will publish the replies.", "spelling"),
    ("Contributors emphasised the role of the private sector.", "spelling"),
    ("The UN has a central role to play.", "abbreviation"),
    ("ECOSOC considered the report in July.", "abbreviation"),
    ("UNMIL's commander briefed the Council.", "possessive"),
    ("The point was made in para. 14 of the report.", "paragraph"),
    ("Some participants, e.g. academics, objected.", "latin"),
    ("The process was to be: a) open; and b) inclusive.", "enumeration"),
    ("The Committee recieved 40 replies.", "typing"),
    ("The goverment replies were late.", "typing"),
    ("It was noted that the the process was slow.", "typing"),
    ('Participants called it “enhanced cooperation" in their replies.', "quotation-mark"),
    ("The replies , which were few, were late.", "spacing"),
    ("The report A/66/77/E/2011/103 was issued.", "symbol"),
    ("States discussed several internet governance issues.", "spelling"),
    ("The comittee met twice.", "typing"),
]
RIGHT = [
    "The Committee held three meetings on the matter.",
    "Of the 12 replies, 5 were from Governments.",
    "Eighty-five participants attended the consultations in New York.",
    "Some 45 per cent of the replies came from civil society.",
    "Forty-five per cent of the replies came from civil society.",
    "The meeting was held on 14 December 2010.",
    "The consultations ran from 1 September to 15 November 2010.",
    "The session was held from 4 to 29 July 2011.",
    "In 2010, 38 written comments were received.",
    "The sixty-sixth session of the General Assembly opened in September.",
    "See General Assembly resolution 65/141 for the mandate.",
    "The question was raised by several Member States.",
    "The Government of Kenya submitted a statement.",
    "Local governments also took part.",
    "The matter is discussed in paragraph 12 below.",
    "Delegations requested a programme of work.",
    "The computer program was written by volunteers.",
    "Contributors emphasized the role of the private sector.",
    "The World Trade Organization and the International Labour Organization replied.",
    "The Centre for Internet Research, in Boston, published its replies.",
    "The commander of UNMIL briefed the Council.",
    "The point was made in several replies (see para. 14).",
    "Some participants, for example academics, objected.",
    "The process was to be: (a) open; and (b) inclusive.",
    "Participants called it “enhanced cooperation” in their replies.",
    "A two-day meeting was held in room 3 at Headquarters.",
    "The fund has $3 million, of which 40 per cent is committed.",
    "Children aged 6 years or over were counted.",
    "The temperature rose by 2 degrees Celsius.",
    "He said that that question was closed.",
    "The resolution was adopted by 93 votes to 4, with 12 abstentions.",
    "The vote was 3 to 1.",
    "Three of the 27 members were absent.",
    "Part 2 of the questionnaire had nine questions.",
    "Article 5 of the Covenant was cited.",
    "It had had no effect on the outcome.",
]

SPANISH = [
    ("Un 15% de los participantes.", [("%", "\u00a0%")]),
    ("Un 15 % de los participantes.", [(" %", "\u00a0%")]),
    ("Un 15 por ciento de los participantes.", [(" por ciento", "\u00a0%")]),
    ("Un 15\u00a0% de los participantes y el quince por ciento.", []),
    ("Entre el 10-12\u00a0% de los participantes.", [("10-12\u00a0%", None)]),
]


def said(words: str, language: str = "en"):
    sections = (Section("s", "Heading", (paragraph("p", words), paragraph("q", "Words."))),)
    return findings(Document(language, "Title", sections=sections), 0)


@pytest.mark.parametrize(("words", "rule"), ASKEW)
def test_an_error_is_found_by_its_rule_alone(words, rule):
    assert {found.rule.code for found in said(words)} == {rule}


@pytest.mark.parametrize("words", RIGHT)
def test_nothing_is_said_of_a_sentence_that_is_right(words):
    assert said(words) == ()


@pytest.mark.parametrize(("words", "found"), SPANISH)
def test_a_percentage_in_spanish_has_the_sign_behind_a_space_that_does_not_break(words, found):
    told = [each for each in said(words, "es") if each.rule.code == "per-cent-sign"]

    assert [(each.words, each.mend) for each in told] == found
