"""Scanning originals for viruses."""

from collections.abc import Iterable

from rapporteur.base.originals import queries as originals
from rapporteur.base.originals.models import Original
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.base.viruses.daemon import NoDaemon, TooLarge, is_configured, version, virus_in
from rapporteur.base.viruses.models import Scan, Verdict


def scan(wanted: Iterable[Original]) -> list[Scan]:
    """Scan what of these was not scanned yet; the verdicts on all that have one then.

    Where no daemon is named, nothing is scanned. Raises NoDaemon where the named one does not
    answer; what was scanned before that stays.
    """
    held = list(wanted)
    scans = Scan.objects.in_bulk([each.pk for each in held])
    if is_configured():
        engine = ""
        for original in held:
            if original.pk in scans or original.erased_at is not None:
                continue
            engine = engine or version()
            scans[original.pk] = _scanned(original, engine)
    return list(scans.values())


def scan_waiting(*, most: int = 200) -> int:
    """Scan what nobody has scanned yet, the last to arrive first; how many it was. Nothing where no
    daemon is named or answers: what waits is scanned at the next turn."""
    if not is_configured():
        return 0
    waiting = Original.objects.filter(scan__isnull=True, erased_at__isnull=True)
    try:
        last = list(waiting.order_by("-kept_at").values_list("pk", flat=True)[:most])
        return len(scan(Original.objects.filter(pk__in=last)))
    except NoDaemon:
        return 0


def _scanned(original: Original, engine: str) -> Scan:
    verdict, virus = Verdict.CLEAN, ""
    try:
        virus = virus_in(originals.pieces(original))
        verdict = Verdict.INFECTED if virus else Verdict.CLEAN
    except TooLarge:
        verdict = Verdict.TOO_LARGE
    except Refused as missing:
        raise NoDaemon(str(missing)) from missing
    with giving_way():
        made, _new = Scan.objects.get_or_create(
            original=original,
            defaults={"verdict": verdict, "virus": virus[:300], "engine": engine[:200]},
        )
    return made
