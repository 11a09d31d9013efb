"""Forms as people with a screen reader or a keyboard meet them: everything is tied to its field."""

from lxml import html

from rapporteur.site.styleguide import SpecimenForm


def _rendered(sent: dict[str, object] | None) -> html.HtmlElement:
    return html.fragment_fromstring(str(SpecimenForm(sent)), create_parent="form")


def _errors(form: html.HtmlElement, field: str) -> list[str]:
    return [
        " ".join(e.text_content().split()) for e in form.xpath(f"//*[@id='id_{field}_error']/li")
    ]


def test_each_error_of_the_summary_leads_to_its_field() -> None:
    form = _rendered({"email": "nobody"})
    links = form.xpath("//*[contains(@class, 'error-summary')]//a/@href")
    assert links == [
        "#id_name",
        "#id_email",
        "#id_capacity_0",
        "#id_group",
        "#id_words",
        "#id_consent",
    ]
    assert [
        len(form.xpath(f"//*[self::input or self::select or self::textarea][@id='{at[1:]}']"))
        for at in links
    ] == [1] * 6


def test_the_summary_reaches_options_that_stand_in_groups() -> None:
    form = _rendered({"languages": ["xx"]})
    assert "#id_languages_0_0" in form.xpath("//a/@href")
    assert len(form.xpath("//input[@id='id_languages_0_0']")) == 1


def test_hint_and_error_are_read_out_with_the_field() -> None:
    form = _rendered({"email": "nobody"})
    assert form.xpath("//input[@name='email']/@aria-describedby") == [
        "id_email_helptext id_email_error"
    ]
    assert _errors(form, "email") == ["Error: Enter a valid email address."]
    assert form.xpath("//fieldset[@aria-describedby]/@aria-describedby") == [
        "id_capacity_helptext id_capacity_error"
    ]


def test_whatever_is_described_or_labelled_exists_once() -> None:
    form = _rendered({"email": "nobody"})
    ids = form.xpath("//@id")
    named = form.xpath("//label/@for") + [
        name
        for names in form.xpath("//@aria-describedby | //@aria-labelledby")
        for name in names.split()
    ]
    assert [name for name in named if ids.count(name) != 1] == []
    assert len(ids) == len(set(ids))


def test_every_field_has_its_label_and_only_what_is_optional_says_so() -> None:
    form = _rendered(None)
    assert form.xpath("//*[contains(@class, 'error-summary')]") == []
    optional = form.xpath("//*[self::label or self::legend][span[@class='optional']]")
    assert [label.text.strip() for label in optional] == [
        "Languages you read",
        "Reply by",
        "Documents",
    ]
    unlabelled = [
        field.get("id")
        for field in form.xpath("//input | //select | //textarea")
        if len(form.xpath(f"//label[@for='{field.get('id')}']")) != 1
    ]
    assert unlabelled == []
