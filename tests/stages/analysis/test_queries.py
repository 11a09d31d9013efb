"""What codings say together."""

import pytest

from rapporteur.base.originals.actions import keep
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.rules import Counts
from rapporteur.stages.contributions.actions import correct, publish, void, withdraw
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.models import Document
from tests.factories.analysis import make_codebook, make_coding, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def cells(table):
    """By theme: the counts by group, and over all groups."""
    return {row.theme.key: (*row.cells, row.total) for row in table.rows}


def test_each_page_of_a_file_is_searched_in_the_language_that_it_is_in():
    consultation = make_consultation()
    make_codebook(consultation)
    letter = make_contribution(consultation, languages=["ar"], documents=[("a.txt", keep(b"x"))])
    pages = [
        {"number": 1, "text": "Nobody of those who write to us wants the spam that they are sent."},
        {"number": 2, "text": "نرى أن جميع الحكومات ينبغي أن يكون لها دور في إدارة الإنترنت."},
    ]
    Document.objects.filter(version__contribution=letter).update(language="ar", pages=pages)
    make_proposals(consultation)
    passage = Coding.objects.get().passage
    assert (passage.page, passage.language) == (1, "en")


def test_each_cell_counts_contributions_texts_and_contributors():
    consultation = make_consultation()
    make_codebook(consultation)
    states, society = make_group(consultation), make_group(consultation)
    for group, name in ((states, "A"), (society, "B"), (society, "B")):
        make_contribution(consultation, group=group, contributor=name, text="No spam. No spam!")
    make_contribution(consultation, group=society, contributor="C", text="Nothing.")
    make_proposals(consultation)
    table = queries.themes_by_group(consultation)
    assert table.groups == (states, society)
    assert cells(table) == {
        "spam": (Counts(1, 1, 1, 1), Counts(2, 1, 1, 2), Counts(3, 1, 2, 3)),
        "privacy": (Counts(), Counts(), Counts()),
    }
    assert (table.totals, table.total, table.contributions) == (
        (Counts(1, 1, 1, 1), Counts(2, 1, 1, 2)),
        Counts(3, 1, 2, 3),
        4,
    )
    assert [theme.key for theme in table.unspoken] == ["privacy"]


def test_a_joint_contribution_is_one_in_its_leads_group_and_every_signatory_speaks():
    consultation = make_consultation()
    make_codebook(consultation)
    group = make_group(consultation)
    make_contribution(
        consultation,
        group=group,
        contributor="Lead",
        signatories=["Lead", "Second", "Third"],
        text="No spam.",
    )
    make_proposals(consultation)
    assert cells(queries.themes_by_group(consultation))["spam"] == (
        Counts(1, 1, 3, 1),
        Counts(1, 1, 3, 1),
    )


def test_what_is_confirmed_is_told_from_what_is_proposed_and_what_is_rejected_is_gone():
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    for _each in range(3):
        make_contribution(consultation, text="No spam.")
    confirmed, rejected, _proposed = make_proposals(consultation)
    actions.decide(confirmed, state=CodingState.CONFIRMED, by=analyst)
    actions.decide(rejected, state=CodingState.REJECTED, by=analyst)
    spam = cells(queries.themes_by_group(consultation))["spam"][-1]
    assert (spam.contributions, spam.confirmed, spam.proposed) == (2, 1, 1)
    sure = queries.themes_by_group(consultation, confirmed_only=True)
    assert cells(sure)["spam"][-1] == Counts(1, 1, 1, 0)


def test_what_is_in_no_group_has_a_column_only_where_there_is_such():
    consultation = make_consultation()
    make_codebook(consultation)
    group = make_group(consultation)
    assert queries.themes_by_group(consultation).groups == (group,)
    make_contribution(consultation, text="No spam.")
    make_proposals(consultation)
    table = queries.themes_by_group(consultation)
    assert table.groups == (group, None)
    assert cells(table)["spam"] == (Counts(), Counts(1, 1, 1, 1), Counts(1, 1, 1, 1))


def test_before_a_codebook_the_table_is_empty():
    consultation = make_consultation()
    make_contribution(consultation)
    table = queries.themes_by_group(consultation)
    assert (table.rows, table.total, table.contributions) == ((), Counts(), 1)


def test_withdrawn_voided_and_corrected_words_do_not_count():
    consultation = make_consultation()
    make_codebook(consultation)
    gone = [make_contribution(consultation, text="No spam.") for _each in range(3)]
    make_proposals(consultation)
    withdraw(gone[0], by="tests")
    void(gone[1], reason="entered twice", by="tests")
    correct(gone[2], text="Other words.", by="tests")
    assert cells(queries.themes_by_group(consultation))["spam"] == (Counts(), Counts())[:2]
    assert list(queries.codings(consultation)) == []


def test_the_public_table_and_passages_know_published_contributions_alone():
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.get(key="spam")
    shown = make_contribution(consultation, published=True, text="No spam, say I.")
    make_contribution(consultation, text="No spam, in private.")
    make_contribution(consultation, text="No spam, withheld.", consent=Consent.WITHHELD)
    withdrawn = make_contribution(consultation, published=True, text="No spam, once.")
    make_proposals(consultation)
    withdraw(withdrawn, by="tests")
    public = queries.public_themes_by_group(consultation)
    assert (cells(public)["spam"][-1], public.contributions) == (Counts(1, 1, 1, 1), 1)
    found = [each.passage.contribution for each in queries.passages_of(theme, public_only=True)]
    assert found == [shown]
    assert queries.passages_of(theme).count() == 3


def test_a_contribution_counts_for_the_public_from_its_publication_on():
    consultation = make_consultation()
    make_codebook(consultation)
    contribution = make_contribution(consultation, text="No spam.")
    make_proposals(consultation)
    assert queries.public_themes_by_group(consultation).total == Counts()
    publish(contribution, by="tests")
    assert queries.public_themes_by_group(consultation).total == Counts(1, 1, 1, 1)


def test_coverage_says_what_nobody_has_looked_at():
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    coded, silent, wordless = (
        make_contribution(consultation, text=text) for text in ("No spam. Privacy.", "Nothing.", "")
    )
    first, _second = make_proposals(consultation)
    actions.decide(first, state=CodingState.CONFIRMED, by=analyst)
    coverage = queries.coverage(consultation)
    assert [
        (line.contribution, line.has_text, line.confirmed, line.proposed, line.rejected)
        for line in coverage.lines
    ] == [(coded, True, 1, 1, 0), (silent, True, 0, 0, 0), (wordless, False, 0, 0, 0)]
    assert [line.contribution for line in coverage.uncoded] == [silent]
    assert [line.contribution for line in coverage.unread] == [silent, wordless]
    assert [line.contribution for line in coverage.wordless] == [wordless]
    assert (coverage.total, coverage.confirmed, coverage.proposed, coverage.rejected) == (
        3,
        1,
        1,
        0,
    )


def test_evidence_holds_who_addressed_a_theme_and_how():
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.get(key="spam")
    group = make_group(consultation)
    against = make_contribution(consultation, group=group)
    plain = make_contribution(consultation, group=group)
    make_contribution(consultation, text="No spam.")
    make_coding(against, theme, stance=Stance.OPPOSES)
    make_coding(plain, theme)
    make_proposals(consultation)
    evidence = queries.evidence_for(theme)
    assert [backing.contribution for backing in evidence.backings] == [against, plain]
    assert (evidence.addressed, evidence.by_group()) == (2, {group: 2})
    assert [each.contribution for each in evidence.taking(Stance.OPPOSES)] == [against]
    with_proposals = queries.evidence_for(theme, confirmed_only=False)
    assert [backing.confirmed for backing in with_proposals.backings] == [True, True, False]


def test_a_reading_marks_what_is_coded_sentence_by_sentence():
    consultation = make_consultation()
    make_codebook(consultation)
    contribution = make_contribution(
        consultation, text="We came. No spam. أوقفوا الرسائل.", languages=["en"]
    )
    (proposal,) = make_proposals(consultation)
    reading = queries.reading(contribution)
    assert [(each.number, each.text, each.codings) for each in reading.sentences] == [
        (1, "We came.", ()),
        (2, "No spam.", (proposal,)),
        (3, "أوقفوا الرسائل.", ()),
    ]


def test_the_questions_to_the_database_do_not_grow(django_assert_num_queries):
    consultation = make_consultation()
    make_codebook(consultation)
    group = make_group(consultation)
    make_contribution(consultation, group=group, text="No spam.")
    make_proposals(consultation)
    with django_assert_num_queries(7):
        queries.themes_by_group(consultation)
    with django_assert_num_queries(3):
        queries.coverage(consultation)
    for _each in range(2):
        make_contribution(consultation, group=group, text="No spam. Privacy.")
    make_proposals(consultation)
    with django_assert_num_queries(7):
        queries.themes_by_group(consultation)
    with django_assert_num_queries(3):
        queries.coverage(consultation)
