"""What is gone through by keys against a slow way that reads every coding whole."""

from collections import Counter
from random import Random

import pytest

from rapporteur.core.evidence.quantifiers.checking import Count
from rapporteur.core.evidence.voices import Three
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.choices import CodingState, Stance, ThemeKind
from rapporteur.stages.analysis.models import Carried, Coding
from rapporteur.stages.analysis.queries import codings
from rapporteur.stages.analysis.rules import ThemeDraft
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.rules import name_key
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import overlooked, read_draft
from rapporteur.stages.report.queries.ties import SHOWN, ties
from rapporteur.stages.stakeholders.queries import groups
from tests.factories.analysis import make_codebook, make_coding
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user
from tests.factories.report import make_report
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db

THEMES = (
    ThemeDraft("spam", {"en": "Spam"}),
    ThemeDraft("process", {"en": "The process"}),
    ThemeDraft("begun", {"en": "Begun"}, kind=ThemeKind.POSITION, parent="process"),
    ThemeDraft("not-yet", {"en": "Not yet"}, kind=ThemeKind.POSITION, parent="process"),
    ThemeDraft("under-begun", {"en": "Begun twice"}, parent="begun"),
    ThemeDraft("alone", {"en": "Alone"}, kind=ThemeKind.POSITION),
)


def made(random: Random) -> Consultation:
    """A consultation in which all sorts of things are coded."""
    consultation, officer = make_consultation(), make_user()
    themes = list(make_codebook(consultation, *THEMES).themes.all())
    within = [make_group(consultation, key) for key in ("north", "south")]
    for _ in range(14):
        one = make_contribution(
            consultation,
            contributor=random.choice(["", "The same", "THE  SAME", "Ada", "Somebody else"]),
            group=random.choice(within),
            text=random.choice(["We say so.", "We say the same.", "We do not."]),
        )
        Contribution.objects.filter(pk=one.pk).update(
            speaks_for=random.choice(["", "", "Africa", "The islands"])
        )
        if random.random() < 0.2:
            actions.say_whom_it_carries(one, names=["France", "Spain"], number=3, by="tests")
        for theme in random.sample(themes, random.randint(1, 4)):
            stance = random.choice(["", *Stance])
            make_coding(one, theme, stance=stance, by=officer)
    undecided = random.sample(list(Coding.objects.values_list("pk", flat=True)), 3)
    Coding.objects.filter(pk__in=undecided).update(state=CodingState.REJECTED)
    return consultation


def confirmed(report: Report) -> list[Coding]:
    assert report.cut_off
    held = codings(report.consultation).filter(state=CodingState.CONFIRMED)
    return [each for each in held if each.passage.contribution.registered_at < report.cut_off]


def group_of(contribution: Contribution) -> str:
    return contribution.group.key if contribution.group else ""


def speaker(contribution: Contribution) -> object:
    return name_key(contribution.contributor) or contribution.pk


def three(contributions: set[Contribution]) -> Three:
    carried: set[object] = set()
    for each in Carried.objects.filter(contribution__in=contributions):
        carried |= {*each.names, (each.contribution_id, "unnamed")}
    texts = [current_version(each) for each in contributions]
    return Three(
        len(contributions),
        len({each.fingerprint for each in texts if each}),
        len({speaker(each) for each in contributions}),
        len(carried),
    )


def beside(each: Coding, coding: Coding) -> bool:
    one, other = each.theme, coding.theme
    return (
        one.kind == ThemeKind.POSITION
        and one.parent_id is not None
        and (
            other.pk == one.parent_id
            or (
                other.pk != one.pk
                and other.parent_id == one.parent_id
                and other.kind == ThemeKind.POSITION
            )
        )
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_tie_is_what_going_through_every_coding_gives(seed: int) -> None:
    consultation = made(Random(seed))
    last = Contribution.objects.filter(consultation=consultation).latest("number")
    report = make_report(consultation, cut_off=last.registered_at)
    every, seen = confirmed(report), Counter[str]()
    found = ties(report, groups(consultation), [(f"p{each.passage_id}",) for each in every])
    assert len(found) == len({each.passage_id for each in every})
    for (reference,), tie in found.items():
        own = [each for each in every if each.theme == tie.theme]
        (cited,) = (each for each in own if f"p{each.passage_id}" == reference)
        position = tie.theme.kind == ThemeKind.POSITION
        assert (tie.stance or "") == cited.stance
        if not cited.stance and not position:
            assert tie.counts is None
            seen["uncounted"] += 1
            continue
        others = [each for each in every if beside(cited, each)]
        if position and cited.stance != Stance.OPPOSES:
            saying = [each for each in own if each.stance != Stance.OPPOSES]
            against = [each for each in own if each.stance == Stance.OPPOSES]
            against += [each for each in others if each.theme.kind == ThemeKind.POSITION]
            seen["position"] += 1
        else:
            sides = {
                Stance.SUPPORTS: [Stance.OPPOSES],
                Stance.PROPOSES: [Stance.OPPOSES],
                Stance.OPPOSES: [Stance.SUPPORTS, Stance.PROPOSES],
            }
            saying = [each for each in own if each.stance == cited.stance]
            against = [each for each in own if each.stance in sides.get(Stance(cited.stance), [])]
            seen["stance"] += 1
        assert tie.against == tuple(against[:SHOWN])
        assert tie.against_in_all == len(against)
        spoken = [each.passage.contribution.speaks_for for each in saying]
        assert tie.behalf == tuple(dict.fromkeys(filter(None, spoken)))
        said = {each.passage.contribution for each in saying}
        addressed = {each.passage.contribution for each in [*own, *others]}
        assert tie.counts is not None
        for key in ("all", "north", "south"):
            inside = {each for each in addressed if key == "all" or group_of(each) == key}
            assert tie.counts[key] == Count(three(said & inside), three(inside))
    assert seen["position"]
    assert seen["stance"]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_overlooked_is_what_going_through_every_coding_gives(seed: int) -> None:
    consultation = made(Random(seed))
    report = make_report(consultation)
    report.cut_off = Contribution.objects.latest("number").registered_at
    every = confirmed(report)
    passage, whole = every[0], every[-1].passage.contribution
    words = f"So it is [[p{passage.passage_id}]]. And so [[{whole.register_number}]]."
    found = overlooked(report, read_draft(report, f"# Views\n\n{words}"))
    expected: dict[tuple[int, str], list[Coding]] = {}
    for each in every:
        expected.setdefault((each.theme_id, each.stance), []).append(each)
    few = {
        what: held
        for what, held in expected.items()
        if len({speaker(each.passage.contribution) for each in held}) <= 4
        and not any(
            each.passage_id == passage.passage_id or each.passage.contribution == whole
            for each in held
        )
    }
    assert [((each.theme.pk, each.stance or ""), list(each.codings)) for each in found] == list(
        few.items()
    )
    assert few
