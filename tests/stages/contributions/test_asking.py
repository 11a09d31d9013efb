"""The guiding questions by e-mail, and the reply that answers them."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from rapporteur.base.models import Message
from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.asking import questions_mail
from rapporteur.stages.contributions.actions.claimed import answered_by_mail
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


def test_the_page_shows_the_message_line_by_line_in_the_language_that_is_marked(client):
    consultation = make_call()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = client.get(reverse("contributions:ask", args=[consultation.slug]), {"language": "ar"})
    shown = page.content.decode()
    assert '<a href="?language=ar" lang="ar" aria-current="true">' in shown
    assert 'action="?language=ar"' in shown  # or what was looked at is not what is sent
    _subject, text = questions_mail(consultation, "ar")
    assert f'<div class="reading" dir="auto">{escape(text)}</div>' in shown
    assert f"/ar/consultations/{consultation.slug}/contribute/ \u200e\n" in text  # its last slash


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


def as_html(text):
    return "".join(f"<div>{line or '<br>'}</div>" for line in text.splitlines())


def outlook(asked):
    """Answers in red, written into the message that was quoted without a sign."""
    for question, answer in (("come first?", "Cables."), ("was done?", "Nothing.")):
        red = f'<p class=MsoNormal><span style="color:red">{answer}</span></p>'
        asked = asked.replace(f"{question}</div>", f"{question}</div>{red}")
    head = "<p><b>From:</b> Desk<br><b>Sent:</b> Monday<br><b>To:</b> A<br><b>Subject:</b> Q</p>"
    return f"<p class=MsoNormal>See below in red.</p><div>{head}</div>{asked}"


def gmail(asked):
    """Answers above the message, in a quotation that is a block of HTML."""
    return (
        '<div dir="ltr">Hello,<br><br>1. Cables.<br>2. Nothing.<br><br>Best regards<br>A</div><br>'
        '<div class="gmail_quote"><div class="gmail_attr">On Mon, 23 Nov 2026 at 10:00, Desk &lt;'
        f"desk@example.org&gt; wrote:<br></div><blockquote>{asked}</blockquote></div>"
    )


def gmail_between(asked):
    """Answers between the pieces of a quotation that was cut up."""
    first, rest = asked.split("<div>[#2]")
    return (
        f"<blockquote>{first}</blockquote><div>Cables.</div>"
        f"<blockquote><div>[#2]{rest.partition('</div>')[0]}</div></blockquote><div>Nothing.</div>"
        f"<blockquote>{rest.partition('</div>')[2]}</blockquote>"
    )


@pytest.mark.parametrize("write", [outlook, gmail, gmail_between])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_reply_in_html_is_answered_under_its_questions(write, language):
    consultation = make_consultation()
    for text in ("Which issues come first?", "What was done?"):
        texts = {"en": text, "fr": f"En français : {text}", "ar": f"بالعربية: {text}"}
        mandate.add_question(consultation, texts=texts, by="tests")
    Channel.objects.create(consultation=consultation, kind=ChannelKind.EMAIL, address="d@a.org")
    actions.ask_by_mail(consultation, to=["a@example.org"], language=language, by="tests")
    body = write(as_html(Message.objects.get().text))
    raw = (
        "From: A <a@example.org>\r\nSubject: Re: Q\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{body}"
    ).encode()
    with Reader() as reader:
        (item,) = receive_mail(consultation, [raw], reader=reader)
    read_waiting()
    assert answered_by_mail(item) == {1: "Cables.", 2: "Nothing."}
