"""The page of one item: what arrived, and deciding what becomes of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions import batches
from rapporteur.stages.contributions.actions.claimed import answered_by_mail
from rapporteur.stages.contributions.actions.marks import read_mark
from rapporteur.stages.contributions.choices import (
    Consent,
    DispositionKind,
    ItemChannel,
    Origin,
    QueueDecision,
)
from rapporteur.stages.contributions.forms.desk import (
    NEW,
    Registering,
    Setting,
    TakingIn,
    WithReason,
)
from rapporteur.stages.contributions.forms.uploads import named
from rapporteur.stages.contributions.models import Contribution, Disposition, Item, Step
from rapporteur.stages.contributions.queries import items
from rapporteur.stages.contributions.queries.desk import proposal_for
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.contributions.queries.items import (
    entry_to_correct,
    in_force,
    submission_left,
)
from rapporteur.stages.contributions.queries.receipts import mail_is_held_back
from rapporteur.stages.contributions.queries.register import reckoned
from rapporteur.stages.contributions.rules import Submission
from rapporteur.stages.contributions.views.desk import PER_PAGE, may_write
from rapporteur.stages.contributions.views.handing_out import handed_out
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import add_entity
from rapporteur.stages.stakeholders.models import Entity
from rapporteur.stages.stakeholders.queries import (
    entities,
    find_entity,
    group_of,
    groups,
    search,
    suggested_group,
)

MOST_CANDIDATES = 20


@desk()
def all_items(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    decided = Disposition.objects.filter(ended_at__isnull=True)
    received = (
        items(consultation)
        .order_by("-number")
        .prefetch_related(Prefetch("dispositions", decided, to_attr="decided"))
    )
    page = Paginator(received, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "contributions/items.html", {"page": page})


@desk(Role.REGISTRAR)
def item(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """What arrived. Sending the page's form registers it."""
    shown = _item(consultation, number)
    page = _Page(request, shown)
    if request.method == "POST":
        form = page.registering(request.POST)
        if form.is_valid():
            try:
                entry = _register(shown, form, request)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request,
                    _("It stands in the register as %(number)s.") % {"number": entry},
                )
                return redirect("contributions:entry", *_place(entry))
        return page.render(registering=form, status=422)
    return page.render()


@desk(Role.REGISTRAR)
@require_POST
def set_aside(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    shown = _item(consultation, number)
    form = Setting(items(consultation), request.POST, prefix="aside")
    if form.is_valid():
        try:
            batches.taken_alone(
                consultation,
                QueueDecision(form.cleaned_data["kind"]),
                by=request.user,
                act=lambda: batches.disposed(shown, **form.cleaned_data, by=request.user),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(item)s is decided.") % {"item": shown})
            return redirect("contributions:queue", consultation.slug)
    return _Page(request, shown).render(setting=form, status=422)


@desk(Role.REGISTRAR)
@require_POST
def reopen(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    shown = _item(consultation, number)
    form = WithReason(request.POST, prefix="reopen")
    if not form.is_valid():
        return _Page(request, shown).render(reopening=form, status=422)
    actions.reopen(shown, **form.cleaned_data, by=request.user)
    messages.success(request, _("%(item)s is undecided again.") % {"item": shown})
    return redirect("contributions:item", consultation.slug, number)


@desk(Role.REGISTRAR)
@require_POST
def apply(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Let a correction by private link become a version of what it corrects."""
    shown = _item(consultation, number)
    corrected = entry_to_correct(shown)
    if corrected is None:
        raise Http404
    batches.taken_alone(
        consultation,
        QueueDecision.CORRECTION,
        by=request.user,
        act=lambda: batches.corrected(shown, corrected, by=request.user),
    )
    messages.success(request, _("%(number)s is corrected.") % {"number": corrected})
    return redirect("contributions:entry", *_place(corrected))


@desk()
def file(
    request: DeskRequest, consultation: Consultation, number: int, order: int
) -> HttpResponseBase:
    """What arrived, as a file: 0 is the message, scan or form itself, then what came with it."""
    shown = _item(consultation, number)
    if order == 0:
        ending = ".json" if shown.channel == ItemChannel.FORM else ""
        name = str(shown.claimed.get("filename") or shown.reference.replace("/", "-") + ending)
        return handed_out(request, shown.original, name)
    attachment = get_object_or_404(shown.attachments.select_related("original"), order=order)
    return handed_out(request, attachment.original, attachment.filename)


@desk(Role.REGISTRAR)
def take_in(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """A clerk brings in what came by e-mail, fax or post."""
    with timezone.override(consultation.zone):
        now = timezone.localtime().replace(second=0, microsecond=0)
        form = TakingIn(request.POST or None, request.FILES or None, initial={"received_at": now})
        if request.method == "POST" and form.is_valid():
            try:
                taken = _take_in(consultation, form, request)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("It is kept as %(item)s.") % {"item": taken})
                return redirect("contributions:item", consultation.slug, taken.number)
        status = 422 if request.method == "POST" else 200
        return render(request, "contributions/take_in.html", {"form": form}, status=status)


class _Page:
    """The page of one item, with whichever of its forms was sent."""

    def __init__(self, request: DeskRequest, shown: Item) -> None:
        self.request, self.item = request, shown
        self.submission = submission_left(shown)
        self.decision = in_force(shown)
        self.entries = list(shown.contributions.select_related("consultation"))

    def registering(self, sent: Any = None) -> Registering:
        wanted = self.request.GET.get("stakeholder", "") or str(
            self.item.claimed.get("organization") or self.item.claimed.get("name") or ""
        )
        candidates = candidates_for(wanted)
        if self.submission:
            # Of two that fit, the organization's own name is looked for first, then the person's.
            candidates += [
                each for each in candidates_for(self.submission.name) if each not in candidates
            ]
        initial = _prefilled(self.item, self.submission, candidates)
        return Registering(
            self.item.consultation,
            sent,
            initial=initial,
            candidates=candidates,
            registered=bool(self.entries),
        )

    def render(
        self,
        *,
        registering: Registering | None = None,
        setting: Setting | None = None,
        reopening: WithReason | None = None,
        status: int = 200,
    ) -> HttpResponse:
        documents = documents_of(self.item)
        proposal = proposal_for(self.item, self.submission, documents)
        aside = {}
        if proposal.kind not in (None, DispositionKind.CONTRIBUTION):
            aside = {"kind": proposal.kind, "reason": proposal.reason}
        context = {
            "mail_held_back": mail_is_held_back(self.item),
            "item": self.item,
            "submission": self.submission,
            "documents": documents,
            "attachments": self.item.attachments.select_related("original"),
            "decision": self.decision,
            "history": self.item.dispositions.select_related("decided_by"),
            "entries": self.entries,
            "corrected": entry_to_correct(self.item),
            "reckoned": reckoned(self.item),
            "proposal": proposal,
            "consent": dict(Consent.choices).get(self.item.claimed.get("consent", "")),
            "days": (timezone.now() - self.item.received_at).days,
            "form": registering or setting or reopening,
            "registering": registering or self.registering(),
            "setting": setting
            or Setting(items(self.item.consultation), prefix="aside", initial=aside),
            "reopening": reopening or WithReason(prefix="reopen"),
            "has_pages": any(each.is_picture for each in documents),
            "may_write": may_write(self.request),
            "stakeholder": self.request.GET.get("stakeholder", ""),
        }
        return render(self.request, "contributions/item.html", context, status=status)


def candidates_for(words: str) -> list[Entity]:
    """The stakeholders that a name may mean, the surest first."""
    if not words.strip():
        return []
    sure = find_entity(words)
    others = search(entities(), words).order_by("pk")[:MOST_CANDIDATES]
    return [*([sure] if sure else []), *(each for each in others if each != sure)]


def _prefilled(
    shown: Item, submission: Submission | None, candidates: list[Entity]
) -> dict[str, Any]:
    claimed = shown.claimed
    group = None
    if candidates:
        consultation = shown.consultation
        group = group_of(consultation, candidates[0]) or suggested_group(
            consultation, candidates[0]
        )
    elif claimed.get("group"):
        group = groups(shown.consultation).filter(key=claimed["group"]).first()
    filled = {
        "contributor": claimed.get("name") or shown.sender,
        "organization": claimed.get("organization", ""),
        "title": claimed.get("title", ""),
        "languages": [claimed["language"]] if claimed.get("language") else [],
        "consent": claimed.get("consent") or Consent.WITHHELD,
        "capacity": claimed.get("capacity") or "own",
        "speaks_for": claimed.get("speaks_for", ""),
        "entity": str(candidates[0].pk) if candidates else "",
        "group": group.key if group else "",
    }
    if shown.channel == ItemChannel.EMAIL:
        found = answered_by_mail(shown)
        filled |= {f"question_{number}": text for number, text in found.items()}
    if submission:
        filled["text"] = submission.text
        filled |= {f"question_{number}": text for number, text in submission.answers.items()}
    return filled


def _register(shown: Item, form: Registering, request: DeskRequest) -> Contribution:
    made: list[Contribution] = []

    def act() -> Step:
        made.append(_enter(shown, form, request))
        return batches.registered(made[0])

    batches.taken_alone(shown.consultation, QueueDecision.REGISTER, by=request.user, act=act)
    return made[0]


def _enter(shown: Item, form: Registering, request: DeskRequest) -> Contribution:
    entry = form.entry()
    entity = _entity(form, request)
    contribution = actions.register(
        shown.consultation,
        origin=Origin.ITEMS,
        items=[shown],
        entity=entity,
        by=request.user,
        **entry,
    )
    reason = form.cleaned_data["confirmed_because"]
    if reason:
        actions.confirm_attribution(contribution, reason=reason, by=request.user)
    return contribution


def _entity(form: Registering, request: DeskRequest) -> Entity | None:
    chosen = form.cleaned_data["entity"]
    if not chosen.startswith(NEW):
        return form.candidates.get(chosen)
    name = form.cleaned_data["organization"] or form.cleaned_data["contributor"]
    language = (form.cleaned_data["languages"] or ["en"])[0]
    return add_entity(
        kind=chosen.removeprefix(NEW),
        names={language: name},
        own_accord=True,
        source=_("contributed of its own accord"),
        by=request.user,
    )


def _take_in(consultation: Consultation, form: TakingIn, request: DeskRequest) -> Item:
    cleaned = form.cleaned_data
    files = named(cleaned["arrived"])
    if cleaned["words"]:
        files.insert(0, (_("typed words.txt"), [cleaned["words"].encode()]))  # type: ignore[arg-type]
    (filename, content), *others = files
    mark = read_mark(cleaned["mark"]).name
    return actions.receive(
        consultation,
        channel=ItemChannel(cleaned["channel"]),
        content=content,
        attachments=others,
        sender=cleaned["sender"] or cleaned["name"],
        claimed={
            "name": cleaned["name"],
            "organization": cleaned["organization"],
            "filename": filename,
        },
        received_at=cleaned["received_at"],
        source=f"hand:{mark}",
        by=request.user,
    )


def _item(consultation: Consultation, number: int) -> Item:
    return get_object_or_404(items(consultation).select_related("original"), number=number)


def _place(entry: Contribution) -> tuple[str, str, int]:
    return entry.consultation.slug, entry.mode[0].upper(), entry.number
