"""The rules of the stakeholders, as pure functions and fixed lists."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.stakeholders.choices import UsualGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TATWEEL = "\u0640"  # lengthens an Arabic word on the page and says nothing
ARTICLES = frozenset({"the", "le", "la", "les", "el", "los", "las"})
MEMBER_STATE = "member-state"
_WORDS = re.compile(r"[^\W_]+")

USUAL_GROUPS: Mapping[UsualGroup, Mapping[str, str]] = {
    UsualGroup.GOVERNMENTS: {
        "en": "Governments",
        "fr": "Gouvernements",
        "es": "Gobiernos",
        "ru": "Правительства",
        "zh": "各国政府",
        "ar": "الحكومات",
    },
    UsualGroup.INTERNATIONAL: {
        "en": "International organizations",
        "fr": "Organisations internationales",
        "es": "Organizaciones internacionales",
        "ru": "Международные организации",
        "zh": "国际组织",
        "ar": "المنظمات الدولية",
    },
    UsualGroup.CIVIL_SOCIETY: {
        "en": "Civil society",
        "fr": "Société civile",
        "es": "Sociedad civil",
        "ru": "Гражданское общество",
        "zh": "民间社会",
        "ar": "المجتمع المدني",
    },
    UsualGroup.PRIVATE_SECTOR: {
        "en": "Private sector",
        "fr": "Secteur privé",
        "es": "Sector privado",
        "ru": "Частный сектор",
        "zh": "私营部门",
        "ar": "القطاع الخاص",
    },
}

MEMBER_STATE_NAMES: Mapping[str, str] = {
    "en": "Member States",
    "fr": "États Membres",
    "es": "Estados Miembros",
    "ru": "Государства-члены",
    "zh": "会员国",
    "ar": "الدول الأعضاء",
}

# What a roster may say of an entity, and the headings under which lists say it (as `name_key`).
ROSTER_FIELDS: Mapping[str, tuple["StrPromise", frozenset[str]]] = {
    "name": (
        _("Name"),
        frozenset(
            {"name", "state", "organization", "organisation", "entity", "nom", "nombre", "名称"}
        ),
    ),
    "acronym": (_("Acronym"), frozenset({"acronym", "abbreviation", "sigle", "sigla"})),
    "identifier": (_("Number on the list"), frozenset({"id", "identifier", "number"})),
    "kind": (_("Kind"), frozenset({"kind", "type"})),
    "category": (_("Category"), frozenset({"category", "list", "categorie"})),
    "country": (_("Country"), frozenset({"country", "pays", "pais"})),
    "region": (_("Region"), frozenset({"region"})),
    "language": (_("Preferred language"), frozenset({"language", "langue", "idioma"})),
    "address": (_("Postal address"), frozenset({"address", "adresse", "direccion"})),
    "telephone": (
        _("Telephone"),
        frozenset({"telephone", "phone", "tel", "telefono"}),
    ),
    "fax": (_("Fax"), frozenset({"fax", "telefax", "telecopie"})),
    "email": (
        _("E-mail address"),
        frozenset({"email", "e mail", "mail", "courriel", "email address", "e mail address"}),
    ),
    "contact": (
        _("Contact person"),
        frozenset({"contact", "contact person", "focal point", "contact name"}),
    ),
    "title": (_("Title of the contact"), frozenset({"title", "contact title"})),
    "valid_from": (_("On the list from"), frozenset({"from", "valid from", "since"})),
    "valid_to": (_("On the list to"), frozenset({"to", "valid to", "until"})),
    **{
        f"name_{code}": (
            # Translators: a column of a list that holds names in the language that follows.
            _("Name in another language"),
            frozenset({f"name {code}", f"{code} name", f"name in {code}"}),
        )
        for code in LANGUAGES
    },
}


def name_key(name: str) -> str:
    """A name without what two lists write differently: case, accents, punctuation, the article.

    "The Côte d’Ivoire Chamber" and "COTE D'IVOIRE CHAMBER" give the same key. An empty key means
    that there was no letter or digit at all.
    """
    bare = name.replace("&", " and ").replace(TATWEEL, "").casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    words = _WORDS.findall(bare)
    if len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return " ".join(words)[:300]
