"""The chain of instruments: from the Tunis Agenda to the resolution that asks to consult.

The paragraphs named in comments are those of the report of 4 May 2011. What a provision holds is
told in our words, and marked so, only where the report says it.
"""

from dataclasses import dataclass
from datetime import date

from rapporteur.base.models import User
from rapporteur.stages.mandate.actions import record_instrument, relate
from rapporteur.stages.mandate.choices import InstrumentKind, RelationKind
from rapporteur.stages.mandate.models import Instrument, Provision

ASSEMBLY = "General Assembly"
COUNCIL = "Economic and Social Council"


@dataclass(frozen=True)
class Chain:
    """instruments: all of them; asks: what asks for the consultations; rests_on: para. 35."""

    instruments: tuple[Instrument, ...]
    asks: Provision
    rests_on: Provision


def make(by: User | str) -> Chain:
    """Record the instruments of paras. 1 to 7 and how they stand to one another."""
    tunis = record_instrument(
        symbol="WSIS-05/TUNIS/DOC/6(Rev.1)",
        kind=InstrumentKind.OUTCOME,
        body="World Summit on the Information Society",
        session="Second phase, Tunis",
        stated_date="2005",
        titles={
            "en": "Tunis Agenda for the Information Society",
            "fr": "Agenda de Tunis pour la société de l’information",
            "es": "Agenda de Túnez para la Sociedad de la Información",
        },
        provisions={
            # Paras. 34 and 35 of the report.
            "35": "[Summary] On the roles of the stakeholders: authority over public policy "
            "issues of the Internet is the sovereign right of States.",
            "68": "",
            # Para. 20.
            "69": "[Summary] Governments need enhanced cooperation to carry out their roles in "
            "international public policy issues of the Internet.",
            "70": "",
            # Paras. 3 and 7.
            "71": "[Summary] The Secretary-General is to start the process towards enhanced "
            "cooperation; relevant organizations are to begin one too, and to report every year.",
        },
        by=by,
    )
    endorsement = record_instrument(
        symbol="A/RES/60/252", kind=InstrumentKind.RESOLUTION, body=ASSEMBLY, by=by
    )
    replies = record_instrument(
        symbol="A/64/64-E/2009/10",
        kind=InstrumentKind.REPORT,
        body=f"{ASSEMBLY}; {COUNCIL}",
        dated=date(2009, 3, 13),
        titles={
            "en": "Report of the Secretary-General on the implementation of the outcome of the "
            "World Summit on the Information Society"
        },
        by=by,
    )
    request = record_instrument(
        symbol="A/RES/63/202", kind=InstrumentKind.RESOLUTION, body=ASSEMBLY, by=by
    )
    recommendations = record_instrument(
        symbol="E/2009/92",
        kind=InstrumentKind.REPORT,
        body=COUNCIL,
        stated_date="June 2009",
        titles={
            "en": "Report of the Secretary-General on enhanced cooperation on public policy "
            "issues pertaining to the Internet"
        },
        by=by,
    )
    update = record_instrument(
        symbol="E/2010/CRP.4",
        kind=InstrumentKind.NOTE,
        body=COUNCIL,
        stated_date="July 2010",
        titles={"en": "Informal update of the report on enhanced cooperation"},
        by=by,
    )
    mandate = record_instrument(
        symbol="E/RES/2010/2",
        kind=InstrumentKind.RESOLUTION,
        body=COUNCIL,
        dated=date(2010, 7, 19),
        # The letters and the report quote the paragraph, and do not say which it is.
        provisions={
            "(not stated)": "[Summary] The Secretary-General is invited to hold open and "
            "inclusive consultations of all Member States and other stakeholders before the end of "
            "2010, and to submit their outcome to the Assembly at its sixty-sixth session, through "
            "the Council."
        },
        by=by,
    )
    welcome = record_instrument(
        symbol="A/RES/65/141", kind=InstrumentKind.RESOLUTION, body=ASSEMBLY, by=by
    )

    paragraphs = {each.number: each for each in tunis.provisions.all()}
    asked = [paragraphs[number] for number in ("68", "69", "70", "71")]
    relate(
        source=endorsement,
        kind=RelationKind.ENDORSES,
        target=tunis,
        note="Report of 4 May 2011, para. 2; for the Tunis Agenda its footnote 1 refers to "
        "A/60/687.",
        by=by,
    )
    relate(
        source=replies,
        kind=RelationKind.RESPONDS,
        target=tunis,
        target_provisions=asked,
        note="Paras. 3 and 4: ten organizations were invited to report; their replies are "
        "summarized here.",
        by=by,
    )
    relate(
        source=request,
        kind=RelationKind.REQUESTS,
        target=recommendations,
        note="Para. 5: recommendations on how to pursue the process; the Secretary-General wrote "
        "to the ten organizations again.",
        by=by,
    )
    relate(
        source=recommendations, kind=RelationKind.RESPONDS, target=request, note="Para. 5.", by=by
    )
    relate(
        source=update,
        kind=RelationKind.SUPPLEMENTS,
        target=recommendations,
        note="Para. 5.",
        by=by,
    )
    relate(
        source=mandate,
        kind=RelationKind.TAKES_NOTE,
        target=recommendations,
        note="Para. 6.",
        by=by,
    )
    relate(
        source=welcome,
        kind=RelationKind.TAKES_NOTE,
        target=recommendations,
        note="Para. 7.",
        by=by,
    )
    relate(
        source=welcome,
        kind=RelationKind.WELCOMES,
        target=mandate,
        note="Para. 7: with the need to promote the part of intergovernmental organizations from "
        "developing countries.",
        by=by,
    )
    return Chain(
        (tunis, endorsement, replies, request, recommendations, update, mandate, welcome),
        asks=mandate.provisions.get(number="(not stated)"),
        rests_on=paragraphs["35"],
    )
