"""Web pages that were sent, as they are laid out, with nothing in them that acts."""

from django import template
from django.utils.safestring import mark_safe

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.copies import page
from rapporteur.core.text.media import HTML
from rapporteur.stages.contributions.models import Document, PublicDocument

register = template.Library()


@register.simple_tag
def public_page(document: PublicDocument) -> str:
    """The copy of a web page that the public has; empty for any other file."""
    if document.original is None or document.media_type != HTML:
        return ""
    return mark_safe(page.body_of(read(document.original)))  # it is sanitised


@register.simple_tag
def received_page(document: Document) -> str:
    """A web page as it was received, for officials; empty for any other file, and where it is too
    long or too deep to be laid out."""
    if document.media_type != HTML:
        return ""
    try:
        return mark_safe(page.laid_out(read(document.original)))  # it is sanitised
    except Refused:  # its bytes are gone; its text is there
        return ""
