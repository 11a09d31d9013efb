"""The guiding questions by e-mail, and the reply that answers them."""

import pytest
from django.urls import reverse

from rapporteur.base.models import Message
from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.mandate import actions as mandate
from rapporteur.stages.mandate.choices import ChannelKind, Role
from rapporteur.stages.mandate.models import Channel
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db


def make_call():
    consultation = make_consultation()
    for text in ("Which issues come first?", "What was done?"):
        mandate.add_question(consultation, texts={"en": text, "ar": f"{text} ؟"}, by="tests")
    Channel.objects.create(
        consultation=consultation, kind=ChannelKind.EMAIL, address="desk@example.org"
    )
    return consultation


def test_it_goes_out_once_and_is_answered_to_the_channel(client):
    consultation = make_call()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = reverse("contributions:ask", args=[consultation.slug])
    assert "[#1] Which issues come first?" in client.get(page).content.decode()
    for _turn in range(2):
        client.post(page, {"addresses": "a@example.org\n\nb@example.org\na@example.org"})
    assert sorted(Message.objects.values_list("to", "reply_to")) == [
        ("a@example.org", "desk@example.org"),
        ("b@example.org", "desk@example.org"),
    ]
    assert "[#2] What was done?" in Message.objects.first().text


@pytest.mark.parametrize("to", [["nobody"], [f"a{each}@example.org" for each in range(201)]])
def test_what_cannot_be_sent_is_a_sentence_and_nothing_is_sent(to):
    with pytest.raises(Refused, match="The questions were not sent"):
        actions.ask_by_mail(make_call(), to=to, language="en", by="tests")
    assert not Message.objects.exists()


def test_without_a_channel_nothing_is_asked():
    consultation = make_consultation()
    mandate.add_question(consultation, texts={"en": "Why?"}, by="tests")
    with pytest.raises(Refused, match="no e-mail address"):
        actions.ask_by_mail(consultation, to=["a@example.org"], language="en", by="tests")


def test_the_reply_fills_in_the_page_on_which_it_is_registered(client):
    consultation = make_call()
    actions.ask_by_mail(consultation, to=["a@example.org"], language="en", by="tests")
    asked = Message.objects.get().text
    quoted = "\r\n".join(f"> {line}" for line in asked.splitlines())
    body = quoted.replace("come first?", "come first?\r\nCables.")
    raw = f"From: A <a@example.org>\r\nSubject: Re: Questions\r\n\r\n{body}\r\n".encode()
    with Reader() as reader:
        (item,) = receive_mail(consultation, [raw], reader=reader)
    read_waiting()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = client.get(reverse("contributions:item", args=[consultation.slug, item.number]))
    form = page.context["registering"]
    assert form.initial["question_1"] == "Cables."
    assert "question_2" not in form.initial
    assert "Cables." in page.content.decode()
