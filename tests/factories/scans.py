"""Scans as offices send them: a page of text, printed, put askew on the glass, with dust."""

import io
import random

import typst
from PIL import Image

WORDS = {
    "ar": "التعاون المعزز بشأن قضايا السياسات العامة المتصلة بالإنترنت. نرى أن جميع الحكومات "
    "ينبغي أن يكون لها دور ومسؤولية على قدم المساواة في إدارة الإنترنت على الصعيد الدولي.",
    "en": "Enhanced cooperation on public policy issues pertaining to the Internet. All "
    "Governments should have an equal role and responsibility for governing the Internet.",
    "es": "Cooperación reforzada en las cuestiones de política pública relativas a Internet. Todos "
    "los gobiernos deberían tener igual función y responsabilidad; mañana será demasiado tarde.",
    "fr": "Coopération renforcée sur les questions de politiques publiques relatives à l’Internet. "
    "Les gouvernements devraient avoir égale vocation, même responsabilité, où qu’ils soient.",
    "ru": "Укрепление сотрудничества по вопросам государственной политики, касающимся Интернета. "
    "Все правительства должны иметь равные роли и обязанности в управлении Интернетом.",
    "zh": "加强与互联网有关的公共政策问题方面的合作。各国政府应平等发挥作用和履行职责，"
    "共同参与国际互联网治理，并与所有利益攸关方协商制定公共政策。",
}


def scan(
    language: str, *, times: int = 1, askew: float = 0.0, dust: float = 0.0, turned: int = 0
) -> Image.Image:
    """A page with the words of a language. askew: degrees. dust: share of the dots. turned: by how
    many degrees it was laid upside down or sideways."""
    words = "\n\n".join([WORDS[language]] * times)
    source = (
        '#set page(paper: "a4", margin: 2.5cm)\n#set par(leading: 1em, spacing: 2em)\n'
        f'#set text(lang: "{language}", size: 12pt, '
        'font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC"))\n' + words
    )
    page = typst.compile(source.encode(), format="png", ppi=200)
    assert isinstance(page, bytes)
    picture = Image.open(io.BytesIO(page)).convert("L")
    picture = picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    chance = random.Random(language)
    for _dot in range(round(dust * picture.width * picture.height)):
        at = chance.randrange(picture.width), chance.randrange(picture.height)
        picture.putpixel(at, chance.choice((0, 90, 255)))
    return picture.rotate(turned, expand=True, fillcolor=255)


def saved(*pages: Image.Image, kind: str = "TIFF") -> bytes:
    """The pages as one file: TIFF and PDF take several."""
    pages = tuple(page.copy() for page in pages)  # Pillow keeps how it saved one the last time
    file = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(file, kind, resolution=200, dpi=(200, 200), **more)
    return file.getvalue()
