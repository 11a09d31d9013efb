from datetime import date

import pytest
from django.utils import timezone

from rapporteur.core.document.text import render
from rapporteur.core.document.tree import Table
from rapporteur.core.editorial.checks import findings
from rapporteur.stages.contributions.choices import Consent, Mode, Origin
from rapporteur.stages.mandate.actions import add_channel
from rapporteur.stages.mandate.choices import ChannelKind
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.report import queries
from rapporteur.stages.report.actions import save_revision
from rapporteur.stages.report.queries.differences import Change, Kind, Piece
from rapporteur.stages.report.queries.tables import contributors_list, tally_table, themes_table
from tests.factories.analysis import make_codebook, make_coding, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.report import draft_of, make_report, write
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def filled() -> Consultation:
    """Governments: two written and an intervention; civil society: one written."""
    consultation = make_consultation()
    governments = make_group(consultation, "governments")
    civil = make_group(consultation, "civil-society")
    for mode, group in (
        (Mode.WRITTEN, governments),
        (Mode.WRITTEN, governments),
        (Mode.WRITTEN, civil),
    ):
        make_contribution(consultation, mode=mode, group=group)
    make_contribution(
        consultation, mode=Mode.INFORMAL, group=governments, origin=Origin.INTERVENTION, text=""
    )
    return consultation


def test_every_figure_is_counted_from_the_register() -> None:
    figures = queries.Figures(filled())
    asked = {
        query: figures(query)
        for query in (
            "headline",
            "total",
            "count:informal",
            "count:governments",
            "count:governments:written",
            "count:civil-society:informal",
            "distinct-texts",
            "distinct-contributors",
        )
    }
    assert asked == {
        "headline": 3,
        "total": 4,
        "count:informal": 1,
        "count:governments": 3,
        "count:governments:written": 2,
        "count:civil-society:informal": 0,
        "distinct-texts": 3,
        "distinct-contributors": 4,
    }
    assert all(figures.knows(query) for query in asked)


@pytest.mark.parametrize(
    "query",
    ["", "totals", "count", "count:nobody", "count:written:governments", "theme:spam", "::"],
)
def test_a_figure_that_is_not_there_is_not_known(query: str) -> None:
    figures = queries.Figures(filled())
    assert figures.knows(query) is False
    with pytest.raises(KeyError):
        figures(query)


def test_the_table_is_computed_with_its_rules_under_it() -> None:
    [table] = tally_table(queries.Figures(filled()))
    assert isinstance(table, Table)
    assert table.rows == (("Governments", 2, 0, 1, 3), ("Civil-Society", 1, 0, 0, 1))
    assert table.total == ("Total", 3, 0, 1, 4)
    assert [note.column for note in table.notes] == [1, 2, 3, None]
    assert table.notes[-1].content == "Different texts: 3; different contributors: 4."


def test_themes_say_what_a_person_confirmed_and_what_only_a_method_proposes() -> None:
    consultation = make_consultation()
    group = make_group(consultation, "governments")
    codebook = make_codebook(consultation)
    first, _second = (
        make_contribution(consultation, group=group, text=text)
        for text in ("Spam is a nuisance.", "Spam again.")
    )
    figures = queries.Figures
    assert themes_table(figures(consultation)) == ()
    make_proposals(consultation)
    [proposed] = themes_table(figures(consultation))
    assert isinstance(proposed, Table)
    assert proposed.rows == (("Spam", 2, 2, 2, 2),)
    assert "No person has confirmed any of this yet" in proposed.notes[0].content
    make_coding(first, codebook.themes.get(key="spam"))
    confirmed, rest = themes_table(figures(consultation))
    assert isinstance(confirmed, Table)
    assert isinstance(rest, Table)
    assert (confirmed.rows, rest.rows) == ((("Spam", 1, 1, 1, 1),), (("Spam", 1, 1),))
    assert figures(consultation)("theme:spam:governments") == 1


def test_contributors_are_listed_as_they_consented() -> None:
    consultation = make_consultation()
    group = make_group(consultation, "governments")
    for name, consent, published in (
        ("Secret Person", Consent.NAMED, False),
        ("Shy Person", Consent.UNNAMED, True),
        ("Open Person", Consent.NAMED, True),
    ):
        make_contribution(
            consultation, group=group, contributor=name, consent=consent, published=published
        )
    blocks = contributors_list(queries.Figures(consultation))
    words = render(queries.draft_document(consultation, now=timezone.now()))
    assert len(blocks) == 3
    assert "Name withheld" in words
    assert "Open Person" in words
    assert "One contribution that is counted is not published" in words
    for hidden in ("Secret Person", "Shy Person"):
        assert hidden not in words


def test_a_consultation_without_a_report_has_a_first_draft() -> None:
    document = queries.draft_document(filled(), now=timezone.now())
    assert document.draft_mark == "Draft — contributions are still open"
    words = render(document)
    assert "Three written contributions were received in all" in words
    assert "In addition, one participant spoke in the open discussion." in words
    assert "{{" not in words


def test_the_first_draft_passes_its_own_checks() -> None:
    consultation = filled()
    for kind in ChannelKind:
        add_channel(consultation, kind=kind, address="there", by="tests")
    document = queries.draft_document(consultation, now=timezone.now())
    assert "by online form, email, fax and post" in render(document)
    assert [(each.rule.code, each.words) for each in findings(document)] == []


def test_words_typed_elsewhere_ask_for_no_figure() -> None:
    consultation = make_consultation(convener="Secretary {{ total }} [[x]] *y*")
    report = make_report(consultation)
    words = render(queries.document_of(report, now=timezone.now()))
    assert "convened by the Secretary { { total }} [[x]] *y*." in words
    write(report, "The draft form can be written and read again.")


def test_what_changed_is_told_word_by_word() -> None:
    report = make_report(make_consultation())
    first = write(report, "Most asked for less water.")
    changed = draft_of(report).replace("for less", "for more", 1)
    second = save_revision(report, text=f"{changed}\nA last word.\n", by="tests")
    middle, last = queries.differences(first, second)
    assert middle == Change(
        3,
        (
            Piece(Kind.SAME, "Most asked for "),
            Piece(Kind.REMOVED, "less"),
            Piece(Kind.ADDED, "more"),
            Piece(Kind.SAME, " water."),
        ),
    )
    assert last.pieces == (Piece(Kind.ADDED, "A last word."),)
    assert queries.differences(second, second) == ()


def test_what_is_registered_after_the_cut_off_enters_no_figure() -> None:
    consultation = make_consultation()
    group = make_group(consultation, "governments")
    make_codebook(consultation)
    make_contribution(consultation, group=group, text="Spam.", published=True)
    report = make_report(consultation, cut_off=timezone.now())
    make_contribution(
        consultation, group=group, text="More spam.", contributor="Late One", published=True
    )
    make_proposals(consultation)
    figures = queries.figures_of(report)
    assert figures("total") == 1
    [themes] = themes_table(figures)
    assert isinstance(themes, Table)
    assert themes.rows == (("Spam", 1, 1, 1, 1),)
    assert "Late One" not in render(queries.document_of(report, now=timezone.now()))


def test_a_meeting_still_to_come_is_not_said_to_have_been_held() -> None:
    consultation = make_consultation()
    for day in (date(2020, 1, 2), date(2090, 1, 2)):
        Meeting.objects.create(consultation=consultation, starts_on=day, ends_on=day)
    words = render(queries.draft_document(consultation, now=timezone.now()))
    assert "A meeting was held on 2 January 2020." in words
    assert "A meeting is to be held on 2 January 2090." in words
