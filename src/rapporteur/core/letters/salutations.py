"""How a letter greets, by title and language."""

from collections.abc import Mapping
from dataclasses import dataclass

MEN = frozenset({"mr.", "mr", "m.", "monsieur", "sr.", "sr", "señor", "г-н", "господин", "先生"})
MEN |= {"السيد", "سيد"}
WOMEN = frozenset(
    {"mrs.", "mrs", "ms.", "ms", "miss", "mme", "mme.", "mlle", "madame", "sra.", "sra", "srta."}
)
WOMEN |= {"señora", "г-жа", "госпожа", "女士", "السيدة", "الآنسة"}
EXCELLENCIES = frozenset(
    {"h.e.", "he", "h. e.", "his excellency", "her excellency", "excellency", "s.e.", "s.e.m."}
)
EXCELLENCIES |= {"son excellence", "s. e.", "excmo. sr.", "excma. sra.", "е.п.", "阁下"}
EXCELLENCIES |= {"سعادة", "معالي", "صاحب السعادة", "صاحبة السعادة", "его превосходительство"}


@dataclass(frozen=True)
class _Forms:
    """man, woman: for a person whose title says so. person: a name without such a title.

    excellency: for heads of mission and ministers. anybody: nobody is named.
    """

    man: str
    woman: str
    person: str
    excellency: str
    anybody: str


_FORMS: Mapping[str, _Forms] = {
    "en": _Forms(
        "Dear Mr. {name},",
        "Dear {title} {name},",
        "Dear {name},",
        "Excellency,",
        "Dear Colleagues,",
    ),
    "fr": _Forms("Monsieur,", "Madame,", "Madame, Monsieur,", "Excellence,", "Chers collègues,"),
    "es": _Forms(
        "Estimado Sr. {name}:",
        "Estimada Sra. {name}:",
        "De mi consideración:",
        "Excelencia:",
        "Estimados colegas:",
    ),
    "ru": _Forms(
        "Уважаемый г-н {name}!",
        "Уважаемая г-жа {name}!",
        "{name}!",
        "Ваше Превосходительство!",
        "Уважаемые коллеги!",
    ),
    "zh": _Forms(
        "尊敬的{name}先生：", "尊敬的{name}女士：", "尊敬的{name}：", "阁下：", "各位同事："
    ),
    "ar": _Forms(
        "السيد {name} المحترم،",
        "السيدة {name} المحترمة،",
        "{name}،",
        "صاحب السعادة،",
        "الزملاء الأعزاء،",
    ),
}
_ENGLISH_WOMEN = {"mrs.": "Mrs.", "mrs": "Mrs.", "miss": "Miss", "mme": "Mrs."}


def salutation(language: str, *, title: str = "", name: str = "") -> str:
    """The greeting of a letter: "Dear Mr. Beckstrom," (letter of 6 October 2010), "Monsieur,".

    name: the family name, or the whole one where that is all there is; with none the letter
    greets as an open one does. title: as registration forms have it ("Mr.", "Mrs.", "Ms.", "Miss",
    or an equivalent in another language); "H.E." greets an excellency; any other ("Dr.") decides
    nothing on man or woman and, in English, is put before the name.
    """
    forms = _FORMS[language]
    known = title.strip().casefold()
    if known in EXCELLENCIES:
        return forms.excellency
    if not name:
        return forms.anybody
    if known in MEN:
        form = forms.man
    elif known in WOMEN:
        form, title = forms.woman, _ENGLISH_WOMEN.get(known, "Ms.")
    elif known and language == "en":
        form = "Dear {title} {name},"
    else:
        form = forms.person
    return form.format(title=title, name=name)
