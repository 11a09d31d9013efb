from rapporteur.core.document import text
from rapporteur.core.document.tree import Document, Table
from tests.factories.document import report, saying

WHOLE = """\
Draft: contributions are still open

A/66/77-E/2011/103
Distr.: General
4 May 2011
Original: English

General Assembly
Sixty-sixth session
Item 17*

Trusteeship Council

Economic and Social Council
Substantive session of 2011
Geneva, 4-29 July 2011
Item 13 (b)**
Science and technology

Enhanced cooperation
Report of the Secretary-General

* A/66/50.

** E/2011/100.

Summary

In short.

Contents
I. Background
A. Ways to contribute
II. Outcome
Annex I: Those who contributed
I. Governments
Annex II: The letter

I. Background

1. The call has its origins in inter alia the Tunis Agenda,[1] endorsed in resolution 60/252.

    with a view to assisting the process

A. Ways to contribute

2. Most contributors wrote; see the register <https://example.org/register?a=1&b=2>.

  (a) In writing;
  (b) In person.[2]

  – Without order.

II. Outcome

3. See the table.

Number of contributions to the open consultations
Stakeholder group            Written comments (a)  Presentations  Interventions (b)  Total
------------------------------------------------------------------------------------------
Governments                                    11             13                  8     32
International organizations                     7              1                  0      8
Civil society                                  32              7                  3     42
Private sector                                  9              5                  2     16
------------------------------------------------------------------------------------------
Total                                          59             26                 13     98
Computed from the register.
a Counted in the headline.
b In addition to the headline.

[1] See A/60/687.
[2] In New York.

Annex I: Those who contributed

4. They are listed here.[a]

I. Governments

5. Eleven.

[a] Site <https://example.org/>

Annex II: The letter
"""


def test_a_whole_report_as_text():
    assert text.render(report()) == WHOLE


def test_the_shortest_document_as_text():
    assert text.render(saying("Words.")) == "Report\n\nI. Background\n\n1. Words.\n"


def test_chinese_columns_stand_under_one_another():
    table = Table("t", "表", ("组别", "数"), (("政府", 11), ("é\u0301", 7)))
    document = Document("zh", "报告", summary=(table,))

    rows = text.render(document).splitlines()[5:]
    assert rows == ["组别  数", "--------", "政府  11", "é\u0301      7"]
