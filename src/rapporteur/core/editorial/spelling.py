"""Spelling in English: the Concise Oxford English Dictionary's first form, with -ize ("Spelling").

A list of words that drafters bring along from elsewhere, not a dictionary: what is not on it is
let pass, since a report is full of names that no dictionary knows. Names keep their own spelling,
so a word with a capital is only looked at where it begins a sentence.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import OWN, Reading

_IZE_WRITTEN = (
    "actual agon anonym apolog author brutal capital categor central character civil collectiv "
    "coloni commercial computer conceptual container contextual crimin criminal critic crystall "
    "custom decentral democrat demilitar demobil digit digital diplomat dramat economi econom "
    "emphas empath energ equal external familiar fertil final finali formal fratern galvan "
    "general global harmon homogen hospital human hypothes ideal immun incentiv individual "
    "industrial initial institutional internal international item jeopard legal legitim liberal "
    "local marginal material maxim mechan memor metabol militar minim mobil modern monet "
    "monopol national neutral normal operational optim organ reorgan ostrac oxid patron penal "
    "personal polar political popular prior privat professional public random rational real "
    "recogn regional regular revital revolution romantic scrutin secular sensit social special "
    "stabil destabil standard steril stigmat subsid summar symbol sympath synchron synthes "
    "systemat terror theor total traumat trivial unionis universal urban util vandal verbal "
    "victim visual vital vocal weapon"
)
_IZE = _IZE_WRITTEN.split()
_ISE = re.compile(
    r"\b(?P<stem>" + "|".join(sorted(_IZE, key=len, reverse=True)) + r")is"
    r"(?P<end>e|ed|es|er|ers|ing|able|ation|ations|ational|ationally)\b",
    re.IGNORECASE,
)
_FULL_FORMS = {
    "analyze": "analyse", "analyzed": "analysed", "analyzes": "analyses", "analyzing": "analysing",
    "catalyze": "catalyse", "catalyzed": "catalysed", "paralyze": "paralyse",
    "paralyzed": "paralysed",
    "center": "centre", "centers": "centres", "centered": "centred", "fiber": "fibre",
    "theater": "theatre", "theaters": "theatres", "liter": "litre", "liters": "litres",
    "kilometer": "kilometre", "kilometers": "kilometres",
    "defense": "defence", "offense": "offence", "offenses": "offences",
    "program": "programme", "programs": "programmes", "catalog": "catalogue",
    "catalogs": "catalogues", "dialog": "dialogue", "dialogs": "dialogues",
    "fulfill": "fulfil", "fulfills": "fulfils", "fulfillment": "fulfilment",
    "enrollment": "enrolment", "enroll": "enrol", "installment": "instalment",
    "skillful": "skilful", "willful": "wilful", "aging": "ageing", "gray": "grey",
    "skeptical": "sceptical", "skepticism": "scepticism", "aluminum": "aluminium",
    "maneuver": "manoeuvre", "maneuvers": "manoeuvres", "plow": "plough", "artifact": "artefact",
    "artifacts": "artefacts", "judgment": "judgement", "judgments": "judgements",
    "acknowledgment": "acknowledgement", "acknowledgments": "acknowledgements",
    "traveled": "travelled", "traveling": "travelling", "traveler": "traveller",
    "travelers": "travellers", "labeled": "labelled", "labeling": "labelling",
    "modeling": "modelling", "modeled": "modelled", "canceled": "cancelled",
    "canceling": "cancelling", "counseling": "counselling", "counselor": "counsellor",
    "fueled": "fuelled", "signaling": "signalling", "signaled": "signalled",
    "totaled": "totalled", "leveled": "levelled", "channeled": "channelled",
    "channeling": "channelling", "marvelous": "marvellous", "jewelry": "jewellery",
    "connexion": "connection",
    # Closed up or hyphenated as the dictionary has it first.
    "co-operation": "cooperation", "co-operate": "cooperate", "co-operative": "cooperative",
    "co-ordination": "coordination", "co-ordinate": "coordinate", "co-ordinated": "coordinated",
    "co-ordinator": "coordinator", "inter-governmental": "intergovernmental",
    "non governmental": "non-governmental", "nongovernmental": "non-governmental",
    "on-line": "online", "web-site": "website", "web site": "website", "web sites": "websites",
    "world-wide": "worldwide", "policy-maker": "policymaker", "policy-makers": "policymakers",
    "policy makers": "policymakers", "policy maker": "policymaker",
    "policy-making": "policymaking", "policy making": "policymaking",
    "cyber-security": "cybersecurity", "cyber security": "cybersecurity",
    "socio-economic": "socioeconomic", "sub-paragraph": "subparagraph",
    "sub-paragraphs": "subparagraphs", "sub-committee": "subcommittee",
    "sub-regional": "subregional", "multi-lateral": "multilateral", "bi-lateral": "bilateral",
    "land-locked": "landlocked", "e-mail": "email", "e-mails": "emails",
    "multistakeholder": "multi-stakeholder", "internet": "Internet",
}  # fmt: skip
_FORM = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(map(re.escape, _FULL_FORMS), key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_OUR = re.compile(
    r"\b(?P<stem>(?:mis)?behavi|(?:dis|multi)?col|endeav|(?:dis)?fav|flav|harb|(?:dis)?hon|lab|"
    r"neighb|rum|sav|vig|clam|cand|ard|demean)or(?P<end>s|ed|ing|able|ably|ful|hood|ite|ites|er|"
    r"ers|ly|al)?\b",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(r" [A-Z]| for ")
_COMPUTER = re.compile(r"\b(?:computer|software|malicious|antivirus|spreadsheet)\s$", re.IGNORECASE)


def spelling(reading: Reading) -> Iterator[Finding]:
    """Words of the list, in the drafter's own words."""
    if reading.kind not in OWN:
        return
    for pattern, mend in ((_ISE, _ize), (_OUR, _our), (_FORM, _form)):
        for found in pattern.finditer(reading.text):
            if reading.is_open(*found.span()) and _is_common(reading, found):
                better = _cased(mend(found), found.group())
                if better != found.group():
                    yield reading.finding(rules.SPELLING, *found.span(), better)


def _is_common(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a word is no name: without a capital, save where it begins a sentence."""
    word = found.group()
    if word[0].isupper() and (not word[1:].islower() or not reading.is_begun(found.start())):
        return False
    if word[0].isupper() and _NAME_GOES_ON.match(reading.text, found.end()):
        return False  # the beginning of a name
    before = reading.text[max(0, found.start() - 12) : found.start()]
    return not (word.lower().startswith("program") and _COMPUTER.search(before))


def _ize(found: re.Match[str]) -> str:
    return f"{found['stem']}iz{found['end']}"


def _our(found: re.Match[str]) -> str:
    end = found["end"] or ""
    return f"{found['stem']}our{end}"


def _form(found: re.Match[str]) -> str:
    return _FULL_FORMS[found[1].lower()]


def _cased(better: str, word: str) -> str:
    return better[0].upper() + better[1:] if word[0].isupper() else better
