"""Running heads, and the head and foot of letters, are labelled; substance is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.parts import PartKind, label, substance

BODY = "We welcome the consultations, which should be open to all.\nAccess remains the first issue."


def labelled(text: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.span.of(text)) for part in label([(1, text)])]


def test_a_letter_from_its_head_to_its_copies() -> None:
    text = f"""International Telecommunication Union
Place des Nations, Geneva
Tel: +41 22 730 51 11

14 January 2004
Ref: DM-1108
To all Member States
Subject: Workshop on Internet Governance

Dear Sir/Madam,

{BODY}

Yours faithfully,
Yoshio UTSUMI
Secretary-General
Annex: registration form
cc: the regional offices

ANNEX 1
The form is to be returned by fax."""
    assert labelled(text) == [
        ("letterhead", "International Telecommunication Union"),
        ("letterhead", "Place des Nations, Geneva"),
        ("letterhead", "Tel: +41 22 730 51 11"),
        ("date", "14 January 2004"),
        ("reference", "Ref: DM-1108"),
        ("addressee", "To all Member States"),
        ("salutation", "Dear Sir/Madam,"),
        ("closing", "Yours faithfully,"),
        ("signature", "Yoshio UTSUMI"),
        ("signature", "Secretary-General"),
        ("copies", "Annex: registration form"),
        ("copies", "cc: the regional offices"),
    ]
    assert [span.of(text) for _, span in substance([(1, text)])] == [
        "Subject: Workshop on Internet Governance",
        BODY,
        "ANNEX 1\nThe form is to be returned by fax.",
    ]


@pytest.mark.parametrize(
    ("date", "salutation", "body", "closing", "signature"),
    [
        (
            "Genève, le 14 janvier 2004",
            "Monsieur le Secrétaire général,",
            "Nous accueillons avec satisfaction ces consultations.",
            "Veuillez agréer, Monsieur, l’expression de ma haute considération.",
            "Jeanne Dupont, Directrice",
        ),
        (
            "Ginebra, 14 de enero de 2004",
            "Estimado Sr. Pérez:",
            "Acogemos con beneplácito estas consultas.",
            "Atentamente,",
            "Juan Pérez",
        ),
        (
            "14 января 2004 года",
            "Уважаемый г-н Генеральный секретарь!",
            "Мы приветствуем эти консультации.",
            "С уважением,",
            "И. И. Иванов",
        ),
        (
            "14 كانون الثاني/يناير 2004",
            "سعادة الأمين العام",
            "نرحب بهذه المشاورات ونشكركم على الدعوة.",
            "وتفضلوا بقبول فائق الاحترام",
            "أحمد علي، المدير",
        ),
        ("2004年1月14日", "尊敬的秘书长：", "我们欢迎这次协商。", "此致", "王伟 主任"),
        (
            "January 14, 2004",
            "Dear Mr. Beckstrom,",
            BODY,
            "Accept, Excellency, the assurances of my highest consideration.",
            "Sha Zukang",
        ),
    ],
)
def test_letters_in_six_languages(date, salutation, body, closing, signature) -> None:
    text = f"{date}\n\n{salutation}\n\n{body}\n\n{body}\n\n{closing}\n\n{signature}"
    assert labelled(text) == [
        ("date", date),
        ("salutation", salutation),
        ("closing", closing),
        ("signature", signature),
    ]


def test_what_pages_share_and_their_numbers() -> None:
    words = ("access", "spam", "roles", "names")
    pages = [
        (number, f"A/66/77\nE/2011/103\n\nOn {word} we say this,\nand of {word} that.\n{number}/12")
        for number, word in enumerate(words, 1)
    ]
    found = label(pages)
    assert [(part.page, part.kind.value) for part in found[:3]] == [
        (1, "running"),
        (1, "running"),
        (1, "page-number"),
    ]
    assert len(found) == 12
    assert substance(pages)[0][1].of(pages[0][1]) == "On access we say this,\nand of access that."


def test_heads_of_odd_and_even_pages() -> None:
    heads = ("The report", "Chapter two")
    words = ("access", "spam", "roles", "names", "rights", "funds")
    pages = [
        (n, f"{heads[n % 2]}\nOn {word} we speak\nat length\nand without end: {word}.")
        for n, word in enumerate(words, 1)
    ]
    assert [part.kind for part in label(pages)] == [PartKind.RUNNING] * 6


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Dear colleagues in Government have said so. They are right, and more than right.",
        "1. Access\n2. Spam\n3. Roles",
        "Regards for human rights must come first.\nSincerely held beliefs differ.",
        "Thank you for this consultation, which we think is important to all of us.",
        "",
        "\x00\u202e\n\n",
    ],
)
def test_substance_is_left_alone(text: str) -> None:
    assert labelled(text) == []


@pytest.mark.parametrize(
    "closing",
    ["Respectfully submitted by Verizon", "With many thanks for your consideration,"],
)
def test_how_submissions_end(closing: str) -> None:
    text = f"{BODY}\n\n{BODY}\n\n{closing}\n\nJacquelynn Ruff\nMarch 7, 2014"
    assert [kind for kind, _ in labelled(text)] == ["closing", "signature", "date"]
    assert labelled(text)[0][1] == closing


@given(st.lists(st.text("Dear Sir,\n1.Yours ", max_size=80), max_size=4))
def test_parts_and_substance_are_all_of_the_text(texts: list[str]) -> None:
    pages = list(enumerate(texts, 1))
    spans = [(part.page, part.span) for part in label(pages)] + substance(pages)
    for number, text in pages:
        own = sorted(span for page, span in spans if page == number)
        assert "".join("".join(span.of(text).split()) for span in own) == "".join(text.split())
