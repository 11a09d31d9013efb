"""What the contributions speak of: proposed by the codebook's terms, decided by the analyst."""

from rapporteur.cases.sample.officials import Officials
from rapporteur.stages.analysis.actions import (
    begin_codebook_from,
    code_passage,
    decide_many,
    propose_codings,
    publish_codebook,
    read_again,
)
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries import codings, proposals, theme_in_force
from rapporteur.stages.analysis.queries.texts import places, texts_of
from rapporteur.stages.contributions.queries import entries
from rapporteur.stages.mandate.models import Consultation

CODEBOOK = "internet-governance"
REJECTED = ("united-nations-bodies", "secretary-general")  # it is an Assembly of islands
LEFT = 8  # proposals that wait at the desk

# By theme, the stance of a passage that holds these words.
STANCES = {
    "affordability": {
        Stance.REPORTS: (
            "costs ten times",
            "والأسعار ليست",
            "That is not access",
            "旧卫星容量有限",
            "价格不是我们",
        ),
        Stance.SUPPORTS: (
            "should make prices affordable by rule",
            "Pedimos una conexión asequible",
            "Que la conexión sea asequible",
            "calidad de servicio medida",
            "make it affordable",
            "чтобы доступная цена",
            "Affordable prices by rule",
            "un prix abordable",
        ),
        Stance.OPPOSES: ("Reliability comes before price", "Надежность важнее"),
    },
    "education-and-training": {
        Stance.SUPPORTS: (
            "training programme for one person",
            "program",
            "برامج تدريبية",
            "подготовка кадров",
            "数字素养",
            "training programme in every village",
        ),
        Stance.REPORTS: ("The village library is the only place",),
    },
    "access": {
        Stance.PROPOSES: ("Give each of the forty libraries", "Nous proposons"),
        Stance.REPORTS: (
            "costs ten times",
            "se corta cada vez",
            "el precio del pescado",
            "Sin conectividad",
            "الوصول إلى الإنترنت",
            "Электронное правительство",
            "на борту",
            "没有互联网接入",
        ),
    },
    "investment": {
        Stance.SUPPORTS: ("我们愿意投资", "a licence of fifteen years", "within twelve years"),
        Stance.REPORTS: ("No company makes", "Interconnection with", "Le coût", "Инвестиции"),
    },
    "privacy": {
        Stance.SUPPORTS: ("datos personales", "should be law", "paid for with privacy", "sale of"),
        Stance.REPORTS: ("الخصوصية", "I am afraid for my privacy"),
    },
}
BY_HAND = (
    ("affordability", Stance.OPPOSES, "We oppose prices set by rule"),
    ("affordability", Stance.OPPOSES, "prices set by rule end it"),
)
READ_AGAIN = 24  # by the drafter, who agrees but for these
OTHERWISE = {3: Stance.REPORTS, 11: Stance.PROPOSES, 17: None}


def make(consultation: Consultation, officials: Officials) -> None:
    """A codebook in force; most of what its terms propose confirmed, with a stance where the words
    take one, some rejected, some left; and some of it read a second time."""
    by = officials.analyst
    publish_codebook(begin_codebook_from(consultation, CODEBOOK, by=by), by=by)
    propose_codings(consultation, by=by)
    found = list(proposals(consultation))
    wrong = [each for each in found if each.theme.key in REJECTED]
    right = [each for each in found if each.theme.key not in REJECTED][:-LEFT]
    decide_many(wrong, state=CodingState.REJECTED, by=by)
    for stance in (*Stance, ""):
        held = [each for each in right if _stance(each) == stance]
        decide_many(held, state=CodingState.CONFIRMED, stance=stance, by=by)
    for theme, stance, words in BY_HAND:
        _code(consultation, theme, stance, words, officials)
    _second_reading(consultation, officials)


def _stance(coding: Coding) -> str:
    by_stance = STANCES.get(coding.theme.key, {})
    said = " ".join(coding.passage.text.split())  # a file has its lines
    return next(
        (
            stance
            for stance, beginnings in by_stance.items()
            if any(words in said for words in beginnings)
        ),
        "",
    )


def _code(
    consultation: Consultation, theme: str, stance: Stance, words: str, officials: Officials
) -> None:
    """Code what no term found, sentence by sentence as the analyst reads it."""
    chosen = theme_in_force(consultation, theme)
    for version in texts_of(entries(consultation)):
        for place in places(version):
            start = place.text.find(words)
            if start >= 0 and chosen is not None:
                end = place.text.find(".", start) + 1
                code_passage(
                    place, start=start, end=end, theme=chosen, stance=stance, by=officials.analyst
                )


def _second_reading(consultation: Consultation, officials: Officials) -> None:
    """What another person says of some of it without having seen what was decided."""
    decided = codings(consultation).filter(state=CodingState.CONFIRMED).exclude(stance="")
    for number, coding in enumerate(decided[:READ_AGAIN]):
        stance = OTHERWISE.get(number, Stance(coding.stance))
        state = CodingState.CONFIRMED if stance else CodingState.REJECTED
        read_again(coding, state=state, stance=stance or "", by=officials.drafter)
