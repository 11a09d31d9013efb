"""What stands above or within a head and is none of its lines costs no part of the message."""

import pytest

from rapporteur.core.text import media
from rapporteur.core.text.extraction import extract
from rapporteur.core.text.mail_heads import line, parsed
from rapporteur.core.text.mended_heads import mended

HEAD = "From: a@b.example\r\nSubject: Été\r\n"
REST = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nL’accès de chacun.\r\n"
WHOLE = HEAD + REST


@pytest.mark.parametrize(
    "odd",
    [
        "\ufeff" + WHOLE,
        "\r\n \r\n\r\n" + WHOLE,
        "\ufeff\n" + WHOLE,
        HEAD + ">From a@b.example Thu Nov 26 10:00:00 2026\r\n" + REST,
        HEAD + "scanned by a program\r\n" + REST,
        WHOLE.replace("\r\n", "\r\r\n"),
        WHOLE.replace("\r\n", "\r"),
    ],
)
def test_the_head_is_read_and_the_words_are(odd: str) -> None:
    message = parsed(odd.encode())
    assert (line(message, "Subject"), message.get_content_type()) == ("Été", "text/plain")
    found = extract(odd.encode(), "message.eml")
    assert (found.media_type, found.text.split()) == (
        media.MESSAGE,
        ["Été", "L’accès", "de", "chacun."],
    )


@pytest.mark.parametrize(
    "whole",
    [
        WHOLE,
        "",
        "\r\n\r\nNote: words alone.\r\n",
        HEAD + "Words that nothing parts from the head\r\nNote: these.\r\n\r\nEnd.",
        "no head at all\r\nMessage-ID: <a@b>\r\n",
        HEAD + "one\r\ntwo\r\nthree\r\nfour\r\n" + REST,
    ],
)
def test_what_may_be_words_stays(whole: str) -> None:
    assert mended(whole.encode()) == whole.encode()
