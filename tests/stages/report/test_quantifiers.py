"""What the coded evidence says to the words of a draft."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rapporteur.core.evidence.quantifiers.checking import Verdict
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.choices import Stance, ThemeKind
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.rules import ThemeDraft
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import Checked, checked, read_draft
from rapporteur.stages.stakeholders.models import Group
from tests.factories.analysis import make_codebook, make_coding, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.report import make_issued_report, make_report, write
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def spoken(
    theme: Theme, stance: Stance | str, many: int, group: str = "", **fields: object
) -> list[Coding]:
    """Contributions that take a stance on a theme, each from somebody else."""
    consultation = theme.codebook.consultation
    if group:
        held = Group.objects.filter(consultation=consultation, key=group).first()
        fields["group"] = held or make_group(consultation, group)
    return [
        make_coding(make_contribution(consultation, **fields), theme, stance=stance)
        for _ in range(many)
    ]


def of_draft(report: Report, words: str) -> list[Checked]:
    """The checked sentences of a draft that says these words and nothing else."""
    return list(checked(report, read_draft(report, f"# Views\n\n{words}")))


@pytest.fixture
def spam() -> Theme:
    return make_codebook(make_consultation()).themes.get(key="spam")


def begun(theme: Theme) -> Report:
    return make_report(theme.codebook.consultation)


def test_a_sentence_is_counted_by_what_it_cites(spam: Theme) -> None:
    supporting = spoken(spam, Stance.SUPPORTS, 4)
    opposing = spoken(spam, Stance.OPPOSES, 1)
    words = f"Most participants agreed [[p{supporting[0].passage_id}]]. It was late."
    (sentence,) = of_draft(begun(spam), words)
    assert sentence.paragraph == 1
    assert sentence.words == "Most participants agreed."
    assert sentence.tie is not None
    assert (sentence.tie.theme, sentence.tie.stance) == (spam, Stance.SUPPORTS)
    assert sentence.tie.against == tuple(opposing)
    (answer,) = sentence.answers
    assert (answer.verdict, answer.said, answer.addressed) == (Verdict.SUPPORTED, 4, 5)


def test_a_whole_contribution_will_do(spam: Theme) -> None:
    coding = spoken(spam, Stance.OPPOSES, 1)[0]
    spoken(spam, Stance.SUPPORTS, 4)
    number = coding.passage.contribution.register_number
    (sentence,) = of_draft(begun(spam), f"Most participants objected [[{number}]].")
    assert sentence.answers[0].verdict is Verdict.TOO_STRONG
    assert sentence.answers[0].said == 1


def test_counts_are_by_group(spam: Theme) -> None:
    coding = spoken(spam, Stance.SUPPORTS, 3, "civil-society")[0]
    spoken(spam, Stance.OPPOSES, 3, "governments")
    spoken(spam, Stance.OPPOSES, 1, "civil-society")
    report, cited = begun(spam), f"[[p{coding.passage_id}]]"
    words = f"Most civil society entities agreed, and most Governments agreed {cited}."
    (sentence,) = of_draft(report, words)
    assert [(each.said, each.addressed, each.verdict.value) for each in sentence.answers] == [
        (3, 4, "supported"),
        (0, 3, "too-strong"),
    ]


def test_a_consultations_own_group_is_known_by_its_name(spam: Theme) -> None:
    coding = spoken(spam, Stance.SUPPORTS, 4, "youth")[0]
    spoken(spam, Stance.OPPOSES, 1, "youth")
    words = f"Most youth contributors agreed [[p{coding.passage_id}]]."
    (sentence,) = of_draft(begun(spam), words)
    assert sentence.answers[0].found.whom == ("youth",)
    assert sentence.answers[0].said == 4


def test_only_what_a_person_confirmed_counts(spam: Theme) -> None:
    consultation = spam.codebook.consultation
    coding = spoken(spam, Stance.SUPPORTS, 1)[0]
    make_proposals(consultation, make_contribution(consultation, text="We hate spam."))
    (sentence,) = of_draft(begun(spam), f"One participant supported it [[p{coding.passage_id}]].")
    assert (sentence.answers[0].said, sentence.answers[0].addressed) == (1, 1)


def test_without_a_stance_nobody_can_count(spam: Theme) -> None:
    coding = spoken(spam, "", 3)[0]
    (sentence,) = of_draft(begun(spam), f"Most participants agreed [[p{coding.passage_id}]].")
    assert sentence.tie is not None
    assert sentence.tie.counts is None
    assert sentence.answers[0].verdict is Verdict.UNCOUNTED


def test_what_can_be_counted_goes_before_what_cannot(spam: Theme) -> None:
    coding = spoken(spam, "", 2)[0]
    privacy = spam.codebook.themes.get(key="privacy")
    make_coding(coding.passage.contribution, privacy, stance=Stance.OPPOSES)
    (sentence,) = of_draft(begun(spam), f"One participant objected [[p{coding.passage_id}]].")
    assert sentence.tie is not None
    assert (sentence.tie.theme, sentence.tie.stance) == (privacy, Stance.OPPOSES)


def test_a_position_is_held_by_those_who_are_coded_with_it() -> None:
    themes = [
        ThemeDraft("process", {"en": "The process"}),
        ThemeDraft("begun", {"en": "Begun"}, kind=ThemeKind.POSITION, parent="process"),
        ThemeDraft("not-yet", {"en": "Not yet"}, kind=ThemeKind.POSITION, parent="process"),
        ThemeDraft("elsewhere", {"en": "Elsewhere"}, kind=ThemeKind.POSITION),
    ]
    held = {each.key: each for each in make_codebook(make_consultation(), *themes).themes.all()}
    coding = spoken(held["begun"], "", 5)[0]
    against = spoken(held["not-yet"], "", 2)
    spoken(held["process"], "", 1)
    spoken(held["elsewhere"], "", 4)
    words = f"Most contributors held so [[p{coding.passage_id}]]."
    (sentence,) = of_draft(begun(held["process"]), words)
    assert (sentence.answers[0].said, sentence.answers[0].addressed) == (5, 8)
    assert sentence.tie is not None
    assert sentence.tie.against == tuple(against)


def test_what_came_after_the_cut_off_does_not_count(spam: Theme) -> None:
    coding = spoken(spam, Stance.SUPPORTS, 2)[0]
    late = spoken(spam, Stance.OPPOSES, 1)[0].passage.contribution
    report = make_report(spam.codebook.consultation, cut_off=late.registered_at)
    (sentence,) = of_draft(report, f"Two participants agreed [[p{coding.passage_id}]].")
    assert (sentence.answers[0].said, sentence.answers[0].addressed) == (2, 2)


def test_one_who_says_it_twice_is_one_contributor(spam: Theme) -> None:
    codings = spoken(spam, Stance.SUPPORTS, 3, contributor="The same")
    (sentence,) = of_draft(begun(spam), f"One participant agreed [[p{codings[0].passage_id}]].")
    assert sentence.answers[0].verdict is Verdict.SUPPORTED
    assert sentence.answers[0].count is not None
    assert sentence.answers[0].count.said.contributions == 3


def test_what_cites_nothing_cannot_be_counted(spam: Theme) -> None:
    report = begun(spam)
    (sentence,) = of_draft(report, "Most participants agreed. It is {{ total }}.\n\n> Most agreed.")
    assert (sentence.tie, sentence.cites) == (None, ())
    assert sentence.answers[0].verdict is Verdict.UNCOUNTED


def test_it_takes_no_more_queries_for_more(spam: Theme, django_assert_max_num_queries) -> None:
    report, cited = begun(spam), list[str]()
    for many in (1, 3):
        cited += [f"p{each.passage_id}" for each in spoken(spam, Stance.SUPPORTS, many)]
        tree = read_draft(
            report,
            "# Views\n\n" + " ".join(f"Most participants agreed [[{each}]]." for each in cited),
        )
        with django_assert_max_num_queries(12):
            assert len(checked(report, tree)) == len(cited)


def test_the_consultations_own_policy_decides(spam: Theme) -> None:
    consultation = spam.codebook.consultation
    coding = spoken(spam, Stance.SUPPORTS, 3)[0]
    spoken(spam, Stance.OPPOSES, 2)
    report, words = begun(spam), f"Most participants agreed [[p{coding.passage_id}]]."
    assert of_draft(report, words)[0].answers[0].verdict is Verdict.SUPPORTED
    head = "language,key,words,form,whom,sense,count_from,share_from\n"
    actions.take_policy(consultation, f"{head}en,most,most,either,named,more,3,>60", by="tests")
    assert of_draft(report, words)[0].answers[0].verdict is Verdict.SUPPORTED
    actions.publish_policy(consultation, reason="Three fifths.", by="tests")
    assert of_draft(report, words)[0].answers[0].verdict is Verdict.TOO_STRONG


# The page


def page(client: Client, consultation: Consultation) -> str:
    address = reverse("report:draft", args=[consultation.slug])
    return client.get(address).content.decode()


def drafted(spam: Theme, words: str = "Most participants agreed") -> Contribution:
    """A report on spam with a sentence; who opposes it is returned."""
    coding = spoken(spam, Stance.SUPPORTS, 2)[0]
    opposing = spoken(spam, Stance.OPPOSES, 1, text="We want <b>more</b> spam.")[0]
    write(begun(spam), f"{words} [[p{coding.passage_id}]].")
    return opposing.passage.contribution


def test_the_drafter_reads_what_the_counts_say_and_what_speaks_against(
    client: Client, spam: Theme
) -> None:
    opposing = drafted(spam)
    client.force_login(make_official(spam.codebook.consultation, Role.DRAFTER))
    shown = page(client, spam.codebook.consultation)
    for expected in (
        "Words and counts",
        "Too strong",
        "2 of the 3 contributors that addressed the theme say so (67 per cent).",
        "1 passage speaks against it",
        "We want &lt;b&gt;more&lt;/b&gt; spam.",
        str(opposing.register_number),
        "Respondents are not a sample",
    ):
        assert expected in shown
    assert "<b>more</b>" not in shown


def test_it_is_read_in_arabic(client: Client, spam: Theme) -> None:
    drafted(spam)
    client.force_login(make_official(spam.codebook.consultation, Role.DRAFTER))
    with translation.override("ar"):
        shown = page(client, spam.codebook.consultation)
    for expected in ("الألفاظ والأرقام", "العبارة أقوى من الأرقام", "المجيبون ليسوا عينة"):
        assert expected in shown


def test_a_preview_is_checked_before_it_is_saved(client: Client, spam: Theme) -> None:
    drafted(spam)
    consultation = spam.codebook.consultation
    client.force_login(make_official(consultation, Role.DRAFTER))
    sent = client.post(
        reverse("report:draft", args=[consultation.slug]),
        {"text": "# Views\n\nMany Governments agreed.", "based_on": 2, "preview": "1"},
    )
    shown = sent.content.decode()
    assert "“Many” promises at least 25 per cent" in shown
    assert "It cites nothing, so nobody can count it." in shown


def test_other_officials_read_it_and_strangers_do_not(client: Client, spam: Theme) -> None:
    drafted(spam)
    consultation = spam.codebook.consultation
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert "Words and counts" in page(client, consultation)
    client.force_login(make_user("A stranger"))
    assert client.get(reverse("report:draft", args=[consultation.slug])).status_code == 404
    client.logout()
    assert client.get(reverse("report:draft", args=[consultation.slug])).status_code == 302


def test_an_issued_report_is_not_checked_again(client: Client) -> None:
    consultation = make_consultation()
    make_issued_report(consultation, "Most participants agreed.")
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert "Words and counts" not in page(client, consultation)


def test_a_report_of_several_sentences_against_counts_that_are_known(client: Client) -> None:
    """The process has begun: 4 of 5 Governments, 2 of 5 of civil society; not yet: the others."""
    themes = [
        ThemeDraft("process", {"en": "The process"}),
        ThemeDraft("begun", {"en": "Begun"}, kind=ThemeKind.POSITION, parent="process"),
        ThemeDraft("not-yet", {"en": "Not yet"}, kind=ThemeKind.POSITION, parent="process"),
    ]
    consultation = make_consultation()
    held = {each.key: each for each in make_codebook(consultation, *themes).themes.all()}
    begun_so = spoken(held["begun"], "", 4, "governments")[0]
    spoken(held["begun"], "", 2, "civil-society")
    not_yet = spoken(held["not-yet"], "", 1, "governments")[0]
    spoken(held["not-yet"], "", 3, "civil-society")
    begun, later = f"[[p{begun_so.passage_id}]]", f"[[p{not_yet.passage_id}]]"
    sentences = {
        f"The majority of Governments took the view that the process had begun {begun}.": (
            "supported"
        ),
        f"Most civil society entities took the view that the process had begun {begun}.": (
            "too-strong"
        ),
        f"One Government took the view that the process had not begun {later}.": "supported",
        f"All contributors agreed that the process had begun {begun}.": "too-strong",
        f"Some contributors held that the process had begun {begun}.": "too-weak",
        f"No Government said that the process had not begun {later}.": "too-strong",
        f"The majority held that the process had begun {begun}.": "of-whom",
        f"Most private sector entities held that the process had begun {begun}.": "of-whom",
        f"Six of the ten contributors held that the process had begun {begun}.": "supported",
        f"All but two contributors held that the process had begun {begun}.": "too-strong",
        "Several Governments were of the view that it was late.": "uncounted",
    }
    report = make_report(consultation)
    found = of_draft(report, " ".join(sentences))
    assert [each.answers[0].verdict.value for each in found] == list(sentences.values())
    write(report, " ".join(sentences))
    client.force_login(make_official(consultation, Role.DRAFTER))
    shown = page(client, consultation)
    for expected in ("Supported", "Too strong", "Too weak", "Of whom?"):
        assert expected in shown
