"""What is found in a text, in six languages, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.screening.finding import Finding, Ground, Kind, without_overlaps
from rapporteur.core.screening.screen import find, unseen_in


def found(text, **given):
    return [(each.kind, text[each.start : each.end]) for each in find(text, **given)]


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("Write to mary.smith+un@example.org.", Kind.EMAIL, "mary.smith+un@example.org"),
        ("Пишите: иван@пример.рф!", Kind.EMAIL, "иван@пример.рф"),
        ("mary [at] example [dot] org", Kind.EMAIL, "mary [at] example [dot] org"),
        ("Write to mary＠example．org", Kind.EMAIL, "mary＠example．org"),
        ("Call +41 22 730 5111.", Kind.TELEPHONE, "+41 22 730 5111"),
        ("Call 0041 22 730 5111.", Kind.TELEPHONE, "0041 22 730 5111"),
        ("Call (212) 963-1234 now", Kind.TELEPHONE, "(212) 963-1234"),
        ("At 020 7946 0958 in London", Kind.TELEPHONE, "020 7946 0958"),
        ("Tél. : 01 42 68 53 00", Kind.TELEPHONE, "01 42 68 53 00"),
        ("Fax: 5551234", Kind.TELEPHONE, "5551234"),
        ("Teléfono 915 550 100", Kind.TELEPHONE, "915 550 100"),
        ("звоните 8 (495) 123-45-67", Kind.TELEPHONE, "8 (495) 123-45-67"),
        ("手机13812345678", Kind.TELEPHONE, "13812345678"),
        ("هاتف: ٠٢٢٧٩٤٠٠٠٠", Kind.TELEPHONE, "٠٢٢٧٩٤٠٠٠٠"),
        ("+٤١ ٢٢ ٧٣٠ ٥١١١", Kind.TELEPHONE, "+٤١ ٢٢ ٧٣٠ ٥١١١"),
        ("+41\u200b22\u2069730 5111", Kind.TELEPHONE, "+41\u200b22\u2069730 5111"),
        ("+41 22 730 5111 2010 and on", Kind.TELEPHONE, "+41 22 730 5111"),
        ("020 7946 0958\n35 people", Kind.TELEPHONE, "020 7946 0958"),
        ("a\n[[Comment: ask Bob]]\nb", Kind.COMMENT, "[[Comment: ask Bob]]"),
        ("a [[Hidden: we had agreed]] b", Kind.HIDDEN, "[[Hidden: we had agreed]]"),
        ("[[Attached file: a.txt\n\nMore", Kind.ATTACHED, "[[Attached file: a.txt\n\nMore"),
        ("IBAN GB82 WEST 1234 5698 7654 32 it is", Kind.IBAN, "GB82 WEST 1234 5698 7654 32"),
        ("de89370400440532013000", Kind.IBAN, "de89370400440532013000"),
        ("Card 4111-1111-1111-1111", Kind.CARD, "4111-1111-1111-1111"),
        ("Card 378282246310005", Kind.CARD, "378282246310005"),
        ("My number is 219-09-9999", Kind.IDENTITY, "219-09-9999"),
        ("身份证11010519491231002X", Kind.IDENTITY, "11010519491231002X"),
        ("DNI 12345678Z", Kind.IDENTITY, "12345678Z"),
        ("NIE X-1234567-L", Kind.IDENTITY, "X-1234567-L"),
        ("NIR 2 55 08 14 168 025 38", Kind.IDENTITY, "2 55 08 14 168 025 38"),
        ("C.F. RSSMRA85T10A562S", Kind.IDENTITY, "RSSMRA85T10A562S"),
        ("CPF 111.444.777-35", Kind.IDENTITY, "111.444.777-35"),
        ("СНИЛС 112-233-445 95", Kind.IDENTITY, "112-233-445 95"),
        ("ИНН 500100732259", Kind.IDENTITY, "500100732259"),
        ("AHV 756.9217.0769.85", Kind.IDENTITY, "756.9217.0769.85"),
        ("NI number AB 12 34 56 C", Kind.IDENTITY, "AB 12 34 56 C"),
        ("Aadhaar 2345 6789 0124", Kind.IDENTITY, "2345 6789 0124"),
        ("PESEL 44051401359", Kind.IDENTITY, "44051401359"),
        ("T.C. 10000000146", Kind.IDENTITY, "10000000146"),
        ("ID 8001015009087 of", Kind.IDENTITY, "8001015009087"),
        ("RN 85.07.30-033.28", Kind.IDENTITY, "85.07.30-033.28"),
        ("RUT 12.345.678-5", Kind.IDENTITY, "12.345.678-5"),
        ("CURP HEGG560427MVZRRL04", Kind.IDENTITY, "HEGG560427MVZRRL04"),
        ("the number 28801010112345", Kind.IDENTITY, "28801010112345"),
        ("Passport no. X1234567", Kind.IDENTITY, "X1234567"),
        ("护照号码：E12345678", Kind.IDENTITY, "E12345678"),
        ("رقم الهوية: ١٠٩٨٧٦٥٤٣٢", Kind.IDENTITY, "١٠٩٨٧٦٥٤٣٢"),
        (
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            Kind.IDENTITY,
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ),
        ("mary at example dot org", Kind.EMAIL, "mary at example dot org"),
        ("maria (arroba) ejemplo (punto) es", Kind.EMAIL, "maria (arroba) ejemplo (punto) es"),
        ("mary @ example.org", Kind.EMAIL, "mary @ example.org"),
        ("Information: +202-737-8888 Mr.", Kind.TELEPHONE, "+202-737-8888"),
        ("call 98765 43210 today", Kind.TELEPHONE, "98765 43210"),
        ("Lindenstraße 14, 10969 Berlin", Kind.ADDRESS, "Lindenstraße 14, 10969 Berlin"),
        ("at Rue du Rhône 25 it is", Kind.ADDRESS, "Rue du Rhône 25"),
        ("NEW YORK, NEW YORK 10017", Kind.ADDRESS, "NEW YORK 10017"),
        ("from 192.168.10.4, it says", Kind.IP, "192.168.10.4"),
        ("from 2001:db8::1 too", Kind.IP, "2001:db8::1"),
        ("I live at 10 Downing Street.", Kind.ADDRESS, "10 Downing Street."),
        ("12 rue de la Paix, Paris", Kind.ADDRESS, "12 rue de la Paix"),
        ("Vivo en Calle de Alcalá, 48", Kind.ADDRESS, "Calle de Alcalá, 48"),
        ("Адрес: ул. Тверская, д. 13", Kind.ADDRESS, "ул. Тверская, д. 13"),
        ("أسكن في شارع التحرير رقم 15", Kind.ADDRESS, "شارع التحرير رقم 15"),
        ("我住在，北京市朝阳区建国路88号。", Kind.ADDRESS, "北京市朝阳区建国路88号"),
        ("Write to P.O. Box 1234", Kind.ADDRESS, "P.O. Box 1234"),
        ("London SW1A 2AA", Kind.ADDRESS, "SW1A 2AA"),
    ],
)
def test_what_is_personal_is_found(text, kind, what):
    assert found(text) == [(kind, what)]


def test_the_lines_of_an_address_are_one():
    text = "wrote from\r\n1775 Wiehle Avenue\r\nSuite 201\r\nReston, VA 20190\r\n\r\nUSA"
    assert found(text) == [
        (Kind.ADDRESS, "1775 Wiehle Avenue\r\nSuite 201\r\nReston, VA 20190"),
    ]


def test_a_street_its_town_and_its_postcode_are_one_address():
    text = "Ms. Smith, 10 Downing Street, London SW1A 2AA, wrote."
    assert found(text) == [(Kind.ADDRESS, "10 Downing Street, London SW1A 2AA")]


@pytest.mark.parametrize(
    "text",
    [
        "A/66/77-E/2011/103 and DESA-10/3078 of 15 November 2010",
        "paragraphs 35 and 68-71, 2005-2015, 2010-12-14, 12:30:45, 1.2.3.4",
        "some 3,500 entities, 1 000 000 000 people, 10.5 per cent, 3.141592653589793",
        "GB82 WEST 1234 5698 7654 33",  # a wrong check of an IBAN
        "4111 1111 1111 1112",  # of a card
        "0000 0000 0000 0000",
        "12345678A and 11010519491231002Y and 110105194902310026",
        "111.444.777-36 and 112-233-445 96 and 000-12-3456 and 666-12-3456",
        "7. Unaccountability of the network; 565 U.S. ___, 132 S. Ct. 945, 957 (2012)",
        "It goes without saying at this point that; ahead of the meeting. At this point in time",
        "2345 6789 0125 and 44051401358 and 10000000147 and 12.345.678-6",
        "L898902C37UTO7408122F1204159ZE184226B<<<<<10 and the passport office, passport 2010",
        "as called for in the 1998 act; A/C/Resolution 52",
        "a@b, @handle, user@, @ @ @",
        "999.1.1.1 and ::",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


def test_a_name_is_found_in_whatever_case_order_and_with_or_without_accents():
    text = "José Núñez wrote. SMITH, MARY and Nunez agree; the smith and Josephine do not."
    assert found(text, persons=["Jose Núñez", "Mary Smith"]) == [
        (Kind.NAME, "José Núñez"),
        (Kind.NAME, "SMITH, MARY"),
        (Kind.NAME, "Nunez"),
    ]


def test_the_name_of_an_organization_is_found_as_a_whole():
    text = "We, the Association  for\nProgress, seek progress. An association for it."
    assert found(text, organizations=["Association for Progress"]) == [
        (Kind.NAME, "Association  for\nProgress")
    ]


def test_names_in_other_scripts_are_found():
    assert found("我叫张伟。", persons=["张伟"]) == [(Kind.NAME, "张伟")]
    assert found("кирилл Иванов пишет", persons=["Иванов Пётр"]) == [(Kind.NAME, "Иванов")]


def test_of_two_over_each_other_nothing_is_left_out():
    held = [
        Finding(10, 20, Kind.TELEPHONE, Ground.TELEPHONE_SAID),
        Finding(0, 12, Kind.ADDRESS, Ground.STREET),
        Finding(12, 14, Kind.CARD, Ground.CARD),
    ]
    assert without_overlaps(held) == (Finding(0, 20, Kind.CARD, Ground.CARD),)


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1]))


@given(st.lists(st.tuples(spans, st.sampled_from(Kind))))
def test_together_they_cover_what_each_covered_and_none_lies_over_another(given):
    held = [Finding(*span, kind, Ground.PASSAGE) for span, kind in given]
    kept = without_overlaps(held)
    assert {at for each in kept for at in range(each.start, each.end)} == {
        at for each in held for at in range(each.start, each.end)
    }
    assert all(one.end <= other.start for one, other in pairwise(kept))


def test_what_is_not_seen_of_an_older_text_is_found_in_it_or_all_of_it_is():
    text = "We agree. Hold out\nfor more. Hold out for more?"
    anew = "We agree. [[Hidden: Hold out for more.]] Hold out for more?"
    found = [(text[each.start : each.end], each.kind) for each in unseen_in(text, anew)]
    assert found == [
        ("Hold out\nfor more", Kind.HIDDEN),
        ("Hold out for more", Kind.HIDDEN),
    ]
    assert unseen_in("a [[Comment: b]]", "a [[Comment: b]]") == ()
    everything = (Finding(0, len(text), Kind.COMMENT, Ground.COMMENT),)
    assert unseen_in(text, "We agree. [[Comment: Others]]") == everything
    assert unseen_in(text, f"{text} [[Comment: {'a ' * 1000}]]") == everything


@given(st.text(max_size=300))
def test_whatever_the_text_is_the_findings_lie_in_it_in_order(text):
    held = find(text, persons=["Mary Smith", text[:20]], organizations=[text[20:40]])
    ends = [at for each in held for at in (each.start, each.end)]
    assert ends == sorted(ends)
    assert all(0 <= each.start < each.end <= len(text) for each in held)


NUMBERS = ["+41 22 730 5111", "GB82WEST12345698765432", "4111111111111111", "12345678Z"]


@given(st.sampled_from(NUMBERS), st.sampled_from(["0", "٠", "۰", "०", "０"]))
def test_the_digits_of_every_script_are_the_same(number, zero):
    other = "".join(
        chr(ord(zero) + int(letter)) if letter.isdigit() else letter for letter in number
    )
    before, after = find(f"See {number} there"), find(f"See {other} there")
    assert before == after
    assert before


@given(st.text(alphabet=" \n.,;", max_size=50), st.text(alphabet=" \n.,;", max_size=50))
def test_what_stands_around_an_address_changes_nothing(before, after):
    text = f"{before} mary@example.org {after}"
    assert found(text) == [(Kind.EMAIL, "mary@example.org")]
