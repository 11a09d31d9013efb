"""Symbols of United Nations documents: read, written, checked, mended, ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.symbols.parts import BODIES, CHANGES, KINDS, ORGANS, Role
from rapporteur.core.symbols.problem import SymbolProblem
from rapporteur.core.symbols.symbol import LONGEST, parse

IN_USE = [
    "A/66/77-E/2011/103",
    "A/64/64-E/2009/10",
    "A/66/77/Add.1",
    "A/66/77/Corr.1",
    "A/66/77*",
    "A/60/687",
    "A/1775",
    "A/RES/65/141",
    "A/RES/57/270B",
    "A/RES/2200(XXI)A",
    "A/RES/S-26/2",
    "A/ES-10/1",
    "A/C.2/65/L.5",
    "A/65/PV.3",
    "A/CN.9/WG.II/WP.160",
    "A/CONF.48/14/Rev.1",
    "A/HRC/17/27",
    "A/HRC/RES/17/4",
    "A/INF/65/1",
    "A/66",
    "E/2009/92",
    "E/2010/CRP.4",
    "E/2011/INF/2/Add.1",
    "E/RES/2010/2",
    "E/CN.16/2011/CRP.2",
    "E/5678",
    "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1",
    "S/PRST/2010/11",
    "S/PV.6500",
    "S/2011/30",
    "ST/SGB/2003/7",
    "ST/CS/SER.A/44/Rev.1",
    "TD/B/57/3",
    "CEDAW/C/2010/47/GC.1",
    "CRC/C/FRA/4",
    "WSIS-05/TUNIS/DOC/6(Rev.1)",
    "WSIS-II/PC-3/DOC/5",
    "WSIS-03/GENEVA/DOC/4-E",
    "A/AC.109/2019/L.18",
    "A/BUR/54/1",
    "A/C.2/65/L.5/Rev.1/Add.1",
    "A/C.5/65/18",
    "A/CONF.213/RPW/2",
    "A/ES-10/442-S/2008/814",
    "A/HRC/47/NGO/12",
    "A/HRC/S-30/1",
    "A/HRC/WG.6/40/BRA/2",
    "A/520/Rev.17",
    "A/RES/ES-10/24",
    "A/58/49 (Vol. II)",
    "APLC/MSP.10/2010/WP.1",
    "BWC/CONF.VII/INF.1",
    "CAC/COSP/2011/14",
    "CBD/COP/DEC/14/8",
    "CCPR/C/21/Rev.1/Add.13",
    "CTOC/COP/2010/17",
    "DP/FPA/2010/12",
    "E/C.12/GC/20",
    "E/CN.4/1995/2-E/CN.4/Sub.2/1994/56",
    "E/ESCAP/67/1",
    "E/ICEF/2010/9",
    "ECE/TRANS/WP.29/2011/1",
    "FCCC/PA/CMA/2018/3/Add.1",
    "HRI/GEN/1/Rev.9",
    "ISBA/17/LTC/7",
    "JIU/REP/2010/5",
    "LC/G.2432(SES.33/3)",
    "NPT/CONF.2010/50 (Vol. I)",
    "S/1994/674/Add.2 (Vol. I)",
    "S/AC.51/2011/2",
    "ST/ESA/STAT/SER.M/4/Rev.4",
    "ST/SG/AC.10/1/Rev.17",
    "TD/B/C.II/13",
    "TRANS/WP.29/1000",
    "UNEP/CBD/COP/10/27",
    "UNEP/EA.4/Res.3",
]

# Read where somebody asks for a symbol; in running text the letter may be a word of its own.
WITH_SPACES = [
    "A/RES/2200 (XXI) A",
    "A/RES/217 A (III)",
    "A/RES/72/266 B",
    "A/DEC/65/501 A",
    "A/74/6 (Sect. 3)",
    "S/PV.6500 (Resumption 1)",
    "S/RES/1325 (2000)",
]


@pytest.mark.parametrize("text", [*IN_USE, *WITH_SPACES])
def test_what_is_printed_on_documents_is_read_and_written_alike(text):
    assert str(parse(text)) == text


PREFIX = st.sampled_from(sorted({*BODIES, *KINDS} - {"RES", "DEC", "PRST", "INF", "NGO", "SGB"}))
COUNTED = st.builds(lambda prefix, n: f"{prefix}.{n}", PREFIX, st.integers(1, 99))
DATED = st.integers(1994, 2099).map(str)
CHANGE = st.builds(
    lambda change, n: f"{change}.{n}", st.sampled_from(sorted({*CHANGES} - {"Summary"})),
    st.integers(1, 20),
)  # fmt: skip


@st.composite
def designations(draw):
    organ = draw(st.sampled_from(sorted({*ORGANS} - {"A", "WSIS"})))
    body = draw(st.lists(COUNTED, max_size=2))
    changes = draw(st.lists(CHANGE, max_size=2))
    return "/".join([organ, *body, draw(DATED), str(draw(st.integers(1, 1000))), *changes])


@given(designations())
def test_whatever_is_read_is_written_and_read_again_alike(text):
    symbol = parse(text)
    assert str(symbol) == text
    assert parse(str(symbol)) == symbol
    assert str(symbol.base) == "/".join(
        part for part in text.split("/") if part.split(".")[0] not in CHANGES
    )


@given(st.text(max_size=40))
def test_any_text_is_a_symbol_or_refused_in_a_sentence(text):
    try:
        symbol = parse(text)
    except SymbolProblem as refusal:
        problem = refusal
    else:
        assert parse(str(symbol)) == symbol
        return
    assert str(problem).endswith(".")
    assert problem.mend is None or str(parse(problem.mend)) == problem.mend


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("A/66/77/E/2011/103", "A/66/77-E/2011/103"),
        ("A/66/77 E/2011/103", "A/66/77-E/2011/103"),
        ("A/66/77–E/2011/103", "A/66/77-E/2011/103"),
        ("a/66/77-e/2011/103/corr.1", "A/66/77-E/2011/103/Corr.1"),
        ("a/66/77", "A/66/77"),
        ("А/66/77", "A/66/77"),  # the first letter is Cyrillic
        ("A-66-77-E-2011-103", "A/66/77-E/2011/103"),
        ("A / 66 / 77", "A/66/77"),
        ("A//66/77", "A/66/77"),
        ("A\\66\\77", "A/66/77"),
        ("E/2011/103.", "E/2011/103"),
        ("A/66/77Add.1", "A/66/77/Add.1"),
        ("A/66/77/ADD.1", "A/66/77/Add.1"),
        ("A/66/77/Add1", "A/66/77/Add.1"),
        ("A/66/77/Add/1", "A/66/77/Add.1"),
        ("A/C2/65/L5", "A/C.2/65/L.5"),
        ("e/cn.16/2011/crp.2", "E/CN.16/2011/CRP.2"),
        ("WSIS-05/tunis/doc/6(rev.1)", "WSIS-05/TUNIS/DOC/6(Rev.1)"),
        ("E/66/103", "E/2011/103"),
        ("A/2011/77", "A/66/77"),
        ("A/RES/2010/141", "A/RES/65/141"),
        ("A/66/77.Add.1", "A/66/77/Add.1"),
        ("A/66/77 Add.1", "A/66/77/Add.1"),
        ("A/66/77-Add.1", "A/66/77/Add.1"),
        ("A/66/77/Add-1", "A/66/77/Add.1"),
        ("A/66/77/Cor.1", "A/66/77/Corr.1"),
        ("A/66/77/Add.1/Corr1", "A/66/77/Add.1/Corr.1"),
        ("A/66/077", "A/66/77"),
        ("A/RES/65-141", "A/RES/65/141"),
        ("A/Res/65/141", "A/RES/65/141"),
        ("E/CN/16/2011/2", "E/CN.16/2011/2"),
        ("Е/СN.16/2011/2", "E/CN.16/2011/2"),  # the first letters are Cyrillic
        ("A/66/\u200b77", "A/66/77"),
        ("st/sgb/2003/7", "ST/SGB/2003/7"),
    ],
)
def test_a_slip_is_named_and_mended(text, mend):
    with pytest.raises(SymbolProblem) as refusal:
        parse(text)
    assert refusal.value.mend == mend
    assert str(refusal.value).endswith(f"Write {mend}.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("foo", "has one part alone"),
        ("A/RES/65", "ends before the number"),
        ("A/66/77/", "A symbol ends with its last part"),
        ("A/RES/12/3", "session 12"),
        ("S/RES/1325", "lacks its year"),
        ("S/1993/30", "since 1994"),
        ("E/2011/103/Corr", "which corrigendum"),
        ("A/66/77-A/66/78", "of one organ"),
        ("A/66/77-E/2011/103-S/2011/5", "more than two"),
        ("A/66/\u202e77", "no part of a symbol"),
        ("A/" + "9" * LONGEST, f"at most {LONGEST}"),
    ],
)
def test_what_is_no_symbol_is_refused(text, sentence):
    with pytest.raises(SymbolProblem, match=sentence):
        parse(text)


def test_a_refusal_repeats_nothing_that_would_reorder_it():
    with pytest.raises(SymbolProblem) as refusal:
        parse("A/66/\u202e77")
    assert "\u202e" not in str(refusal.value)


def test_the_parts_say_what_they_mean():
    symbol = parse("E/CN.16/2011/CRP.2/Add.1")
    assert [(each.role, each.meaning) for each in symbol.first.components] == [
        (Role.ORGAN, "Economic and Social Council"),
        (Role.BODY, "Commission on Science and Technology for Development"),
        (Role.YEAR, "the year 2011"),
        (Role.KIND, "conference room paper 2"),
        (Role.CHANGE, "addendum 1"),
    ]
    assert symbol.first.body == "Commission on Science and Technology for Development"
    assert (symbol.first.year, symbol.first.session, symbol.first.kind) == (2011, None, "CRP")
    assert symbol.changes == ("Add.1",)


def test_a_double_symbol_is_one():
    symbol = parse("A/66/77-E/2011/103/Corr.1")
    assert symbol.is_double
    assert [each.session or each.year for each in symbol.designations] == ["66", 2011]
    assert str(symbol.base) == "A/66/77-E/2011/103"
    assert symbol.changes == ("Corr.1",)


def test_symbols_sort_as_their_numbers_count():
    in_order = [
        "A/65/9",
        "A/65/77",
        "A/65/77/Add.1",
        "A/66/1",
        "A/C.2/65/L.5",
        "A/C.2/65/L.12",
        "E/2011/2",
        "E/2011/103",
    ]
    assert [str(each) for each in sorted(map(parse, reversed(in_order)))] == in_order
