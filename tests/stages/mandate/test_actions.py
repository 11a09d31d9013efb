from datetime import date, time

import pytest

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate import actions, queries
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    DeadlineKind,
    InstrumentKind,
    RelationKind,
    Role,
)
from rapporteur.stages.mandate.models import Consultation, Instrument, Relation
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db


def test_whoever_opens_a_consultation_administers_it_and_the_trail_says_so() -> None:
    opener = make_user("Ada")
    consultation = make_consultation(by=opener, announced=False)
    assert queries.roles_of(opener, consultation) == {Role.ADMINISTRATOR}
    acts = AuditEntry.objects.filter(consultation=consultation.slug, actor="Ada")
    assert sorted(acts.values_list("act", flat=True)) == [
        "mandate.appoint",
        "mandate.open_consultation",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"zone": "Atlantis/Capital"}, "“Atlantis/Capital” is not a time zone."),
        ({"languages": ["en", "xx"]}, "These languages are not known: xx."),
    ],
)
def test_an_unknown_zone_or_language_is_refused(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        make_consultation(**fields)
    assert sentence in str(refusal.value)
    assert Consultation.objects.count() == 0


def test_a_slug_is_taken_once() -> None:
    make_consultation(slug="once")
    with pytest.raises(Refused, match="There is one named “once” already"):
        make_consultation(slug="once")


def test_a_consultation_without_a_date_is_not_announced() -> None:
    consultation = make_consultation(preferred=None, final=None, announced=False)
    with pytest.raises(Refused, match="by when contributions are asked for"):
        actions.announce(consultation, by="tests")
    assert list(queries.announced()) == []


def test_announcing_again_keeps_the_first_moment() -> None:
    consultation = make_consultation()
    first = consultation.announced_at
    assert actions.announce(consultation, by="tests").announced_at == first
    assert list(queries.announced()) == [consultation]


def test_a_deadline_is_never_shortened() -> None:
    consultation = make_consultation(final=date(2030, 12, 31))
    with pytest.raises(Refused, match="never shortened"):
        actions.announce_deadline(
            consultation, kind=DeadlineKind.FINAL, stated=date(2030, 12, 30), by="tests"
        )
    # The same day with an hour in New York ends before that day has ended everywhere.
    with pytest.raises(Refused, match="never shortened"):
        actions.announce_deadline(
            consultation,
            kind=DeadlineKind.FINAL,
            stated=date(2030, 12, 31),
            at=time(18),
            zone="America/New_York",
            by="tests",
        )


def test_an_extension_has_a_reason_and_leaves_the_earlier_date_on_record() -> None:
    consultation = make_consultation(final=date(2030, 12, 31))
    later = {"kind": DeadlineKind.FINAL, "stated": date(2031, 1, 31), "by": "tests"}
    with pytest.raises(Refused, match="announced with its reason"):
        actions.announce_deadline(consultation, **later)
    actions.announce_deadline(consultation, **later, reason="The post was on strike.")
    assert queries.deadlines_in_force(consultation)[DeadlineKind.FINAL].stated == date(2031, 1, 31)
    assert consultation.deadlines.filter(kind=DeadlineKind.FINAL).count() == 2


def test_an_instrument_recorded_twice_is_one_and_nothing_is_overwritten() -> None:
    first = actions.record_instrument(
        symbol="E/RES/2010/2",
        kind=InstrumentKind.RESOLUTION,
        titles={"en": "As first written"},
        provisions={"1": "First."},
        by="tests",
    )
    again = actions.record_instrument(
        symbol=" E/RES/2010/2 ",
        kind=InstrumentKind.RESOLUTION,
        titles={"en": "Another title"},
        dated=date(2010, 7, 19),
        provisions={"1": "Changed.", "2": "Second."},
        by="tests",
    )
    assert first.pk == again.pk
    assert (again.titles, again.dated) == ({"en": "As first written"}, date(2010, 7, 19))
    assert dict(again.provisions.values_list("number", "text")) == {"1": "First.", "2": "Second."}


def test_relations_are_said_once_and_never_of_oneself() -> None:
    source, target = (
        actions.record_instrument(symbol=symbol, kind=InstrumentKind.RESOLUTION, by="tests")
        for symbol in ("A/RES/60/252", "WSIS-05/TUNIS/DOC/6(Rev.1)")
    )
    for _turn in range(2):
        actions.relate(source=source, kind=RelationKind.ENDORSES, target=target, by="tests")
    assert Relation.objects.count() == 1
    with pytest.raises(Refused, match="a relation to itself"):
        actions.relate(source=source, kind=RelationKind.ENDORSES, target=source, by="tests")


def test_the_chain_is_a_graph_of_what_the_consultation_names() -> None:
    consultation = make_consultation()
    early, late, foreign = (
        actions.record_instrument(
            symbol=symbol, kind=InstrumentKind.RESOLUTION, dated=dated, by="tests"
        )
        for symbol, dated in (("A/1", date(2005, 1, 1)), ("A/2", date(2010, 1, 1)), ("A/3", None))
    )
    actions.relate(source=late, kind=RelationKind.ENDORSES, target=early, by="tests")
    actions.relate(source=late, kind=RelationKind.WELCOMES, target=foreign, by="tests")
    actions.name_instruments(consultation, instruments=[late, early], by="tests")
    chain = queries.chain_of(consultation)
    assert [each.symbol for each in chain.instruments] == ["A/1", "A/2"]
    assert [str(each) for each in chain.relations] == ["A/2 endorses A/1"]
    assert Instrument.objects.count() == 3


def test_questions_are_numbered_in_order() -> None:
    consultation = make_consultation()
    for text in ("What?", "How?"):
        actions.add_question(consultation, texts={"en": text}, by="tests")
    assert [str(each) for each in consultation.questions.all()] == ["1. What?", "2. How?"]


def test_old_channels_stay_on_record_but_are_not_announced() -> None:
    consultation = make_consultation()
    old = actions.add_channel(
        consultation,
        kind=ChannelKind.FAX,
        address="+1 1",
        valid_to=date(2010, 11, 1),
        by="tests",
    )
    new = actions.add_channel(consultation, kind=ChannelKind.FAX, address="+1 2", by="tests")
    assert list(queries.channels_now(consultation)) == [new]
    assert list(consultation.channels.all()) == [old, new]


def test_the_last_administrator_stays() -> None:
    opener = make_user()
    consultation = make_consultation(by=opener)
    held = consultation.appointments.get(role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="the last administrator"):
        actions.end_appointment(held, by=opener)
    second = make_official(consultation, Role.ADMINISTRATOR)
    actions.end_appointment(held, by=second)
    assert queries.roles_of(opener, consultation) == frozenset()
