"""The public register: filters that yield their rows and their sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rapporteur.base.languages import said
from rapporteur.base.templatetags.languages import language_name
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.models import Contribution, PublicCopy
from rapporteur.stages.contributions.queries import public
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.record.queries.search import search
from rapporteur.stages.stakeholders.queries import groups

ORDERS = {"number": ("mode", "number"), "latest": ("-published_at", "-id")}


@dataclass(frozen=True)
class Filters:
    """What a reader asked the register for; what is not known is taken as not asked."""

    words: str = ""
    mode: str = ""
    group: str = ""
    language: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str], consultation: Consultation) -> "Filters":
        """From a page's or an API's query: `q`, `mode`, `group` (its key), `language`."""
        keys = {group.key for group in groups(consultation)}
        mode, group, language = (asked.get(name, "") for name in ("mode", "group", "language"))
        return cls(
            words=" ".join(asked.get("q", "").replace("\0", " ").split())[:200],
            mode=mode if mode in Mode.values else "",
            group=group if group in keys else "",
            language=language if language in LANGUAGES else "",
        )

    def sentence(self, consultation: Consultation) -> str:
        """What was done, in words, so that the page says what the query did."""
        parts = []
        if self.words:
            parts.append(_("in which “%(words)s” stands") % {"words": self.words})
        if self.mode:
            parts.append(_("of the kind “%(kind)s”") % {"kind": Mode(self.mode).label})
        if self.group:
            group = next(each for each in groups(consultation) if each.key == self.group)
            parts.append(_("from %(group)s") % {"group": said(group.names)})
        if self.language:
            parts.append(_("in %(language)s") % {"language": language_name(self.language)})
        named = pgettext("between items", ", ").join(parts)
        return _("Contributions %(filters)s") % {"filters": named} if parts else ""


def filtered(consultation: Consultation, filters: Filters) -> QuerySet[Contribution]:
    """The public contributions that pass the filters, by register number."""
    found = public(consultation)
    if filters.mode:
        found = found.filter(mode=filters.mode)
    if filters.group:
        found = found.filter(group__key=filters.group)
    if filters.language:
        # Language codes are two letters in a JSON list; SQLite has no `contains` for those.
        found = found.filter(languages__icontains=f'"{filters.language}"')
    if filters.words:
        found = search(found, filters.words)
    return found.order_by(*ORDERS["number"])


def languages_of(consultation: Consultation) -> list[str]:
    """The codes of the languages in which there is a public contribution."""
    told = public(consultation).values_list("languages", flat=True)
    return sorted({code for codes in told for code in codes})


def contribution_numbered(
    consultation: Consultation, letter: str, number: int
) -> Contribution | None:
    """A public contribution by the letter of its mode and its number, with all that its page
    shows; None where there is no such thing or the public may not see it."""
    copies = (
        PublicCopy.objects.select_related("version")
        .prefetch_related("answers__question", "documents__original")
        .order_by("version__number")
    )
    return (
        public(consultation)
        .filter(mode=_mode_of(letter), number=number)
        .prefetch_related("signatories", Prefetch("copies", queryset=copies))
        .first()
    )


def withdrawn_numbered(consultation: Consultation, letter: str, number: int) -> Contribution | None:
    """One that was public until its contributor withdrew it; None where there is no such thing.
    The public may know that it was withdrawn, and when, and nothing else of it."""
    return Contribution.objects.filter(
        consultation=consultation,
        mode=_mode_of(letter),
        number=number,
        published_at__isnull=False,
        withdrawn_at__isnull=False,
        voided_at__isnull=True,
    ).first()


def _mode_of(letter: str) -> Mode | None:
    return next((mode for mode in Mode if mode[0].upper() == letter), None)


def copies_shown(contribution: Contribution) -> tuple[PublicCopy, list[PublicCopy]]:
    """What the public reads of a contribution found by `contribution_numbered`: the copy of what it
    says, and those of the versions before it that were public too."""
    copies = list(contribution.copies.all())
    shown = next(each for each in copies if each.pk == contribution.shown_id)
    earlier = [each for each in copies if each.version.number < shown.version.number]
    return shown, earlier
