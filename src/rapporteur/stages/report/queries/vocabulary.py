"""What the draft of a report may name."""

from rapporteur.core.document.draft import Vocabulary, read
from rapporteur.core.document.draft_words import references
from rapporteur.core.document.tree import Document
from rapporteur.core.text.languages import pick
from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.contributions.queries import entries, registered
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.documents import tree_of
from rapporteur.stages.report.queries.figures import Figures
from rapporteur.stages.report.queries.reports import last_revision
from rapporteur.stages.report.queries.standing import is_passage
from rapporteur.stages.report.queries.tables import TABLES


def vocabulary(consultation: Consultation, text: str) -> Vocabulary:
    """The figures, tables and evidence that `text` may name.

    Evidence is an entry of the register that still stands (neither voided nor withdrawn), or a
    passage of one.
    """
    asked = references(text)
    standing = entries(consultation).filter(voided_at__isnull=True, withdrawn_at__isnull=True)
    held = registered(standing, asked)
    known = {name for name, entry in held.items() if entry.register_number == name}
    passages = [int(each[1:]) for each in asked if is_passage(each)]
    there = Passage.objects.filter(contribution__in=standing.values("pk"), pk__in=passages)
    known |= {f"p{pk}" for pk in there.values_list("pk", flat=True)}
    return Vocabulary(
        figure=Figures(consultation).knows,
        evidence=known.__contains__,
        tables=frozenset(TABLES),
    )


def read_draft(report: Report, text: str) -> Document:
    """The tree that a draft of a report says, its figures still questions.

    Paragraphs keep the ids that they have in the last revision. Raises DraftProblems with
    everything that is wrong: what cannot be read, figures that there are not, evidence that is
    not in the register.
    """
    return read(
        text,
        language=report.language,
        title=pick(report.titles, report.language)[1],
        vocabulary=vocabulary(report.consultation, text),
        before=tree_of(last_revision(report)),
    )
