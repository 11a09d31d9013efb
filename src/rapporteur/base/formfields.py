"""Form fields that more than one stage uses."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.core.symbols.problem import SymbolProblem
from rapporteur.core.symbols.symbol import parse
from rapporteur.core.text.languages import LANGUAGES

# English stands first, since it is what most officials fill in first; the rest by their names.
ORDER = ("en", "ar", "es", "fr", "ru", "zh")
LONGEST_KEY = 18  # digits: such a number fits the 64 bits of a key


class MultilingualInput(forms.MultiWidget):
    """One input a language, each labelled in that language and written in its direction."""

    template_name = "base/multilingual.html"
    use_fieldset = True

    def __init__(self, rows: int = 1, attrs: Mapping[str, Any] | None = None) -> None:
        def widget(code: str) -> forms.Widget:
            shared = {"lang": code, "dir": LANGUAGES[code].direction, **(attrs or {})}
            if rows > 1:
                return forms.Textarea({"rows": rows, **shared})
            return forms.TextInput(shared)

        super().__init__({code: widget(code) for code in ORDER})

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in ORDER]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        for code, part in zip(ORDER, parts, strict=True):
            part["language"] = LANGUAGES[code]
        context["widget"]["first"], context["widget"]["others"] = parts[0], parts[1:]
        context["widget"]["others_filled"] = any(part["value"] for part in parts[1:])
        return context


class MultilingualField(forms.MultiValueField):
    """A text in several languages; gives `{"en": "…"}` with the empty ones left out.

    rows: 1 for a line, more for a text. At least one language is needed where it is required.
    """

    def __init__(self, *, rows: int = 1, max_length: int = 2000, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, max_length=max_length) for _code in ORDER]
        super().__init__(fields, widget=MultilingualInput(rows), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: text for code, text in zip(ORDER, data_list, strict=False) if text}

    def clean(self, value: Any) -> dict[str, str]:
        texts: dict[str, str] = super().clean(value) or {}
        if self.required and not texts:
            raise ValidationError(_("Write it in at least one language."))
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        given = dict(zip(ORDER, data or [], strict=False))
        return {c: t for c, t in given.items() if t} != (initial or {})


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def keys_sent(values: Iterable[str]) -> list[int]:
    """The primary keys among what ticked boxes or buttons sent; what can be none is left out."""
    return [int(each) for each in values if each.isdecimal() and len(each) <= LONGEST_KEY]


def symbols_as_printed(text: str) -> None:
    """Let the symbols in a field pass, parted by spaces, unless one is a slip of another.

    What is no symbol of the United Nations is let pass: other bodies name their documents as they
    like.
    """
    for each in text.split():
        try:
            parse(each)
        except SymbolProblem as problem:
            if problem.mend is not None:
                raise ValidationError(
                    _("“%(written)s” is not how a document's symbol is printed. Write %(mend)s."),
                    params={"written": each, "mend": problem.mend},
                ) from None
