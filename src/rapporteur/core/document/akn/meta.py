"""What the file says of itself: the work, its expression in one language, this file."""

from datetime import date

from rapporteur.core.document.akn.elements import Element, element
from rapporteur.core.document.akn.naming import Names

_OURSELVES = "#rapporteur"


def meta(names: Names, made: date, component: str) -> Element:
    """Return the `meta` of a component of the document: "main", or "annex_1".

    Who is meant by the references stands in that of the main one, once in the file.
    """
    day = names.date.isoformat()
    author = f"#{names.actor}"
    identification = element(
        "identification",
        element(
            "FRBRWork",
            *_core(names, names.work, component, day, author),
            element("FRBRcountry", value="un"),
            element("FRBRsubtype", value="paper"),
            element("FRBRnumber", value=names.number, showAs=names.shown),
        ),
        element(
            "FRBRExpression",
            *_core(names, names.expression, component, day, author),
            element("FRBRlanguage", language=names.language),
        ),
        element(
            "FRBRManifestation",
            element("FRBRthis", value=f"{names.component(names.expression, component)}.xml"),
            element("FRBRuri", value=f"{names.expression}/.xml"),
            element("FRBRdate", date=made.isoformat(), name="Generation"),
            element("FRBRauthor", href=_OURSELVES),
            element("FRBRformat", value="xml"),
        ),
        source=_OURSELVES,
    )
    if component != "main":
        return element("meta", identification)
    return element("meta", identification, _references(names))


def _references(names: Names) -> Element:
    return element(
        "references",
        element(
            "TLCOrganization",
            eId=names.actor,
            href=f"/akn/ontology/organization/un/{names.actor}",
            showAs=names.actor_name,
        ),
        element(
            "TLCObject",
            eId="rapporteur",
            href="/akn/ontology/object/un/rapporteur",
            showAs="Rapporteur",
        ),
        source=_OURSELVES,
    )


def _core(names: Names, level: str, component: str, day: str, author: str) -> list[Element]:
    return [
        element("FRBRthis", value=names.component(level, component)),
        element("FRBRuri", value=level),
        element("FRBRdate", date=day, name="Creation"),
        element("FRBRauthor", href=author),
    ]
