"""The pages of the analysis: who may enter, what they do, and what leaks nowhere."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.mandate.choices import Role
from tests.factories.analysis import SPAM, make_codebook, make_proposals, make_theme
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db

READ = [
    ("desk", ()),
    ("codebook", ()),
    ("queue", ()),
    ("contributions", ()),
    ("contribution", ("contribution",)),
    ("themes", ()),
    ("theme", ("spam",)),
    ("codings_csv", ()),
    ("codings_json", ()),
    ("new_theme", ()),
    ("change_theme", ("spam",)),
]
WRITTEN = [
    ("begin", ()),
    ("publish", ()),
    ("new_theme", ()),
    ("change_theme", ("spam",)),
    ("remove_theme", ("spam",)),
    ("propose", ()),
    ("queue", ()),
    ("undo", ()),
    ("contribution", ("contribution",)),
]
PUBLIC = [
    ("public", ()),
    ("public_theme", ("spam",)),
    ("public_codings_csv", ()),
    ("public_codings_json", ()),
]


@pytest.fixture
def consultation():
    """One with a published codebook, a draft of the next, and a contribution of two proposals."""
    consultation = make_consultation()
    make_codebook(consultation)
    group = make_group(consultation, "states")
    make_contribution(consultation, published=True, group=group, text="No spam. More privacy.")
    make_proposals(consultation)
    actions.begin_codebook(consultation, by="tests")
    return consultation


@pytest.fixture
def analyst(consultation, client):
    official = make_official(consultation, Role.ANALYST)
    client.force_login(official)
    return official


def page(name, consultation, args=()):
    given = [
        queries.readable(consultation).first().pk if arg == "contribution" else arg for arg in args
    ]
    return reverse(f"analysis:{name}", args=[consultation.slug, *given])


@pytest.mark.parametrize(("name", "args"), READ)
def test_officials_read_the_desk_and_strangers_do_not_know_of_it(client, consultation, name, args):
    address = page(name, consultation, args)
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    for role in (Role.ANALYST, Role.REGISTRAR, Role.ADMINISTRATOR):
        client.force_login(make_official(consultation, role))
        assert client.get(address).status_code == 200, role


@pytest.mark.parametrize(("name", "args"), WRITTEN)
def test_only_the_analyst_and_the_administrator_write(client, consultation, name, args):
    address = page(name, consultation, args)
    before = list(Coding.objects.values())
    assert client.post(address).url.startswith(reverse("sign_in"))
    client.force_login(make_user())
    assert client.post(address).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.post(address).status_code == 403
    assert list(Coding.objects.values()) == before
    for role in (Role.ANALYST, Role.ADMINISTRATOR):
        client.force_login(make_official(consultation, role))
        assert client.post(address).status_code in {200, 302, 404, 409, 422}, role


@pytest.mark.parametrize(("name", "args"), PUBLIC)
def test_everybody_reads_the_public_pages_once_it_is_announced(client, consultation, name, args):
    address = page(name, consultation, args)
    assert client.get(address).status_code == 200
    consultation.announced_at = None
    consultation.save()
    assert client.get(address).status_code == 404


def test_nothing_unpublished_stands_on_a_public_page_or_in_a_public_file(client):
    consultation = make_consultation()
    make_codebook(consultation)
    group = make_group(consultation, "states")
    fields = {"group": group, "text": "Hush, no spam and no privacy."}
    make_contribution(consultation, contributor="Secret One", **fields)
    make_contribution(consultation, contributor="Secret Two", consent=Consent.WITHHELD, **fields)
    make_contribution(
        consultation,
        contributor="Secret Three",
        consent=Consent.UNNAMED,
        published=True,
        group=group,
        text="Openly: no spam.",
    )
    proposals = make_proposals(consultation)
    analyst = make_user("Secret Official")
    for proposal in proposals:
        actions.decide(proposal, state=CodingState.CONFIRMED, reason="Secret note", by=analyst)
    shown = {
        name: client.get(page(name, consultation, args)).content.decode() for name, args in PUBLIC
    }
    for name, content in shown.items():
        assert "Hush" not in content, name
        assert "Secret" not in content, name
    held = json.loads(shown["public_codings_json"])
    assert [(row["passage"], row["contributor"], row["state"]) for row in held] == [
        ("Openly: no spam.", "Name withheld", "confirmed")
    ]
    assert "Openly: no " in shown["public_theme"]


def test_a_rejected_coding_is_not_public(client, consultation):
    actions.decide_many(queries.proposals(consultation), state=CodingState.REJECTED, by=make_user())
    assert json.loads(client.get(page("public_codings_json", consultation)).content) == []
    content = client.get(page("public_theme", consultation, ("spam",))).content.decode()
    assert "No published contribution is coded with this theme." in content


def test_the_public_table_says_what_rests_on_proposals(client, consultation):
    address = page("public", consultation)
    content = client.get(address).content.decode()
    assert "1 of 1 counted here rest on proposals alone" in content
    sure = client.get(f"{address}?only=confirmed").content.decode()
    assert "This counts only what a person has confirmed." in sure
    actions.decide_many(
        queries.proposals(consultation), state=CodingState.CONFIRMED, by=make_user()
    )
    content = client.get(address).content.decode()
    assert "confirmed by a person under at least one theme" in content
    assert "proposals alone" not in content


def test_words_that_people_send_in_run_nowhere(client, consultation, analyst):
    contribution = make_contribution(
        consultation,
        published=True,
        contributor="=HYPERLINK(1)",
        text="<script>alert(1)</script> spam",
    )
    make_proposals(consultation)
    rows = list(
        csv.DictReader(
            io.StringIO(client.get(page("codings_csv", consultation)).content.decode("utf-8-sig"))
        )
    )
    assert rows[-1]["contributor"] == "'=HYPERLINK(1)"
    for address in (
        page("queue", consultation),
        page("theme", consultation, ("spam",)),
        page("public_theme", consultation, ("spam",)),
        reverse("analysis:contribution", args=[consultation.slug, contribution.pk]),
    ):
        content = client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert" in content


def test_an_arabic_passage_says_its_language_and_direction(client):
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(
        consultation, published=True, languages=["ar"], text="يجب حماية خصوصية المواطنين."
    )
    make_proposals(consultation)
    for language in ("en", "ar"):
        with override(language):
            address = page("public_theme", consultation, ("privacy",))
            content = client.get(address).content.decode()
        assert '<blockquote lang="ar" dir="rtl"><p>يجب حماية <mark>خصوصية</mark>' in content


def test_from_nothing_to_a_table(client):
    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.ANALYST))
    make_contribution(consultation, text="We want less spam and more cybersecurity.")
    front = page("desk", consultation)
    assert "Begin a codebook" in client.get(front).content.decode()
    client.post(page("begin", consultation), {"from": "internet-governance"})
    assert "The codebook is not published yet" in client.get(front).content.decode()
    client.post(page("publish", consultation))
    assert "Nothing is coded yet" in client.get(front).content.decode()
    assert client.post(page("propose", consultation)).url == front
    assert "A search for passages goes on" in client.get(front).content.decode()
    actions.search_waiting()
    assert "2 proposals wait for a decision" in client.get(front).content.decode()
    ticked = [coding.pk for coding in queries.proposals(consultation)]
    client.post(page("queue", consultation), {"act": "confirm", "coding": ticked})
    assert "Every proposal is decided" in client.get(front).content.decode()
    assert queries.themes_by_group(consultation, confirmed_only=True).total.confirmed == 1


def test_a_proposal_of_the_learner_says_how_likely_why_and_what_it_is_like(
    client, consultation, analyst
):
    first, second = queries.proposals(consultation)
    actions.decide(second, state=CodingState.CONFIRMED, by=analyst)
    Coding.objects.filter(pk=first.pk).update(
        method="learner", probability=0.8349, reason="Spam; bad", like=[second.passage_id, 10**9]
    )
    content = client.get(page("queue", consultation) + "?state=proposed").content.decode()
    assert "by what was confirmed so far: 83% likely" in content
    assert "words that weigh most: <bdi>Spam; bad</bdi>" in content
    like = second.passage.contribution
    address = page("contribution", consultation, (like.pk,))
    assert f'most like: <a class="symbol" href="{address}"' in content
    assert f">{like.register_number}</a></li>" in content


def test_one_button_decides_a_row_with_its_theme_and_stance(client, consultation, analyst):
    first, second = queries.proposals(consultation)
    privacy = queries.theme_in_force(consultation, "privacy")
    answer = client.post(
        page("queue", consultation) + "?state=proposed",
        {
            "act": f"confirm:{first.pk}",
            "shown": [first.pk, second.pk],
            f"{first.pk}-theme": privacy.pk,
            f"{first.pk}-stance": Stance.PROPOSES,
        },
    )
    assert answer.url == f"{page('queue', consultation)}?state=proposed#coding-{second.pk}"
    decided = Coding.objects.get(replaces=first)
    assert (decided.theme, decided.stance, decided.decided_by) == (privacy, "proposes", analyst)


def test_a_row_is_rejected_and_the_decision_undone(client, consultation, analyst):
    first, _second = queries.proposals(consultation)
    client.post(page("queue", consultation), {"act": f"reject:{first.pk}"})
    assert queries.proposals(consultation).count() == 1
    assert "Undo your last decision" in client.get(page("queue", consultation)).content.decode()
    client.post(page("undo", consultation))
    assert queries.proposals(consultation).count() == 2


def test_a_coding_of_another_consultation_is_not_decided(client, consultation, analyst):
    other = make_consultation()
    make_codebook(other)
    make_contribution(other, text="No spam.")
    (proposal,) = make_proposals(other)
    address = page("queue", consultation)
    assert client.post(address, {"act": f"confirm:{proposal.pk}"}).status_code == 404
    client.post(address, {"act": "confirm", "coding": [proposal.pk]})
    assert list(queries.proposals(other)) == [proposal]


@pytest.mark.parametrize("act", ["", "burn:1", "confirm:x", "confirm:999999"])
def test_a_button_that_there_is_not_decides_nothing(client, consultation, analyst, act):
    assert client.post(page("queue", consultation), {"act": act}).status_code in {404, 409}
    assert queries.proposals(consultation).count() == 2


def test_the_queue_is_filtered_by_theme_group_state_and_contribution(client, consultation, analyst):
    spam = queries.theme_in_force(consultation, "spam")
    other = make_contribution(consultation, text="No spam, and nothing else.")
    make_proposals(consultation)

    def shown(**query):
        return [
            row["coding"] for row in client.get(page("queue", consultation), query).context["rows"]
        ]

    every = list(queries.proposals(consultation))
    assert shown() == every
    assert shown(theme=spam.pk) == [each for each in every if each.theme == spam]
    assert shown(group=make_group(consultation).pk) == []
    assert shown(contribution=other.pk) == [
        each for each in every if each.passage.contribution == other
    ]
    assert shown(state="rejected") == []
    assert shown(theme="x", group="y", state="z", contribution="w") == every


def test_a_passage_is_coded_by_the_numbers_of_its_sentences(client, consultation, analyst):
    contribution = make_contribution(consultation, text="One. Two. Three.")
    address = reverse("analysis:contribution", args=[consultation.slug, contribution.pk])
    theme = queries.theme_in_force(consultation, "spam")
    answer = client.post(
        address, {"first": 2, "last": 3, "theme": theme.pk, "stance": "opposes", "reason": "so"}
    )
    assert answer.url == address
    coding = Coding.objects.get(passage__contribution=contribution)
    assert (coding.passage.text, coding.stance, coding.note) == ("Two. Three.", "opposes", "so")
    assert "<mark>Two.</mark>" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (4, "", "The sentences are numbered from 1 to 3."),
        (2, 1, "A passage runs from one sentence to a later one of the same text."),
        (0, "", "Ensure this value is greater than or equal to 1."),
        ("", "", "This field is required."),
    ],
)
def test_numbers_that_make_no_passage_are_refused(client, consultation, analyst, first, last, said):
    contribution = make_contribution(consultation, text="One. Two. Three.")
    address = reverse("analysis:contribution", args=[consultation.slug, contribution.pk])
    theme = queries.theme_in_force(consultation, "spam")
    answer = client.post(address, {"first": first, "last": last, "theme": theme.pk})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_theme_is_written_by_form(client, consultation, analyst):
    client.post(
        page("new_theme", consultation),
        {
            "names_en": "Neutrality",
            "terms_en": "net neutrality\r\nnetwork neutrality",
            "terms_ar": "حياد الشبكة",
            "kind": "issue",
        },
    )
    draft = queries.draft_codebook(consultation)
    theme = draft.themes.get(key="neutrality")
    assert theme.terms == {"en": ["net neutrality", "network neutrality"], "ar": ["حياد الشبكة"]}
    client.post(
        page("change_theme", consultation, ("neutrality",)),
        {"names_en": "Net neutrality", "kind": "issue", "parent": draft.themes.get(key="spam").pk},
    )
    theme.refresh_from_db()
    assert (str(theme), theme.terms, theme.parent.key) == ("Net neutrality", {}, "spam")
    client.post(page("remove_theme", consultation, ("neutrality",)))
    assert not draft.themes.filter(key="neutrality").exists()


def test_a_theme_under_itself_is_refused_on_its_form(client, consultation, analyst):
    draft = queries.draft_codebook(consultation)
    spam = draft.themes.get(key="spam")
    under = make_theme(draft, "Junk", parent=spam)
    answer = client.post(
        page("change_theme", consultation, ("spam",)),
        {"names_en": "Spam", "kind": "issue", "parent": under.pk},
    )
    assert answer.status_code == 422
    assert "A theme cannot stand under itself." in answer.content.decode()


def test_without_a_version_in_work_a_theme_cannot_be_added(client):
    consultation = make_consultation()
    make_codebook(consultation, SPAM)
    client.force_login(make_official(consultation, Role.ANALYST))
    answer = client.get(page("new_theme", consultation))
    assert answer.status_code == 409
    assert "Begin the next version" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("desk", ()),
        ("codebook", ()),
        ("queue", ()),
        ("contributions", ()),
        ("contribution", ("contribution",)),
        ("themes", ()),
        ("theme", ("spam",)),
        ("codings_json", ()),
        *PUBLIC,
    ],
)
def test_lists_ask_the_database_as_often_for_three_as_for_one(
    client, consultation, analyst, django_assert_num_queries, name, args
):
    address = page(name, consultation, args)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    group = make_group(consultation, "society")
    for _each in range(2):
        make_contribution(consultation, published=True, group=group, text="Spam. Spam. Privacy.")
    make_proposals(consultation)
    with django_assert_num_queries(len(one)):
        client.get(address)
