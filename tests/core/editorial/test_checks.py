"""What an editor would say of a document: by example, over the report of 2011, on any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.characters import plain
from rapporteur.core.document.tree import (
    Document,
    Footnote,
    Masthead,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
)
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.finding import Kind
from rapporteur.core.editorial.length import length
from rapporteur.core.editorial.mending import mended
from rapporteur.core.editorial.rules import RULES
from rapporteur.core.text.passages import paragraphs
from tests.core.editorial.seed import CORPORA, needs_seed, seed_report


def document(*runs, language="en", **fields):
    held = tuple(Text(each) if isinstance(each, str) else each for each in runs)
    return Document(language, "T", sections=(Section("s", "S", (Paragraph("p", held),)),), **fields)


def said(text, language="en"):
    """(rule, words, mend) of every finding on a paragraph."""
    return [
        (each.rule.code, each.words, each.mend)
        for each in findings(document(text, language=language))
    ]


@pytest.mark.parametrize(
    ("text", "rule", "words", "mend"),
    [
        ("The Council met 3 times and heard 4 speakers.", "number-under-10", "4", "four"),
        ("It sent eighty-five contributions.", "number-from-10", "eighty-five", "85"),
        ("85 contributions were sent.", "number-begins-sentence", "85", "Eighty-five"),
        ("It met. 12 Member States spoke.", "number-begins-sentence", "12", "Twelve"),
        ("3,500 entities were asked.", "number-begins-sentence", "3,500", None),
        ("It was 5% in all.", "per-cent", "5%", "5 per cent"),
        ("It was 5 percent in all.", "per-cent", "percent", "per cent"),
        ("It was five per cent in all.", "per-cent", "five per cent", "5 per cent"),
        ("On January 14th, 2011 it met.", "date", "January 14th, 2011", "14 January 2011"),
        ("On 14th January 2011 it met.", "date", "14th January 2011", "14 January 2011"),
        ("On 14 January, 2011 it met.", "date", "14 January, 2011", "14 January 2011"),
        ("On 14 Jan. 2011 it met.", "date", "14 Jan. 2011", "14 January 2011"),
        ("On 14/01/2011 it met.", "date", "14/01/2011", "14 January 2011"),
        ("On 04/05/2011 it met.", "date", "04/05/2011", None),
        ("On 2011-01-14 it met.", "date", "2011-01-14", "14 January 2011"),
        ("It ran from 2009-2011.", "range", "from 2009-2011", "from 2009 to 2011"),
        ("It ran between May-June.", "range", "between May-June", "between May and June"),
        ("At its 66th session it met.", "ordinal", "66th session", "sixty-sixth session"),
        ("See A/66/77/E/2011/103 too.", "symbol", "A/66/77/E/2011/103", "A/66/77-E/2011/103"),
        ("In A/RES/65/141 it said so.", "resolution", "A/RES/65/141",
         "General Assembly resolution 65/141"),
        ("In its resolution A/RES/65/141 it said so.", "resolution", "A/RES/65/141", "65/141"),
        ("All member states spoke.", "capital", "member states", "Member States"),
        ("All governments spoke.", "capital", "governments", "Governments"),
        ("It asked the secretary-general.", "capital", "secretary-general", "Secretary-General"),
        ("It asks, in Resolution 65/141, for more.", "capital", "Resolution", "resolution"),
        ("The organisation spoke.", "spelling", "organisation", "organization"),
        ("The labor market grew.", "spelling", "labor", "labour"),
        ("It analyzed the program.", "spelling", "analyzed", "analysed"),
        ("The program ended.", "spelling", "program", "programme"),
        ("It asked for co-operation.", "spelling", "co-operation", "cooperation"),
        ("The internet grew.", "spelling", "internet", "Internet"),
        ("The UN system met.", "abbreviation", "UN", "United Nations"),
        ("It was UNMIL’s doing.", "possessive", "UNMIL’s", None),
        ("As para. 35 says, it met.", "paragraph", "para. ", "paragraph "),
        ("Some media, e.g. fax, count.", "latin", "e.g.", "for example,"),
        ("The parties, i.e., both, met.", "latin", "i.e.", "that is"),
        ("It had two: a) one, and b) another.", "enumeration", "a)", "(a)"),
        ("“It met\" in May.", "quotation-mark", "\"", "”"),
        ("It met , and spoke.", "spacing", " ", ""),
    ],
)  # fmt: skip
def test_in_english(text, rule, words, mend):
    assert (rule, words, mend) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eighty-five written and oral contributions were conveyed.",
        "In addition, 13 participants and 8 observers spoke.",
        "It took paragraphs 5 and 6, section 3, table 2 and goal 7 up.",
        "It cost $5 million; 3 per cent was spent, aged 5, at 3 p.m., on 4 May 2011.",
        "The ratio of 2 to 1 rose 1.5 times, to 2 km and 9 million people.",
        "Nearly ten miles away, two or ten of the past twenty years were spent.",
        "The International Labour Organization and the World Trade Organisation spoke.",
        "He wrote: “The organisation of 5 governments in the UN is 5% done”, no more.",
        "The Center for Democracy said so at www.example.org/program/5%/internet.",
        "Local governments and government officials spoke (see para. 5, e.g. on water).",
        "The computer program exercised, surprised, advised and promised much.",
        "In resolution 65/141, the General Assembly, at its sixty-sixth session, said so.",
        "May 27 States join? In May 27 States joined.",
        "2011 was a good year.",
        "The cost of {{ total }} of 12 items is {{ headline | one | many }}.",
    ],
)
def test_what_is_right_is_let_pass(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Voici: « oui ».", [("spacing", ":", "\u00a0:"), ("spacing", "« ", "«\u00a0"),
                                    ("spacing", " »", "\u00a0»")]),
        ("fr", "Il a dit “oui”.", [("quotation-mark", "“oui”", "«\u00a0oui\u00a0»")]),
        ("fr", "Il a reçu 3,500 lettres, soit 1.5 million.",
         [("thousands", "3,500", "3\u00a0500"), ("decimals", "1.5", "1,5")]),
        ("fr", "Il y a (a) un et (b) deux.",
         [("enumeration", "(a)", "a)"), ("enumeration", "(b)", "b)")]),
        ("fr", "85 contributions ont été reçues.",
         [("number-begins-sentence", "85", "Quatre-vingt-cinq")]),
        ("fr", "21 contributions ont été reçues.", [("number-begins-sentence", "21", None)]),
        ("es", "85 contribuciones (a) de 3,500 y (b) de 12,500.",
         [("number-begins-sentence", "85", "Ochenta y cinco"), ("enumeration", "(a)", "a)"),
          ("thousands", "3,500", "3.500"), ("enumeration", "(b)", "b)"),
          ("thousands", "12,500", "12.500")]),
        ("ru", "85 государств сказали “да”.",
         [("number-begins-sentence", "85", "Восемьдесят пять"),
          ("quotation-mark", "“да”", "«да»")]),
        ("zh", "大会,理事会(新的)在２０１１年开会.",
         [("punctuation", ",", "，"), ("digits", "２０１１", "2011"),
          ("punctuation", ".", "。")]),
        ("ar", "الجمعية, والمجلس; هل اجتمعا في ٢٠١١?",
         [("punctuation", ",", "،"), ("punctuation", ";", "؛"), ("digits", "٢٠١١", "2011")]),
    ],
)  # fmt: skip
def test_in_the_other_languages(language, text, expected):
    assert said(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Le Conseil\u00a0: «\u00a0oui\u00a0»\u00a0; à 10:30, http://a.org/b?c=1, 3\u00a0500.",
        ),
        ("es", "El Consejo: «sí»; 3.500 y 12.500 cartas, a) una y b) otra."),
        ("ru", "Совет: «да»; 3\u00a0500 писем."),
        ("zh", "大会，理事会（2011年）通过第65/141号决议。"),
        ("ar", "الجمعية، والمجلس؛ قرارها 65/141 (2011)."),
    ],
)
def test_what_is_right_in_the_other_languages_is_let_pass(language, text):
    assert said(text, language) == []


def note(identifier="n"):
    return Footnote(identifier, (Text("See A/60/687."),))


@pytest.mark.parametrize(
    ("language", "runs", "words"),
    [
        ("en", ("The Agenda", note(), ", adopted."), "The Agenda,[1] adopted."),
        ("fr", ("Le Programme,", note(), " adopté."), "Le Programme[1], adopté."),
        ("es", ("El Programa.", note()), "El Programa[1]."),
    ],
)
def test_the_mark_of_a_note_is_moved_to_the_other_side(language, runs, words):
    tree = document(*runs, language=language)
    (found,) = findings(tree)
    assert found.rule.code == "note-mark"
    runs = mended(tree, found).sections[0].blocks[0].runs
    assert "".join("[1]" if isinstance(run, Footnote) else run.content for run in runs) == words
    assert findings(mended(tree, found)) == ()


def test_marks_in_their_place_are_let_pass():
    assert findings(document("The Agenda,", note(), " adopted. It met.", note("m"))) == ()
    assert findings(document("Le Programme", note(), ", adopté.", language="fr")) == ()


def test_findings_say_where_they_are():
    table = Table("t", "Caption", ("Group", "5%"), (("Governments*", 5),))
    section = Section(
        "s",
        "The labor market",
        (
            Paragraph("p", (Text("Well. "), Text("The UN met."), note())),
            Quotation((Text("The UN is 5% there."),)),
            table,
        ),
    )
    tree = Document("en", "T", Masthead(symbols=("A/66/77", "e/2011/103")), sections=(section,))
    assert [
        (each.rule.code, each.place.kind, each.place.id, each.start, each.end)
        for each in findings(tree)
    ] == [
        ("symbol", Kind.MASTHEAD, "", 0, 10),
        ("spelling", Kind.HEADING, "s", 4, 9),
        ("abbreviation", Kind.TEXT, "p", 10, 12),
        ("table-note", Kind.CELL, "t", 11, 12),
    ]


def test_length_counts_headings_and_notes_and_says_the_annexes_apart():
    tree = document("One two three", Footnote("n", (Text("four five"),)))
    assert length(tree).words == 7  # with the title and the heading
    assert findings(tree, limit=7) == ()
    (found,) = findings(tree, limit=6)
    assert (found.rule.code, found.words) == ("length", "7 words; the limit is 6")
    assert findings(tree, limit=0) == ()


@needs_seed
def test_the_report_of_2011_was_edited():
    """Two findings, both true: a quotation in paragraph 6 that opens with “ and closes with \", and
    "from September-December 2010" at the head of the table."""
    report = seed_report()
    assert [
        (each.rule.code, each.place.id, each.words, each.mend) for each in findings(report)
    ] == [
        ("quotation-mark", "p6", '"', "”"),
        ("range", "t1", "from September-December 2010", "from September to December 2010"),
    ]
    assert length(report).words == 3938


@pytest.mark.skipif(not (CORPORA / "netmundial").exists(), reason="the contributions are not there")
def test_contributions_by_anybody_are_gone_through_and_every_mend_can_be_taken():
    files = sorted((CORPORA / "netmundial" / "contributions").glob("*.txt"))[::25]
    assert files
    for file in files:
        tree = read(file)
        for found in findings(tree)[::20]:
            if found.mend is not None:
                assert mended(tree, found) != tree


def read(file: Path) -> Document:
    text = file.read_text(errors="replace")
    blocks = tuple(
        Paragraph(f"p{place}", (Text(plain(span.of(text))),))
        for place, span in enumerate(paragraphs(text))
    )
    return Document("en", file.stem, sections=(Section("s", "Text", blocks),))


WORDS = st.text(st.sampled_from("aA5 ,.;:%“”\"'’()«»/-–[]*\u00a0中é١،UNEx"), max_size=60) | st.text(
    max_size=60
).map(plain)


@given(WORDS, st.sampled_from(["en", "fr", "es", "ru", "zh", "ar"]))
def test_on_any_text_findings_fit_and_mends_can_be_taken(text, language):
    tree = document(text, note(), text, language=language)
    for found in findings(tree):
        assert found.rule in RULES
        assert found.start <= found.end
        if found.mend is not None:
            better = mended(tree, found)
            assert better != tree
            assert [run for run in better.sections[0].blocks[0].runs if isinstance(run, Footnote)]


def test_a_mend_keeps_what_stands_out_and_refuses_another_document():
    tree = document("It is ", Text("the UN", emphasis="bold"), " system.")
    (found,) = findings(tree)
    assert mended(tree, found).sections[0].blocks[0].runs[1] == Text(
        "the United Nations", emphasis="bold"
    )
    with pytest.raises(ValueError, match="another text"):
        mended(document("It is something else."), found)
    with pytest.raises(ValueError, match="another document"):
        mended(Document("en", "T"), found)
    (bare,) = findings(document("It was UNMIL’s doing."))
    with pytest.raises(ValueError, match="no mend"):
        mended(document("It was UNMIL’s doing."), bare)


@pytest.mark.parametrize("text", ["“" * 20_000, "5 " * 20_000, "a.b" * 20_000, "(a) " * 10_000])
def test_hostile_text_is_gone_through_in_no_time(text):
    findings(document(text), limit=0)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_a_figure_of_thousands_of_digits_is_no_more_than_a_figure(language):
    for words in ("9" * 6000, "9" * 6000 + "%", "1" + ",000" * 2000, "5" * 6000 + "-й сессии"):
        findings(document(f"{words} cats. It was {words} cats.", language=language), 0)


def test_rules_have_names_of_their_own():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("language", "text", "words", "mend"),
    [
        ("fr", "Le conseil de sécurité s’est réuni.", "conseil de sécurité", "Conseil de sécurité"),
        ("fr", "Les états membres de l’Union.", "états membres de l’", "États membres de l’"),
        ("fr", "Le 4 Mars 2011.", "Mars", "mars"),
        ("fr", "Le 1 mars 2011.", "1", "1er"),
        ("fr", "La 3ème réunion.", "3ème", "3e"),
        ("fr", "Soit 1.234.567 lettres.", "1.234.567", "1\u00a0234\u00a0567"),
        ("es", "Lo dice el consejo económico y social.", "consejo económico y social",
         "Consejo Económico y Social"),
        ("es", "Los estados miembros de la Unión.", "estados miembros de la ",
         "Estados miembros de la "),
        ("es", "En su 3º período de sesiones se reunió.", "3º", "tercer"),
        ("es", "En su 10.ª reunión se acordó.", "10.ª", "décima"),
        ("es", "El 14 enero 2011 se reunió.", "14 enero 2011", "14 de enero de 2011"),
        ("es", "En enero 14, 2011 se reunió.", "enero 14, 2011", "14 de enero de 2011"),
        ("ru", "Оно прошло 14-го января 2011 года.", "14-го", "14"),
        ("ru", "Оно прошло 14 января 2011 г. в Женеве.", "января 2011 г.", "января 2011 года"),
        ("ru", "Оно прошло 14 января 2011 г.", "января 2011 г.", "января 2011 года."),
        ("ru", "Оно прошло 14 января 2011 г. Совет собрался.", "января 2011 г.", None),
        ("ru", "На 16-ом заседании.", "16-ом", "16-м"),
        ("ru", "Число выросло на 0,7%.", "0,7%", "0,7 процента"),
        ("ru", "Число выросло на 21%.", "21%", None),
        ("ru", "Это 10–12% ответов.", "10–12%", "10–12 процентов"),
        ("ru", "Государства-Члены ответили, и Государства-члены согласились.",
         "Государства-члены", "государства-члены"),
        ("zh", "会议于二〇一一年一月十四日举行。", "二〇一一年一月十四日", "2011年1月14日"),
        ("zh", "会议于2011 年 1 月 14 日举行。", "2011 年 1 月 14 日", "2011年1月14日"),
        ("zh", "答复占百分之45。", "百分之45", "45%"),
        ("zh", "答复很多...", "...", "……"),
        ("zh", "通过了第65/141,并开会。", ",", "，"),
        ("ar", "في تموز / يوليو 2011.", "تموز / يوليو", "تموز/يوليه"),
        ("ar", "بلغت النسبة ٪٤٠ منها.", "٪٤٠", "40 في المائة"),
        ("ar", "هذا کتاب.", "کتاب", "كتاب"),
        ("ar", "في عام 2010, وكانت كذلك.", ",", "،"),
        ("ar", "هذا فی الكتاب.", "فی", "في"),
    ],
)  # fmt: skip
def test_forms_of_the_other_languages(language, text, words, mend):
    assert (words, mend) in [(found, better) for _, found, better in said(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La lecture (r) et l’exécution (x) sont permises au conseil de sécurité nationale."),
        (
            "fr",
            "À la 82e séance, 40 pour cent et 40\u00a0% des réponses portaient sur le point 5 a).",
        ),
        ("es", "Entre el 10\u00a0% y el 15\u00a0% de los 1.900 km; el tema 7, y 5 años de edad."),
        ("es", "En las sesiones 1ª, 2ª y 3ª, en la 42ª sesión y en el tema 5º de la lista."),
        ("es", "Por 25 votos contra 1, el 42º período de sesiones aprobó 3 de los 14 proyectos."),
        (
            "ru",
            "25 декабря 2008 года Ассамблея на своем 16-м заседании, в пункте 5 a), постановила.",
        ),
        ("ru", "Это символ -, а не тире (а) и не 5 - 7."),
        ("zh", "文件(3)第114段，第52/12 A号决议，5\u00a0526\u00a0600美元，（新的）和(新的)。"),
        ("ar", "البنود 12 و 13، والفقرة 17 (ج)، و 1.25 دولار، و 0,7 في المائة، و 100,000 نسمة."),
        ("ar", 'قال "نعم" في الدورة العادية الـ63.'),
    ],
)
def test_what_documents_have_is_let_pass(language, text):
    assert said(text, language) == []
