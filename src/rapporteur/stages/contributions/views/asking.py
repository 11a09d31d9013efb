"""Sending the guiding questions by e-mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.asking import questions_mail
from rapporteur.stages.contributions.forms.asking import Asking
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation


@desk(Role.REGISTRAR)
def ask(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """What is sent, in each language, and to whom."""
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else (get_language() or "en")
    form = Asking(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            many = actions.ask_by_mail(
                consultation,
                to=form.cleaned_data["addresses"].splitlines(),
                language=language,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Addresses to which they go: %(many)d.") % {"many": many})
            return redirect("contributions:ask", consultation.slug)
    subject, text = questions_mail(consultation, language)
    context = {
        "form": form,
        "languages": list(LANGUAGES),
        "language": language,
        "subject": subject,
        "text": text,
        "may_write": may_write(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contributions/ask.html", context, status=status)
