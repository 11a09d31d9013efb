"""The tables that a report can ask for, each by a word that stands alone on a line of the draft."""

from collections import Counter
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.core.document.characters import plain
from rapporteur.core.document.tree import (
    Block,
    Emphasis,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TableNote,
    Text,
)
from rapporteur.core.text.numbers import figures as in_figures
from rapporteur.core.text.numbers import number as in_text
from rapporteur.stages.analysis.queries import ThemeRow, ThemeTable
from rapporteur.stages.analysis.rules import Counts
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import (
    counted,
    public,
    shown_name,
    shown_signatories,
)
from rapporteur.stages.report.queries.figures import Figures
from rapporteur.stages.stakeholders.models import Group

_INDENT = "\u2003"


def tally_table(figures: Figures) -> tuple[Block, ...]:
    """Groups down, modes across, totals; the counting rules and what is left out stand under it."""
    found = figures.tally
    notes = [
        TableNote(_said(column.rule), column=place)
        for place, column in enumerate(found.columns, start=1)
    ]
    left_out = found.left_out.sentence
    notes += [TableNote(each) for each in filter(None, [left_out, _three_counts(figures)])]
    table = Table(
        id="tally",
        caption=_("Number of contributions"),
        header=(
            _("Stakeholder group"),
            *(_said(column.heading) for column in found.columns),
            _("Total"),
        ),
        rows=tuple((_said(row.label), *row.counts, row.total) for row in found.rows),
        total=(_("Total"), *found.totals, found.total),
        notes=tuple(notes),
    )
    return (table,)


def _three_counts(figures: Figures) -> str:
    """The three counts belong together: contributions, different texts, different contributors."""
    found = figures.tally
    unknown = _("not known")
    return _("Different texts: %(texts)s; different contributors: %(contributors)s.") % {
        "texts": unknown if found.distinct_texts is None else in_figures(found.distinct_texts),
        "contributors": (
            unknown
            if found.distinct_contributors is None
            else in_figures(found.distinct_contributors)
        ),
    }


def themes_table(figures: Figures) -> tuple[Block, ...]:
    """Themes down, groups across: what persons confirmed, and apart what only a method proposes.

    Nothing where there is no codebook, or nothing is coded.
    """
    every, confirmed = figures.themes, figures.confirmed_themes
    if not every.total:
        return ()
    if not confirmed.total:
        return (
            _themes(
                every,
                "themes-proposed",
                _("Contributions by theme and group, as proposed by the terms of the codebook"),
                _(
                    "No person has confirmed any of this yet: a contribution is counted where "
                    "one of the theme's terms occurs in it."
                ),
                lambda counts: counts.contributions,
                full=True,
            ),
        )
    sure = _themes(
        confirmed,
        "themes",
        _("Contributions by theme and group, as confirmed by a person"),
        _("Each rests on at least one passage that a person read and confirmed."),
        lambda counts: counts.contributions,
        full=True,
    )
    if not any(row.total.proposed for row in every.rows):
        return (sure,)
    return (
        sure,
        _themes(
            every,
            "themes-proposed",
            _("In addition: contributions by theme and group, as proposed by the terms alone"),
            _("No person has confirmed these yet. They are not in the table above."),
            lambda counts: counts.proposed,
            full=False,
        ),
    )


def _themes(
    table: ThemeTable,
    identifier: str,
    caption: str,
    note: str,
    number: Callable[[Counts], int],
    *,
    full: bool,
) -> Table:
    """full: with the two other counts of all groups together."""

    def row(label: str, cells: tuple[Counts, ...], total: Counts) -> tuple[str | int, ...]:
        rest = (total.texts, total.contributors) if full else ()
        return (label, *map(number, cells), number(total), *rest)

    notes = [note, _("A contribution may speak of several themes, and is counted in each.")]
    if full:
        notes.append(_("Texts and contributors: how many different ones, in all groups together."))
    shown: list[ThemeRow] = [each for each in table.rows if number(each.total)]
    others = (_("Texts"), _("Contributors")) if full else ()
    return Table(
        id=identifier,
        caption=caption,
        header=(_("Theme"), *map(_group_name, table.groups), _("All groups"), *others),
        rows=tuple(
            row(_INDENT * each.depth + _said_of(each.theme.names), each.cells, each.total)
            for each in shown
        ),
        total=row(_("Any theme"), table.totals, table.total) if full else None,
        notes=tuple(map(TableNote, notes)),
    )


def contributors_list(figures: Figures) -> tuple[Block, ...]:
    """Those who contributed, group by group, as far as anyone may know: what is published, under
    the name that is published; how many more there are is said."""
    listed = _listed(figures)
    by_group: dict[int | None, list[str]] = {}
    for contribution, names in listed:
        by_group.setdefault(contribution.group_id, []).extend(names)
    blocks: list[Block] = []
    for row in figures.tally.rows:
        if not row.total:
            continue
        key = row.group.pk if row.group else None
        blocks.append(_heading(f"contributors-{key or 'none'}", _said(row.label)))
        blocks.append(_names(by_group.get(key, []), row.total, figures.tally.distinct_texts))
    unlisted = figures.tally.total - len(listed)
    if unlisted and figures.tally.distinct_texts is not None:
        words = ngettext(
            "%(many)s contribution that is counted is not published, and not listed here.",
            "%(many)s contributions that are counted are not published, and not listed here.",
            unlisted,
        ) % {"many": in_text(unlisted, get_language() or "en", sentence_start=True)}
        blocks.append(Paragraph("contributors-unlisted", (Text(words),), numbered=False))
    return tuple(blocks)


def names_listed(figures: Figures) -> dict[str, list[int]]:
    """The names in that list as they are printed, each with the keys of the contributions that bear
    it with consent."""
    found: dict[str, list[int]] = {}
    for contribution, names in _listed(figures):
        for name in names if contribution.consent == Consent.NAMED else ():
            found.setdefault(plain(name), []).append(contribution.pk)
    return found


def _listed(figures: Figures) -> list[tuple[Contribution, list[str]]]:
    """What is published of what is counted, each with the names that it is published under."""
    consultation = figures.consultation
    listed = public(consultation).filter(
        pk__in=counted(consultation, before=figures.before).values("pk")
    )
    return [
        (each, shown_signatories(each) or [shown_name(each)])
        for each in listed.prefetch_related("signatories")
    ]


def _heading(identifier: str, words: str) -> Paragraph:
    return Paragraph(identifier, (Text(words, Emphasis.BOLD),), numbered=False)


def _names(names: list[str], total: int, distinct_texts: int | None) -> ListBlock:
    """Each name once, with how often it stands in the register where that is more than once."""
    if not names or distinct_texts is None:  # reconstructed from a table: nobody is named in it
        known = [name for name in names if name != _("Not named in the source")]
        unknown = total - len(known)
        lines = known + (
            [_("Not known (%(many)s)") % {"many": in_figures(unknown)}] * bool(unknown)
        )
        if distinct_texts is not None:
            lines = [_("None is published.")]
    else:
        counts = Counter(names)
        lines = [
            name if many == 1 else f"{name} ({in_figures(many)})"
            for name, many in sorted(counts.items(), key=lambda each: each[0].casefold())
        ]
    return ListBlock(tuple(ListItem((Text(plain(line)),)) for line in lines), lettered=False)


def _group_name(group: Group | None) -> str:
    return _said_of(group.names) or group.key if group else _("In no group yet")


def _said_of(names: dict[str, str]) -> str:
    return plain(said(names))


def _said(words: str) -> str:
    return plain(words)


TABLES: dict[str, tuple[Callable[[Figures], tuple[Block, ...]], Promise]] = {
    "tally": (tally_table, gettext_lazy("the table of contributions, with its counting rules")),
    "themes": (themes_table, gettext_lazy("themes by group")),
    "contributors": (contributors_list, gettext_lazy("those who contributed, by group")),
}
