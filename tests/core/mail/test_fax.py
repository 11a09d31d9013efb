"""The number from which a fax came, as the gateways that pass it on by e-mail state it."""

import pytest

from rapporteur.core.mail.reading import read
from tests.core.mail.test_reading import message

HYLAFAX = """recvq/fax00042.tif (ftp://fax.example.org/recvq/fax00042.tif):
          Sender: WATER USERS
           Pages: 2
         Quality: Fine
        Received: 2030:01:02 10:00:00
         CallID1: +41229170000
         CallID2: WATER USERS LEAGUE
"""


@pytest.mark.parametrize(
    ("head", "text", "number"),
    [
        ({"Subject": "Fax from +41 22 917 00 00"}, "", "+41 22 917 00 00"),
        ({"Subject": "New Fax Message from (650) 555-1234 on 05/07"}, "", "(650) 555-1234"),
        ({"Subject": 'eFax message from "12125551234" - 2 page(s)'}, "", "12125551234"),
        ({"Subject": "You have received a fax from: 0041229170000"}, "", "0041229170000"),
        ({"Subject": "Fax von 030 1234567 an 030 7654321"}, "", "030 1234567"),
        ({"Subject": "Télécopie de 01 23 45 67 89"}, "", "01 23 45 67 89"),
        ({"Subject": "Fax recibido de +34 911 234 567"}, "", "+34 911 234 567"),
        ({"Subject": "Факс от +7 495 123-45-67"}, "", "+7 495 123-45-67"),
        ({"Subject": "来自 +86 10 1234 5678 的传真"}, "", "+86 10 1234 5678"),
        ({"Subject": "فاكس من +20 2 1234567"}, "", "+20 2 1234567"),
        ({"Subject": "facsimile received from WATER USERS"}, HYLAFAX, "+41229170000"),
        ({"From": "FAX=+41229170000@gw.example.org", "Subject": "2 pages"}, "", "+41229170000"),
        ({"Subject": "A message", "X-Fax-From": "+41229170000"}, "", "+41229170000"),
        ({"Subject": "Fax from anonymous"}, "", ""),
        ({"Subject": "Fax of 2 pages"}, "", ""),
        ({"Subject": "Letter from 1815 on water"}, "From: 12345", ""),
        ({"Subject": "fax " + "1" * 5000}, "", ""),
        ({"Subject": "Fax of 2 pages"}, "\n" * 19_800 + "CallID1: +41229170000", "+41229170000"),
    ],
)
def test_gateways_state_the_number_in_their_own_ways(head, text, number):
    assert read(message(text, **head).as_bytes()).caller == number
