"""Drawing up the account that everybody may read, so that no reader has to wait for it."""

import time
from dataclasses import fields
from datetime import datetime, timedelta

from django.utils.translation import override

from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.models import Account
from rapporteur.stages.contributions.queries.account import SMALL, drawn_up, last_act, last_item
from rapporteur.stages.mandate.models import Consultation

REST = 20  # times as long as the last one took, before the next is begun
MOST_DIFFERENCES = 1000  # that are kept; what is beyond is said in a number


def draw_up_accounts(now: datetime) -> int:
    """Draw up the account of each consultation of more than a few items in which anything happened
    since the last, and say of how many. One that takes long is drawn up more seldom."""
    done = 0
    held = {each.consultation_id: each for each in Account.objects.all()}
    for consultation in Consultation.objects.all():
        upto = last_item(consultation)
        if upto <= SMALL:
            continue
        before, acts = held.get(consultation.pk), last_act(consultation)
        if before is not None:
            rested = now - before.at >= timedelta(seconds=REST * before.seconds)
            if not rested or (before.upto, before.acts) == (upto, acts):
                continue
        _draw_up(consultation, acts, now)
        done += 1
    return done


def _draw_up(consultation: Consultation, acts: int, now: datetime) -> None:
    began = time.monotonic()
    with override("en"):
        found = drawn_up(consultation, now)
    differences = list(found.differences)
    more = len(differences) - MOST_DIFFERENCES
    if more > 0:
        differences = [*differences[:MOST_DIFFERENCES], f"{more} more differences."]
    kept = {each.name: getattr(found, each.name) for each in fields(found)}
    kept |= {"differences": differences, "acts": acts, "seconds": time.monotonic() - began}
    with giving_way():
        Account.objects.update_or_create(consultation=consultation, defaults=kept)
