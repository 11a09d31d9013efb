"""What the components of a symbol mean.

After the Dag Hammarskjöld Library's guide "UN Document Symbols": the first component is the organ,
the next ones are its subsidiary bodies, then come the session or the year, the kind of document
with its number, and at the end what changed an earlier text.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a component says."""

    ORGAN = "organ"
    BODY = "body"
    SESSION = "session"
    YEAR = "year"
    KIND = "kind"
    NUMBER = "number"
    CHANGE = "change"
    SERIES = "series"
    """A name that only the series itself explains: TUNIS, DOC, SGB."""


ORGANS = {
    "A": "General Assembly",
    "S": "Security Council",
    "E": "Economic and Social Council",
    "ST": "Secretariat",
    "T": "Trusteeship Council",
    "ACC": "Administrative Committee on Coordination",
    "APLC": "Anti-Personnel Mine Ban Convention",
    "BWC": "Biological Weapons Convention",
    "CAC": "United Nations Convention against Corruption",
    "CAT": "Committee against Torture",
    "CBD": "Convention on Biological Diversity",
    "CCPR": "Human Rights Committee",
    "CCW": "Convention on Certain Conventional Weapons",
    "CD": "Conference on Disarmament",
    "CEB": "United Nations System Chief Executives Board for Coordination",
    "CED": "Committee on Enforced Disappearances",
    "CEDAW": "Committee on the Elimination of Discrimination against Women",
    "CERD": "Committee on the Elimination of Racial Discrimination",
    "CLCS": "Commission on the Limits of the Continental Shelf",
    "CMW": "Committee on Migrant Workers",
    "CRC": "Committee on the Rights of the Child",
    "CRPD": "Committee on the Rights of Persons with Disabilities",
    "CTOC": "United Nations Convention against Transnational Organized Crime",
    "DP": "United Nations Development Programme",
    "DPA": "Department of Political Affairs",
    "ECE": "Economic Commission for Europe",
    "FCCC": "United Nations Framework Convention on Climate Change",
    "HRI": "International human rights instruments",
    "HSP": "United Nations Human Settlements Programme",
    "ICCD": "United Nations Convention to Combat Desertification",
    "ID": "United Nations Industrial Development Organization",
    "ISBA": "International Seabed Authority",
    "JIU": "Joint Inspection Unit",
    "LC": "Economic Commission for Latin America and the Caribbean",
    "NPT": "Treaty on the Non-Proliferation of Nuclear Weapons",
    "PBC": "Peacebuilding Commission",
    "PCNICC": "Preparatory Commission for the International Criminal Court",
    "SPLOS": "States Parties to the United Nations Convention on the Law of the Sea",
    "TD": "United Nations Conference on Trade and Development",
    "TRADE": "Economic Commission for Europe",
    "TRANS": "Economic Commission for Europe",
    "UNCTAD": "United Nations Conference on Trade and Development",
    "UNEP": "United Nations Environment Programme",
    "UNW": "United Nations Entity for Gender Equality and the Empowerment of Women",
    "WSIS": "World Summit on the Information Society",
}
"""First components. WSIS stands for WSIS-03, WSIS-05 and WSIS-II as well."""

BODIES = {
    "AC": "ad hoc committee",
    "C": "committee",
    "CN": "commission",
    "CONF": "conference",
    "COP": "conference of the parties",
    "PC": "preparatory committee",
    "SC": "subcommittee",
    "SER": "series",
    "Sub": "subcommission",
    "WG": "working group",
}
"""Subsidiary bodies by their prefix; a number follows ("CN.16") or not ("PC", "C")."""

NAMED = {
    "A/C.1": "First Committee",
    "A/C.2": "Second Committee",
    "A/C.3": "Third Committee",
    "A/C.4": "Fourth Committee",
    "A/C.5": "Fifth Committee",
    "A/C.6": "Sixth Committee",
    "A/CN.4": "International Law Commission",
    "A/CN.9": "United Nations Commission on International Trade Law",
    "A/HRC": "Human Rights Council",
    "E/C.2": "Committee on Non-Governmental Organizations",
    "E/C.12": "Committee on Economic, Social and Cultural Rights",
    "E/C.16": "Committee of Experts on Public Administration",
    "E/C.19": "Permanent Forum on Indigenous Issues",
    "E/CN.3": "Statistical Commission",
    "E/CN.4": "Commission on Human Rights",
    "E/CN.5": "Commission for Social Development",
    "E/CN.6": "Commission on the Status of Women",
    "E/CN.7": "Commission on Narcotic Drugs",
    "E/CN.9": "Commission on Population and Development",
    "E/CN.15": "Commission on Crime Prevention and Criminal Justice",
    "E/CN.16": "Commission on Science and Technology for Development",
    "E/CN.17": "Commission on Sustainable Development",
    "E/CN.18": "United Nations Forum on Forests",
    "E/ICEF": "Executive Board of the United Nations Children's Fund",
    "TD/B": "Trade and Development Board",
}
"""Bodies whose name a reader may want, by the beginning of the symbol."""

KINDS = {
    "BUR": "general committee or bureau",
    "CRP": "conference room paper",
    "DEC": "decision",
    "GC": "general comment or recommendation",
    "IGO": "intergovernmental organizations",
    "INF": "information series",
    "L": "limited distribution",
    "NGO": "statement of a non-governmental organization",
    "PET": "petition",
    "PRST": "statement by the President of the Security Council",
    "PV": "verbatim record",
    "R": "restricted distribution",
    "RES": "resolution",
    "RT": "record of testimony",
    "SGB": "bulletin of the Secretary-General",
    "SR": "summary record",
    "WP": "working paper",
}

CHANGES = {
    "Add": "addendum",
    "Amend": "amendment",
    "Corr": "corrigendum",
    "Rev": "revision",
    "Summary": "summarized version",
}

WRITTEN = {word.upper(): word for word in (*BODIES, *KINDS, *CHANGES)}
"""How each prefix is written, by its capitals: "ADD" is "Add", "CRP" is "CRP"."""

FIRST_COUNTED_SESSION = 31
"""The General Assembly counts its session in symbols since the thirty-first, in 1976."""

FIRST_COUNTED_YEAR = {"E": 1978, "S": 1994}
"""Since when the Councils have the year in the symbol of a document."""


def organ_of(component: str) -> str | None:
    """The key in ORGANS of a first component: "E" of "E", "WSIS" of "WSIS-05"; None of others."""
    key = component.split("-")[0] if component.startswith("WSIS-") else component
    return key if key in ORGANS else None


def year_of_session(session: int) -> int:
    """The year in which a session of the General Assembly opens: 2011 for the sixty-sixth."""
    return 1945 + session


def session_of_year(year: int) -> int:
    """The session of the General Assembly that opens in a year."""
    return year - 1945
