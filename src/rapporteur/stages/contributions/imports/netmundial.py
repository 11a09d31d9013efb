"""The 187 contributions to NETmundial (São Paulo, 2014): a header file A and a text B each.

The collection was made by the Centre for Internet and Society, Bangalore, from the organizers'
own pages, where every contribution stood under its contributor's name.
"""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.netmundial import Header, Sector, read_header
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import (
    Consent,
    FindingDecision,
    ItemChannel,
    Mode,
    Origin,
)
from rapporteur.stages.contributions.imports.folder import open_folder, why_not
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem, Progress
from rapporteur.stages.contributions.models import Contribution, Document
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import add_group
from rapporteur.stages.stakeholders.models import Group

SECTORS: Mapping[Sector, Mapping[str, str]] = {
    Sector.ACADEMIA: {
        "en": "Academia",
        "fr": "Milieux universitaires",
        "es": "Mundo académico",
        "ru": "Научное сообщество",
        "ar": "الأوساط الأكاديمية",
        "zh": "学术界",
    },
    Sector.CIVIL_SOCIETY: {
        "en": "Civil society",
        "fr": "Société civile",
        "es": "Sociedad civil",
        "ru": "Гражданское общество",
        "ar": "المجتمع المدني",
        "zh": "民间社会",
    },
    Sector.GOVERNMENT: {
        "en": "Government",
        "fr": "Gouvernements",
        "es": "Gobiernos",
        "ru": "Правительства",
        "ar": "الحكومات",
        "zh": "政府",
    },
    Sector.PRIVATE_SECTOR: {
        "en": "Private sector",
        "fr": "Secteur privé",
        "es": "Sector privado",
        "ru": "Частный сектор",
        "ar": "القطاع الخاص",
        "zh": "私营部门",
    },
    Sector.TECHNICAL_COMMUNITY: {
        "en": "Technical community",
        "fr": "Communauté technique",
        "es": "Comunidad técnica",
        "ru": "Техническое сообщество",
        "ar": "المجتمع التقني",
        "zh": "技术界",
    },
    Sector.OTHER: {
        "en": "Other",
        "fr": "Autres",
        "es": "Otros",
        "ru": "Прочие",
        "ar": "جهات أخرى",
        "zh": "其他",
    },
}
_NAME = re.compile(r"(\d{3})A\.txt")
_WORD = re.compile(r"\w+")
FEW = 20  # words


def import_netmundial(
    consultation: Consultation,
    folder: Path,
    *,
    by: User | str,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Take each pair of files (`001A.txt`, `001B.txt`) in, register it and publish it.

    The sector becomes the group. A pair that was taken before stays as it is, so running this
    again takes only what is missing. A pair is taken whole or not at all.

    Raises Refused where the folder holds no header file.
    """
    numbers = numbers_in(folder)
    folder = folder.resolve()
    groups = {
        sector: add_group(consultation, key=sector, names=names, order=order, by=by)
        for order, (sector, names) in enumerate(SECTORS.items())
    }
    taken, there, files = 0, 0, 0
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    for done, number in enumerate(numbers, start=1):
        names = [f"{number}A.txt", f"{number}B.txt"]
        missing = [Problem(name, why) for name in names if (why := why_not(folder, name))]
        if missing:
            problems += missing
        else:
            header, text = ((folder / name).read_bytes() for name in names)
            try:
                contribution, new, doubts = _take(consultation, number, header, text, groups, by)
            except Refused as refusal:
                problems.append(Problem(names[0], str(refusal)))
            else:
                problems += doubts
                taken, there, files = taken + new, there + (not new), files + 2
                counts[contribution.group.key if contribution.group else ""] += 1
        if progress is not None:
            progress(done, len(numbers))
    return ImportOutcome(
        taken=taken,
        there=there,
        registered=taken,
        files=files,
        by_group={str(group): counts[group.key] for group in groups.values()},
        problems=tuple(problems),
    )


def numbers_in(folder: Path) -> list[str]:
    """The serial numbers of the contributions in a folder ("001"), in order.

    Raises Refused where there is no such folder, or no header file in it.
    """
    folder = open_folder(folder)
    numbers = sorted(found[1] for path in folder.iterdir() if (found := _NAME.fullmatch(path.name)))
    if not numbers:
        raise Refused(
            _("Nothing was imported."),
            _("There is no header file (001A.txt, 002A.txt, …) in “%(folder)s”.")
            % {"folder": folder},
            _("Name the folder that holds the contributions themselves."),
        )
    return numbers


@transaction.atomic
def _take(
    consultation: Consultation,
    number: str,
    raw_header: bytes,
    raw_text: bytes,
    groups: Mapping[Sector, Group],
    by: User | str,
) -> tuple[Contribution, bool, list[Problem]]:
    """The contribution of one pair, whether it is new, and what in it a person should look at."""
    header = read_header(raw_header)
    item = actions.receive(
        consultation,
        channel=ItemChannel.IMPORT,
        content=raw_header,
        attachments=[(f"{number}B.txt", raw_text)],
        sender=header.entitled_by,
        claimed={
            "name": header.entitled_by,
            "organization": header.organization,
            "group": header.sector_stated,
            "region": header.region,
            "title": header.title,
            "area": header.area,
            "filename": f"{number}A.txt",
        },
        source=f"netmundial/{number}",
        by=by,
    )
    before = item.contributions.select_related("group").order_by("pk").last()
    if before is not None:
        return before, False, []
    group = groups.get(header.sector) if header.sector else None
    document = actions.read_document(f"{number}B.txt", item.attachments.get().original)
    contribution = actions.register(
        consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        contributor=header.entitled_by or header.organization,
        organization=header.organization if header.entitled_by else "",
        group=group,
        region=header.region,
        title=header.title,
        abstract=header.abstract,
        keywords=header.keywords,
        consent=Consent.NAMED,
        text=_only_in_header(header, document),
        documents=[document],
        reason=_("A contribution to NETmundial, as the organizers published it."),
        by=by,
    )
    actions.confirm_attribution(
        contribution, reason=_("Published by the organizers under this name."), by=by
    )
    published = current_version(contribution)
    actions.screen(published, by=by)
    # Its organizers published it so, names and addresses too: there is nothing left to hide.
    actions.decide_kind(published, None, FindingDecision.KEPT, by=by)
    actions.publish(contribution, by=by)
    doubts = []
    if group is None:
        doubts.append(
            Problem(
                f"{number}A.txt",
                _("its sector, “%(sector)s”, is none of the six; it is in no group yet.")
                % {"sector": header.sector_stated},
            )
        )
    return contribution, True, doubts


def _only_in_header(header: Header, document: Document) -> str:
    """What the contribution's page says that its text file does not; mostly it says the same.

    By runs of five words: where a tenth of the page's are nowhere in the file, the page's text is
    kept whole. A page of a few words only points at its file.
    """
    page = _runs(header.document)
    file = _runs(" ".join(each["text"] for each in document.pages))
    more = len(page - file) > len(page) / 10
    return header.document if more and len(page) > FEW else ""


def _runs(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1))}
