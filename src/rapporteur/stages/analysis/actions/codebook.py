"""Writing the codebook. A version that is published stays as it is; a change makes the next."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis.choices import ThemeKind
from rapporteur.stages.analysis.codebooks import bundled, bundled_named
from rapporteur.stages.analysis.models import Codebook, Coding, Theme
from rapporteur.stages.analysis.queries import codebook_in_force, codebooks, draft_codebook
from rapporteur.stages.analysis.rules import ThemeDraft, clean_terms, key_for
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def begin_codebook(
    consultation: Consultation, *, by: User | str, themes: Iterable[ThemeDraft] = ()
) -> Codebook:
    """Begin a version of the codebook, with all themes of the one in force and those given.

    Where a version is being worked on already, that one is gone on with. A theme whose key is
    there already is left as it is, so that beginning again changes nothing.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    codebook = draft_codebook(consultation)
    if codebook is None:
        earlier = codebooks(consultation).last()
        codebook = Codebook.objects.create(
            consultation=consultation, version=earlier.version + 1 if earlier else 1
        )
        if earlier is not None:
            _copy_themes(earlier, codebook)
        record(
            "analysis.begin_codebook",
            codebook,
            by=by,
            consultation=consultation.slug,
            version=codebook.version,
        )
    _add_drafts(codebook, themes)
    return codebook


def begin_codebook_from(consultation: Consultation, name: str, *, by: User | str) -> Codebook:
    """Begin a version with the themes of a codebook that comes along (`codebooks.bundled`).

    Raises Refused where there is none of that name.
    """
    found = bundled_named(name)
    if found is None:
        raise Refused(
            _("The codebook was not begun."),
            _("There is none called “%(name)s”.") % {"name": name},
            _("Choose from: %(names)s.") % {"names": ", ".join(each.name for each in bundled())},
        )
    return begin_codebook(consultation, by=by, themes=found.themes)


@transaction.atomic
def add_theme(
    codebook: Codebook,
    *,
    names: Mapping[str, str],
    by: User | str,
    key: str = "",
    kind: ThemeKind = ThemeKind.ISSUE,
    definitions: Mapping[str, str] | None = None,
    terms: Mapping[str, Sequence[str]] | None = None,
    source: str = "",
    parent: Theme | None = None,
) -> Theme:
    """Add a theme to a version that is being worked on; its key is made of its name if not given.

    terms: by language, what a passage about it would say. Raises Refused when the version is
    published, the key is taken, or the theme that it goes under stands in another codebook.
    """
    codebook = _in_work(codebook, _("The theme was not added."))
    held = set(codebook.themes.values_list("key", flat=True))
    key = key or key_for(next(iter(names.values()), ""), held)
    if key in held:
        raise Refused(
            _("The theme was not added."),
            _("The codebook has a theme with the key “%(key)s”.") % {"key": key},
            _("Choose another key, or change that theme."),
        )
    theme = Theme(
        codebook=codebook,
        parent=parent,
        key=key,
        kind=kind,
        names=dict(names),
        definitions=dict(definitions or {}),
        terms=clean_terms(terms or {}),
        source=source,
        order=codebook.themes.count() + 1,
    )
    _check_parent(theme, _("The theme was not added."))
    theme.save()
    _record("add_theme", theme, by)
    return theme


@transaction.atomic
def change_theme(
    theme: Theme,
    *,
    by: User | str,
    names: Mapping[str, str],
    kind: ThemeKind,
    definitions: Mapping[str, str],
    terms: Mapping[str, Sequence[str]],
    source: str = "",
    parent: Theme | None = None,
) -> Theme:
    """Write a theme anew, in a version that is being worked on. Its key stays: by it a theme is
    the same from one version to the next.

    Raises Refused when the version is published, or the theme would stand under itself.
    """
    _in_work(theme.codebook, _("The theme was not changed."))
    theme.names, theme.kind, theme.source = dict(names), kind, source
    theme.definitions, theme.terms, theme.parent = dict(definitions), clean_terms(terms), parent
    _check_parent(theme, _("The theme was not changed."))
    theme.save()
    _record("change_theme", theme, by)
    return theme


@transaction.atomic
def remove_theme(theme: Theme, *, by: User | str) -> None:
    """Take a theme out of a version that is being worked on. Earlier versions keep theirs.

    Raises Refused when the version is published, or other themes stand under it.
    """
    _in_work(theme.codebook, _("The theme was not removed."))
    if theme.children.exists():
        raise Refused(
            _("The theme was not removed."),
            _("Other themes stand under it."),
            _("Move or remove those first."),
        )
    _record("remove_theme", theme, by)
    theme.delete()


@transaction.atomic
def publish_codebook(codebook: Codebook, *, by: User | str) -> Codebook:
    """Fix a version and let it be in force. Publishing it again changes nothing.

    Codings made by the version before are carried over to the theme of the same key, decisions
    included, each as a new row that replaces the old one; those of a theme that is gone end.
    Raises Refused when the codebook has no theme.
    """
    Consultation.objects.select_for_update().get(pk=codebook.consultation_id)
    codebook = Codebook.objects.select_related("consultation").get(pk=codebook.pk)
    if codebook.published_at is not None:
        return codebook
    if not codebook.themes.exists():
        raise Refused(
            _("The codebook was not published."), _("It has no theme."), _("Add one first.")
        )
    earlier = codebook_in_force(codebook.consultation)
    codebook.published_by, codebook.published_at = str(by)[:200], timezone.now()
    codebook.save(update_fields=["published_by", "published_at"])
    carried = _carry_over(earlier, codebook) if earlier else 0
    record(
        "analysis.publish_codebook",
        codebook,
        by=by,
        consultation=codebook.consultation.slug,
        version=codebook.version,
        carried=carried,
    )
    return codebook


def _in_work(codebook: Codebook, what: str) -> Codebook:
    """The version, locked; refused where it is published."""
    codebook = Codebook.objects.select_for_update().get(pk=codebook.pk)
    if codebook.published_at is not None:
        raise Refused(
            what,
            _("Version %(version)d of the codebook is published and stays as it is.")
            % {"version": codebook.version},
            _("Begin the next version, and change that one."),
        )
    return codebook


def _check_parent(theme: Theme, what: str) -> None:
    parent = theme.parent
    if parent is not None and parent.codebook_id != theme.codebook_id:
        raise Refused(what, _("The theme that it goes under stands in another codebook."))
    while parent is not None:
        if parent.pk == theme.pk:
            raise Refused(
                what, _("A theme cannot stand under itself."), _("Choose another to put it under.")
            )
        parent = parent.parent


def _add_drafts(codebook: Codebook, drafts: Iterable[ThemeDraft]) -> None:
    held = {theme.key: theme for theme in codebook.themes.all()}
    for order, draft in enumerate(drafts, start=len(held) + 1):
        if draft.key not in held:
            held[draft.key] = Theme.objects.create(
                codebook=codebook,
                parent=held.get(draft.parent),
                key=draft.key,
                kind=draft.kind,
                names=dict(draft.names),
                definitions=dict(draft.definitions),
                terms=clean_terms(draft.terms),
                source=draft.source,
                order=order,
            )


def _copy_themes(earlier: Codebook, codebook: Codebook) -> None:
    copies: dict[int, Theme] = {}
    left = list(earlier.themes.all())
    while left:  # a theme may have been put under one that comes after it
        ready = [theme for theme in left if theme.parent_id is None or theme.parent_id in copies]
        left = [theme for theme in left if theme not in ready]
        for theme in ready:
            copies[theme.pk] = Theme.objects.create(
                codebook=codebook,
                parent=copies[theme.parent_id] if theme.parent_id else None,
                key=theme.key,
                kind=theme.kind,
                names=theme.names,
                definitions=theme.definitions,
                terms=theme.terms,
                source=theme.source,
                order=theme.order,
            )


def _carry_over(earlier: Codebook, codebook: Codebook) -> int:
    """Let the codings in force stand under the new version's themes; how many it was."""
    themes = {theme.key: theme for theme in codebook.themes.all()}
    held = list(
        Coding.objects.filter(theme__codebook=earlier, ended_at__isnull=True).select_related(
            "theme"
        )
    )
    ended = Coding.objects.filter(theme__codebook=earlier, ended_at__isnull=True)
    ended.update(ended_at=codebook.published_at)
    carried = [
        Coding(
            passage_id=coding.passage_id,
            theme=themes[coding.theme.key],
            stance=coding.stance,
            state=coding.state,
            method=coding.method,
            reason=coding.reason,
            probability=coding.probability,
            like=coding.like,
            note=coding.note,
            decided_by_id=coding.decided_by_id,
            decided_at=coding.decided_at,
            replaces=coding,
        )
        for coding in held
        if coding.theme.key in themes
    ]
    Coding.objects.bulk_create(carried, batch_size=500)
    return len(carried)


def _record(act: str, theme: Theme, by: User | str) -> None:
    record(
        f"analysis.{act}",
        theme,
        by=by,
        consultation=theme.codebook.consultation.slug,
        key=theme.key,
        version=theme.codebook.version,
    )
