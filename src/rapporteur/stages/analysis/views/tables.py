"""Themes × groups and the passages behind each number: at the desk, for the public, as files."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from rapporteur.core.evidence.quantifiers.checking import Coder
from rapporteur.core.evidence.quantifiers.wording import not_a_sample
from rapporteur.stages.analysis import exports, queries
from rapporteur.stages.analysis.models import Theme
from rapporteur.stages.analysis.queries import ThemeTable
from rapporteur.stages.analysis.rules import Counts
from rapporteur.stages.analysis.views.coding import found_words
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import shown_name
from rapporteur.stages.mandate.access import DeskRequest, VisitorRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

ON_A_PAGE = 25
ASSUMED = (80, 90, 95)  # per cent of codings that are right, where it is not measured
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@desk(Role.ANALYST)
def themes(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    table = queries.themes_by_group(consultation, confirmed_only=_confirmed_only(request))
    context = {"table": table, "rows": _rows(table), "theme_view": "analysis:theme"}
    return render(request, "analysis/themes.html", context)


@desk(Role.ANALYST)
def theme(request: DeskRequest, consultation: Consultation, key: str) -> HttpResponse:
    context = _passages(request, consultation, key, public_only=False)
    if context["group"] is None:
        context |= _how_sure(request, context["theme"])
    return render(request, "analysis/theme.html", context)


@desk(Role.ANALYST)
def codings(request: DeskRequest, consultation: Consultation, to: str) -> HttpResponse:
    return _file(exports.desk_codings(consultation, to), f"{consultation.slug}-all-codings", to)


@visitors
def public(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    table = queries.public_themes_by_group(consultation, confirmed_only=_confirmed_only(request))
    context = {"table": table, "rows": _rows(table), "theme_view": "analysis:public_theme"}
    return render(request, "analysis/public.html", context)


@visitors
def public_theme(request: VisitorRequest, consultation: Consultation, key: str) -> HttpResponse:
    context = _passages(request, consultation, key, public_only=True)
    return render(request, "analysis/public_theme.html", context)


@visitors
def public_codings(request: VisitorRequest, consultation: Consultation, to: str) -> HttpResponse:
    return _file(exports.public_codings(consultation, to), f"{consultation.slug}-codings", to)


def _how_sure(request: HttpRequest, theme: Theme) -> dict[str, Any]:
    """The stances on a theme with intervals for error of coding: as measured by second readings,
    or, with `?right=80`, as it is assumed that codings are right."""
    language = get_language() or "en"
    consultation = theme.codebook.consultation
    measured = queries.rightness(consultation).stances
    asked = request.GET.get("right", "")
    assumed = int(asked) if asked in map(str, ASSUMED) else None if measured else ASSUMED[0]
    coder = measured if measured and not assumed else _right(assumed or ASSUMED[0])
    policy = queries.policy_in_force(consultation)
    return {
        "across": queries.across_groups(theme, coder=coder, policy=policy, language=language),
        "measured": measured,
        "assumed": assumed,
        "may_assume": ASSUMED,
        "not_a_sample": not_a_sample(language),
    }


def _right(percent: int) -> Coder:
    return Coder(percent / 100, percent / 100)


def _confirmed_only(request: HttpRequest) -> bool:
    return request.GET.get("only") == "confirmed"


def _rows(table: ThemeTable) -> list[dict[str, Any]]:
    """The table's rows for the template: each cell with its group and its shade, 0 to 3."""
    most = max((cell.contributions for row in table.spoken for cell in row.cells), default=0)
    return [
        {
            "row": row,
            "cells": [
                {"counts": counts, "group": group, "shade": _shade(counts, most)}
                for counts, group in zip(row.cells, table.groups, strict=True)
            ],
        }
        for row in table.spoken
    ]


def _shade(counts: Counts, most: int) -> int:
    return -(-3 * counts.contributions // most) if most else 0


def _passages(
    request: HttpRequest, consultation: Consultation, key: str, *, public_only: bool
) -> dict[str, Any]:
    found: Theme | None = queries.theme_in_force(consultation, key)
    if found is None:
        raise Http404
    group = _group(request, consultation)
    held = queries.passages_of(
        found, public_only=public_only, group=group, confirmed_only=_confirmed_only(request)
    )
    page = Paginator(held, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = queries.public_words(each.passage for each in page) if public_only else {}
    return {
        "theme": found,
        "group": group,
        "page": page,
        "passages": [
            {
                "coding": coding,
                "pieces": found_words(
                    coding, shown[coding.passage_id].text if public_only else None
                ),
                "name": _name(coding.passage.contribution, public_only),
            }
            for coding in page
        ],
    }


def _name(contribution: Contribution, public_only: bool) -> str:
    return shown_name(contribution) if public_only else contribution.contributor


def _group(request: HttpRequest, consultation: Consultation) -> Group | None:
    key = request.GET.get("group", "")
    return get_object_or_404(groups(consultation), key=key) if key else None


def _file(written: str, name: str, to: str) -> HttpResponse:
    return HttpResponse(
        written,
        content_type=MEDIA_TYPES[to],
        headers={"Content-Disposition": f'attachment; filename="{name}.{to}"'},
    )
