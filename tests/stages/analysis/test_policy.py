"""What words of quantity promise, in a consultation's own versions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.core.evidence.quantifiers.policy import (
    COLUMNS,
    default_policy,
    read_lines,
    read_policy,
    table,
)
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.models import QuantifierPolicy
from rapporteur.stages.mandate.choices import Role
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db

HEAD = ",".join(COLUMNS) + "\n"
MOST = "en,most,most | the majority,either,named,more,3,,>60,<100,"
WRITES = ("publish_policy", "discard_policy", "take_policy")


@pytest.fixture
def consultation():
    return make_consultation()


@pytest.fixture
def analyst(consultation, client):
    official = make_official(consultation, Role.ANALYST)
    client.force_login(official)
    return official


def line(text=MOST):
    return next(read_lines(HEAD + text))


def most(consultation):
    return [
        each for each in queries.policy_in_force(consultation).quantifiers if each.key == "most"
    ]


def package(key, form="either", language="en"):
    return queries.line_named(None, language, key, form)


def change(consultation, text=MOST):
    return actions.change_quantifier(
        consultation, line(text), instead_of=package("most"), by="tests"
    )


def page(name, consultation, *args):
    return reverse(f"analysis:{name}", args=[consultation.slug, *args])


def test_until_one_is_published_the_packages_is_in_force(consultation):
    assert queries.policy_in_force(consultation) is default_policy()
    change(consultation)
    assert queries.policy_in_force(consultation) is default_policy()
    actions.publish_policy(consultation, reason="Three fifths, as the rules say.", by="tests")
    [changed] = [each for each in most(consultation) if each == line()]
    assert str(changed.range.share_from) == "60"


def test_the_other_lines_of_a_meaning_stay(consultation):
    change(consultation)
    actions.publish_policy(consultation, reason="So.", by="tests")
    before = [each for each in default_policy().quantifiers if each.key == "most"]
    changed = [line() if each == package("most") else each for each in before]
    assert most(consultation) == changed
    assert len(queries.policy_in_force(consultation).quantifiers) == len(
        default_policy().quantifiers
    )


def test_a_published_version_stays_and_a_change_makes_the_next(consultation):
    change(consultation)
    first = actions.publish_policy(consultation, reason="So.", by="tests")
    second = actions.change_quantifier(
        consultation, line("en,droves,droves,noun,free,more,30,,,,"), by="tests"
    )
    assert (first.version, second.version) == (1, 2)
    assert line() in queries.own_lines(second)
    first.refresh_from_db()
    assert queries.own_lines(first) == queries.own_lines(queries.published_policy(consultation))
    actions.discard_policy(consultation, by="tests")
    assert queries.draft_policy(consultation) is None
    assert QuantifierPolicy.objects.count() == 1


def test_what_comes_along_can_stand_again(consultation):
    change(consultation)
    actions.restore_quantifier(consultation, language="en", key="most", by="tests")
    assert queries.draft_policy(consultation).lines == ""


def test_two_lines_that_stand_alike_are_refused(consultation):
    with pytest.raises(Refused, match="whose words stand so"):
        actions.change_quantifier(consultation, line(), by="tests")


def test_a_table_is_taken_without_what_it_has_in_common(consultation):
    changed = table().replace(",>50,<100,", ",>60,<100,", 1)
    assert changed != table()
    version = actions.take_policy(consultation, changed, by="tests")
    keys = {(each.language, each.key) for each in queries.own_lines(version)}
    assert keys == {("ar", "most")}
    assert queries.policy_of(version) == read_policy(changed)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The table is empty"),
        (HEAD + "en,most,,either", "Line 2, field words is empty"),
        (HEAD + "xx,most,most,either", "Line 2, field language"),
        (HEAD + "en,most,most,either,,,x", "Line 2, field count_from"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_line(consultation, text, why):
    with pytest.raises(Refused, match=why):
        actions.take_policy(consultation, text, by="tests")
    assert not QuantifierPolicy.objects.exists()


def test_publishing_needs_a_change_and_a_reason(consultation):
    with pytest.raises(Refused, match="Nothing of it was changed"):
        actions.publish_policy(consultation, reason="So.", by="tests")
    change(consultation)
    with pytest.raises(Refused, match="No reason is given"):
        actions.publish_policy(consultation, reason=" ", by="tests")


def test_each_step_is_on_the_audit_trail(consultation):
    change(consultation)
    actions.publish_policy(consultation, reason="So.", by="tests")
    acts = AuditEntry.objects.order_by("id").values_list("act", flat=True)
    assert [act for act in acts if "policy" in act] == [
        "analysis.change_policy",
        "analysis.publish_policy",
    ]


# The pages


def sent(**fields):
    usual = {
        "words": "most\nthe majority",
        "form": "either",
        "whom": "named",
        "sense": "more",
        "count_from": "3",
        "count_to": "",
        "share_from": "> 60 %",
        "share_to": "<100",
        "each_group": "",
    }
    return {**usual, **fields}


def test_the_analyst_changes_a_line_publishes_it_and_everybody_reads_it(
    client, consultation, analyst
):
    address = page("quantifier", consultation, "en", "most", "either")
    assert "the majority" in client.get(address).content.decode()
    assert client.post(address, sent()).status_code == 302
    desk = client.get(page("policy", consultation)).content.decode()
    assert "Being written" in desk
    assert "more than 60 per cent, less than 100 per cent, at least 3" in desk
    public = page("public_policy", consultation)
    assert "more than 60 per cent" not in client.get(public).content.decode()
    client.post(page("publish_policy", consultation), {"reason": "Three fifths <b>it is</b>."})
    client.logout()
    shown = client.get(public).content.decode()
    assert "more than 60 per cent, less than 100 per cent, at least 3" in shown
    assert "Three fifths &lt;b&gt;it is&lt;/b&gt;." in shown
    assert "Respondents are not a sample" in shown
    held = client.get(page("public_policy_csv", consultation)).content.decode()
    assert read_policy(held) == queries.policy_in_force(consultation)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"share_from": "sixty"}, "Write a share from 0 to 100"),
        ({"share_from": "101"}, "Write a share from 0 to 100"),
        ({"share_to": ">50"}, "Write a share from 0 to 100"),
        ({"words": " "}, "required"),
        ({"words": "…"}, "cannot be matched"),
        ({"count_from": "-1"}, "greater than or equal to 0"),
        ({"count_from": "9", "count_to": "3"}, "is less than"),
        ({"count_from": "", "share_from": "", "share_to": ""}, "It promises nothing"),
        ({"form": "sideways"}, "not one of the available choices"),
    ],
)
def test_a_line_that_is_wrong_is_shown_again(client, consultation, analyst, fields, why):
    address = page("quantifier", consultation, "en", "most", "either")
    answer = client.post(address, sent(**fields))
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not QuantifierPolicy.objects.exists()


def test_words_are_added_and_taken_back(client, consultation, analyst):
    new = page("new_quantifier", consultation, "ar")
    assert client.get(new).status_code == 200
    client.post(new, sent(key="droves", words="=جموع | حشود", form="noun"))
    [added] = queries.own_lines(queries.draft_policy(consultation))
    assert (added.language, added.key) == ("ar", "droves")
    assert "جموع" in client.get(page("policy", consultation) + "?language=ar").content.decode()
    client.post(page("restore_quantifier", consultation, "ar", "droves"))
    assert queries.draft_policy(consultation).lines == ""


def test_a_file_is_handed_in(client, consultation, analyst):
    file = SimpleUploadedFile("policy.csv", (HEAD + MOST).encode("utf-16"))
    client.post(page("take_policy", consultation), {"table": file})
    assert line() in queries.own_lines(queries.draft_policy(consultation))
    bad = SimpleUploadedFile("policy.csv", b"\x00\xff" * 50)
    assert client.post(page("take_policy", consultation), {"table": bad}).status_code == 409
    assert client.post(page("take_policy", consultation)).status_code == 302


@pytest.mark.parametrize("name", ["policy", *WRITES])
def test_who_may_enter(client, consultation, name):
    address = page(name, consultation)
    read, write = (client.get, client.get) if name == "policy" else (None, client.post)
    assert write(address).status_code == 302
    client.force_login(make_user())
    assert write(address).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert write(address).status_code == (200 if read else 403)


def test_it_is_read_in_arabic(client, consultation):
    with override("ar"):
        shown = client.get(page("public_policy", consultation)).content.decode()
    assert "أكثر من 50 في المائة" in shown
    assert "معظم" in shown


def test_a_language_or_line_that_is_not_there(client, consultation, analyst):
    for args in (("xx", "most", "either"), ("en", "nonesuch", "noun"), ("en", "most", "noun")):
        assert client.get(page("quantifier", consultation, *args)).status_code == 404
    assert client.get(page("public_policy", consultation) + "?version=7").status_code == 404
    assert client.get(page("public_policy", consultation) + "?language=<b>").status_code == 200
