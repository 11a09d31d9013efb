"""How a letter greets, by title and language."""

from collections.abc import Mapping
from dataclasses import dataclass

MEN = frozenset({"Mr.", "Mr", "M.", "Sr.", "г-н", "先生", "السيد"})
WOMEN = frozenset(
    {"Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Mme", "Sra.", "Srta.", "г-жа", "女士", "السيدة", "الآنسة"}
)


@dataclass(frozen=True)
class _Forms:
    """man, woman: for a person whose title says so. person: a name without such a title.

    anybody: nobody is named.
    """

    man: str
    woman: str
    person: str
    anybody: str


_FORMS: Mapping[str, _Forms] = {
    "en": _Forms(
        "Dear {title} {name},", "Dear {title} {name},", "Dear {name},", "Dear Colleagues,"
    ),
    "fr": _Forms("Monsieur,", "Madame,", "Madame, Monsieur,", "Chers collègues,"),
    "es": _Forms(
        "Estimado Sr. {name}:",
        "Estimada Sra. {name}:",
        "De mi consideración:",
        "Estimados colegas:",
    ),
    "ru": _Forms(
        "Уважаемый г-н {name}!", "Уважаемая г-жа {name}!", "{name}!", "Уважаемые коллеги!"
    ),
    "zh": _Forms("尊敬的{name}先生：", "尊敬的{name}女士：", "尊敬的{name}：", "各位同事："),
    "ar": _Forms("السيد {name} المحترم،", "السيدة {name} المحترمة،", "{name}،", "الزملاء الأعزاء،"),
}


def salutation(language: str, *, title: str = "", name: str = "") -> str:
    """The greeting of a letter: "Dear Mr. Beckstrom," (letter of 6 October 2010), "Monsieur,".

    name: the family name, or the whole one where that is all there is; with none the letter
    greets as an open one does. title: as registration forms have it ("Mr.", "Mrs.", "Ms.", "Miss",
    or an equivalent); any other ("Dr.", "H.E.") decides nothing on man or woman and, in English,
    is put before the name.
    """
    forms = _FORMS[language]
    if not name:
        return forms.anybody
    if title in MEN:
        form = forms.man
    elif title in WOMEN:
        form = forms.woman
    elif title and language == "en":
        form = forms.man
    else:
        form = forms.person
    return form.format(title=title, name=name)
