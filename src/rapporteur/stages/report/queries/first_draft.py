"""The first draft of a report: what can be said from the record before anybody writes.

Every number in it is a question (`core.document.placeholders`), so it stays right while
contributions come in. The order of its parts is that of the report of 4 May 2011: background,
organization of the consultation with the table, what was spoken of, who contributed.
"""

from datetime import date
from zoneinfo import ZoneInfo

from babel.lists import format_list
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rapporteur.base.dates import day_in_words
from rapporteur.base.languages import locale_of_page, said
from rapporteur.core.document.characters import plain
from rapporteur.core.document.tree import (
    Annex,
    Block,
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Section,
    Text,
)
from rapporteur.core.text.numbers import figures as in_figures
from rapporteur.stages.analysis.queries import codebook_in_force
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.mandate.choices import ChannelKind, DeadlineKind
from rapporteur.stages.mandate.models import Channel, Consultation, Deadline, Instrument, Relation
from rapporteur.stages.mandate.queries import chain_of, deadlines_in_force
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.meeting.queries import meetings
from rapporteur.stages.report.queries.figures import Figures
from rapporteur.stages.representation.queries import in_force
from rapporteur.stages.stakeholders import queries as stakeholders
from rapporteur.stages.stakeholders.models import StatedFigure


def draft_tree(consultation: Consultation, language: str = "en") -> Document:
    """The first draft in the active language; its figures and tables are still questions."""
    figures = Figures(consultation)
    ids = _Ids()
    parts = [
        Section("background", _("Background"), _background(consultation, ids)),
        Section("organization", _("Organization of the consultation"), _organization(figures, ids)),
        Section("themes-section", _("What contributions speak of"), _themes(figures, ids)),
    ]
    return Document(
        language=language,
        title=_said(consultation.titles) or consultation.slug,
        summary=tuple(_summary(consultation, ids)),
        sections=tuple(part for part in parts if part.blocks),
        annexes=(Annex("contributors", _("Contributors by group"), (ids.table("contributors"),)),),
    )


class _Ids:
    """Makes paragraphs, each with the next id."""

    def __init__(self) -> None:
        self.last = 0

    def paragraph(self, words: str, *, numbered: bool = True) -> Paragraph:
        self.last += 1
        return Paragraph(f"p{self.last}", (Text(words),), numbered)

    def table(self, query: str) -> Paragraph:
        return self.paragraph(f"{{{{ {query} }}}}", numbered=False)


def _summary(consultation: Consultation, ids: _Ids) -> list[Block]:
    answered = _symbols(consultation)
    if answered:
        first = _("The present report is submitted in response to %(symbols)s.") % {
            "symbols": answered
        }
    else:
        first = _("The present report gives an account of the consultation.")
    rest = _(
        "It says how the consultation was organized, who contributed and how, and of what the "
        "contributions speak."
    )
    return [ids.paragraph(f"{first} {rest}", numbered=False)]


def _symbols(consultation: Consultation) -> str:
    answered = consultation.answers.select_related("instrument")
    symbols = dict.fromkeys(_quoted(each.instrument.symbol) for each in answered)
    return _and(list(symbols))


def _background(consultation: Consultation, ids: _Ids) -> tuple[Block, ...]:
    chain = chain_of(consultation)
    blocks: list[Block] = [
        ids.paragraph(_instrument(instrument, relations))
        for instrument, relations in chain.entries()
    ]
    for provision in consultation.answers.select_related("instrument"):
        words = _("The consultation answers paragraph %(number)s of %(symbol)s.")
        if not provision.number[:1].isdigit():  # a source may not say which
            words = _("The consultation answers %(symbol)s.")
        particulars = {"number": provision.number, "symbol": provision.instrument.symbol}
        blocks.append(ids.paragraph(_quoted(words % particulars)))
        if provision.text:
            blocks.append(Quotation((Text(_quoted(provision.text)),)))
    return tuple(blocks)


def _instrument(instrument: Instrument, relations: list[Relation]) -> str:
    """ "Resolution A/2 (General Assembly, 20 December 2010), “…”, endorses A/1."."""
    kind = str(instrument.get_kind_display())
    when = day_in_words(instrument.dated) if instrument.dated else instrument.stated_date
    particulars = pgettext("between items", ", ").join(filter(None, [instrument.body, when]))
    title = _said(instrument.titles)
    words = f"{kind[:1].upper()}{kind[1:]} {instrument.symbol}"
    words += f" ({particulars})" if particulars else ""
    words += _(", “%(title)s”,") % {"title": title} if title else ""
    said = [f"{each.get_kind_display()} {each.target.symbol}" for each in relations]
    return _quoted(
        _("%(instrument)s %(what)s.")
        % {"instrument": words, "what": _and(said) or _("belongs to the mandate")}
    )


def _organization(figures: Figures, ids: _Ids) -> tuple[Block, ...]:
    consultation = figures.consultation
    sentences = [_convened(consultation), _dates(consultation), _channels(consultation)]
    blocks: list[Block] = []
    if opening := " ".join(filter(None, sentences)):
        blocks.append(ids.paragraph(opening))
    if invited := _invited(figures):
        blocks.append(ids.paragraph(invited))
    if questions := list(consultation.questions.all()):
        blocks.append(
            ids.paragraph(_("Contributors were asked to reflect on the following questions:"))
        )
        items = tuple(ListItem((Text(_said(each.texts)),)) for each in questions)
        blocks.append(ListBlock(items))
    for meeting in meetings(consultation):
        where = pgettext("between items", ", ").join(filter(None, [meeting.room, meeting.venue]))
        days = {"days": _days(*_span(meeting))}
        if meeting.starts_on > timezone.now().date():
            words, place = _("A meeting is to be held on %(days)s.") % days, ""
        else:
            words = _("A meeting was held on %(days)s.") % days
            place = _("It took place at %(where)s.") % {"where": where} if where else ""
        blocks.append(ids.paragraph(_quoted(" ".join(filter(None, [words, place])))))
    blocks.append(ids.paragraph(_headline(figures)))
    blocks.append(ids.table("tally"))
    return tuple(blocks)


def _convened(consultation: Consultation) -> str:
    who = consultation.convener
    if not who:
        return ""
    if consultation.on_behalf_of:
        words = _("The consultation was convened by the %(who)s, on behalf of the %(whom)s.")
    else:
        words = _("The consultation was convened by the %(who)s.")
    whom = _bare(consultation.on_behalf_of)
    return _quoted(words % {"who": _bare(who), "whom": whom})


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _dates(consultation: Consultation) -> str:
    held = deadlines_in_force(consultation)
    preferred, final = held.get(DeadlineKind.PREFERRED), held.get(DeadlineKind.FINAL)
    if preferred and final and preferred.at != final.at:
        return _(
            "Contributions were asked for preferably by %(preferred)s, and no later than %(final)s."
        ) % {"preferred": _deadline(preferred), "final": _deadline(final)}
    if last := final or preferred:
        return _("Contributions were asked for by %(last)s.") % {"last": _deadline(last)}
    return ""


def _channels(consultation: Consultation) -> str:
    rows: list[Channel] = list(consultation.channels.all())
    # The Manual writes “email”, and its checks hold the draft to it.
    words = {ChannelKind.EMAIL.value: _("email")}
    kinds = list(dict.fromkeys(words.get(each.kind, str(each.get_kind_display())) for each in rows))
    return _("They could be sent by %(channels)s.") % {"channels": _and(kinds)} if kinds else ""


def _invited(figures: Figures) -> str:
    asked = figures.asked
    sentences = []
    if asked.invited:
        sentences.append(
            _("The record names {{ invited | entity | entities }} invited to take part.")
        )
    if asked.eligible > asked.invited:
        sentences.append(
            _("In all, it names {{ eligible | entity | entities }} eligible to take part.")
        )
    lists = [
        _said(each.category.names) for each in stakeholders.eligibilities(figures.consultation)
    ]
    if lists:
        named = pgettext("between items", "; ").join(lists)
        sentences.append(_("The lists asked are: %(lists)s.") % {"lists": named})
    if asked.sought:
        stated = pgettext("between items", "; ").join(_stated(each) for each in asked.sought)
        sentences.append(_("Sources state: %(figures)s.") % {"figures": stated})
    return " ".join(sentences)


def _stated(figure: StatedFigure) -> str:
    """A number that a source states and nobody can compute here."""
    words = (
        _("%(what)s, some %(number)s (%(source)s)")
        if figure.approximate
        else _("%(what)s, %(number)s (%(source)s)")
    )
    amount = in_figures(figure.stated, get_language() or "en")
    return _quoted(words % {"what": _said(figure.texts), "number": amount, "source": figure.source})


def _headline(figures: Figures) -> str:
    tally = figures.tally
    groups = [row.label for row in tally.rows if row.total]
    spoken = any(each.in_headline and each.total for each in tally.columns[1:])
    sentences = [
        _(
            "{{ headline | written or oral contribution was | written and oral contributions "
            "were }} received in all, as the table below shows."
        )
        if spoken
        else _(
            "{{ headline | written contribution was | written contributions were }} received "
            "in all, as the table below shows."
        )
    ]
    if groups:
        sentences.append(
            _("They came from the following groups: %(groups)s.") % {"groups": _and(groups)}
        )
    for each in in_force(figures.consultation):
        spoken_for = each.group or each.constituency
        sentences.append(
            _("%(who)s spoke on behalf of: %(group)s.")
            % {"who": _said(each.entity.names), "group": spoken_for}
        )
    beside = [column for column in tally.columns if not column.in_headline and column.total]
    if any(column.mode is Mode.INFORMAL for column in beside):
        sentences.append(
            _(
                "In addition, {{ count:informal | participant | participants }} spoke in the "
                "open discussion."
            )
        )
    return " ".join(_quoted(each) if "{{" not in each else each for each in sentences)


def _themes(figures: Figures, ids: _Ids) -> tuple[Block, ...]:
    codebook = codebook_in_force(figures.consultation)
    if codebook is None or not figures.themes.total:
        return ()
    words = _(
        "Contributions were read by the themes of a codebook (version %(version)s). In all, "
        "{{ coded }} of the {{ total | contribution | contributions }} counted "
        "were found to speak of at least one of them."
    ) % {"version": codebook.version}
    return (ids.paragraph(words), ids.table("themes"))


def _deadline(deadline: Deadline) -> str:
    return day_in_words(deadline.stated or deadline.at.astimezone(ZoneInfo(deadline.zone)).date())


def _span(meeting: Meeting) -> tuple[date, date]:
    return meeting.starts_on, meeting.ends_on


def _days(first: date, last: date) -> str:
    if first == last:
        return day_in_words(first)
    return _("%(first)s to %(last)s") % {"first": day_in_words(first), "last": day_in_words(last)}


def _and(words: list[str]) -> str:
    return format_list(words, locale=locale_of_page()) if words else ""


def _said(texts: dict[str, str]) -> str:
    return _quoted(said(texts))


def _quoted(words: str) -> str:
    """Words that an officer typed elsewhere: no sign in them asks for a figure."""
    return " ".join(plain(words).replace("{{", "{ {").split())
