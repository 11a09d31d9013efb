"""The pages on which an analyst writes the codebook."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.languages import said
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.codebooks import bundled
from rapporteur.stages.analysis.forms import ThemeForm
from rapporteur.stages.analysis.models import Codebook, Theme
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation


@desk(Role.ANALYST)
def codebook(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The version that is worked on, or another by its number (`?version=1`)."""
    versions = list(queries.codebooks(consultation))
    asked = request.GET.get("version", "")
    shown = next(
        (each for each in versions if str(each.version) == asked),
        versions[-1] if versions else None,
    )
    context = {
        "codebook": shown,
        "branches": queries.branches(shown),
        "versions": versions,
        "draft": next((each for each in versions if each.published_at is None), None),
        "bundled": bundled(),
        "may_write": may_write(request),
    }
    return render(request, "analysis/codebook.html", context)


@desk(Role.ANALYST)
@require_POST
def begin(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    if name := request.POST.get("from"):
        actions.begin_codebook_from(consultation, name, by=request.user)
    else:
        actions.begin_codebook(consultation, by=request.user)
    messages.success(request, _("The codebook is begun. Publish it when its themes are right."))
    return redirect("analysis:codebook", consultation.slug)


@desk(Role.ANALYST)
@require_POST
def publish(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    draft = _draft(consultation)
    actions.publish_codebook(draft, by=request.user)
    messages.success(request, _("The codebook is published. Now contributions can be coded by it."))
    return redirect("analysis:desk", consultation.slug)


@desk(Role.ANALYST)
def new_theme(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    draft = _draft(consultation)
    form = ThemeForm(request.POST or None, codebook=draft)
    context = {"form": form, "heading": _("Add a theme"), "action": _("Add it")}
    if _sent(request, form, lambda held: actions.add_theme(draft, **held, by=request.user)):
        messages.success(request, _("The theme is added."))
        return redirect("analysis:codebook", consultation.slug)
    return _form(request, context)


@desk(Role.ANALYST)
def change_theme(request: DeskRequest, consultation: Consultation, key: str) -> HttpResponse:
    draft = _draft(consultation)
    theme = get_object_or_404(draft.themes, key=key)
    form = ThemeForm(request.POST or None, codebook=draft, theme=theme)
    context = {
        "form": form,
        "theme": theme,
        "heading": said(theme.names),
        "action": _("Save"),
    }
    if _sent(request, form, lambda held: actions.change_theme(theme, **held, by=request.user)):
        messages.success(request, _("The theme is changed."))
        return redirect("analysis:codebook", consultation.slug)
    return _form(request, context)


@desk(Role.ANALYST)
@require_POST
def remove_theme(request: DeskRequest, consultation: Consultation, key: str) -> HttpResponse:
    theme: Theme = get_object_or_404(_draft(consultation).themes, key=key)
    actions.remove_theme(theme, by=request.user)
    messages.success(request, _("The theme is removed."))
    return redirect("analysis:codebook", consultation.slug)


def may_write(request: DeskRequest) -> bool:
    """Whether the official may send the forms of the analysis."""
    return bool(request.roles & {Role.ANALYST, Role.ADMINISTRATOR})


def _draft(consultation: Consultation) -> Codebook:
    draft = queries.draft_codebook(consultation)
    if draft is None:
        raise Refused(
            _("There is no version of the codebook to change."),
            _("A published version stays as it is."),
            _("Begin the next version on the page of the codebook."),
        )
    return draft


def _sent(request: HttpRequest, form: ThemeForm, act: Any) -> bool:
    """Whether a form was sent and done; where it was refused, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "analysis/theme_form.html", context, status=status)
