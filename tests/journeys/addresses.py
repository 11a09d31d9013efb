"""Every address of the site that shows a page, filled in for a consultation that has it all.

A page that a consultation's slug alone leads to is found by itself; one that needs more stands in
`further`, and what is no page stands in `NO_PAGE` with the reason. A test holds the two complete.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.actions import begin_draft, look_at_waiting
from rapporteur.stages.contributions.actions.confirming import address_code
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Item, Resemblance
from rapporteur.stages.invitations.models import Dispatch, Letter, Mailing
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.actions.registrations import confirming_code
from rapporteur.stages.meeting.choices import RegisteredBy, RegistrationState
from rapporteur.stages.meeting.models import Meeting, Registration, Speaker
from rapporteur.stages.report.actions import bring_edited
from rapporteur.stages.report.exports import render
from rapporteur.stages.report.models import EditedFile, Report
from rapporteur.stages.representation.models import Summary
from rapporteur.stages.stakeholders.models import Entity, RosterImport
from tests.core.document.docx.edits import Edited
from tests.factories.contributions import make_item
from tests.factories.mandate import make_user
from tests.factories.scans import saved, scan

BUTTON = "a button's address: it takes POST alone"
FILE = "a file or an answer for machines, no page"
LEADS = "leads on to another page"
ASKED = "asks for more than its address: it is added to the pages with what it asks for"
START = "the beginning of other addresses, where nothing stands"
DEBUG = "shown while the site is worked on; it has a test of its own"

NO_PAGE: Mapping[str, tuple[str, ...]] = {
    BUTTON: (
        "sign_out",
        "mandate:announce",
        "mandate:end_appointment",
        "stakeholders:usual_groups",
        "stakeholders:member_states",
        "stakeholders:undo_merge",
        "invitations:publish",
        "invitations:approve",
        "invitations:send",
        "invitations:posted",
        "contributions:set_aside",
        "contributions:reopen",
        "contributions:apply",
        "contributions:undo",
        "contributions:act",
        "representation:record_answer",
        "representation:show_objection",
        "representation:set_objection_aside",
        "representation:answer_objection",
        "representation:desk_answer_inquiry",
        "representation:answer",
        "representation:log_outreach",
        "representation:answer_inquiry",
        "representation:begin_version",
        "representation:circulate",
        "representation:remove_statement",
        "representation:take_response",
        "representation:take_inquiry",
        "meeting:cancel",
        "meeting:cancel_at_desk",
        "meeting:confirm_at_desk",
        "meeting:check_in",
        "meeting:check_in_by_code",
        "meeting:offer_place",
        "meeting:follow_proposal",
        "meeting:change_speaker",
        "analysis:begin",
        "analysis:publish",
        "analysis:remove_theme",
        "analysis:propose",
        "analysis:undo",
        "analysis:carries",
        "analysis:publish_policy",
        "analysis:discard_policy",
        "analysis:take_policy",
        "analysis:restore_quantifier",
        "report:take_mend",
        "report:submit",
        "report:take_edits",
        "report:clear",
        "report:issue",
    ),
    FILE: (
        "health",
        "ledger_key",
        "ledger_program",
        "ledger_latest",
        "ledger_checkpoint",
        "ledger_leaves",
        "ledger_consistency",
        "api:openapi-json",
        "api:list_consultations",
        "api:consultation",
        "api:list_contributions",
        "api:one_contribution",
        "api:table",
        "api:account",
        "api:compliance",
        "stakeholders:aside",
        "invitations:dispatch_pdf",
        "invitations:pile_pdf",
        "contributions:file",
        "contributions:document_picture",
        "contributions:picture",
        "contributions:export",
        "contributions:document",
        "contributions:receipt_json",
        "contributions:receipt_pdf",
        "contributions:receipts_pdf",
        "contributions:stamped",
        "contributions:record_sent",
        "contributions:uploads",
        "contributions:upload",
        "meeting:calendar",
        "meeting:form_pdf",
        "meeting:papers",
        "meeting:returned_form",
        "analysis:codings_csv",
        "analysis:codings_json",
        "analysis:public_codings_csv",
        "analysis:public_policy_csv",
        "analysis:public_codings_json",
        "report:style",
        "report:desk_file",
        "report:file",
        "record:register_csv",
        "record:register_json",
        "record:feed",
        "record:tally_csv",
        "record:tally_json",
        "record:document",
    ),
    LEADS: ("ledger_between",),
    START: ("api:api-root",),
    ASKED: ("report:evidence",),
    DEBUG: ("styleguide",),
}


# What shows something else once the report is issued.
CHANGED = (
    "record:overview",
    "record:compliance",
    "report:public",
    "report:desk",
    "report:clearance",
    "followup:public",
    "followup:desk",
)


def names() -> dict[str, frozenset[str]]:
    """The name of every address, with the parameters that it takes."""
    return dict(_named(get_resolver(), ""))


def _named(resolver: URLResolver, space: str) -> Iterator[tuple[str, frozenset[str]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _named(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            taken = each.pattern.converters or each.pattern.regex.groupindex
            yield f"{space}{each.name}", frozenset(taken)


def pages(sample: Consultation, finished: Consultation) -> list[str]:
    """The address of every page, in the language of the moment.

    Raises KeyError for one that takes something which is not said in `further`.
    """
    takes = further(sample, finished)
    found = [
        address(name, {"slug": sample.slug, **takes.get(name, {})}) for name in names_of_pages()
    ]
    issued = [address(name, {"slug": finished.slug}) for name in CHANGED]
    asked = address("report:evidence", {"slug": finished.slug}) + f"?of={_evidence(finished)}"
    return [*found, *issued, asked]


def address(name: str, known: Mapping[str, Any]) -> str:
    """The address of a name, which takes of what is known as much as it needs."""
    return reverse(name, kwargs={each: known[each] for each in names()[name]})


def _evidence(finished: Consultation) -> str:
    snapshot = Report.objects.get(consultation=finished).snapshot
    return ",".join(snapshot["evidence"]) if snapshot else ""


def names_of_pages() -> list[str]:
    """The names that lead to a page."""
    others = {name for each in NO_PAGE.values() for name in each}
    return [name for name in names() if name not in others]


def _fax(sample: Consultation) -> Item:
    """A scan that was read and waits to be recognised."""
    fax = make_item(
        sample,
        channel=ItemChannel.FAX,
        content=saved(scan("en"), scan("ar")),
        claimed={"filename": "fax.tif", "name": "Ana Example"},
    )
    read_waiting()
    return fax


def _pair(sample: Consultation) -> Resemblance:
    """A letter that came by e-mail, and again by fax with some words changed."""
    words = "We ask that every coast be warned in time by radio, in every language spoken there, "
    for ending in ("and that the warnings be free of charge.", "and that no warning cost a thing."):
        make_item(sample, content=(words + ending).encode(), claimed={"name": "Ana Example"})
    read_waiting()
    look_at_waiting()
    return Resemblance.objects.filter(later__consultation=sample).latest("pk")


def _edited(sample: Consultation) -> EditedFile:
    """A Word file of the draft that came back with a word changed."""
    report = Report.objects.get(consultation=sample)
    edited = Edited(render(report, "docx", now=timezone.now()))
    edited.tracked("price of a link", "cost of a link")
    return bring_edited(
        report,
        content=edited.saved(),
        filename="draft.docx",
        number=report.revisions.count(),
        by=make_user(),
    )


def further(sample: Consultation, finished: Consultation) -> dict[str, dict[str, Any]]:
    """By name, what an address takes besides the slug: what the sample has that shows most."""
    mine = {"consultation": sample}
    coding = Coding.objects.filter(state="confirmed", passage__contribution__mode="written").latest(
        "pk"
    )
    coded = coding.passage.contribution
    place = {"letter": "W", "number": coded.number}
    entity = {"pk": Entity.objects.filter(contacts__isnull=False).earliest("pk").pk}
    letter = {"pk": Letter.objects.filter(**mine).earliest("pk").pk}
    by_form = Item.objects.filter(**mine, channel="form").earliest("pk")
    held = {"token": by_form.token}
    draft = begin_draft(sample, {"name": "Mele Fonua", "email": "mele@example.org"}, mark="")
    with_address = Item.objects.filter(**mine, claimed__email__icontains="@").earliest("pk")
    circulated = Summary.objects.get(designation__consultation=sample, circulated_at__isnull=False)
    designation = {"pk": circulated.designation.pk}
    drafting = Summary.objects.get(designation__consultation=sample, circulated_at__isnull=True)
    link = {"token": drafting.designation.token}
    asked = circulated.responses.earliest("pk").contribution.items.earliest("pk")
    meeting = Meeting.objects.filter(**mine).latest("pk")
    there = {"pk": meeting.pk}
    speaker = Speaker.objects.filter(meeting=meeting).earliest("pk")
    registration = Registration.objects.filter(meeting=meeting).earliest("pk")
    to_confirm = Registration.objects.create(
        meeting=meeting,
        family_name="Lindqvist",
        first_name="Nora",
        email="nora@example.org",
        state=RegistrationState.PENDING,
        came_by=RegisteredBy.FORM,
    )
    return {
        "stakeholders:entity": entity,
        "stakeholders:edit_entity": entity,
        "stakeholders:place": entity,
        "stakeholders:new_contact": entity,
        "stakeholders:enrol": entity,
        "stakeholders:merge": entity,
        "stakeholders:roster": {"pk": RosterImport.objects.get().pk},
        "invitations:letter": letter,
        "invitations:edit_letter": letter,
        "invitations:new_mailing": letter,
        "invitations:mailing": {"pk": Mailing.objects.earliest("pk").pk},
        "invitations:dispatch": {"pk": Dispatch.objects.earliest("pk").pk},
        "contributions:item": {"number": by_form.number},
        "contributions:page": {"number": _fax(sample).number, "order": 0, "page": 1},
        "contributions:pair": {"pk": _pair(sample).pk},
        "contributions:entry": place,
        "contributions:screening": place,
        "contributions:receipt": held,
        "contributions:correct": held,
        "contributions:withdraw": held,
        "contributions:draft": {"token": draft.token},
        "contributions:confirm_address": {
            "number": with_address.number,
            "code": address_code(with_address),
        },
        "representation:designation": designation,
        "representation:alternate": designation,
        "representation:object": designation,
        "representation:workplace": link,
        "representation:summary": link,
        "representation:statement": {**link, "order": 1},
        "representation:respond": {"token": asked.token},
        "meeting:meeting": there,
        "meeting:change": there,
        "meeting:registrations": there,
        "meeting:type_in": there,
        "meeting:participants": there,
        "meeting:speakers": there,
        "meeting:record_speaker": {**there, "speaker": speaker.pk},
        "meeting:interventions": there,
        "meeting:record": there,
        "meeting:show": there,
        "meeting:blank_form": there,
        "meeting:register": there,
        "meeting:register_held": {**there, "token": drafting.designation.token},
        "meeting:registration": {"token": registration.token},
        "meeting:confirm": {
            "pk": to_confirm.pk,
            "code": confirming_code(to_confirm),
        },
        "analysis:new_quantifier": {"language": "ar"},
        "analysis:quantifier": {"language": "fr", "key": "most", "form": "either"},
        "analysis:change_theme": {"key": coding.theme.key},
        "analysis:contribution": {"pk": coded.pk},
        "analysis:theme": {"key": coding.theme.key},
        "analysis:public_theme": {"key": coding.theme.key},
        "report:considered": {"slug": finished.slug},
        "report:edited_file": {"number": _edited(sample).pk},
        "report:revision": {"number": 2},
        "report:consider": place,
        "record:contribution": place,
    }
