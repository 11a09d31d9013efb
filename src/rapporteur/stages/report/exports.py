"""The report as a file."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of
from rapporteur.base.refusals import Refused
from rapporteur.core.document import forms
from rapporteur.core.document.forms import FORMS
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Document
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import document_of, draft_document, report_of

CONTENT_TYPES = {to: form.content_type for to, form in FORMS.items()}
"""The forms in which a report can be had, and what a browser is told of each."""

NAMES = tuple((to, form.name) for to, form in FORMS.items())
"""Each form with what people call it."""


def render(about: Report | Consultation, to: str, *, now: datetime) -> bytes:
    """A report as a file, in one of `CONTENT_TYPES`: "html", "pdf", "docx", "akn" …

    about: a report, or a consultation, whose report it then is; where nobody has begun one, the
    first draft from the record. An issued report prints as it was issued, and the same bytes every
    time until a name in it is taken back; a draft says on every page that it is one, and bears
    `now` as its time of creation.
    Raises Refused for another form, and where the document cannot be printed.
    """
    if to not in CONTENT_TYPES:
        raise Refused(
            _("The report cannot be had as “%(form)s”.") % {"form": to},
            "",
            _("Choose one of %(forms)s.") % {"forms": ", ".join(CONTENT_TYPES)},
        )
    report = report_of(about) if isinstance(about, Consultation) else about
    consultation = about if isinstance(about, Consultation) else about.consultation
    if report is None:
        created = now.replace(microsecond=0)  # files tell whole seconds
        return _written(draft_document(consultation, now=now), to, consultation, created)
    created = (report.issued_at or now).replace(microsecond=0)
    return _written(document_of(report, now=now), to, consultation, created)


def filename(report: Report | None, consultation: Consultation, to: str) -> str:
    """A name for the file: the symbol where there is one, "A-66-77.pdf", else the consultation."""
    symbol = report.symbol if report is not None else ""
    stem = "".join(sign if sign.isalnum() else "-" for sign in symbol).strip("-")
    return f"{stem if stem.isascii() and stem else f'report-{consultation.slug}'}.{to}"


def _written(document: Document, to: str, consultation: Consultation, created: datetime) -> bytes:
    def on_the_web(evidence: tuple[str, ...]) -> str:
        return f"{address_of('report:evidence', consultation.slug)}?of={','.join(evidence)}"

    folders = tuple(Path(folder) for folder in settings.FONT_FOLDERS)
    try:
        return forms.render(document, to, forms.Setting(created, folders, on_the_web))
    except DocumentProblem as problem:
        raise Refused(_("The report could not be printed."), str(problem)) from problem
