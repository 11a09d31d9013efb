"""The capitals of names in French, Spanish and Russian, as documents of the United Nations have
them. English is in `usage`; Chinese and Arabic have no capitals.

Only names that belong to the United Nations alone, so that no other body's name is changed.
"""

import re
from collections.abc import Callable, Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import OWN, Reading

_FRENCH = ("Nations Unies", "Organisation des Nations Unies", "Charte des Nations Unies")
_SPANISH = (
    "Naciones Unidas", "Organización de las Naciones Unidas", "Carta de las Naciones Unidas",
)  # fmt: skip
# Countries have such councils too; these are the two that an article alone goes before.
_FRENCH_COUNCILS = re.compile(
    r"(?:(?<=[Ll]e )|(?<=du )|(?<=au ))conseil (?:économique et social|de sécurité)(?![\w-])"
    r"(?! (?:nationale?|de|du|d[’'])\b)"
)
_SPANISH_COUNCILS = re.compile(
    r"(?:(?<=[Ee]l )|(?<=del )|(?<=al ))consejo (?:económico y social|de seguridad)(?![\w-])"
    r"(?! (?:nacional|de|del)\b)"
)
_FRENCH_STATES = re.compile(
    r"(?<![\w-])([ÉéEe])tats? [Mm]embres?(?![\w-])"
    r"(?P<of> (?:de l[’']|de la |du |d[’'])(?!Organisation))?"
)
_SPANISH_STATES = re.compile(
    r"(?<![\w-])estados? [Mm]iembros?(?![\w-])(?P<of> (?:de la |del )(?!Organización))?"
)
_FRENCH_STATE = re.compile(r"(?<![\w-])Etat(?=s?(?:-Unis)?(?![\w-]))")

_RUSSIAN = {
    r"[Гг]енеральн(?P<a>ая|ой|ую) [Аа]ссамбле(?P<b>я|и|ю|ей|е)": ("Генеральн", "Ассамбле"),
    r"[Сс]овет(?P<a>|а|у|ом|е) [Бб]езопасност(?P<b>ь|и)": ("Совет", "Безопасност"),
    r"[Оо]рганизаци(?P<a>я|и|ю|ей) [Оо]бъедин[её]нных [Нн]аци(?P<b>й)": (
        "Организаци", "Объединенных Наци",
    ),
    r"[Гг]енеральн(?P<a>ый|ого|ому|ым|ом) [Сс]екретар(?P<b>ь|я|ю|ем|е)": (
        "Генеральн", "секретар",
    ),
}  # fmt: skip
_RUSSIAN_NAMES = [
    (re.compile(rf"(?<![\w-]){pattern}(?![\w-])(?! РФ)"), words)
    for pattern, words in _RUSSIAN.items()
]
_RUSSIAN_COUNCIL = re.compile(
    r"(?<![\w-])[Ээ]кономическ(\w{2,3}) и [Сс]оциальн(\w{2,3}) [Сс]овет(а|у|ом|е)?(?![\w-])"
)
_MEMBER_STATES = re.compile(
    r"(?<![\w-])([Гг])осударств(а|о|у|ом|е|ам|ами|ах|)[- –]"
    r"[Чч]лен(ы|а|у|ом|е|ов|ам|ами|ах|)(?![\w-])"
)


def french(reading: Reading) -> Iterator[Finding]:
    """Nations Unies, États Membres, État."""
    if reading.kind in OWN:
        yield from _named(reading, _FRENCH_NAMES)
        yield from reading.findings(
            rules.CAPITAL, _FRENCH_COUNCILS, lambda found: found.group().capitalize()
        )
        yield from reading.findings(rules.CAPITAL, _FRENCH_STATES, _french_states)
        yield from reading.findings(rules.SPELLING, _FRENCH_STATE, lambda found: "État")


def spanish(reading: Reading) -> Iterator[Finding]:
    """Naciones Unidas, Estados Miembros."""
    if reading.kind in OWN:
        yield from _named(reading, _SPANISH_NAMES)
        yield from reading.findings(
            rules.CAPITAL,
            _SPANISH_COUNCILS,
            lambda found: found.group().title().replace(" De ", " de ").replace(" Y ", " y "),
        )
        yield from reading.findings(rules.CAPITAL, _SPANISH_STATES, _spanish_states)


def russian(reading: Reading) -> Iterator[Finding]:
    """Генеральная Ассамблея, Генеральный секретарь, государства-члены, in every case."""
    if reading.kind not in OWN:
        return
    for pattern, (first, second) in _RUSSIAN_NAMES:
        yield from reading.findings(rules.CAPITAL, pattern, _declined(first, second))
    yield from reading.findings(
        rules.CAPITAL,
        _RUSSIAN_COUNCIL,
        lambda found: f"Экономическ{found[1]} и Социальн{found[2]} Совет{found[3] or ''}",
    )
    for found in _MEMBER_STATES.finditer(reading.text):
        if reading.is_open(*found.span()):
            yield from _member_states(reading, found)


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])", re.IGNORECASE)


_FRENCH_NAMES = (_pattern(_FRENCH), {name.lower(): name for name in _FRENCH})
_SPANISH_NAMES = (_pattern(_SPANISH), {name.lower(): name for name in _SPANISH})


def _named(reading: Reading, names: tuple[re.Pattern[str], dict[str, str]]) -> Iterator[Finding]:
    pattern, written = names

    def better(found: re.Match[str]) -> str:
        word = found.group()
        return word if word.isupper() else written[word.lower()]

    return reading.findings(rules.CAPITAL, pattern, better)


def _french_states(found: re.Match[str]) -> str:
    """With É, and both capitals unless another body's members are meant ("de l’Union")."""
    word = found.group()
    body, of = word.removesuffix(found["of"] or ""), found["of"] or ""
    state, member = body.split(" ")
    if state[0] not in "ée":
        return word.replace("Etat", "État", 1)
    if not of and member[0] == "m":
        member = member.capitalize()
    return f"É{state[1:]} {member}{of}"


def _spanish_states(found: re.Match[str]) -> str:
    of = found["of"] or ""
    state, member = found.group().removesuffix(of).split(" ")
    return f"{state.capitalize()} {member if of else member.capitalize()}{of}"


def _declined(first: str, second: str) -> Callable[[re.Match[str]], str]:
    def better(found: re.Match[str]) -> str:
        word = found.group()
        return word if word.isupper() else f"{first}{found['a']} {second}{found['b']}"

    return better


def _member_states(reading: Reading, found: re.Match[str]) -> Iterator[Finding]:
    """Small, with a hyphen; the first letter is large where a sentence begins."""
    begins = found[1] == "Г" and reading.is_begun(found.start())
    better = f"{'Г' if begins else 'г'}осударств{found[2]}-член{found[3]}"
    joined = found.group()[len("государств") + len(found[2])] == "-"
    if better != found.group():
        rule = rules.CAPITAL if joined else rules.SPELLING
        yield reading.finding(rule, *found.span(), better)
