"""What was published last, for feed readers."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import public, shown_name
from rapporteur.stages.mandate.access import VisitorRequest, visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.record.exports import address_of

MOST = 50


class Latest(Feed):  # type: ignore[type-arg]
    """The contributions published last, each with its title and who it is from."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Consultation:
        consultation: Consultation = kwargs["consultation"]
        return consultation

    def title(self, consultation: Consultation) -> str:
        return said(consultation.titles)

    def subtitle(self, consultation: Consultation) -> str:
        return _("Contributions as they are published")

    def link(self, consultation: Consultation) -> str:
        return reverse("record:register", args=[consultation.slug])

    def items(self, consultation: Consultation) -> QuerySet[Contribution]:
        return public(consultation).order_by("-published_at", "-id")[:MOST]

    def item_title(self, item: Any) -> str:
        return f"{item.register_number} {item.shown_title}".strip()

    def item_description(self, item: Any) -> str:
        return shown_name(item)

    def item_link(self, item: Any) -> str:
        return address_of(item)

    def item_pubdate(self, item: Any) -> Any:
        return item.published_at


@visitors
def latest(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    return Latest()(request, consultation=consultation)
