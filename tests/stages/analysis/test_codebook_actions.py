"""Writing the codebook by versions."""

import pytest

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState, Stance, ThemeKind
from rapporteur.stages.analysis.models import Codebook, Coding
from rapporteur.stages.analysis.rules import ThemeDraft
from tests.factories.analysis import (
    PRIVACY,
    SPAM,
    make_codebook,
    make_coding,
    make_proposals,
    make_theme,
)
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db


def keys(codebook):
    return [(branch.theme.key, branch.depth) for branch in queries.branches(codebook)]


def test_a_codebook_begins_with_the_themes_given_in_their_tree():
    consultation = make_consultation()
    drafts = [SPAM, ThemeDraft("junk", {"en": "Junk"}, parent="spam"), PRIVACY]
    codebook = actions.begin_codebook(consultation, by="tests", themes=drafts)
    assert keys(codebook) == [("spam", 0), ("junk", 1), ("privacy", 0)]
    assert (codebook.version, codebook.published_at) == (1, None)
    assert queries.codebook_in_force(consultation) is None


def test_beginning_again_goes_on_with_the_same_and_adds_only_new_themes():
    consultation = make_consultation()
    first = actions.begin_codebook(consultation, by="tests", themes=[SPAM])
    again = actions.begin_codebook(consultation, by="tests", themes=[SPAM, PRIVACY])
    assert again == first
    assert keys(again) == [("spam", 0), ("privacy", 0)]


def test_one_that_comes_along_is_taken_whole():
    codebook = actions.begin_codebook_from(make_consultation(), "internet-governance", by="tests")
    assert codebook.themes.count() == 54
    assert codebook.themes.get(key="cybersecurity").parent.key == "security"


def test_one_that_does_not_come_along_is_refused_with_those_that_do():
    with pytest.raises(Refused, match="internet-governance"):
        actions.begin_codebook_from(make_consultation(), "none-such", by="tests")


def test_a_theme_is_added_with_a_key_of_its_name():
    codebook = make_codebook(make_consultation(), SPAM, published=False)
    theme = make_theme(
        codebook, "Junk mail", parent=codebook.themes.get(), terms={"en": [" junk ", ""]}
    )
    assert (theme.key, theme.terms, theme.order) == ("junk-mail", {"en": ["junk"]}, 2)
    assert AuditEntry.objects.filter(act="analysis.add_theme").get().label == "Junk mail"


def test_a_key_that_is_taken_is_refused():
    codebook = make_codebook(make_consultation(), SPAM, published=False)
    with pytest.raises(Refused, match="has a theme with the key “spam”"):
        make_theme(codebook, "Other", key="spam")


def test_a_theme_is_changed_and_never_put_under_itself():
    codebook = make_codebook(make_consultation(), SPAM, published=False)
    theme, kind = codebook.themes.get(), ThemeKind.POSITION
    under = make_theme(codebook, "Junk", parent=theme)
    fields = {"names": {"en": "Spam!"}, "kind": kind, "definitions": {}, "terms": {}}
    actions.change_theme(theme, **fields, by="tests")
    theme.refresh_from_db()
    assert (str(theme), theme.key, theme.kind, theme.terms) == ("Spam!", "spam", kind, {})
    with pytest.raises(Refused, match="cannot stand under itself"):
        actions.change_theme(theme, **fields, parent=under, by="tests")


def test_a_theme_of_another_codebook_is_no_parent():
    codebook = make_codebook(make_consultation(), SPAM, published=False)
    other = make_codebook(make_consultation(), SPAM, published=False)
    with pytest.raises(Refused, match="another codebook"):
        make_theme(codebook, parent=other.themes.get())


def test_a_theme_with_others_under_it_is_not_removed():
    codebook = make_codebook(make_consultation(), SPAM, published=False)
    theme = codebook.themes.get()
    under = make_theme(codebook, parent=theme)
    with pytest.raises(Refused, match="Other themes stand under it"):
        actions.remove_theme(theme, by="tests")
    actions.remove_theme(under, by="tests")
    actions.remove_theme(theme, by="tests")
    assert keys(codebook) == []


def test_an_empty_codebook_is_not_published():
    with pytest.raises(Refused, match="It has no theme"):
        actions.publish_codebook(
            actions.begin_codebook(make_consultation(), by="tests"), by="tests"
        )


def test_a_published_version_stays_as_it_is():
    codebook = make_codebook(make_consultation(), SPAM)
    theme, when = codebook.themes.get(), codebook.published_at
    with pytest.raises(Refused, match="Begin the next version"):
        make_theme(codebook)
    with pytest.raises(Refused, match="Begin the next version"):
        actions.remove_theme(theme, by="tests")
    assert actions.publish_codebook(codebook, by="tests").published_at == when


def test_the_next_version_copies_the_one_before():
    consultation = make_consultation()
    first = make_codebook(consultation, SPAM, ThemeDraft("junk", {"en": "Junk"}, parent="spam"))
    second = actions.begin_codebook(consultation, by="tests")
    assert (second.version, keys(second)) == (2, keys(first))
    assert queries.codebook_in_force(consultation) == first


def test_publishing_carries_codings_over_with_their_decisions():
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    make_contribution(consultation, text="No spam. More privacy.")
    spam, privacy = make_proposals(consultation)
    actions.decide(spam, state=CodingState.CONFIRMED, stance=Stance.OPPOSES, by=analyst)
    second = actions.begin_codebook(consultation, by="tests")
    actions.remove_theme(second.themes.get(key="privacy"), by="tests")
    actions.publish_codebook(second, by="tests")
    carried = queries.codings(consultation).get()
    assert (carried.theme.codebook, carried.theme.key, carried.replaces) == (second, "spam", spam)
    assert (carried.state, carried.stance, carried.decided_by) == ("confirmed", "opposes", analyst)
    privacy.refresh_from_db()
    assert privacy.ended_at == queries.codebook_in_force(consultation).published_at
    assert Coding.objects.count() == 3
    assert actions.propose_codings(consultation, by="tests").codings == 0


def test_a_persons_own_coding_is_carried_over_too():
    consultation = make_consultation()
    first = make_codebook(consultation)
    coding = make_coding(make_contribution(consultation), first.themes.get(key="spam"))
    actions.publish_codebook(actions.begin_codebook(consultation, by="tests"), by="tests")
    assert queries.codings(consultation).get().replaces == coding
    assert Codebook.objects.filter(consultation=consultation).count() == 2
