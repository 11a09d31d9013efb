"""Every address of the desk as the right person, the wrong one, a stranger and nobody; and every
address that names a thing, beside the consultation that the thing belongs to."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from rapporteur.base.models import AuditEntry
from rapporteur.stages.contributions.actions import begin_draft
from rapporteur.stages.contributions.actions.uploads import begin_upload
from rapporteur.stages.contributions.models import Document, PublicDocument
from rapporteur.stages.mandate.access import Entry
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.models import Registration, Speaker
from rapporteur.stages.representation.actions import object_to
from rapporteur.stages.representation.models import Designation, Inquiry, Response
from tests.factories.mandate import make_consultation, make_official
from tests.factories.meeting import make_meeting
from tests.factories.report import make_report
from tests.factories.representation import (
    make_designation,
    make_group_contribution,
    make_summary,
)
from tests.factories.whole import make_sample
from tests.journeys.addresses import further, names

pytestmark = pytest.mark.django_db

# What an address takes that is no key of a thing: languages, kinds, verbs and the like.
SAID: Mapping[str, Any] = {
    "letter": "W",
    "verb": "publish",
    "change": "up",
    "language": "fr",
    "key": "access",
    "form": "either",
    "kind": "badges",
    "to": "pdf",
    "name": "register.csv",
    "code": "x",
    "page": 1,
    "order": 0,
    "carrier": "post",
    "last": 1,
}
SIGN_IN = "/sign-in/?next=/desk/"
KEYS = {"pk", "number", "token", "registration", "speaker", "designation", "first"}
# Entities, their merges and rosters belong to all consultations of a site.
OF_ALL = {
    "stakeholders:entity",
    "stakeholders:edit_entity",
    "stakeholders:new_contact",
    "stakeholders:enrol",
    "stakeholders:merge",
    "stakeholders:place",
    "stakeholders:undo_merge",
}


def filled(name: str, slug: str, **known: object) -> str:
    stated = {"slug": slug, **SAID, **dict.fromkeys(KEYS, 1), **known}
    return reverse(name, kwargs={each: stated[each] for each in names()[name]})


def at_the_desk() -> dict[str, Entry]:
    """The names of the addresses of a consultation's desk, with who may enter."""
    found = {}
    for name, taken in names().items():
        if "slug" in taken:
            address = filled(name, "any")
            if address.startswith("/desk/"):
                found[name] = resolve(address).func.entry  # type: ignore[attr-defined]
    return found


def clients(consultation: Consultation) -> dict[Role, Client]:
    found = {}
    for role in Role:
        found[role] = Client()
        found[role].force_login(make_official(consultation, role))
    return found


def test_the_desk_is_as_closed_as_it_says():
    consultation = make_consultation()
    people: dict[str, Client] = {"stranger": Client(), "nobody": Client()}
    people["stranger"].force_login(make_official(make_consultation(), *Role))
    for role in Role:
        people[role] = Client()
        people[role].force_login(make_official(consultation, role))
    noted, wrong = AuditEntry.objects.count(), []
    for name, entry in at_the_desk().items():
        address = filled(name, consultation.slug)
        for who, client in people.items():
            for send, welcome in (("get", entry.readers), ("post", entry.writers)):
                if who in welcome and send == "post":
                    continue  # what it changes is tested with the page itself
                response = getattr(client, send)(address)
                found = response.status_code
                if who == "nobody" and not response.headers.get("Location", "").startswith(SIGN_IN):
                    found = 0
                refused = {"stranger": 404, "nobody": 302}.get(who, 403)
                if (found == 403) if who in welcome else (found != refused):
                    wrong.append(f"{name} {send} by {who}: {found}")
    assert not wrong, "\n".join(wrong)
    assert AuditEntry.objects.count() == noted


# Which page's thing an address takes that shows none itself.
LIKE = {
    "api:one_contribution": "record:contribution",
    "stakeholders:aside": "stakeholders:roster",
    "invitations:publish": "invitations:letter",
    "invitations:approve": "invitations:mailing",
    "invitations:send": "invitations:mailing",
    "invitations:pile_pdf": "invitations:mailing",
    "invitations:posted": "invitations:mailing",
    "invitations:dispatch_pdf": "invitations:dispatch",
    "contributions:set_aside": "contributions:item",
    "contributions:reopen": "contributions:item",
    "contributions:apply": "contributions:item",
    "contributions:stamped": "contributions:page",
    "contributions:file": "contributions:page",
    "contributions:picture": "contributions:page",
    "contributions:document_picture": "contributions:page",
    "contributions:act": "contributions:entry",
    "contributions:uploads": "contributions:draft",
    "contributions:receipt_pdf": "contributions:receipt",
    "contributions:receipt_json": "contributions:receipt",
    "contributions:record_sent": "contributions:receipt",
    "representation:record_answer": "representation:designation",
    "representation:answer": "representation:workplace",
    "representation:log_outreach": "representation:workplace",
    "representation:begin_version": "representation:workplace",
    "representation:circulate": "representation:workplace",
    "representation:remove_statement": "representation:statement",
    "meeting:cancel": "meeting:registration",
    "meeting:check_in_by_code": "meeting:meeting",
    "meeting:papers": "meeting:meeting",
    "meeting:follow_proposal": "meeting:meeting",
    "meeting:calendar": "meeting:meeting",
    "meeting:form_pdf": "meeting:meeting",
    "analysis:carries": "analysis:contribution",
    "report:take_edits": "report:edited_file",
}


def test_a_thing_is_reached_at_its_own_consultation_alone():
    sample, other = make_sample(), make_consultation()
    client = Client()
    client.force_login(make_official(other, Role.ADMINISTRATOR))
    things = further(sample, sample)
    things["contributions:item"] = things["contributions:page"]  # a number that the other lacks
    things |= {name: things[like] for name, like in LIKE.items()} | _within(sample, other)
    noted = AuditEntry.objects.count()
    wrong = []
    for name, taken in names().items():
        if "slug" not in taken or not taken & KEYS or name in OF_ALL:
            continue
        stated = {key: value for key, value in things[name].items() if key != "slug"}
        for send in ("get", "post"):
            status = getattr(client, send)(filled(name, other.slug, **stated)).status_code
            if status not in (404, 405):
                wrong.append(f"{name} {send}: {status}")
    assert not wrong, "\n".join(wrong)
    assert AuditEntry.objects.count() == noted


def _within(sample: Consultation, other: Consultation) -> dict[str, dict[str, Any]]:
    """What stands within another thing: that is the other consultation's own, where it can be, and
    what stands within it is the sample's."""
    make_report(other)
    designation = make_designation(other, answer="accepted")
    asked = make_group_contribution(designation)
    make_summary(designation, asked, circulated=False)
    draft = begin_draft(other, {}, mark="")
    theirs = begin_draft(sample, {}, mark="")
    foreign = begin_upload(theirs, filename="a.txt", size=9, sha256="")
    meeting = {"pk": make_meeting(other).pk}
    speaker = {**meeting, "speaker": Speaker.objects.filter(meeting__consultation=sample)[0].pk}
    mine = Registration.objects.filter(meeting__consultation=sample)
    registration = {**meeting, "registration": mine[0].pk}
    of_sample = Designation.objects.filter(consultation=sample)
    objection = {"pk": object_to(of_sample[0], name="A", text="No.").pk}
    inquiry = {"pk": Inquiry.objects.filter(summary__designation__consultation=sample)[0].pk}
    said = {"token": asked.items.get().token, "pk": Response.objects.all()[0].contribution_id}
    public = PublicDocument.objects.filter(copy__contribution__consultation=sample)
    document = Document.objects.filter(version__contribution__consultation=sample)[0]
    return {
        "mandate:end_appointment": {"pk": sample.appointments.all()[0].pk},
        "contributions:receipts_pdf": {"first": 1},
        "contributions:document": {"pk": document.pk},
        "contributions:upload": {"token": draft.token, "pk": foreign.pk},
        "record:document": {"letter": "W", "number": asked.number, "pk": public[0].pk},
        "representation:show_objection": objection,
        "representation:set_objection_aside": objection,
        "representation:answer_objection": objection,
        "representation:desk_answer_inquiry": inquiry,
        "representation:answer_inquiry": {"token": designation.token, **inquiry},
        "representation:take_response": said,
        "representation:take_inquiry": said,
        "meeting:change_speaker": speaker,
        "meeting:record_speaker": speaker,
        "meeting:cancel_at_desk": registration,
        "meeting:confirm_at_desk": registration,
        "meeting:returned_form": registration,
        "meeting:check_in": registration,
        "meeting:offer_place": {**meeting, "designation": of_sample[0].pk},
        "meeting:register_held": {**meeting, "token": of_sample[0].token},
    }
