"""What a reader of a file does not see is not published before a person has decided on it."""

from collections.abc import Callable

import pytest

from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.contributions.actions import decide_kind, publish
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind
from rapporteur.stages.contributions.models import Contribution, PublicDocument
from rapporteur.stages.contributions.queries import current_version
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.unseen import ATTACHED, COMMENTS, HIDDEN

pytestmark = pytest.mark.django_db
CUT, KEPT = FindingDecision.CUT, FindingDecision.KEPT
WORDS, PHONE = "Hold out for more", "+41 22 730 5111"
Make = Callable[[str], bytes]
CARRIED = [
    pytest.param(kind, make, id=f"{kind} in {name}")
    for kind, made in (
        (Kind.HIDDEN, HIDDEN),
        (Kind.COMMENT, COMMENTS),
        (Kind.ATTACHED, ATTACHED),
    )
    for name, make in made.items()
]


def sent(raw: bytes) -> Contribution:
    return make_contribution(make_consultation(), text="", documents=[("file", keep(raw))])


def published() -> str:
    return "\n".join(page["text"] for page in PublicDocument.objects.get().pages)


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_it_waits_for_a_decision_and_is_gone_once_it_is_cut(kind: Kind, make: Make) -> None:
    contribution = sent(make(WORDS))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    assert not PublicDocument.objects.exists()
    version = current_version(contribution)
    assert [each.kind for each in version.findings.all()] == [kind]
    decide_kind(version, FindingKind(kind), CUT, by="an officer")
    publish(contribution, by="an officer")
    assert WORDS not in published()
    assert gap(kind) in published()
    assert PublicDocument.objects.get().original is None  # nor is the file, which has it still


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_it_is_there_once_a_person_has_kept_it(kind: Kind, make: Make) -> None:
    contribution = sent(make(WORDS))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    decide_kind(current_version(contribution), FindingKind(kind), KEPT, by="an officer")
    publish(contribution, by="an officer")
    assert WORDS in published()


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_whoever_keeps_it_decides_on_a_number_in_it_too(kind: Kind, make: Make) -> None:
    contribution = sent(make(f"Call {PHONE}"))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    version = current_version(contribution)
    decide_kind(version, FindingKind(kind), KEPT, by="an officer")
    with pytest.raises(Refused, match="telephone"):
        publish(contribution, by="an officer")
    decide_kind(version, FindingKind.TELEPHONE, CUT, by="an officer")
    publish(contribution, by="an officer")
    assert f"Call {gap(Kind.TELEPHONE)}" in published()
    assert PHONE not in published()


def test_what_is_cut_takes_along_what_was_found_in_it_and_was_not_decided() -> None:
    contribution = sent(HIDDEN["odt"](f"Call {PHONE}"))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    version = current_version(contribution)
    assert decide_kind(version, FindingKind.HIDDEN, CUT, by="an officer") == 2
    publish(contribution, by="an officer")
    assert published().endswith(gap(Kind.HIDDEN))
