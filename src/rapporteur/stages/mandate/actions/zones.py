"""The time zones that a date can stand in."""

from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused


def check_zone(zone: str) -> None:
    """Raises Refused where this is no time zone that is known."""
    if zone not in available_timezones():
        raise Refused(
            _("“%(zone)s” is not a time zone.") % {"zone": zone},
            _("Zones are named by continent and city, or UTC."),
            _("Write for example Europe/Geneva as Europe/Zurich, or America/New_York."),
        )
