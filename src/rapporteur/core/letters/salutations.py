"""How a letter addresses and greets a person, by title and language."""

from collections.abc import Mapping
from dataclasses import dataclass

_Titles = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_TITLES: Mapping[str, _Titles] = {
    "en": (
        ("Mr.", "Mr"),
        ("Ms.", "Ms", "Mrs.", "Mrs", "Miss"),
        ("H.E.", "HE", "H. E.", "His Excellency", "Her Excellency", "Excellency"),
    ),
    "fr": (
        ("M.", "Monsieur"),
        ("Mme", "Mme.", "Mlle", "Madame"),
        ("S.E.", "S. E.", "S.E.M.", "Son Excellence"),
    ),
    "es": (
        ("Sr.", "Sr", "Señor"),
        ("Sra.", "Sra", "Srta.", "Srta", "Señora"),
        ("S.E.", "S. E.", "Excmo. Sr.", "Excma. Sra."),
    ),
    "ru": (
        ("г-н", "господин"),
        ("г-жа", "госпожа"),
        ("Е.П.", "Его Превосходительство", "Ее Превосходительство"),
    ),
    "zh": (("先生",), ("女士", "小姐"), ("阁下",)),
    "ar": (
        ("السيد", "سيد"),
        ("السيدة", "الآنسة"),
        ("سعادة", "معالي", "صاحب السعادة", "صاحبة السعادة"),
    ),
}
"""By language how men, women, and heads of mission and ministers are addressed: first the usual."""
_MAN, _WOMAN, _EXCELLENCY = range(3)


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
        "Уважаемый г-н (г-жа) {name}!",
        "Ваше Превосходительство!",
        "Уважаемые коллеги!",
    ),
    "zh": _Forms(
        "尊敬的{name}先生：", "尊敬的{name}女士：", "尊敬的{name}：", "阁下：", "各位同事："
    ),
    "ar": _Forms(
        "السيد {name} المحترم،",
        "السيدة {name} المحترمة،",
        "السيد/السيدة {name}،",
        "صاحب السعادة،",
        "الزملاء الأعزاء،",
    ),
}
_ENGLISH = {"mme": "Mrs.", "mme.": "Mrs.", "mrs": "Mrs.", "mrs.": "Mrs.", "miss": "Miss"}


def salutation(language: str, *, title: str = "", name: str = "") -> str:
    """The greeting of a letter: "Dear Mr. Beckstrom," (letter of 6 October 2010), "Monsieur,".

    name: the family name, or the whole one where that is all there is; with none the letter
    greets as an open one does. title: as registration forms have it ("Mr.", "Mrs.", "Ms.", "Miss",
    or an equivalent in another language); "H.E." greets an excellency; any other ("Dr.") decides
    nothing on man or woman and, in English, is put before the name.
    """
    forms, kind = _FORMS[language], _kind(title)
    if kind == _EXCELLENCY:
        return forms.excellency
    if not name:
        return forms.anybody
    if kind == _MAN:
        form = forms.man
    elif kind == _WOMAN:
        form, title = forms.woman, _ENGLISH.get(_known(title), "Ms.")
    elif title and language == "en":
        form = "Dear {title} {name},"
    else:
        form = forms.person
    return form.format(title=title, name=name)


def titled(title: str, name: str, language: str) -> str:
    """A person's name as it is addressed: the title before it, in Chinese behind it.

    A title that is known is written as the language of the letter has it; any other as it is given.
    """
    kind = _kind(title)
    own = () if kind is None else _TITLES[language][kind]
    if own and _known(title) not in map(_known, own):
        title = _ENGLISH.get(_known(title), own[0]) if language == "en" else own[0]
    behind = language == "zh" and not title.isascii()
    return f"{name}{title}" if behind else f"{title} {name}".strip()


def _kind(title: str) -> int | None:
    return _KINDS.get(_known(title))


def _known(title: str) -> str:
    return title.strip().casefold()


_KINDS = {
    _known(title): kind
    for of_language in _TITLES.values()
    for kind, titles in enumerate(of_language)
    for title in titles
}
