"""Sentences of reports in the six languages: no one, others, of whom, shares and hedges."""

import pytest

from rapporteur.core.evidence.quantifiers.checking import Count, check
from rapporteur.core.evidence.quantifiers.finding import find
from rapporteur.core.evidence.voices import Three

SENTENCES = {
    "en": """
        none:: No one agreed with the proposal.
        none:all: Neither of the participants agreed.
        few:: Hardly anyone agreed.
        one:all: A single contributor objected.
        nearly-all:: Almost everybody supported it.
        most:all: Participants mostly agreed.
        most:all: In the main, contributors agreed.
        generally:all: By and large, participants agreed.
        most:: The prevailing view was that it works.
        large-majority:all: Respondents overwhelmingly supported it.
        dozens:all: Dozens of contributors agreed.
        hundreds:all: Hundreds of comments said so.
        many:all: Plenty of contributors agreed.
        divergence:all: Contributors were divided.
        divergence:: A multiplicity of positions emerged.
        hedge:: The question arose whether it should.
        number:all: Five or more contributors agreed.
        share:all: 60 per cent or more of respondents agreed.
        many:: For many, it was considered to be late.
    """,
    "fr": """
        none:: Personne ne s’est opposé à la proposition.
        none:governments: Aucun gouvernement ne s’y est opposé.
        others:: D’autres ont estimé que non.
        most:civil-society: La majorité des contributions de la société civile appuyaient l’idée.
        most:all: Les participants étaient majoritairement favorables.
        large-majority:governments: Une écrasante majorité des États a approuvé le texte.
        one:all: Un seul contributeur s’y est opposé.
        dozens:all: Des dizaines de participants ont appuyé l’idée.
        hedge:: La question s’est posée de savoir si.
        share:all: Plus de 60 % des répondants ont répondu oui.
    """,
    "es": """
        none:: Nadie se opuso a la propuesta.
        none:governments: Ningún gobierno se opuso.
        others:: Otros consideraron que no.
        most:all: La mayoría de los participantes estuvieron de acuerdo.
        share:all: Más del 60 % de los encuestados respondió que sí.
        one:all: Un solo contribuyente se opuso.
        dozens:all: Decenas de participantes apoyaron la idea.
        hedge:: Se señaló que nada cambia.
        divergence:: Hubo diversidad de opiniones.
    """,
    "ru": """
        none:: Никто не возражал против предложения.
        others:: Другие считали, что нет.
        most:all: Большинство участников согласились.
        one:all: Лишь один участник возразил.
        dozens:all: Десятки участников поддержали идею.
        hedge:: Возник вопрос о том, нужно ли это.
        share:all: Более 60 % респондентов ответили утвердительно.
        two-thirds:governments: Две трети государств поддержали предложение.
    """,
    "ar": """
        none:: لم يعترض أحد على المقترح.
        none:governments: لم تعترض أي حكومة.
        others:: ورأى آخرون خلاف ذلك.
        most:all: وافق معظم المشاركين.
        dozens:all: وأيد عشرات المشاركين الفكرة.
        hedge:: وطرح السؤال عما إذا كان ذلك ضروريا.
        share:all: وأجاب أكثر من 60 في المائة من المجيبين بنعم.
        two-thirds:governments: وأيد ثلثا الحكومات المقترح.
    """,
    "zh": """
        none:: 没有人反对该提案。
        none:governments: 没有任何政府反对。
        others:: 其他人认为并非如此。
        most:all: 大多数与会者表示同意。
        one:all: 只有一名与会者反对。
        dozens:all: 数十名与会者支持这一想法。
        hedge:: 据指出，情况没有变化。
        share:all: 60%以上的答复者表示同意。
        number:all: 五名以上与会者表示同意。
        two-thirds:governments: 三分之二的国家支持该提案。
    """,
}
CASES = [
    (language, *map(str.strip, line.split(":", 2)))
    for language, lines in SENTENCES.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("language", "key", "whom", "sentence"), CASES)
def test_a_sentence_has_this_quantifier_of_these(language, key, whom, sentence):
    [found] = find(sentence, language)
    assert (found.key, ",".join(found.whom)) == (key, whom)


def of(yes: int, whole: int) -> Count:
    return Count(Three(yes, yes, yes), Three(whole, whole, whole))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [case[::3] for case in CASES if case[1] == "none"],
)
def test_no_one_is_too_strong_once_somebody_did(language, sentence):
    nobody = {"all": of(0, 9), "governments": of(0, 3)}
    somebody = {"all": of(1, 9), "governments": of(1, 3)}
    assert [each.verdict.value for each in check(sentence, nobody, language)] == ["supported"]
    assert [each.verdict.value for each in check(sentence, somebody, language)] == ["too-strong"]


HOSTILE = (
    "",
    "most",
    "Most\0participants agreed.",
    "\u202eMost participants agreed.",
    "<b>Most</b> participants <script>agreed</script>.",
    "most " * 20_000,
    "“" * 5_000 + "Most participants agreed.",
    "100000000000000000000 per cent of participants agreed.",
    "0 per cent of participants agreed.",
    "٣ من المشاركين وافقوا. Most agreed. 大多数同意。",
    "\ud800 Most participants agreed.",
)


@pytest.mark.parametrize("language", [*SENTENCES, None])
@pytest.mark.parametrize("sentence", HOSTILE)
def test_hostile_sentences_are_answered_with_their_places(language, sentence):
    for each in check(sentence, {"all": of(2, 3)}, language):
        assert sentence[each.found.start : each.found.end] == each.found.words
