"""Which words of a sentence are quantifiers, and of whom they speak. Each case was read by hand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.evidence.quantifiers.constituencies import (
    Constituency,
    default_constituencies,
)
from rapporteur.core.evidence.quantifiers.finding import LONGEST, find

GOV, CIVIL, PRIVATE = "governments", "civil-society", "private-sector"
ALL = "all"

ENGLISH = [
    (
        "Most participants agreed, while several opposed and not all Governments supported it.",
        ["most:Most:all", "several:several:all", "not-all:not all:governments"],
    ),
    ("No one opposed the proposal.", ["none:No one:"]),
    ("The Chair found that all participants supported it.", ["all:all:all"]),
    ("None of the contributors proposed it.", ["none:None:all"]),
    ("Not a single participant opposed it.", ["none:Not a single:all"]),
    ("No Government opposed it.", ["none:No:governments"]),
    ("Participants did not all agree.", ["not-all:did not all:all"]),
    ("Not many stakeholders agreed.", ["not-many:Not many:all"]),
    ("One participant suggested a forum.", ["number:One:all"]),
    ("Two contributors and thirty-two Governments said so.",
     ["number:Two:all", "number:thirty-two:governments"]),
    ("Eighty-five written and oral contributions were conveyed.", ["number:Eighty-five:all"]),
    ("47 per cent of civil society contributors supported it; more than half of States did not.",
     ["share:47 per cent:civil-society", "more-than-half:more than half:governments"]),
    ("At least five contributors and a third of the respondents agreed.",
     ["number:At least five:all", "third:a third:all"]),
    ("More than 20 civil society organizations called for it.",
     ["number:More than 20:civil-society"]),
    ("Few Governments objected; a few delegations spoke.",
     ["few:Few:governments", "a-few:a few:all"]),
    ("Both participants agreed.", ["both:Both:all"]),
    ("Everyone agreed.", ["all:Everyone:"]),
    ("All contributors to the consultation agreed.", ["all:All:all"]),
    ("It was generally agreed that this is so.", ["generally:generally:"]),
    ("Contributors generally agreed on this.", ["generally:generally:all"]),
    ("Those who commented tended to be of that view.", ["tended:tended to:all"]),
    ("For many, it was useful.", ["many:many:"]),
    ("In the view of many, it failed.", ["many:many:"]),
    ("The proposal was supported by most Governments and by others.",
     ["most:most:governments", "others:others:"]),
    ("Nearly all civil society and private sector participants welcomed it.",
     ["nearly-all:Nearly all:civil-society,private-sector"]),
    ("Most contributions from Governments, international organizations and civil society agreed.",
     ["most:Most:governments,international-organizations,civil-society"]),
    ("The majority of NGOs argued that it was not so.", ["most:The majority:civil-society"]),
    ("Most developing countries supported it.", ["most:Most:governments"]),
    ("It was also noted that this is so.", ["hedge:It was also noted:"]),
    ("A point of widespread agreement was that dialogue helps.",
     ["widespread:widespread agreement:"]),
    ("The role was affirmed by a number of contributors, although opinions varied.",
     ["a-number:a number:all", "divergence:opinions varied:"]),
    ("Some, but not all, participants agreed.", ["some:Some:all"]),
    ("Most, if not all, participants agreed.", ["most:Most:all"]),
    ("Most of the 85 contributions supported it.", ["most:Most:all"]),
    ("Many of those who commented said so.", ["many:Many:all"]),
    ("Many in civil society argued otherwise.", ["many:Many:civil-society"]),
    ("Ten of the 42 civil society contributors mentioned it.", ["number:Ten:civil-society"]),
    ("Twelve out of twenty participants agreed.", ["number:Twelve:all"]),
    ("A majority of respondents (54 per cent) supported it.",
     ["most:A majority:all", "share:54 per cent:all"]),
    ("Less than a quarter of respondents agreed.", ["quarter:Less than a quarter:all"]),
    ("Contributors widely supported it.", ["generally:widely:all"]),
    ("Almost none of the participants objected.", ["few:Almost none:all"]),
    ("Most participants agreed; many of the 42 Governments, 11 in all, did not.",
     ["most:Most:all", "many:many:governments"]),
    ("Some delegations spoke. Most agreed.", ["some:Some:all", "most:Most:"]),
    ("Concern was raised by one Government and two companies.",
     ["number:one:governments", "number:two:private-sector"]),
    ("Of the 32 Governments that replied, only 11 agreed.", ["number:11:governments"]),
    # A passive that says by whom is no hedge.
    ("It was noted by several participants.", ["several:several:all"]),
]  # fmt: skip

NONE = [
    "The most important participants spoke.",
    "Its most active contributors replied.",
    "Most active participants are members.",
    "Most-favoured-nation treatment was discussed by States.",
    "They engaged with one another for many years and in several paragraphs.",
    "Input was sought from some 150 international organizations.",
    "Input was sought from some 3,500 civil society and private sector entities.",
    "The consultations involved all Member States and all other stakeholders.",
    "Cooperation had been enhanced in many organizations.",
    "The 10 organizations were selected on the basis of discussions.",
    "ICANN is not controlled by any one entity.",
    "Both Governments and civil society agreed on this.",
    "Participants reflected on many of those issues.",
    "Some steps could be taken to encourage participation.",
    "some of the issues raised by participants",
    "Most of the time, contributors were silent.",
    "At most, it is a beginning.",
    "Education for all, without exception.",
    "Each provider keeps the rules established by each user.",
    "Groups fail at some point of the process.",
    "2.2 The contribution sets out four principles.",
    "A summary based on the various contributions.",
    "All Governments were urged to reply.",
    "No participant should be left out.",
    "The United States, among others, was represented.",
    "The meeting was held on 14 December 2010 in New York.",
    "“Most participants agreed”, it says in the letter.",
    "He wrote: ‘many participants don’t agree’.",
    "",
    "…",
]

FRENCH = [
    ("La plupart des participants ont estimé que oui, tandis que plusieurs s’y sont opposés.",
     ["most:La plupart:all", "several:plusieurs:all"]),
    ("Certains ont fait valoir que non; d’autres ont souligné le contraire.",
     ["some:Certains:", "others:d’autres:"]),
    ("Un certain nombre de gouvernements ont appuyé la proposition.",
     ["a-number:Un certain nombre:governments"]),
    ("Une grande majorité des États a appuyé cela.",
     ["large-majority:Une grande majorité:governments"]),
    ("Il a également été noté que la question demeure.",
     ["hedge:Il a également été noté:"]),
    ("Quarante-sept pour cent des contributions de la société civile le soutiennent.",
     ["share:Quarante-sept pour cent:civil-society"]),
    ("Aucun participant ne s’est opposé.", ["none:Aucun:all"]),
    ("Pas tous les gouvernements ont soutenu cela.", ["not-all:Pas tous les:governments"]),
    ("Trois participants l’ont dit.", ["number:Trois:all"]),
    ("De nombreux intervenants du secteur privé ont indiqué cela.",
     ["many:De nombreux:private-sector"]),
    ("depuis plusieurs années, la plupart du temps", []),
]  # fmt: skip

SPANISH = [
    ("La mayoría de los participantes señaló que era útil.", ["most:La mayoría:all"]),
    ("Algunos señalaron que no; otros destacaron lo contrario.",
     ["some:Algunos:", "others:otros:"]),
    ("Se señaló que la cuestión sigue abierta.", ["hedge:Se señaló:"]),
    ("El 47 por ciento de las contribuciones de la sociedad civil lo apoya.",
     ["share:47 por ciento:civil-society"]),
    ("Ningún participante se opuso.", ["none:Ningún:all"]),
    ("No todos los gobiernos apoyaron eso.", ["not-all:No todos los:governments"]),
    ("Muchas organizaciones no gubernamentales pidieron más.", ["many:Muchas:civil-society"]),
    ("Una serie de entidades del sector privado destacaron eso.",
     ["a-number:Una serie:private-sector"]),
    ("durante muchos años", []),
]  # fmt: skip

RUSSIAN = [
    ("Большинство участников отметили, что это полезно, а некоторые выступили против.",
     ["most:Большинство:all", "some:некоторые:all"]),
    ("По мнению большинства участников, это верно.", ["most:большинства:all"]),
    ("С большинством участников согласились другие.", ["most:большинством:all", "others:другие:"]),
    ("Ряд участников от гражданского общества предложил форум.", ["a-number:Ряд:civil-society"]),
    ("Подавляющее большинство делегаций согласилось.",
     ["large-majority:Подавляющее большинство:all"]),
    ("Было также отмечено, что вопрос открыт.", ["hedge:Было также отмечено:"]),
    ("Несколько правительств поддержали это.", ["several:Несколько:governments"]),
    ("Не все государства поддержали это.", ["not-all:Не все:governments"]),
    ("Три участника заявили об этом.", ["number:Три:all"]),
    ("Никто не возражал.", ["none:Никто:"]),
    ("в течение многих лет", []),
]  # fmt: skip

ARABIC = [
    (
        "رأى معظم المشاركين أن ذلك مفيد، بينما عارضه آخرون.",
        ["most:معظم:all", "others:آخرون:"],
    ),
    ("وأشار عدد من المساهمين من المجتمع المدني إلى ذلك.", ["several:عدد من:civil-society"]),
    ("رأت الغالبية العظمى من المشاركين ذلك.", ["large-majority:الغالبية العظمى:all"]),
    ("وللكثيرين من المشاركين رأي آخر.", ["many:وللكثيرين:all"]),
    ("رأى مُعظَمُ المشارِكينَ ذلك.", ["most:مُعظَمُ:all"]),
    ("أيدت عدة حكومات الاقتراح.", ["several:عدة:governments"]),
    ("ولوحظ أن المسألة لا تزال مفتوحة.", ["hedge:ولوحظ:"]),
    ("لم يعترض أحد.", ["none:لم يعترض أحد:"]),
    ("ليس جميع المشاركين متفقين.", ["not-all:ليس جميع:all"]),
    ("واقترح أحد المشاركين إنشاء منتدى.", ["number:أحد:all"]),
    ("ورأى البعض أن ذلك مفيد.", ["some:البعض:"]),
    ("أيد ٤٧ في المائة من المساهمين من القطاع الخاص ذلك.",
     ["share:٤٧ في المائة:private-sector"]),
    ("على مدى سنوات عديدة", []),
]  # fmt: skip

CHINESE = [
    ("主席称所有与会者都支持案文。", ["all:所有:all"]),
    ("大多数与会者认为这是有益的，而一些与会者表示反对。", ["most:大多数:all", "some:一些:all"]),
    ("绝大多数代表团支持。", ["large-majority:绝大多数:all"]),
    ("许多民间社会组织建议设立论坛。", ["many:许多:civil-society"]),
    ("有人指出，这一问题仍然存在。", ["hedge:有人指出:"]),
    ("没有任何与会者反对。", ["none:没有任何:all"]),
    ("并非所有国家都支持。", ["not-all:并非所有:governments"]),
    ("三名与会者表示同意。", ["number:三:all"]),
    ("百分之四十七的民间社会投稿者支持。", ["share:百分之四十七:civil-society"]),
    ("另一些与会者则强调这一点。", ["others:另一些:all"]),
    ("多年来", []),
]


def shown(text, language):
    return [f"{each.key}:{each.words}:{','.join(each.whom)}" for each in find(text, language)]


CASES = [
    (language, text, expected)
    for language, cases in (
        ("en", ENGLISH),
        ("en", [(text, []) for text in NONE]),
        ("fr", FRENCH),
        ("es", SPANISH),
        ("ru", RUSSIAN),
        ("ar", ARABIC),
        ("zh", CHINESE),
    )
    for text, expected in cases
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_what_is_found(language, text, expected):
    assert shown(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many participants agreed.", ["many:Many:all"]),
        ("La plupart des participants ont estimé que c’était utile.", ["most:La plupart:all"]),
        ("大多数与会者认为这是有益的。", ["most:大多数:all"]),
    ],
)
def test_the_language_is_told_where_it_is_not_given(text, expected):
    assert shown(text, None) == expected


def test_another_language_has_no_policy():
    assert find("Die meisten Teilnehmer stimmten zu.", "de") == ()


def test_contributions_are_counted_as_such():
    most, some = find("Most of the written comments said so; some participants disagreed.", "en")
    assert (most.unit, some.unit) == ("contributions", "contributors")


def test_a_consultations_own_groups():
    youth = Constituency("en", "youth", ("youth", "young people"), kind="modifier")
    vocabulary = default_constituencies().and_also([youth])
    (found,) = find("Several youth organizations agreed.", "en", constituencies=vocabulary)
    assert found.whom == ("youth",)


@pytest.mark.parametrize(
    "hidden",
    ["Mo\u200bst partici\u00adpants agreed.", "\u202eMost\u202c participants agreed.",
     "Ｍｏｓｔ participants agreed.", "MOST PARTICIPANTS AGREED."],
)  # fmt: skip
def test_signs_that_nobody_sees_hide_nothing(hidden):
    (found,) = find(hidden, "en")
    assert (found.key, found.whom) == ("most", ("all",))


def test_a_quotation_that_is_never_closed_hides_nothing():
    assert [each.key for each in find("“Most participants agreed.", "en")] == ["most"]


def test_what_is_outside_of_a_quotation_counts():
    text = "Several participants supported “many steps by most Governments”, others opposed it."
    assert [each.key for each in find(text, "en")] == ["several", "others"]


SIGNS = 'most all of 47 % , . “”‘’"\0\u202e某与会者معظم ряд '


@settings(deadline=None)  # the first call reads tables and libraries
@given(
    st.text(
        alphabet=st.sampled_from('most all of 47 % , . “”‘’"\0\u202e某与会者معظم ряд '), max_size=80
    )
)
def test_places_are_those_of_the_original(text):
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        places = [(each.start, each.end) for each in find(text, language)]
        assert all(text[each.start : each.end] == each.words for each in find(text, language))
        assert places == sorted(places)
        assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_a_huge_text_is_cut_and_takes_no_time():
    found = find("most " * LONGEST, "en")
    assert found == ()
