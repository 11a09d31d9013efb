"""The front page of the report at the desk: how far it is, what hinders it, what comes next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapporteur.base.refusals import Refused, refusals_on
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, exports, queries, rules
from rapporteur.stages.report.choices import ReportState, Standing
from rapporteur.stages.report.forms import BeginForm, CutOffForm, MastheadForm
from rapporteur.stages.report.models import Report, Revision


def report_or_refusal(consultation: Consultation) -> Report:
    """The report of a consultation; a page that tells how to begin it where there is none."""
    report = queries.report_of(consultation)
    if report is None:
        raise Refused(
            _("There is no report yet."), "", _("Begin it on the front page of the report.")
        )
    return report


def revision_sent(request: DeskRequest, report: Report) -> Revision:
    """The revision that a form is about, by the number that it carries."""
    number = request.POST.get("revision", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    return get_object_or_404(queries.revisions(report), number=int(number))


@desk(Role.DRAFTER)
def front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    report = queries.report_of(consultation)
    drafts = bool(request.roles & {Role.DRAFTER, Role.ADMINISTRATOR})
    if report is None:
        return _begin(request, consultation, drafts=drafts)
    if request.method == "POST":
        raise Refused(_("The report was not begun."), _("This consultation has one."))
    revision = queries.last_revision(report)
    standings = queries.standing(report, queries.tree_of(revision))
    state = queries.state_of(report, revision)
    now = timezone.now()
    issued = state is ReportState.ISSUED
    hindrances = [] if issued else queries.hindrances(report, revision, standings, now=now)
    context = {
        "report": report,
        "revision": revision,
        "state": state,
        "issued": issued,
        "counts": [(each, standings.counts[each]) for each in Standing],
        "total": len(standings.lines),
        "open": len(standings.open),
        "figures": None if issued else queries.figures_of(report).tally,
        "hindrances": hindrances,
        "due": queries.due(consultation),
        "drafts": drafts,
        "clears": bool(request.roles & {Role.CLEARING, Role.ADMINISTRATOR}),
        "forms": exports.NAMES,
    }
    return render(request, "report/desk.html", context)


def _begin(request: DeskRequest, consultation: Consultation, *, drafts: bool) -> HttpResponse:
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.begin_report(consultation, by=request.user, **form.cleaned_data)
            messages.success(request, _("The report is begun, with a first draft to work on."))
            return redirect("report:draft", consultation.slug)
    context = {
        "form": form,
        "drafts": drafts,
        "due": queries.due(consultation),
        "forms": exports.NAMES,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "report/begin.html", context, status=status)


@desk(Role.DRAFTER)
def masthead(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    report = report_or_refusal(consultation)
    held = rules.masthead(report.masthead)
    initial = {
        "titles": report.titles,
        "symbol": report.symbol,
        "dated": report.dated,
        "bodies": rules.written_bodies(held),
        "distribution": held.distribution,
        "original_language": held.original_language,
    }
    form = MastheadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_masthead(report, **form.cleaned_data, by=request.user)
            messages.success(request, _("The head of the report is changed."))
            return redirect("report:desk", consultation.slug)
    return _form_page(request, form, _("The head of the report"), _("Save"))


@desk(Role.DRAFTER)
def cut_off(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    report = report_or_refusal(consultation)
    form = CutOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_cut_off(report, at=form.instant(consultation.zone), by=request.user)
            messages.success(request, _("The cut-off is set."))
            return redirect("report:desk", consultation.slug)
    lede = _(
        "What is registered from this moment on is listed as received too late for this report, "
        "and published all the same. A cut-off can be put off, never brought forward."
    )
    return _form_page(request, form, _("The cut-off"), _("Set the cut-off"), lede)


@desk(Role.CLEARING)
@require_POST
def issue(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    actions.issue(report_or_refusal(consultation), by=request.user)
    messages.success(request, _("The report is issued. Everybody can read it now."))
    return redirect("report:desk", consultation.slug)


@desk()
@require_safe
def download(request: DeskRequest, consultation: Consultation, to: str) -> HttpResponse:
    return file_of(queries.report_of(consultation), consultation, to)


def file_of(report: Report | None, consultation: Consultation, to: str) -> HttpResponse:
    """A report as a file to keep; HTML is shown."""
    if to not in exports.CONTENT_TYPES:
        raise Http404
    content = exports.render(report or consultation, to, now=timezone.now())
    name = exports.filename(report, consultation, to)
    response = HttpResponse(content, content_type=exports.CONTENT_TYPES[to])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form_page(
    request: DeskRequest, form: object, heading: str, action: str, lede: str = ""
) -> HttpResponse:
    context = {"form": form, "heading": heading, "action": action, "lede": lede}
    status = 422 if request.method == "POST" else 200
    return render(request, "report/form.html", context, status=status)
