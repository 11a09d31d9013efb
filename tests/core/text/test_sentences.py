"""Where sentences end, in six languages, and where they only seem to."""

import pytest

from rapporteur.core.text.passages import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It noted paras. 3 and 4 of res. 60/252 by Mr. Sha, i.e. No. 7.| No.| We disagree.",
        "Ask the U.S. Government and the U.N.| The bodies met at 5 p.m.| All spoke.",
        "See the annex, etc.| Governments agreed.| J. F. Smith did so (see p. iv).| I agree.",
        "No.| I think so.| Is that all?! | Plan B.| The end.",
        "M. Dupont (p. ex. au par. 5) l’a dit.| « Pourquoi ? » demande-t-il.| L’art. 19 vaut.",
        "Voir p. 3, etc.| Les États agissent.| « C’est fini. »| Il part.",
        "El Sr. Pérez y la Sra. López, EE.UU. y otros.| ¿Quién?| ¡Todos!| Véase párr. 3.",
        "P. ej. en el art. 5, pág. 7.| «Así es.»| Dijo que no.",
        "В 2010 г. Ассамблея приняла резолюцию.| В ст. 5 и п. 3 это и т.п.| Страны, т.е. все.",
        "И. И. Иванов из г. Москвы выступил в 2009 г.| Это так и т. д.",
        "هل هذا واضح؟| نعم، هذا واضح.| قال: «نتفق!»| ثم انتهى.| ہے۔| شکریہ",
        "The price fell.2| It rose in res. 60/252.| See art.19 and annex.¹²| Acme Inc. Group did.",
        "EE. UU. apoyó el texto.| Los DD. HH. también.| Así lo dijo Acme S. A.",
        "قالت الحكومة ذلك.\u200f| ثم انتهت\u200b.| نعم.",
        "他说：“我们同意。”|然后离开。|“好！”，他说。|这重要吗？|是的！|第三段。",
    ],
)
def test_ends(text: str) -> None:
    whole = text.replace("|", "")
    assert [span.of(whole) for span in sentences(whole)] == [one.strip() for one in text.split("|")]
