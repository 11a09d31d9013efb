"""Recognising the text in the picture of a page, by Tesseract, in the six languages.

Runs in the process that can be killed; Tesseract is a process of its own besides.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image

from rapporteur.core.text.extraction.pictures import page_picture

MODELS = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "chi_sim"}
_SCRIPTS = {"Arabic": ("ar",), "Cyrillic": ("ru",), "Han": ("zh",), "Latin": ("en", "fr", "es")}
SURE, ENOUGH = 0.85, 100  # of confidence, and of characters: read as the page before was, and well
DOUBTFUL = 60  # per cent of confidence below which a word is marked
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NARROW = 1200  # pixels: below it the letters are too small for recognition, and are enlarged


@dataclass(frozen=True)
class Recognised:
    """confidence: from 0 to 1, the mean over the letters; 0 where there is no text. doubtful: the
    spans of the text whose words are unsure. by: the program and its models. script: as the
    picture shows it, empty where there was too little to tell."""

    text: str
    confidence: float
    doubtful: tuple[tuple[int, int], ...]
    by: str
    script: str = ""


@cache
def program() -> str | None:
    """The path of Tesseract; None where it is not installed."""
    return shutil.which("tesseract")


@cache
def installed() -> frozenset[str]:
    """The languages, of the six, that it is installed with."""
    listed = _run("--list-langs").decode().split() if program() else []
    return frozenset(code for code, model in MODELS.items() if model in listed)


@cache
def _version() -> str:
    return "Tesseract " + _run("--version").decode().split()[1]


def recognise(
    raw: bytes, number: int, likely: Sequence[str], as_before: str = ""
) -> Recognised | None:
    """The text in the picture of a page; None where there is no such page.

    likely: the languages that it may be written in; the script in the picture decides first.
    as_before: the script of the page before. Telling a script takes as long as reading half a page,
    so a page that reads well as the one before does is not asked for its own.
    """
    picture = page_picture(raw, number)
    if picture is None:
        return None
    picture, _ = _enlarged(picture)
    if as_before:
        found = _read(picture, as_before, likely)
        if found.confidence >= SURE and len(found.text) >= ENOUGH:
            return found
    picture, script, _ = _upright(picture)
    return _read(picture, script, likely)


def _read(picture: Image.Image, script: str, likely: Sequence[str]) -> Recognised:
    models = _models(script, likely)
    found = _recognised(_rows(picture, models), f"{_version()}, {models}")
    return replace(found, script=script)


def _enlarged(picture: Image.Image) -> tuple[Image.Image, int]:
    """The picture with letters large enough to be recognised, and by how much it was enlarged; a
    tall one would grow without end, and stays as it is."""
    factor = -(-_NARROW // picture.width)
    if factor == 1 or picture.height * factor >= 3 * _NARROW:
        return picture, 1
    return picture.resize((picture.width * factor, picture.height * factor)), factor


def _upright(picture: Image.Image) -> tuple[Image.Image, str, int]:
    """The picture as it is to be read, its script, and by how many degrees it was turned."""
    script, turn = _script_of(picture)
    if turn:
        picture = picture.rotate(-turn, expand=True, fillcolor=255)
    return picture, script, turn


def _rows(picture: Image.Image, models: str) -> Iterator[dict[str, str]]:
    """What is told of each word: the word, its place in the text and in the picture."""
    table = _run("-", "-", "-l", models, "--psm", "3", "tsv", picture=picture).decode()
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row["text"] or "").strip()
        if row["level"] == "5" and word:
            yield {**row, "text": word}


def _models(script: str, likely: Sequence[str]) -> str:
    """The models of the likely languages that are written so; of all that are, where none is."""
    written = [code for code in _SCRIPTS.get(script, MODELS) if code in installed()]
    wanted = [code for code in likely if code in written]
    return "+".join(MODELS[code] for code in wanted or written or sorted(installed()))


def _script_of(picture: Image.Image) -> tuple[str, int]:
    """The script, empty where there is too little to tell; and by how many degrees to turn it."""
    told = _run("-", "-", "-l", "osd", "--psm", "0", picture=picture, may_fail=True).decode()
    said = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    turn = said.get("Rotate", "0")
    sure = float(said.get("Orientation confidence", "0")) > 2
    return said.get("Script", ""), int(turn) if sure and turn.isdigit() else 0


def _run(*arguments: str, picture: Image.Image | None = None, may_fail: bool = False) -> bytes:
    given = None
    if picture is not None:
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=1, dpi=(300, 300))
        given = file.getvalue()
    done = subprocess.run(  # noqa: S603 -- no shell, no word of the sender's in it
        [program() or "tesseract", *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    if done.returncode and not may_fail:
        raise OSError(done.stderr.decode("utf-8", "replace")[:300])
    return done.stdout


def _recognised(rows: Iterator[dict[str, str]], by: str) -> Recognised:
    text, doubtful, letters, sure = "", [], 0, 0.0
    place: tuple[str, ...] = ()
    for row in rows:
        word, confidence = row["text"], float(row["conf"])
        here = (row["block_num"], row["par_num"], row["line_num"])
        text += _between(text, word, place, here)
        if confidence < DOUBTFUL:
            doubtful.append((len(text), len(text) + len(word)))
        text += word
        letters += len(word)
        sure += confidence * len(word)
        place = here
    return Recognised(text, round(sure / letters / 100, 3) if letters else 0.0, tuple(doubtful), by)


def _between(text: str, word: str, before: tuple[str, ...], here: tuple[str, ...]) -> str:
    if not text:
        return ""
    if before[:2] != here[:2]:
        return "\n\n"
    if before != here:
        return "\n"
    return "" if _HAN.match(text[-1]) and _HAN.match(word[0]) else " "


@dataclass(frozen=True)
class Placed:
    """A word that was recognised, and its box in the picture, in pixels from the upper left."""

    word: str
    left: float
    top: float
    right: float
    bottom: float


def placed_words(picture: Image.Image) -> list[Placed]:
    """The words in a picture, in the order in which they are read, and where they stand in it."""
    enlarged, factor = _enlarged(picture)
    upright, script, turn = _upright(enlarged)
    placed = []
    for row in _rows(upright, _models(script, ())):
        left, top = int(row["left"]), int(row["top"])
        corners = (left, top, left + int(row["width"]), top + int(row["height"]))
        box = (each / factor for each in _turned_back(corners, upright.size, turn))
        placed.append(Placed(row["text"], *box))
    return placed


def _turned_back(
    box: tuple[int, int, int, int], size: tuple[int, int], turn: int
) -> tuple[int, int, int, int]:
    """A box of a picture that was turned clockwise, where it was before."""
    left, top, right, bottom = box
    width, height = size
    if turn == 90:
        return top, width - right, bottom, width - left
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    if turn == 270:
        return height - bottom, left, height - top, right
    return box
