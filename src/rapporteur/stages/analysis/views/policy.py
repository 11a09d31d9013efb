"""The pages of the quantifier policy: at the desk, where it is changed, and for the public."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.core.evidence.quantifiers.policy import written
from rapporteur.core.evidence.quantifiers.wording import not_a_sample, promised
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.forms import PolicyTableForm, QuantifierForm
from rapporteur.stages.analysis.models import QuantifierPolicy
from rapporteur.stages.analysis.views.codebook import may_write
from rapporteur.stages.mandate.access import DeskRequest, VisitorRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation


@desk(Role.ANALYST)
def policy(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """What words promise in one language (`?language=fr`): in the version that is worked on, else
    in the one in force."""
    draft = queries.draft_policy(consultation)
    shown = draft or queries.published_policy(consultation)
    context = {
        **_shown(request, shown),
        "draft": draft,
        "versions": queries.policies(consultation).filter(published_at__isnull=False),
        "table_form": PolicyTableForm(),
        "may_write": may_write(request),
    }
    return render(request, "analysis/policy.html", context)


@desk(Role.ANALYST)
def quantifier(
    request: DeskRequest, consultation: Consultation, language: str, key: str = "", form: str = ""
) -> HttpResponse:
    """One line of the policy, or a new one where no key is named."""
    version = queries.draft_policy(consultation) or queries.published_policy(consultation)
    line = queries.line_named(version, language, key, form) if key else None
    if language not in LANGUAGES or (key and line is None):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    filled = QuantifierForm(sent, language=language, line=line)
    if request.method == "POST" and filled.is_valid():
        with refusals_on(filled):
            actions.change_quantifier(
                consultation, filled.cleaned_data["line"], instead_of=line, by=request.user
            )
            messages.success(request, _("The line is written. Publish the version to check by it."))
            return redirect(_page(consultation, language))
    context = {
        "form": filled,
        "line": line,
        "words_in": language,
        "own": line is not None and line not in queries.policy_of(None).quantifiers,
        "may_write": may_write(request),
    }
    status = 422 if filled.errors else 200
    return render(request, "analysis/quantifier.html", context, status=status)


@desk(Role.ANALYST)
@require_POST
def restore(
    request: DeskRequest, consultation: Consultation, language: str, key: str
) -> HttpResponse:
    actions.restore_quantifier(consultation, language=language, key=key, by=request.user)
    messages.success(request, _("The lines of the package stand there again."))
    return redirect(_page(consultation, language))


@desk(Role.ANALYST)
@require_POST
def take(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = PolicyTableForm(request.POST, request.FILES)
    if form.is_valid():
        actions.take_policy(consultation, form.cleaned_data["table"], by=request.user)
        messages.success(request, _("The table is taken. Look it through, and publish it."))
    else:
        messages.error(request, _("No file was chosen."))
    return redirect(_page(consultation))


@desk(Role.ANALYST)
@require_POST
def publish(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    reason = request.POST.get("reason", "")[:2000]
    actions.publish_policy(consultation, reason=reason, by=request.user)
    messages.success(request, _("The policy is published, and drafts are checked by it."))
    return redirect(_page(consultation))


@desk(Role.ANALYST)
@require_POST
def discard(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    actions.discard_policy(consultation, by=request.user)
    messages.success(request, _("The changes are thrown away."))
    return redirect(_page(consultation))


@visitors
def public_policy(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """What the words of the report promise, in a version that is published (`?version=1`)."""
    versions = list(queries.policies(consultation).filter(published_at__isnull=False))
    asked = request.GET.get("version", "")
    shown = next((each for each in versions if str(each.version) == asked), None)
    if shown is None and asked:
        raise Http404
    context = {**_shown(request, shown or (versions[-1] if versions else None))}
    return render(request, "analysis/public_policy.html", {**context, "versions": versions})


@visitors
def public_policy_csv(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """The whole policy in force, as `rapporteur quantifiers check --policy` takes it."""
    table = written(queries.policy_in_force(consultation).quantifiers)
    name = f"{consultation.slug}-quantifiers.csv"
    return HttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(request: HttpRequest, version: QuantifierPolicy | None) -> dict[str, Any]:
    """A version's lines in the language that is asked for, worded in that of the page."""
    here = get_language() or "en"
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else here if here in LANGUAGES else "en"
    return {
        "version": version,
        "words_in": language,
        "languages": list(LANGUAGES),
        "lines": [
            {
                "line": each.quantifier,
                "own": each.own,
                "promise": promised(each.quantifier.range, here),
            }
            for each in queries.policy_lines(version, language)
        ],
        "worded_in": here,
        "not_a_sample": not_a_sample(here),
    }


def _page(consultation: Consultation, language: str = "") -> str:
    address = reverse("analysis:policy", args=[consultation.slug])
    return f"{address}?language={language}" if language else address
