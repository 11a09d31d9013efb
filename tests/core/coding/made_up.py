"""Coded passages made up for tests: three themes in four languages, one sentence each."""

import random

from rapporteur.core.coding.proposals import Candidate, Example

THEMES = {
    "spam": {
        "en": [
            "unsolicited mail floods users",
            "spam must be filtered",
            "junk messages cost money",
        ],
        "fr": ["le courrier indésirable gêne les usagers", "le pourriel doit être filtré"],
        "ru": ["спам мешает пользователям сети", "нежелательная почта должна фильтроваться"],
        "zh": ["垃圾邮件影响用户", "必须过滤垃圾信息"],
    },
    "access": {
        "en": ["connection prices are too high", "rural areas lack broadband", "access is costly"],
        "fr": ["le prix des connexions est trop élevé", "les zones rurales manquent d’accès"],
        "ru": ["цены на подключение слишком высоки", "сельским районам не хватает доступа"],
        "zh": ["上网价格太高", "农村地区缺乏宽带"],
    },
    "rights": {
        "en": ["privacy is a human right", "freedom of expression applies online", "rights matter"],
        "fr": ["la vie privée est un droit", "la liberté d’expression s’applique en ligne"],
        "ru": ["неприкосновенность частной жизни есть право", "свобода выражения действует в сети"],
        "zh": ["隐私是人权", "言论自由适用于网络"],
    },
}
NOTHING = {
    "en": ["the meeting was useful", "it is true in our country", "all of us know it"],
    "fr": ["la réunion a été utile", "tout le monde le sait"],
    "ru": ["совещание было полезным", "все это знают"],
    "zh": ["会议很有用", "大家都知道"],
}
AROUND = {
    "en": ["We think that {}.", "In our country {}, as all know.", "It is true that {}."],
    "fr": ["Nous pensons que {}.", "Dans notre pays {}, on le sait.", "Il est vrai que {}."],
    "ru": ["Мы считаем, что {}.", "В нашей стране {}, это известно.", "Верно, что {}."],
    "zh": ["我们认为{}。", "在我国{}，众所周知。", "确实，{}。"],
}


def made_up(many: int = 240, seed: int = 1) -> list[Example]:
    """Passages of `many` sentences by many/4 contributions; some are about two themes, some about
    none, which is what a rejected proposal tells."""
    chance = random.Random(seed)
    found = []
    for at in range(many):
        language = chance.choice(list(AROUND))
        many_themes = chance.choices((0, 1, 2), (15, 75, 10))[0]
        keys = chance.sample(list(THEMES), many_themes)
        said = [chance.choice(THEMES[key][language]) for key in keys] or [
            chance.choice(NOTHING[language])
        ]
        text = " ".join(chance.choice(AROUND[language]).format(one) for one in said)
        candidate = Candidate(
            id=f"p{at:03}",
            text=f"{text} ({at})",
            language=language,
            contribution=f"c{at // 4}",
            group=("governments", "civil-society")[at // 4 % 2],
        )
        found.append(Example(candidate, frozenset(keys)))
    return found
