"""The whole document: the tree of a revision with masthead, figures, tables and draft mark."""

import json
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from rapporteur.base.dates import day_in_words
from rapporteur.core.document import placeholders
from rapporteur.core.document.characters import plain
from rapporteur.core.document.json import from_json, to_json
from rapporteur.core.document.tree import Block, Document, Masthead
from rapporteur.core.text.languages import pick
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import phase_of
from rapporteur.stages.report import rules
from rapporteur.stages.report.models import Report, Revision
from rapporteur.stages.report.queries.figures import Figures
from rapporteur.stages.report.queries.first_draft import draft_tree
from rapporteur.stages.report.queries.reports import last_revision
from rapporteur.stages.report.queries.standing import standing
from rapporteur.stages.report.queries.tables import TABLES
from rapporteur.stages.report.queries.withheld import as_it_may_be_read


def tree_of(revision: Revision) -> Document:
    """The tree of a revision, its figures still questions."""
    return from_json(json.dumps(revision.tree))


def document_of(report: Report, *, now: datetime, revision: Revision | None = None) -> Document:
    """A report as it prints: as it was issued, but for names that were taken back since, or a draft
    with the figures of this moment.

    revision: another than the last, always as a draft.
    """
    if report.snapshot is not None and revision is None:
        return from_json(json.dumps(as_it_may_be_read(report)))
    tree = tree_of(revision or last_revision(report))
    open_ = bool(standing(report, tree).open)
    mark = draft_mark(report.consultation, report.language, now=now, open_=open_)
    return resolved(report, tree, mark=mark)


def resolved(
    report: Report, tree: Document, *, mark: str | None, figures: Figures | None = None
) -> Document:
    """A tree of a report with its masthead and with every figure in its place."""
    with override(report.language):
        document = Document(
            language=report.language,
            title=plain(pick(report.titles, report.language)[1]),
            masthead=_masthead(report),
            summary=tree.summary,
            sections=tree.sections,
            annexes=tree.annexes,
            draft_mark=mark,
        )
        return _filled(document, figures or figures_of(report))


def figures_of(report: Report) -> Figures:
    """The figures of a report: of what was registered before its cut-off, where it has one."""
    return Figures(report.consultation, before=report.cut_off)


def draft_document(consultation: Consultation, *, language: str = "en", now: datetime) -> Document:
    """The report of a consultation for which nobody has begun one: the first draft, filled in."""
    with override(language):
        tree = draft_tree(consultation, language)
        return _filled(
            Document(
                language=language,
                title=tree.title,
                masthead=tree.masthead,
                summary=tree.summary,
                sections=tree.sections,
                annexes=tree.annexes,
                draft_mark=draft_mark(consultation, language, now=now, open_=True),
            ),
            Figures(consultation),
        )


def draft_mark(consultation: Consultation, language: str, *, now: datetime, open_: bool) -> str:
    """What every page of a draft bears. open_: whether any contribution is neither cited nor
    considered; they are open as well while more may come. What is reconstructed was issued
    elsewhere, in its own words."""
    with override(language):
        if consultation.reconstructed:
            return _("Reconstructed — not the report that was issued")
        if open_ or phase_of(consultation, now) is not Phase.CLOSED:
            return _("Draft — contributions are still open")
        return _("Draft — not yet issued")


def _masthead(report: Report) -> Masthead:
    """The head of the first page, in the active language; what is not assigned stays empty."""
    date = day_in_words(report.dated) if report.dated else ""
    return rules.masthead(report.masthead, symbol=report.symbol, date=date)


def as_json(document: Document) -> object:
    """A tree as a JSON field holds it."""
    return json.loads(to_json(document))


def _filled(document: Document, figures: Figures) -> Document:
    def tables(query: str) -> tuple[Block, ...] | None:
        if query not in TABLES:
            return None
        compute: Callable[[Figures], tuple[Block, ...]] = TABLES[query][0]
        return compute(figures)

    return placeholders.resolve(document, figure=figures, tables=tables)
